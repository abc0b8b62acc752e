#include "report/chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/html.h"
#include "shell/words.h"
#include "trouw/value.h"
#include "trouw/wide.h"

namespace trouw::cli {

namespace {

constexpr int width_of_all = 440;
constexpr int left_edge = 66, right_edge = 432;
constexpr int top_edge = 34, height_of_plot = 190;
constexpr int bottom_edge = top_edge + height_of_plot;

std::int64_t highest(const Chart& chart) {
  std::int64_t most = 0;
  for (const Series& one : chart.series)
    for (const std::int64_t value : one.values) most = std::max(most, value);
  return most;
}

// 1, 2 or 5 times a power of ten, so that at most five of them reach `most`.
std::int64_t step_to(std::int64_t most) {
  for (std::int64_t power = 1;; power *= 10)
    for (const std::int64_t times : {1, 2, 5})
      if (most / (power * times) < 5 || power > INT64_MAX / 100) return power * times;
}

int scaled_to(std::int64_t value, std::int64_t all, int length) {
  return all == 0 ? 0 : static_cast<int>(static_cast<Wide>(value) * length / all);
}

std::string opened(const std::string& title, int height) {
  return fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n", width_of_all, height,
                     escaped(title));
}

std::string words(int x, int y, const char* style, const std::string& text) {
  return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y, style, escaped(text));
}

std::string rule(const char* style, int x1, int y1, int x2, int y2) {
  return fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", style, x1, y1, x2, y2);
}

std::string box(const char* style, int x, int y, int across, int down) {
  return fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", style, x, y,
                     across, down);
}

const char* fill_of(std::size_t series) {
  return series == 0 ? "a" : "b";
}

// What the series are called, along the top.
std::string key(const Chart& chart, bool of_lines) {
  std::string svg;
  int x = of_lines || chart.series.size() > 1 ? 4 : 0;
  if (chart.series.size() < 2) return "";
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    if (of_lines)
      svg += rule(i == 0 ? "la" : "lb", x, 12, x + 26, 12);
    else
      svg += box(fill_of(i), x + 6, 6, 14, 12);
    svg += words(x + 32, 17, "k", chart.series[i].name);
    x += 48 + static_cast<int>(width(chart.series[i].name)) * 7;
  }
  return svg;
}

// Rules across, their values, and the foot of the plot.
std::string grid(const Chart& chart, std::int64_t top, std::int64_t step) {
  std::string svg;
  for (std::int64_t value = 0; value <= top; value += step) {
    const int y = bottom_edge - scaled_to(value, top, height_of_plot);
    svg += rule(value == 0 ? "x" : "g", left_edge, y, right_edge, y);
    svg += words(left_edge - 6, y + 4, "t n", chart.written(value));
  }
  return svg;
}

// Every label, or as many as there is room for.
std::string feet(const Chart& chart) {
  const int count = static_cast<int>(chart.labels.size());
  std::size_t longest = 1;
  for (const std::string& label : chart.labels) longest = std::max(longest, width(label));
  const int room = std::max(1, (right_edge - left_edge) / (static_cast<int>(longest) * 7 + 8));
  const int every = std::max(1, (count + room - 1) / room);
  std::string svg;
  for (int i = 0; i < count; i += every) {
    const std::string& label = chart.labels[static_cast<std::size_t>(i)];
    const int furthest = width_of_all - 4 * static_cast<int>(width(label));  // wholly in the picture
    const int x = left_edge + (2 * i + 1) * (right_edge - left_edge) / (2 * count);
    svg += words(std::min(x, furthest), bottom_edge + 18, "t m", label);
  }
  return svg + words((left_edge + right_edge) / 2, bottom_edge + 38, "t m", chart.below);
}

std::int64_t top_of(const Chart& chart, std::int64_t& step) {
  const std::int64_t most = std::max<std::int64_t>(highest(chart), 1);
  step = step_to(most);
  return (most + step - 1) / step * step;
}

int middle_of(std::size_t place, std::size_t count) {
  return left_edge +
         static_cast<int>((2 * place + 1) * static_cast<std::size_t>(right_edge - left_edge) / (2 * count));
}

std::string marker(std::size_t series, int x, int y) {
  return series == 0 ? fmt::format("<circle class=\"ma\" cx=\"{}\" cy=\"{}\" r=\"3\"/>\n", x, y)
                     : box("mb", x - 3, y - 3, 6, 6);
}

}  // namespace

std::string bars(const Chart& chart) {
  constexpr int row_label = 18, bar_height = 15, gap = 8;
  constexpr int room = 310;
  const std::int64_t most = highest(chart);
  const int head = chart.series.size() > 1 ? 28 : 4;
  const int step = row_label + bar_height * static_cast<int>(chart.series.size()) + gap;
  std::string svg =
      opened(chart.title, head + step * static_cast<int>(chart.labels.size())) + key(chart, false);
  int y = head;
  for (std::size_t i = 0; i < chart.labels.size(); ++i, y += step) {
    svg += words(0, y + 13, "k", shortened(chart.labels[i], 56));
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
      const std::int64_t value = chart.series[s].values[i];
      const int length = std::max(value > 0 ? 2 : 0, scaled_to(value, most, room));
      const int top = y + row_label + bar_height * static_cast<int>(s);
      if (length > 0) svg += box(fill_of(s), 1, top, length, bar_height - 3);
      svg += words(length + 8, top + 11, "t", chart.written(value));
    }
  }
  return svg + "</svg>\n";
}

std::string columns(const Chart& chart) {
  std::int64_t step = 1;
  const std::int64_t top = top_of(chart, step);
  std::string svg = opened(chart.title, bottom_edge + 48) + key(chart, false) + grid(chart, top, step);
  const std::size_t count = chart.labels.size();
  const int space = (right_edge - left_edge) / static_cast<int>(std::max<std::size_t>(count, 1));
  const int series = static_cast<int>(chart.series.size());
  const int each = std::clamp((space - 6) / std::max(series, 1), 2, 40);
  for (std::size_t i = 0; i < count; ++i)
    for (int s = 0; s < series; ++s) {
      const std::int64_t value = chart.series[static_cast<std::size_t>(s)].values[i];
      const int high = std::max(value > 0 ? 1 : 0, scaled_to(value, top, height_of_plot));
      const int x = middle_of(i, count) - each * series / 2 + each * s;
      if (high > 0) svg += box(fill_of(static_cast<std::size_t>(s)), x, bottom_edge - high, each - 1, high);
    }
  return svg + feet(chart) + "</svg>\n";
}

std::string lines(const Chart& chart) {
  std::int64_t step = 1;
  const std::int64_t top = top_of(chart, step);
  std::string svg = opened(chart.title, bottom_edge + 48) + key(chart, true) + grid(chart, top, step);
  for (std::size_t s = chart.series.size(); s-- > 0;) {
    const auto& values = chart.series[s].values;
    std::string points, marks;
    const auto draw = [&] {
      if (!points.empty())
        svg += fmt::format("<polyline class=\"{}\" points=\"{}\"/>\n", s == 0 ? "la" : "lb", points);
      points.clear();
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] < 0) {
        draw();
        continue;
      }
      const int x = middle_of(i, values.size()), y = bottom_edge - scaled_to(values[i], top, height_of_plot);
      points += fmt::format("{},{} ", x, y);
      marks += marker(s, x, y);
    }
    draw();
    svg += marks;
  }
  return svg + feet(chart) + "</svg>\n";
}

std::string curve(const Curve& curve) {
  constexpr int side = 270, left = 60, top = 34, foot = top + side;
  const auto across = [](std::int64_t part) { return left + scaled_to(part, rate_one, side); };
  const auto up = [](std::int64_t part) { return foot - scaled_to(part, rate_one, side); };
  Chart named;
  named.series = {{curve.name, {}}, {curve.other_name, {}}};
  std::string svg = opened(curve.title, foot + 48) + key(named, true);
  for (std::int64_t part = 0; part <= rate_one; part += rate_one / 5) {
    svg += rule(part == 0 ? "x" : "g", left, up(part), left + side, up(part));
    svg += words(left - 6, up(part) + 4, "t n", format_rate(part));
    svg += words(across(part), foot + 18, "t m", format_rate(part));
  }
  svg += rule("g", across(0), up(0), across(rate_one), up(rate_one));
  const auto draw = [&](const char* style, const auto& points) {
    std::string drawn = fmt::format("{},{} ", across(0), up(0));
    for (const auto& [x, y] : points) drawn += fmt::format("{},{} ", across(x), up(y));
    svg += fmt::format("<polyline class=\"{}\" points=\"{}\"/>\n", style, drawn);
  };
  draw("lb", curve.others);
  draw("la", curve.points);
  svg += words(left + side / 2, foot + 38, "t m", curve.across);
  return svg + "</svg>\n";
}

}  // namespace trouw::cli

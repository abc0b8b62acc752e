// Pictures as SVG markup, drawn by integers. Two series differ by hatching and dashes as well as by colour.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace trouw::cli {

// How a value is written at an axis or at the end of a bar.
using Written = std::function<std::string(std::int64_t)>;

struct Series {
  std::string name;
  std::vector<std::int64_t> values;  // one for each label; below 0 in a line: a gap
};

struct Chart {
  std::string title;                // for those who can't see it
  std::vector<std::string> labels;  // along the axis, or one for each bar
  std::vector<Series> series;       // one or two
  Written written;
  std::string below;  // what the labels are, under the axis
};

// One or two bars for each label, lying; the label above them, the value at their end. Of many labels all.
std::string bars(const Chart& chart);

// One or two columns for each label, standing side by side.
std::string columns(const Chart& chart);

// One or two lines over the labels, which are a step apart each.
std::string lines(const Chart& chart);

// Two curves within a square from 0% to 100% both ways, in parts per million, with the line of equal shares.
struct Curve {
  std::string title, name, other_name, across;
  std::vector<std::pair<std::int64_t, std::int64_t>> points, others;  // ascending
};
std::string curve(const Curve& curve);

}  // namespace trouw::cli

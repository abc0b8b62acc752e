#include "shell/table.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "shell/words.h"

namespace trouw::cli {

namespace {

constexpr std::size_t screen = 80;
constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 16;

}  // namespace

Table::Table(std::vector<std::string> heading, std::vector<Side> sides) : sides_(std::move(sides)) {
  rows_.push_back(std::move(heading));
}

void Table::add(std::vector<std::string> row) {
  rows_.push_back(std::move(row));
}

void Table::total(std::vector<std::string> row) {
  total_ = std::move(row);
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widest(sides_.size(), 0);
  const auto widen = [&widest](const std::vector<std::string>& row) {
    for (std::size_t column = 0; column < row.size(); ++column)
      widest[column] = std::max(widest[column], width(row[column]));
  };
  for (const auto& row : rows_) widen(row);
  widen(total_);
  const std::size_t others = std::accumulate(widest.begin() + 1, widest.end(), gap * widest.size());
  const std::size_t room = others + narrowest < screen ? screen - others : narrowest;
  widest[0] = std::min(widest[0], room);
  return widest;
}

std::string Table::line(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) const {
  std::string text;
  for (std::size_t column = 0; column < row.size(); ++column) {
    const std::string cell = shortened(row[column], widths[column]);
    const std::string blank(widths[column] - width(cell), ' ');
    text += std::string(gap, ' ') + (sides_[column] == left ? cell + blank : blank + cell);
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string Table::text(const Console& console) const {
  const std::vector<std::size_t> columns = widths();
  std::string text = console.toned_out(Tone::faint, line(rows_[0], columns)) + "\n";
  for (auto row = rows_.begin() + 1; row != rows_.end(); ++row) text += line(*row, columns) + "\n";
  if (total_.empty()) return text;
  std::vector<std::string> rule;
  for (std::size_t column = 0; column < columns.size(); ++column)
    rule.emplace_back(total_[column].empty() ? 0 : columns[column], '-');
  return text + console.toned_out(Tone::faint, line(rule, columns)) + "\n" +
         console.toned_out(Tone::strong, line(total_, columns)) + "\n";
}

}  // namespace trouw::cli

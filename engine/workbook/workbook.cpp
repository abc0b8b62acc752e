#include "workbook/workbook.h"

#include <algorithm>

#include "trouw/ensure.h"
#include "workbook/archive.h"
#include "workbook/contents.h"
#include "workbook/sheet.h"
#include "workbook/xml.h"

namespace trouw::workbook {

struct Rows::State {
  State(const std::string& path, Status& status) : archive(path, status) {
    if (status) status = read_contents(archive, contents);
    for (const Sheet& one : contents.sheets) names.push_back(one.name);
  }

  Status choose(const std::string& named) {
    const std::vector<Sheet>& all = contents.sheets;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Sheet& one) {
      return named.empty() ? !one.hidden : one.name == named;
    });
    ensure(found != all.end() || named.empty(), "a sheet is chosen that is there");
    sheet = static_cast<std::size_t>((found == all.end() ? all.begin() : found) - all.begin());
    Status status;
    xml = std::make_unique<Xml>(archive, all[sheet].part, elements, status);
    return status;
  }

  Archive archive;
  Contents contents;
  SheetElements elements{contents};
  std::unique_ptr<Xml> xml;
  std::vector<std::string> names;
  std::size_t sheet = 0;
  const StoredRow* row = nullptr;
  bool more = true;
};

Rows::Rows(const std::string& path, Status& status) : state_(std::make_unique<State>(path, status)) {}

Rows::~Rows() = default;

const std::vector<std::string>& Rows::sheets() const {
  return state_->names;
}

Status Rows::choose(const std::string& sheet) {
  return state_->choose(sheet);
}

const std::string& Rows::sheet() const {
  return state_->names[state_->sheet];
}

Status Rows::next(bool& there) {
  State& state = *state_;
  for (;;) {
    state.row = state.elements.take();
    there = state.row != nullptr;
    if (there) return {};
    if (!state.elements.wrong().empty()) return state.archive.failure(state.elements.wrong());
    if (!state.more) return {};
    if (Status status = state.xml->go_on(state.more); !status) return status;
  }
}

std::uint64_t Rows::number() const {
  return state_->row->number;
}

std::size_t Rows::width() const {
  return state_->row->cells.size();
}

Cell Rows::cell(std::size_t column) const {
  const StoredRow& row = *state_->row;
  if (column >= row.cells.size()) return {};
  const StoredRow::Placed& placed = row.cells[column];
  const std::string_view text = placed.shared >= 0
                                    ? state_->contents.shared(static_cast<std::size_t>(placed.shared))
                                    : std::string_view(row.bytes).substr(placed.begin, placed.size);
  return {placed.kind, text, placed.number};
}

}  // namespace trouw::workbook

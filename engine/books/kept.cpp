#include "books/granting.h"

namespace trouw {

std::vector<NewAward> new_awards(const Programme& programme, const Decision& decision,
                                 const std::vector<Award>& granted,
                                 const std::vector<std::string>& occasions) {
  std::vector<NewAward> made;
  for (const Award& award : granted) {
    NewAward one;
    one.offer = programme.offers[award.offer].title;
    one.occasion = occasions[award.offer];
    one.standing = decision.standing;
    one.match = programme.offers[award.offer].match.has_value();
    one.paid = award.paid;
    one.ceiling = award.ceiling;
    one.horizon = programme.schema.horizon;
    one.promises = held_promises(programme, award);
    one.messages = award.messages;
    made.push_back(std::move(one));
  }
  return made;
}

void write_row(std::string& text, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += '\t';
    for (const char c : cells[i]) {
      if (c == '\\' || c == '\t' || c == '\n') text += '\\';
      text += c == '\t' ? 't' : c == '\n' ? 'n' : c;
    }
  }
  text += '\n';
}

std::vector<std::vector<std::string>> read_rows(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      rows.push_back(std::move(row));
      row.assign(1, "");
    } else if (text[i] == '\t') {
      row.emplace_back();
    } else if (text[i] == '\\' && i + 1 < text.size()) {
      const char c = text[++i];
      row.back() += c == 't' ? '\t' : c == 'n' ? '\n' : c;
    } else {
      row.back() += text[i];
    }
  }
  return rows;
}

}  // namespace trouw

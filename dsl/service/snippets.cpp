#include "service/snippets.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace trouw::service {

namespace {

// What is proposed for a slot of this name.
std::string proposed(const std::string& slot, const Book& book, const Schema& schema) {
  const std::string currency = schema.currency.empty() ? "EUR" : schema.currency;
  const std::string& months = book.word(Phrase::month_many);
  const std::pair<std::string_view, std::string> proposals[] = {{"title", "\"Title\""},
                                                                {"titles", "\"A\", \"B\""},
                                                                {"audience", book.write(Phrase::customers)},
                                                                {"from", "2027-01-01"},
                                                                {"through", "2027-12-31"},
                                                                {"day", "2027-03-01"},
                                                                {"amount", currency + " 5"},
                                                                {"share", "10%"},
                                                                {"length", "12 " + months},
                                                                {"wait", "6 " + months},
                                                                {"number", "1"},
                                                                {"count", "2"},
                                                                {"text", "\"…\""},
                                                                {"perk", "\"perk\""}};
  for (const auto& [name, text] : proposals)
    if (name == slot) return text;
  return slot;
}

// The names of a phrase's slots, by their numbers: in the order of the first English pattern.
std::vector<std::string> slots_of(Phrase phrase) {
  std::string_view english = phrase_table()[static_cast<std::size_t>(phrase)].english;
  english = english.substr(0, english.find('|'));
  std::vector<std::string> names;
  for (std::size_t at = english.find('{'); at != std::string_view::npos; at = english.find('{', at + 1))
    names.emplace_back(english.substr(at + 1, english.find('}', at) - at - 1));
  return names;
}

}  // namespace

std::string escaped_snippet(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (c == '$' || c == '}' || c == '\\') made += '\\';
    made += c;
  }
  return made;
}

Snippet snippet_of(const Book& book, Phrase phrase, const Pattern& pattern, std::size_t from,
                   const Schema& schema) {
  const std::vector<std::string> slots = slots_of(phrase);
  Snippet made;
  bool open = true;  // no slot yet: what is inserted as plain text ends at the first
  int number = 0;
  for (std::size_t i = from; i < pattern.size(); ++i) {
    const Piece& piece = pattern[i];
    const bool mark = piece.slot < 0 && (piece.word == ":" || piece.word == ",");
    const std::string_view gap = i == from || mark ? "" : " ";
    if (piece.slot < 0) {
      made.label += std::string(gap) + piece.word;
      made.snippet += std::string(gap) + escaped_snippet(piece.word);
      if (open) made.text += std::string(gap) + piece.word;
      continue;
    }
    const std::string slot = static_cast<std::size_t>(piece.slot) < slots.size()
                                 ? slots[static_cast<std::size_t>(piece.slot)]
                                 : std::string("…");
    made.label += std::string(gap) + "…";
    made.snippet += fmt::format("{}${{{}:{}}}", gap, ++number, escaped_snippet(proposed(slot, book, schema)));
    if (open) made.text += " ";
    open = false;
  }
  return made;
}

}  // namespace trouw::service

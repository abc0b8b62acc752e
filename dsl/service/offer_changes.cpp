// `offer "Welcome": 30% off`: a change of an offer, as a person writes it, made in its text.
#include <fmt/format.h>

#include <algorithm>

#include "base/message.h"
#include "service/taking.h"
#include "trouw/changes.h"

namespace trouw {

namespace {

constexpr std::string_view offer_words[] = {"offer", "aanbieding"};
constexpr std::string_view gone_words[] = {"no offer", "geen aanbieding"};
constexpr std::string_view quotes[] = {"\"", "“", "”", "„"};

bool takes_any(std::string_view& text, const auto& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return takes(text, word); });
}

// The title that the text begins with, in quotes of any kind.
std::optional<std::string> takes_title(std::string_view& text) {
  if (!takes_any(text, quotes)) return std::nullopt;
  std::size_t end = std::string_view::npos, behind = 0;
  for (const std::string_view quote : quotes)
    if (const std::size_t at = text.find(quote); at < end) {
      end = at;
      behind = at + quote.size();
    }
  if (end == std::string_view::npos) return std::nullopt;
  std::string title(trimmed(text.substr(0, end)));
  text = trimmed(text.substr(behind));
  return title;
}

bool is_given(const service::CardClause& clause) {
  return clause.kind == "give" || clause.kind == "give by" || clause.kind == "match";
}

bool is_sound(const service::Draft& draft) {
  return std::ranges::none_of(draft.diagnostics(),
                              [](const Diagnostic& one) { return one.severity == Severity::error; });
}

// The word that a clause begins with: "give", "geef".
std::string first_word(const std::string& text) {
  return text.substr(0, text.find_first_of(" \n\t"));
}

// The offer's clauses as they stand, the text of its file, and what to write there.
class Rewriting {
 public:
  Rewriting(service::Draft& draft, std::string file, service::Card card)
      : draft_(draft), file_(std::move(file)), card_(std::move(card)), was_(draft.text(file_)) {}

  // The first text of those tried that the programme is sound with.
  std::optional<std::string> give(const std::string& gives) {
    const auto given = std::ranges::find_if(card_.clauses, is_given);
    if (given == card_.clauses.end()) return std::nullopt;
    const std::string word = given->kind == "match" ? "" : first_word(given->text) + " ";
    const std::string text = (word.empty() || gives.starts_with(word) ? "" : word) + gives;
    if (put(text)) return text;
    // What is left unsaid stays: the longest rest of the present words with which the whole makes sense.
    for (std::size_t at = given->text.find(' '); at != std::string::npos;
         at = given->text.find(' ', at + 1)) {
      const std::string longer = text + given->text.substr(at);
      if (put(longer)) return longer;
    }
    draft_.put(file_, was_);
    return std::nullopt;
  }

  std::optional<std::string> end() {
    const bool dutch = card_.language.starts_with("nl");
    const std::string runs = dutch ? "looptijd tot en met 1900-01-01" : "runs through 1900-01-01";
    const auto clause = std::ranges::find(card_.clauses, "runs", &service::CardClause::kind);
    std::string text = was_;
    if (clause != card_.clauses.end())
      text.replace(clause->at.begin, clause->at.end - clause->at.begin, runs);
    else
      text.insert(card_.audience_at.end, "\n  " + runs);
    draft_.put(file_, std::move(text));
    if (is_sound(draft_)) return runs;
    draft_.put(file_, was_);
    return std::nullopt;
  }

 private:
  // Puts the text in place of the first clause that gives something, and nothing in place of the others.
  bool put(const std::string& clause_text) {
    std::string text = was_;
    bool first = true;
    std::vector<service::CardClause> given;
    std::ranges::copy_if(card_.clauses, std::back_inserter(given), is_given);
    for (std::size_t i = given.size(); i-- > 0;) {
      first = i == 0;
      text.replace(given[i].at.begin, given[i].at.end - given[i].at.begin,
                   first ? clause_text : std::string());
    }
    draft_.put(file_, std::move(text));
    return is_sound(draft_);
  }

  service::Draft& draft_;
  std::string file_;
  service::Card card_;
  std::string was_;
};

}  // namespace

bool is_offer_change(std::string_view text) {
  text = trimmed(text);
  return (takes_any(text, gone_words) || takes_any(text, offer_words)) && takes_title(text).has_value();
}

std::optional<OfferChange> read_offer_change(std::string_view text, std::string& why) {
  std::string_view rest = trimmed(text);
  OfferChange made;
  const bool gone = takes_any(rest, gone_words);
  if (!gone) takes_any(rest, offer_words);
  const auto title = takes_title(rest);
  made.title = title.value_or("");
  if (title && gone && rest.empty()) return made;
  if (title && !gone && takes(rest, ":") && !rest.empty()) {
    made.gives = std::string(rest);
    return made;
  }
  why = fmt::format("{} says no change of an offer: write “offer \"{}\": 30% off” or “no offer \"{}\"”.",
                    quoted(text), made.title.empty() ? "Title" : made.title,
                    made.title.empty() ? "Title" : made.title);
  return std::nullopt;
}

std::optional<std::string> change_offer(service::Draft& draft, const OfferChange& change, std::string& why) {
  std::vector<std::string> titles;
  for (const std::string& file : draft.names()) {
    if (file == service::Draft::yaml_name) continue;
    for (const service::Card& card : draft.cards(file)) {
      titles.push_back(card.title);
      if (card.title != change.title) continue;
      Rewriting rewriting(draft, file, card);
      const auto made = change.gives.empty() ? rewriting.end() : rewriting.give(change.gives);
      if (!made)
        why = fmt::format(
            "The offer {} cannot say {}: write what it would give as its file does, like “30% off for "
            "6 months”.",
            quoted(change.title), quoted(change.gives));
      return made;
    }
  }
  const std::string near = nearest(change.title, titles);
  why = fmt::format("There is no offer {} in the programme.{}", quoted(change.title),
                    near.empty() ? "" : " Did you mean " + quoted(near) + "?");
  return std::nullopt;
}

}  // namespace trouw

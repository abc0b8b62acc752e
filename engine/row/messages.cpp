#include "row/messages.h"

#include <algorithm>

#include "row/shown.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

// What stands in the place of {slot}. A loaded programme has no slot that names nothing.
void append_slot(std::string& text, const Told& told, const Offer& offer, const Award& award,
                 std::string_view slot, const ValueWords& words) {
  if (slot == "offer") {
    text += offer.title;
  } else if (slot == "value") {
    append_money(text, award.paid, told.programme.schema.currency);
  } else if (slot == "tenure" && told.tenure) {
    append_months(text, *told.tenure, words);
  } else if (const auto field = told.programme.schema.find(slot); field && slot != "tenure") {
    append_field(text, told.programme, *field, told.evaluation.field(*field), told.batch, words);
  } else {
    text += words.unknown;
  }
}

}  // namespace

void tell(const Told& told, const Offer& offer, Spare& spare, Award& award) {
  for (const Tell& message : offer.tells) {
    Spare::Named made = spare.named();
    made.first = message.language;
    const ValueWords& words = value_words(message.spoken);
    std::string_view rest = message.text;
    for (std::size_t open; (open = rest.find('{')) != rest.npos;) {
      const std::size_t end = std::min(rest.find('}', open), rest.size());
      made.second += rest.substr(0, open);
      append_slot(made.second, told, offer, award, rest.substr(open + 1, end - open - 1), words);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    made.second += rest;
    award.messages.push_back(std::move(made));
  }
}

std::optional<int> Award::bills() const {
  int bills = 0;
  for (const Promise& promise : promises) {
    if (promise.open_ended) return std::nullopt;
    bills = std::max(bills, promise.first + promise.periods);
  }
  return bills;
}

std::string_view message_of(const Award& award, std::string_view language) {
  const auto in = [&](std::string_view wanted) {
    return std::ranges::find(award.messages, wanted, [](const auto& m) { return std::string_view(m.first); });
  };
  if (const auto found = in(language); found != award.messages.end()) return found->second;
  if (const auto own = in(""); own != award.messages.end()) return own->second;
  return award.messages.empty() ? std::string_view() : award.messages.front().second;
}

std::string line_key(std::string_view contract, std::string_view offer, std::string_view occasion,
                     std::uint32_t place, int bill) {
  std::string text(contract);
  text.append("|").append(offer).append("|").append(occasion).append("|");
  append_count(text, place);
  text += '|';
  append_count(text, bill);
  return sha256(text).substr(0, 32);
}

const std::string& first_title(const Offer& offer) {
  return offer.formerly.empty() ? offer.title : offer.formerly.front();
}

}  // namespace trouw

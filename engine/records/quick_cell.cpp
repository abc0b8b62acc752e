#include "records/quick_cell.h"

#include <algorithm>

namespace trouw {

QuickNumber::QuickNumber(int places, std::int64_t from, std::int64_t to)
    : places_(static_cast<std::size_t>(places)), from_(from), to_(to) {
  constexpr std::size_t most_places = std::size(decltype(scales_){}) - 1;
  places_ = std::min(places_, most_places);
  std::int64_t scale = 1;
  for (std::size_t decimals = places_ + 1; decimals-- > 0; scale *= 10) scales_[decimals] = scale;
}

QuickDate::QuickDate(std::int64_t from, std::int64_t to) : from_(from), to_(to) {
  auto months = std::make_shared<std::vector<Day>>();
  for (std::uint64_t month = 0; month < years * 12; ++month)
    months->push_back(
        day_of({static_cast<int>(first_year + month / 12), static_cast<int>(month % 12 + 1), 1}));
  months->push_back(last_day + 1);
  month_starts_ = months->data();
  months_ = std::move(months);
}

QuickWord::QuickWord(const Words& words) {
  auto places = std::make_shared<std::vector<Word>>(std::bit_ceil(4 * words.size() + 2));
  most_ = places->size() - 1;
  shift_ = 64 - std::countr_zero(places->size());
  constexpr int tries = 64;  // to give each word the place that it is first looked for at
  bool alone = false;
  for (int i = 0; i < tries && !alone; ++i) {
    factor_ = (factor_ * 0x5851F42D4C957F2D + 0x14057B7EF767814E) | 1;
    alone = arrange(words, *places);
  }
  first_ = places->data();
  places_ = std::move(places);
}

// Whether none was in another's place.
bool QuickWord::arrange(const Words& words, std::vector<Word>& places) const {
  bool alone = true;
  std::fill(places.begin(), places.end(), Word{});
  for (const auto& [text, value] : words) {
    if (text.empty()) continue;
    const std::string padded = text + std::string(16, '\0');
    const Key key = key_of(std::string_view(padded).substr(0, text.size()));
    std::size_t at = place(key);
    while (!places[at].text.empty() && places[at].text != text) {
      alone = false;
      at = (at + 1) & most_;
    }
    if (places[at].text.empty()) places[at] = {key, text, value};
  }
  return alone;
}

}  // namespace trouw

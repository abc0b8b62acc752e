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
  for (std::uint64_t month = 0; month < years * 12; ++month)
    month_starts_.push_back(
        day_of({static_cast<int>(first_year + month / 12), static_cast<int>(month % 12 + 1), 1}));
  month_starts_.push_back(last_day + 1);
}

QuickWord::QuickWord(const Words& words) {
  const std::size_t room = std::bit_ceil(4 * words.size() + 2);
  words_.resize(room);
  shift_ = 64 - std::countr_zero(room);
  constexpr int tries = 64;  // to give each word the place that it is first looked for at
  for (int i = 0; i < tries; ++i) {
    factor_ = factor_ * 0x5851F42D4C957F2D + 0x14057B7EF767814E;
    factor_ |= 1;
    if (arrange(words)) return;
  }
}

// Whether none was in another's place.
bool QuickWord::arrange(const Words& words) {
  bool alone = true;
  std::fill(words_.begin(), words_.end(), Word{});
  for (const auto& [text, value] : words) {
    if (text.empty()) continue;
    const std::string padded = text + std::string(16, '\0');
    const Key key = key_of(std::string_view(padded).substr(0, text.size()));
    std::size_t at = place(key);
    while (!words_[at].text.empty() && words_[at].text != text) {
      alone = false;
      at = (at + 1) & (words_.size() - 1);
    }
    if (words_[at].text.empty()) words_[at] = {key, text, value};
  }
  return alone;
}

}  // namespace trouw

#include "records/csv_grid.h"

#include <algorithm>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace trouw {

namespace {

constexpr std::size_t block = 64;

// A bit for each byte of a block.
struct Marks {
  std::uint64_t commas = 0, lines = 0, quotes = 0, returns = 0, wide = 0;
};

#ifdef __SSE2__

Marks marks_of(const char* bytes) {
  Marks marks;
  for (int i = 0; i < 4; ++i) {
    const __m128i found = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const auto bits = [i](__m128i mask) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(mask))} << (16 * i);
    };
    marks.commas |= bits(_mm_cmpeq_epi8(found, _mm_set1_epi8(',')));
    marks.lines |= bits(_mm_cmpeq_epi8(found, _mm_set1_epi8('\n')));
    marks.quotes |= bits(_mm_cmpeq_epi8(found, _mm_set1_epi8('"')));
    marks.returns |= bits(_mm_cmpeq_epi8(found, _mm_set1_epi8('\r')));
    marks.wide |= bits(found);
  }
  return marks;
}

#else

Marks marks_of(const char* bytes) {
  Marks marks;
  for (std::size_t i = 0; i < block; ++i) {
    const char c = bytes[i];
    marks.commas |= std::uint64_t{c == ','} << i;
    marks.lines |= std::uint64_t{c == '\n'} << i;
    marks.quotes |= std::uint64_t{c == '"'} << i;
    marks.returns |= std::uint64_t{c == '\r'} << i;
    marks.wide |= std::uint64_t{static_cast<unsigned char>(c) >= 0x80} << i;
  }
  return marks;
}

#endif

void cut_short(Marks& marks, std::size_t bytes) {
  const std::uint64_t there = (std::uint64_t{1} << bytes) - 1;
  for (std::uint64_t* mark : {&marks.commas, &marks.lines, &marks.quotes, &marks.returns, &marks.wide})
    *mark &= there;
}

}  // namespace

bool CsvGrid::find(std::string_view rows, std::size_t width) {
  text_ = rows;
  width_ = width;
  rows_ = 0;
  cells_ = 1;
  ends_.resize(std::max(ends_.size(), 2 * block));
  last_.resize(std::max(last_.size(), 2 * block));
  ends_[0] = UINT32_MAX;
  last_[0] = 0;
  std::uint64_t wide = 0, returned = 0, any_returned = 0;
  for (std::size_t at = 0; at < rows.size(); at += block) {
    Marks marks = marks_of(rows.data() + at);
    if (rows.size() - at < block) cut_short(marks, rows.size() - at);
    const std::uint64_t ended = (marks.returns << 1) | returned;  // where a carriage return is just before
    if ((marks.quotes | (ended & ~marks.lines)) != 0) return false;
    returned = marks.returns >> 63;
    any_returned |= marks.returns;
    wide |= marks.wide;
    keep(marks.commas | marks.lines, marks.lines, at);
  }
  if (!rows.empty() && rows.back() != '\n') keep(1, 1, rows.size());
  ascii_ = wide == 0;
  returns_ = any_returned != 0;
  return rows.empty() || rows.back() != '\r';
}

void CsvGrid::keep(std::uint64_t separators, std::uint64_t lines, std::size_t at) {
  if (cells_ + block + 8 > ends_.size()) ends_.resize(2 * ends_.size());
  if (rows_ + block + 1 > last_.size()) last_.resize(2 * last_.size());
  for (; lines != 0; lines &= lines - 1) {
    const std::uint64_t before = separators & ((lines ^ (lines - 1)) >> 1);
    last_[++rows_] = static_cast<std::uint32_t>(cells_ + static_cast<std::size_t>(std::popcount(before)));
  }
  std::uint32_t* to = &ends_[cells_];
  cells_ += static_cast<std::size_t>(std::popcount(separators));
  constexpr std::uint64_t some = std::uint64_t{1}
                                 << (block - 1);  // so that nothing asks whether there is any
  while (separators != 0)                         // eight at once: those behind the last are overwritten
    for (int i = 0; i < 8; ++i, separators &= separators - 1)
      *to++ = static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(separators | some)));
}

}  // namespace trouw

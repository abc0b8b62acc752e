// What stands where in a CSV, found 64 bytes at a time.
//
// A reader that asks each byte what it is takes several steps a byte, and a branch that is guessed wrong at
// the end of most cells. Here a block of 64 bytes is compared with each of the five marks at once, and every
// answer is a word of 64 bits, a bit a byte. What remains is arithmetic on words:
//
//   in quotes   A byte is inside where the number of quotes up to it is odd. parities() finds that for all 64
//               in six shifts; the last bit goes on into the next block (inside_).
//   cells, rows Commas and line feeds that are not inside. The cells are then walked by their set bits: the
//               work is by cell, not by byte.
//   "" in ""    A quote right behind a quote that closed is the latter of one written twice. To the parity it
//               closes and opens again, which leaves every other byte as it was.
//   mistakes    A quote may open behind the end of a cell only, must close right before one, and a carriage
//               return outside must have its line feed. Each is one word that has to be nothing. The byte
//               before the block is kept as one bit of each kind, so that blocks need not be read twice.
//
// Blocks without quotes, the usual ones, skip all of that but the ends of rows. Where a mistake is found the
// careful reader (csv_scanner.h) goes through the text again and says what is wrong, and where; this one has
// only to be right about texts that are. Comparing is in SSE2, which every processor of its kind has; others
// do the same a byte at a time.
#pragma once

#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace trouw {

// How many bits are set; written out, since not every processor that this is compiled for counts them itself.
constexpr std::size_t count_bits(std::uint64_t bits) {
  bits -= (bits >> 1) & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
  return static_cast<std::size_t>((((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101) >> 56);
}

// A bit for each byte of a block, the first one lowest.
struct CsvMarks {
  std::uint64_t cells = 0;    // that end a cell: separators and line feeds outside quotes
  std::uint64_t rows = 0;     // of these, the line feeds
  std::uint64_t inner = 0;    // line feeds within quotes
  std::uint64_t doubled = 0;  // the latter of a quote that is written twice
  std::uint64_t quotes = 0, returns = 0;
  std::uint64_t wide = 0;  // not ASCII
};

// Goes through a text from the beginning of a row on, a block after another.
class CsvMarking {
 public:
  static constexpr std::size_t block = 64;

  explicit CsvMarking(char separator = ',') : separator_(separator) {}

  // The next block, of which `count` bytes belong to the text: all of them but for the last. REQUIRES that
  // `block` bytes can be read. False where a quote or a carriage return stands where none can be, which may
  // be told one byte late; then it goes no further.
  bool next(const char* bytes, std::size_t count, CsvMarks& marks) {
    const std::uint64_t there = count < block ? (std::uint64_t{1} << count) - 1 : ~std::uint64_t{0};
    Bytes found = find(bytes, separator_);
    found.quotes &= there;
    const std::uint64_t separators = (found.separators | found.lines) & there;
    marks.quotes = found.quotes;
    marks.returns = found.returns & there;
    marks.wide = found.wide & there;
    if ((found.quotes | inside_ | after_close_) == 0) {
      marks.cells = separators;
      marks.rows = found.lines & there;
      marks.inner = marks.doubled = 0;
      after_cell_ = marks.cells >> 63;
      return ends_rows(marks.returns, marks.rows, there);
    }
    return next_in_quotes(separators, found.lines & there, there, marks);
  }

  // Whether a row can end behind the last block.
  bool ended() const { return inside_ == 0 && after_return_ == 0; }

 private:
  struct Bytes {
    std::uint64_t separators = 0, lines = 0, quotes = 0, returns = 0, wide = 0;
  };

  static Bytes find(const char* bytes, char separator) {
    Bytes found;
#ifdef __SSE2__
    for (int i = 0; i < 4; ++i) {
      const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
      const auto bits = [i](__m128i mask) {
        return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(mask))} << (16 * i);
      };
      found.separators |= bits(_mm_cmpeq_epi8(some, _mm_set1_epi8(separator)));
      found.lines |= bits(_mm_cmpeq_epi8(some, _mm_set1_epi8('\n')));
      found.quotes |= bits(_mm_cmpeq_epi8(some, _mm_set1_epi8('"')));
      found.returns |= bits(_mm_cmpeq_epi8(some, _mm_set1_epi8('\r')));
      found.wide |= bits(some);
    }
#else
    for (std::size_t i = 0; i < block; ++i) {
      const char c = bytes[i];
      found.separators |= std::uint64_t{c == separator} << i;
      found.lines |= std::uint64_t{c == '\n'} << i;
      found.quotes |= std::uint64_t{c == '"'} << i;
      found.returns |= std::uint64_t{c == '\r'} << i;
      found.wide |= std::uint64_t{static_cast<unsigned char>(c) >= 0x80} << i;
    }
#endif
    return found;
  }

  // Every carriage return outside quotes has its line feed.
  bool ends_rows(std::uint64_t returns, std::uint64_t rows, std::uint64_t there) {
    const std::uint64_t wanted = (returns << 1) | after_return_;
    after_return_ = there == ~std::uint64_t{0} ? returns >> 63 : wanted & ~there;
    return (wanted & there & ~rows) == 0;
  }

  bool next_in_quotes(std::uint64_t separators, std::uint64_t lines, std::uint64_t there, CsvMarks& marks);

  char separator_;

  // Of the byte before the block, 0 or 1: whether it is within quotes, closes some, ends a cell, is a
  // carriage return outside quotes.
  std::uint64_t inside_ = 0, after_close_ = 0, after_cell_ = 1, after_return_ = 0;
};

}  // namespace trouw

#include "records/text_block.h"

#include <charconv>

#include "records/results_file.h"

namespace trouw {

void TextBlock::add_csv(std::string_view value) {
  if (!needs_quotes(value)) return add(value);
  flush();
  append_csv(text_, value);
}

void TextBlock::add_large(std::int64_t number) {
  char digits[24];
  add(std::string_view(
      digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, number).ptr - digits)));
}

}  // namespace trouw

// A floating-point number of a database, as decimal digits.
#pragma once

#include <array>
#include <charconv>
#include <string_view>

namespace trouw {

// The shortest decimal that reads back as the same number, without an exponent. Zero has no sign. Belongs to
// what it wrote last.
class RealText {
 public:
  template <typename Real>
  std::string_view write(Real value) {
    const Real shown = value == 0 ? 0 : value;
    const auto end =
        std::to_chars(bytes_.data(), bytes_.data() + bytes_.size(), shown, std::chars_format::fixed).ptr;
    return {bytes_.data(), static_cast<std::size_t>(end - bytes_.data())};
  }

 private:
  std::array<char, 400> bytes_;
};

}  // namespace trouw

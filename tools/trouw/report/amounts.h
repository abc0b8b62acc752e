// Amounts as a page writes them: in one currency, which most tables name in their heading.
#pragma once

#include <string>

#include "report/chart.h"
#include "trouw/schema.h"

namespace trouw::cli {

class Amounts {
 public:
  explicit Amounts(std::string currency);

  std::string money(std::int64_t minor) const;  // "EUR 1,234.50"
  std::string plain(std::int64_t minor) const;  // "1,234.50"
  std::string whole(std::int64_t minor) const;  // "1,234": without decimals where there are none to show

  Written axis() const;     // whole()
  Written amounts() const;  // money()
  static Written counts();

  // Rounded half away from zero; 0 of nothing.
  static std::int64_t mean(std::int64_t total, std::uint64_t count);

  // A part of a whole in parts per million; 0 of nothing.
  static std::int64_t rate(std::int64_t part, std::int64_t whole);
  static std::string percent(std::int64_t rate);                    // "12.3%"
  static std::string share(std::int64_t part, std::int64_t whole);  // the same, or empty of nothing

  // "12 months"
  static std::string horizon(const Schema& schema);

 private:
  std::string currency_;
};

}  // namespace trouw::cli

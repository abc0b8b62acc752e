// What the dialects write differently. One file each; what they share stands in write.h and records.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sql/steps.h"
#include "trouw/schema.h"
#include "trouw/sql.h"

namespace trouw::sql {

// Const and without state; any number of threads may use one.
class Dialect {
 public:
  virtual ~Dialect() = default;

  virtual StepLimits limits() const = 0;

  // A name and a text, quoted. No byte of either can end the quotation.
  virtual std::string name(std::string_view name) const = 0;
  virtual std::string text(std::string_view text) const = 0;
  virtual bool can_name(std::string_view) const { return true; }  // false: it would be read as another

  // A number, and a condition, of the type that columns have: 64 bits.
  virtual std::string wide(std::int64_t number) const = 0;
  virtual std::string nothing(Type type) const = 0;
  virtual bool truth_is_number() const { return false; }

  virtual std::string quotient(const std::string& a, const std::string& b) const = 0;  // toward zero
  virtual const char* least() const { return "LEAST"; }
  virtual const char* greatest() const { return "GREATEST"; }

  virtual std::string array(const std::vector<std::string>& elements) const = 0;
  virtual std::string element(const std::string& array, std::size_t index) const = 0;  // from 0
  // An array: `amount` shared over the weights by largest remainder.
  virtual std::string shares(const std::string& amount, const std::vector<std::string>& weights) const = 0;

  // Ends a step, so that it is worked out once and not merged into the next.
  virtual const char* fence() const { return ""; }

  // Between a step's name and its bracket, where a filter on the step must not be worked out anew from all
  // before it.
  virtual const char* kept() const { return "AS"; }

  // The stored value of a cell, as a text for fields of texts; NULL where it is missing or malformed.
  // `column` is the column of the table, in quotes.
  virtual std::string cell(const Field& field, const std::string& column) const;

  // Months since year 0, and the day within the month, of a cell that is a date: `column` as above, `day` its
  // stored value.
  // A cell as a text.
  virtual std::string text_of(const std::string& column) const = 0;

  virtual std::string months_of(const std::string& column, const std::string& day) const = 0;
  virtual std::string day_of(const std::string& column, const std::string& day) const = 0;

  virtual std::string characters_after_first(const std::string& text) const {
    return "substr(" + text + ", 2)";
  }
  virtual std::string sum(const std::string& number) const { return "sum(" + number + ")"; }
  virtual std::string begin_view(const std::string& view) const { return "CREATE VIEW " + view + " AS\n"; }

  // Sentences for whoever runs the statement.
  virtual std::vector<std::string> advice() const { return {}; }

 protected:
  // A cell as a text; NULL where it is none.
  virtual std::string number_of(const std::string& column, int places) const = 0;
  virtual std::string date_of(const std::string& column) const = 0;

 private:
  std::string choice_of(const Field& field, const std::string& column) const;
  std::string yes_no_of(const Field& field, const std::string& column) const;
  std::string said_by(const Field& field, const std::string& column) const;
};

std::unique_ptr<Dialect> sqlite_dialect();
std::unique_ptr<Dialect> postgresql_dialect();
std::unique_ptr<Dialect> duckdb_dialect();
std::unique_ptr<Dialect> spark_dialect();
std::unique_ptr<Dialect> make_dialect(SqlDialect dialect);

// `text` between two of `quote`, with each of it within doubled.
std::string quoted(std::string_view text, char quote);

// 10^places.
std::int64_t power_of_ten(int places);

// A number of at most 18 digits, with no more than `places` decimals that are not zero, as a regular
// expression.
std::string number_pattern(int places, bool zeros);

std::string listed(const std::vector<std::string>& parts, std::string_view between);

}  // namespace trouw::sql

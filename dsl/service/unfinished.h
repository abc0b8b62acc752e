// A text up to the cursor, and what the grammar would read there.
#pragma once

#include <string>
#include <vector>

#include "base/message.h"
#include "service/view.h"
#include "syntax/grammar.h"
#include "syntax/lexer.h"

namespace trouw::service {

// The part (a clause, a head, a small statement) that a text breaks off in. Its tokens point into it, so it
// stays where it is made.
class Unfinished {
 public:
  // The first `end` bytes of a text.
  Unfinished(std::string_view text, std::uint32_t end);
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  const Book& book() const { return *book_; }
  const std::vector<trouw::Token>& part() const { return part_; }
  // "offer", "example" or another statement's first word; empty before the first.
  std::string_view statement() const { return statement_; }
  bool in_offer() const;
  bool in_example() const;
  // Whether the part could end here.
  bool complete() const { return outcome_.read || part_.empty(); }
  // What may follow; empty where something before the cursor cannot be read.
  const std::vector<Expected>& expected() const { return expected_; }
  // Where the run of words begins that ends the text and may be the beginning of one name.
  std::uint32_t run_begin() const;

  // The field that a value here is compared with, or empty.
  std::string compared_field(const Schema& schema) const;

 private:
  void choose_part();
  void read_part();
  std::string field_ending_at(const Schema& schema, std::size_t end) const;

  Sources sources_;
  Reporter reporter_;
  Lexed lexed_;
  const Book* book_ = nullptr;
  std::string_view statement_;
  Group group_ = Group::statement;
  std::vector<trouw::Token> part_;
  ReadOutcome outcome_;
  std::vector<Expected> expected_;
  std::uint32_t end_ = 0;
};

}  // namespace trouw::service

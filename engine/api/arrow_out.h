// Arrow arrays as they are made: each owns its buffers and its children, and is released on its own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/arrow.h"

namespace trouw {

// A column that grows.
class ArrowColumn {
 public:
  // `format` as the specification has it.
  explicit ArrowColumn(std::string format, std::string name);

  ArrowColumn& child(std::unique_ptr<ArrowColumn> column);
  ArrowColumn& dictionary(std::unique_ptr<ArrowColumn> column);
  ArrowColumn& of(std::size_t place) { return *children_[place]; }

  template <typename Number>
  void add(Number number) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(&number);
    values_.insert(values_.end(), bytes, bytes + sizeof number);
    know(true);
  }
  void add_decimal(std::int64_t number);  // of 128 bits
  void add_text(std::string_view text);
  void add_list();  // of what its child has more than before; also a struct's row, of what its children have
  void add_null();  // a struct's children get none: see to it
  std::int64_t size() const { return size_; }

  // Into a struct of the caller's.
  void give_schema(ArrowSchema& out) const;
  // Empties the column; its dictionary stays, and is given as a copy.
  void give(ArrowArray& out);

 private:
  void know(bool known);
  bool has_offsets() const { return format_ == "u" || format_ == "+l"; }
  std::size_t width() const;

  std::string format_, name_;
  std::vector<std::unique_ptr<ArrowColumn>> children_;
  std::unique_ptr<ArrowColumn> dictionary_;
  std::vector<std::uint8_t> known_, values_, offsets_;
  std::int64_t size_ = 0, nulls_ = 0;
};

}  // namespace trouw

// Cells to records: decides which fit the declared fields, and puts those into a batch.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "records/cell.h"
#include "trouw/records.h"

namespace trouw {

// One for a thread. Not thread-safe.
class RecordBuilder {
 public:
  explicit RecordBuilder(const RecordShape& shape);

  // Begins and completes a batch.
  void begin(Batch& batch);
  void complete(Batch& batch) const;

  // Appends the record to the batch, or tells all that is wrong with it. `cells` has one a field, which is
  // not looked at where the field has no column. REQUIRES batch.size < batch_rows. `check_utf8`: texts have
  // not been checked yet.
  void add(std::uint64_t line, const std::vector<StoredCell>& cells, bool check_utf8, Batch& batch,
           std::vector<Reject>& rejects);

  // Puts what no column holds to a row of the columns: constants, and what is computed of its other values.
  // False where that does not fit the field.
  bool derive(std::size_t row, Batch& batch) const;
  bool derives() const { return !derived_.empty(); }

  // Appends a record whose values a caller has put to `row` of the columns itself, which is at batch.size or
  // behind; those of compared texts are numbered.
  void keep(std::uint64_t line, std::size_t row, std::string_view id, Batch& batch) const;

  // The stored value of a text in this batch.
  std::int64_t number_text(std::string_view text, Batch& batch);
  bool compares_texts() const { return compares_; }
  bool compares_texts(FieldId field) const { return shape_.compared_texts[field]; }

  // The text of a cell that is one.
  static std::string text_of(const StoredCell& cell);

  // A record that could not be taken apart. The id may be missing.
  static void reject(std::uint64_t line, const StoredCell* id, std::string reason,
                     std::vector<Reject>& rejects);

  const Schema& schema() const { return *shape_.schema; }
  const CellReader& reader(FieldId field) const { return readers_[field]; }
  FieldId id_field() const { return id_; }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  Decoded decode(FieldId field, const StoredCell& cell, bool check_utf8) const;
  Decoded derived(FieldId field, std::size_t row, const Batch& batch) const;
  void tell(std::uint64_t line, const std::vector<StoredCell>& cells, const std::vector<Fault>& faults,
            std::vector<Reject>& rejects) const;
  void number_texts(const std::vector<StoredCell>& cells, std::size_t row, Batch& batch);

  RecordShape shape_;
  std::vector<CellReader> readers_;
  FieldId id_ = 0;
  bool compares_ = false;         // any field's texts
  std::vector<FieldId> derived_;  // those without a column, computed ones last
  std::vector<Fault> faults_;     // of the record at hand, a field each
  std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> known_texts_, batch_texts_;
};

// The bytes of a cell as a person may see them: valid UTF-8, at most 200 bytes.
std::string shown(const StoredCell& cell);

}  // namespace trouw

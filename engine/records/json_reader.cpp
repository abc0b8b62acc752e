#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "records/input.h"
#include "records/readers.h"
#include "records/record_builder.h"

namespace trouw {

namespace {

namespace ondemand = simdjson::ondemand;

static_assert(Input::padding >= simdjson::SIMDJSON_PADDING);

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  return text;
}

class JsonReader : public RecordReader {
 public:
  JsonReader(const std::string& path, const RecordShape& shape, Status& status)
      : input_(path, status), builder_(shape, false), cells_(shape.schema->fields.size()) {
    const auto& fields = shape.schema->fields;
    for (FieldId id = 0; id < fields.size(); ++id) fields_[fields[id].column].push_back(id);
    if (status) status = check_beginning();
  }

  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    builder_.begin(batch);
    const std::size_t before = rejects.size();
    while (batch.size + (rejects.size() - before) < batch_rows) {
      std::size_t bytes = 0;
      if (Status status = find_line(bytes); !status) return status;
      if (bytes == 0) break;
      std::string_view line = input_.window().substr(0, bytes);
      if (line.ends_with('\n')) line.remove_suffix(1);
      take_line(line, batch, rejects);
      input_.consume(bytes);
      ++line_;
    }
    builder_.complete(batch);
    return {};
  }

  double progress() const override { return input_.progress(); }

 private:
  Status failure(const std::string& what) const { return Status::failure(input_.name() + what); }

  Status check_beginning() {
    if (input_.window().substr(0, 3) == "\xEF\xBB\xBF") input_.consume(3);
    std::string_view window = input_.window();
    while (!window.empty() && (blank(window.front()) || window.front() == '\n')) window.remove_prefix(1);
    if (window.empty() || window.front() == '{') return {};
    if (window.front() == '[')
      return failure(
          " is one JSON list; newline-delimited JSON has one object a line, without brackets or commas "
          "around.");
    return failure(" is not newline-delimited JSON: it does not begin with an object in braces.");
  }

  // The length of the next line with its end, 0 at the end of the file.
  Status find_line(std::size_t& bytes) {
    for (std::size_t searched = 0;;) {
      const std::string_view window = input_.window();
      const std::size_t end = window.find('\n', searched);
      bytes = end == std::string_view::npos ? window.size() : end + 1;
      if (end != std::string_view::npos || input_.at_end()) return input_.status();
      searched = window.size();
      if (input_.more() || input_.at_end()) continue;
      if (!input_.status()) return input_.status();
      return failure(" line " + std::to_string(line_) + " is longer than a record can be.");
    }
  }

  void take_line(std::string_view line, Batch& batch, std::vector<Reject>& rejects) {
    for (StoredCell& cell : cells_) cell = {};
    if (trimmed(line).empty()) return RecordBuilder::reject(line_, nullptr, "is an empty line", rejects);
    const char* wrong = read_object(line);
    if (wrong == nullptr) return builder_.add(line_, cells_, false, batch, rejects);
    RecordBuilder::reject(line_, &cells_[builder_.id_field()], wrong, rejects);
  }

  // Fills the cells; what is wrong, or null.
  const char* read_object(std::string_view line) {
    static constexpr const char* broken = "is not a JSON object in one line";
    if (!simdjson::validate_utf8(line.data(), line.size())) return "is not UTF-8 text";
    ondemand::document document;
    if (parser_.iterate(line.data(), line.size(), line.size() + Input::padding).get(document)) return broken;
    ondemand::object object;
    if (document.get_object().get(object)) return broken;
    for (auto entry : object) {
      ondemand::field field;
      std::string_view key;
      if (std::move(entry).get(field) || field.unescaped_key().get(key)) return broken;
      if (!read_entry(key, field.value())) return broken;
    }
    const bool whole = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return whole ? nullptr : broken;
  }

  bool read_entry(std::string_view key, ondemand::value value) {
    key_.assign(key);
    const auto found = fields_.find(key_);
    StoredCell cell;
    if (!read_value(value, cell)) return false;
    if (found == fields_.end()) return true;
    for (const FieldId id : found->second) {
      if (seen_[id] == line_)
        cells_[id].kind = StoredCell::repeated;
      else
        cells_[id] = cell;
      seen_[id] = line_;
    }
    return true;
  }

  bool read_value(ondemand::value value, StoredCell& cell) {
    ondemand::json_type type;
    if (value.type().get(type)) return false;
    switch (type) {
      case ondemand::json_type::object:
      case ondemand::json_type::array: {
        cell.kind = StoredCell::nested;
        return true;
      }
      case ondemand::json_type::string: {
        cell.kind = StoredCell::text;
        return !value.get_string().get(cell.text_bytes);
      }
      case ondemand::json_type::number: {
        cell.kind = StoredCell::text;
        cell.text_bytes = trimmed(value.raw_json_token());
        double checked = 0;
        return !value.get_double().get(checked);
      }
      case ondemand::json_type::boolean: {
        bool truth = false;
        if (value.get_bool().get(truth)) return false;
        cell.kind = StoredCell::text;
        cell.text_bytes = truth ? "true" : "false";
        return true;
      }
      case ondemand::json_type::null:
        return value.is_null();
    }
    return false;
  }

  Input input_;
  RecordBuilder builder_;
  std::vector<StoredCell> cells_;
  std::unordered_map<std::string, std::vector<FieldId>> fields_;  // by column
  std::vector<std::uint64_t> seen_ =
      std::vector<std::uint64_t>(cells_.size());  // a field each: the last line with its key
  std::string key_;
  ondemand::parser parser_;
  std::uint64_t line_ = 1;
};

}  // namespace

std::unique_ptr<RecordReader> open_ndjson(const std::string& path, const RecordShape& shape, Status& status) {
  auto reader = std::make_unique<JsonReader>(path, shape, status);
  return status ? std::move(reader) : nullptr;
}

}  // namespace trouw

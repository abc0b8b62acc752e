#include <simdjson.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "records/cutting.h"
#include "records/foreign.h"
#include "records/readers.h"
#include "records/record_builder.h"
#include "records/settling.h"
#include "records/whole_reader.h"

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

using FieldsByColumn = std::unordered_map<std::string, std::vector<FieldId>>;

class JsonPartReader : public PartReader {
 public:
  JsonPartReader(const FieldsByColumn& fields, const RecordShape& shape)
      : builder_(shape), cells_(shape.schema->fields.size()), fields_(fields) {}

  Status read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) override {
    builder_.begin(batch);
    line_ = 0;
    for (std::string_view rest = part.bytes; !rest.empty(); ++line_) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      take_line(rest.substr(0, end), batch, rejects);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    builder_.complete(batch);
    return {};
  }

 private:
  void take_line(std::string_view line, Batch& batch, std::vector<Reject>& rejects) {
    for (StoredCell& cell : cells_) cell = {};
    seen_.assign(cells_.size(), false);
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
      if (seen_[id])
        cells_[id].kind = StoredCell::repeated;
      else
        cells_[id] = cell;
      seen_[id] = true;
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
      case ondemand::json_type::null: {
        bool null = false;  // false for `nully`
        return !value.is_null().get(null) && null;
      }
    }
    return false;
  }

  RecordBuilder builder_;
  std::vector<StoredCell> cells_;
  const FieldsByColumn& fields_;
  std::vector<bool> seen_;  // a field each: whether the line had its key before
  std::string key_;
  ondemand::parser parser_;
  std::uint64_t line_ = 0;  // within the part
};

class JsonParts : public RecordParts {
 public:
  JsonParts(const std::string& path, const RecordShape& shape, Status& status)
      : input_(path, status), shape_(shape), settling_(*shape.schema, 1, false) {
    const auto& fields = shape.schema->fields;
    for (FieldId id = 0; id < fields.size(); ++id) fields_[fields[id].column].push_back(id);
    if (status) status = check_beginning();
  }

  Status cut(RecordPart& part, bool& there) override {
    CutStretch stretch;
    Status status = find_lines(input_, stretch);
    if (status && stretch.endless)
      status = failure(" line " + std::to_string(line_) + " is longer than a record can be.");
    there = status && stretch.rows > 0;
    if (there) cut_off(input_, stretch, part);
    line_ += stretch.lines;
    return status;
  }

  std::unique_ptr<PartReader> reader(Status&) const override {
    return std::make_unique<JsonPartReader>(fields_, shape_);
  }

  void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects, std::size_t own) override {
    settling_.settle(part.lines, batch, rejects, own);
  }

 private:
  Status failure(const std::string& what) const { return Status::failure(input_.name() + what); }

  Status check_beginning() {
    if (input_.window().substr(0, 3) == "\xEF\xBB\xBF") input_.consume(3);
    std::string_view window = input_.window();
    if (const std::string foreign = foreign_format(window); !foreign.empty()) return failure(foreign);
    while (!window.empty() && (blank(window.front()) || window.front() == '\n')) window.remove_prefix(1);
    const std::size_t end = window.find('\n');
    if (end != std::string_view::npos && trimmed(window.substr(0, end)) == "{")
      return failure(
          " has an object over several lines; newline-delimited JSON has each object on one line.");
    if (window.empty() || window.front() == '{') return {};
    if (window.front() == '[')
      return failure(
          " is one JSON list; newline-delimited JSON has one object a line, without brackets or commas "
          "around.");
    return failure(" is not newline-delimited JSON: it does not begin with an object in braces.");
  }

  Input input_;
  RecordShape shape_;
  FieldsByColumn fields_;
  Settling settling_;
  std::uint64_t line_ = 1;  // of what was not cut yet
};

}  // namespace

std::unique_ptr<RecordReader> open_ndjson(const std::string& path, const RecordShape& shape, Status& status) {
  auto parts = std::make_unique<JsonParts>(path, shape, status);
  return status ? read_whole(std::move(parts), status) : nullptr;
}

}  // namespace trouw

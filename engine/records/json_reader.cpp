#include <simdjson.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "records/cutting.h"
#include "records/foreign.h"
#include "records/memory.h"
#include "records/nearest.h"
#include "records/readers.h"
#include "records/record_builder.h"
#include "records/settling.h"
#include "records/utf8.h"
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

// Which fields are at a key, and what lies within the object there. A column “plan.amount” is the key of that
// name, or where there is none `amount` of the object `plan`.
struct JsonKeys {
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::vector<FieldId>, Hash, std::equal_to<>> fields;
  std::unordered_map<std::string, std::unique_ptr<JsonKeys>, Hash, std::equal_to<>> within;

  void add(std::string_view path, FieldId field) {
    fields[std::string(path)].push_back(field);
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
      auto& inner = within[std::string(path.substr(0, dot))];
      if (!inner) inner = std::make_unique<JsonKeys>();
      inner->add(path.substr(dot + 1), field);
    }
  }
};

JsonKeys keys_of(const Schema& schema) {
  JsonKeys keys;
  for (FieldId id = 0; id < schema.fields.size(); ++id)
    if (schema.fields[id].has_column()) keys.add(schema.fields[id].column, id);
  return keys;
}

class JsonPartReader : public PartReader {
 public:
  JsonPartReader(const JsonKeys& keys, const RecordShape& shape)
      : builder_(shape), cells_(shape.schema->fields.size()), keys_(keys) {}

  Status read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) override {
    builder_.begin(batch);
    line_ = 0;
    part.blank_lines = 0;
    part.unused.clear();
    found_.assign(cells_.size(), false);
    unused_ = &part.unused;
    for (std::string_view rest = part.bytes; !rest.empty(); ++line_) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      if (trimmed(line).empty())
        ++part.blank_lines;
      else
        take_line(line, batch, rejects);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    builder_.complete(batch);
    part.found = found_;
    return {};
  }

 private:
  void take_line(std::string_view line, Batch& batch, std::vector<Reject>& rejects) {
    for (StoredCell& cell : cells_) cell = {};
    seen_.assign(cells_.size(), false);
    const bool text = simdjson::validate_utf8(line.data(), line.size());
    if (!text) line = mended(line);
    const char* wrong = read_line(line);
    if (wrong == nullptr) {
      if (!text) restore();
      return builder_.add(line_, cells_, !text, batch, rejects);
    }
    if (!text) wrong = "is not UTF-8 text";
    RecordBuilder::reject(line_, &cells_[builder_.id_field()], wrong, rejects);
  }

  // A line whose bytes are not all text, with a mark that no text has in place of each that is none: what no
  // field reads may hold them.
  std::string_view mended(std::string_view line) {
    mended_.clear();
    while (!line.empty()) {
      const std::size_t text = text_bytes(line);
      mended_.append(line.substr(0, text));
      line.remove_prefix(text);
      if (line.empty()) break;
      mended_ += no_text;
      line.remove_prefix(1);
    }
    mended_.reserve(mended_.size() + Input::padding);
    return mended_;
  }

  // What was put in place of such bytes in the cells that are read is none of their text.
  void restore() {
    restored_.assign(cells_.size(), "");
    for (FieldId id = 0; id < cells_.size(); ++id) {
      StoredCell& cell = cells_[id];
      if (cell.kind != StoredCell::text || cell.text_bytes.find(no_text) == std::string_view::npos) continue;
      std::string& bytes = restored_[id] = cell.text_bytes;
      for (std::size_t at; (at = bytes.find(no_text)) != std::string::npos;)
        bytes.replace(at, no_text.size(), "\xFF");
      cell.text_bytes = bytes;
    }
  }

  // Fills the cells; what is wrong, or null.
  const char* read_line(std::string_view line) {
    static constexpr const char* broken = "is not a JSON object in one line";
    ondemand::document document;
    if (parser_.iterate(line.data(), line.size(), line.size() + Input::padding).get(document)) return broken;
    ondemand::object object;
    if (document.get_object().get(object) || !read_object(object, keys_, 0)) return broken;
    const bool whole = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return whole ? nullptr : broken;
  }

  bool read_object(ondemand::object object, const JsonKeys& keys, int depth) {
    for (auto entry : object) {
      ondemand::field field;
      std::string_view key;
      if (std::move(entry).get(field) || field.unescaped_key().get(key)) return false;
      if (!read_entry(key, field.value(), keys, depth)) return false;
    }
    return true;
  }

  bool read_entry(std::string_view key, ondemand::value value, const JsonKeys& keys, int depth) {
    const auto found = keys.fields.find(key);
    const auto within = keys.within.find(key);
    if (found == keys.fields.end() && within == keys.within.end()) keep_unused(key);
    ondemand::json_type type;
    if (within != keys.within.end() && !value.type().get(type) && type == ondemand::json_type::object) {
      ondemand::object object;
      if (found != keys.fields.end()) put(found->second, {StoredCell::nested, {}, 0}, depth);
      return !value.get_object().get(object) && read_object(object, *within->second, depth + 1);
    }
    StoredCell cell;
    if (!read_value(value, cell)) return false;
    if (within != keys.within.end() && cell.kind == StoredCell::missing) find_all(*within->second);
    if (found != keys.fields.end()) put(found->second, cell, depth);
    return true;
  }

  // What lies within an object that is null is known to be there.
  void find_all(const JsonKeys& keys) {
    for (const auto& [key, fields] : keys.fields)
      for (const FieldId id : fields) found_[id] = true;
    for (const auto& [key, inner] : keys.within) find_all(*inner);
  }

  // A key of the object itself counts before one within another.
  void put(const std::vector<FieldId>& fields, const StoredCell& cell, int depth) {
    for (const FieldId id : fields) {
      if (depth > 0 && seen_[id] && depth_[id] == 0) continue;
      const bool repeated = seen_[id] && depth_[id] == depth;
      cells_[id] = cell;
      if (repeated) cells_[id].kind = StoredCell::repeated;
      seen_[id] = true;
      depth_[id] = depth;
      found_[id] = true;
    }
  }

  void keep_unused(std::string_view key) {
    constexpr std::size_t few = 40, longest = 100;
    if (unused_->size() < few && key.size() <= longest &&
        std::find(unused_->begin(), unused_->end(), key) == unused_->end())
      unused_->emplace_back(key);
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
        cell.kind = StoredCell::decimal;
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
  const JsonKeys& keys_;
  std::vector<bool> seen_;   // a field each: whether the line had its key before
  std::vector<bool> found_;  // and whether any of the part had
  std::vector<int> depth_ = std::vector<int>(cells_.size());  // how deep it lay
  std::vector<std::string>* unused_ = nullptr;                // of the part
  ondemand::parser parser_;
  std::uint64_t line_ = 0;                                     // within the part
  static constexpr std::string_view no_text = "\xEF\xB7\x90";  // U+FDD0, which is no character
  std::string mended_;
  std::vector<std::string> restored_;  // a cell each
};

class JsonParts : public RecordParts {
 public:
  JsonParts(const std::string& path, const RecordShape& shape, Status& status)
      : input_(path, status, shape.schema->encoding),
        shape_(shape),
        settling_(*shape.schema, 1, false),
        piped_(path == "-") {
    find_keys();
    if (status) status = check_beginning();
  }

  JsonParts(const std::string& lines, const RecordShape& shape)
      : input_(lines, "the JSON"), shape_(shape), settling_(*shape.schema, 1, false) {
    find_keys();
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
    return std::make_unique<JsonPartReader>(keys_, shape_);
  }

  void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects, std::size_t own) override {
    settling_.settle(part.lines, batch, rejects, own);
    blank_lines_ += part.blank_lines;
    for (FieldId id = 0; id < found_.size(); ++id) found_[id] = found_[id] || part.found[id];
    for (const std::string& key : part.unused) {
      constexpr std::size_t few = 40;
      if (unused_.size() < few && std::find(unused_.begin(), unused_.end(), key) == unused_.end())
        unused_.push_back(key);
    }
  }

  // A key that not one record has is misspelt. Of records on standard input or in memory, which may be one or
  // two that leave out what they do not know, only where they have one like it that no field reads.
  Status finish(std::vector<Reject>&) override {
    const std::vector<Field>& fields = shape_.schema->fields;
    const bool any = !unused_.empty() || std::find(found_.begin(), found_.end(), true) != found_.end();
    for (FieldId id = 0; id < fields.size(); ++id) {
      if (!fields[id].has_column() || found_[id] || !any) continue;
      const std::string meant = did_you_mean(fields[id].column, unused_);
      if (!piped_ || meant.find("did you mean") != std::string::npos)
        return failure(" has no key “" + fields[id].column + "” in any record, for the field “" +
                       fields[id].name + "”" + meant);
    }
    return {};
  }

  std::uint64_t blank_lines() const override { return blank_lines_; }

 private:
  Status failure(const std::string& what) const { return Status::failure(input_.name() + what); }

  void find_keys() {
    keys_ = keys_of(*shape_.schema);
    found_.resize(shape_.schema->fields.size());
  }

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
  JsonKeys keys_;
  std::vector<bool> found_;  // a field each: whether any record has its key
  std::vector<std::string> unused_;
  std::uint64_t blank_lines_ = 0;
  Settling settling_;
  bool piped_ = true;       // not from a file
  std::uint64_t line_ = 1;  // of what was not cut yet
};

}  // namespace

std::unique_ptr<RecordReader> open_ndjson(const std::string& path, const RecordShape& shape, Status& status) {
  auto parts = std::make_unique<JsonParts>(path, shape, status);
  return status ? read_whole(std::move(parts), {}, status) : nullptr;
}

struct LineReader::State {
  explicit State(const RecordShape& shape) : keys(keys_of(*shape.schema)), reader(keys, shape) {}

  JsonKeys keys;
  JsonPartReader reader;
  RecordPart part;
};

LineReader::LineReader(const RecordShape& shape) : state_(std::make_unique<State>(shape)) {}
LineReader::~LineReader() = default;

Status LineReader::read(std::string_view lines, Batch& batch, std::vector<Reject>& rejects) {
  std::string& bytes = state_->part.bytes;
  bytes.reserve(lines.size() + Input::padding);
  bytes = lines;
  if (static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')) >= batch_rows)
    return Status::failure("There are too many records at once.");
  return state_->reader.read(state_->part, batch, rejects);
}

std::unique_ptr<RecordReader> read_lines(std::string lines, const RecordShape& shape, Status& status) {
  return read_whole(std::make_unique<JsonParts>(lines, shape), {}, status);
}

}  // namespace trouw

#include "records/results_text.h"

#include <fmt/format.h>

#include <utility>

#include "records/results_file.h"
#include "records/text_block.h"

namespace trouw {

namespace {

class TextResults : public ResultsWriter {
 public:
  TextResults(const std::string& path, const Programme& programme, Status& status)
      : ResultsWriter(programme), file_(path, status) {}

  Status add(std::span<const ResultRow>, std::string_view text) override { return file_.write(text); }
  Status finish() override { return file_.finish(); }

 protected:
  ResultsFile file_;
};

class CsvResults final : public TextResults {
 public:
  CsvResults(const std::string& path, const Programme& programme, Status& status)
      : TextResults(path, programme, status) {
    if (!status) return;
    status = file_.write(
        "id,standing,newcomer_value,value_before_match,top_up,value,worse_off_before,worse_off,offers\n");
  }

  void format(std::span<const ResultRow> rows, std::string& text) const override {
    TextBlock block(text);
    for (const ResultRow& row : rows) {
      block.add_csv(row.id);
      block.add(',');
      block.add(standing_name(row.standing));
      for (const std::int64_t number : {row.newcomer_value, row.value_before_match, row.top_up, row.value,
                                        row.worse_off_before, row.worse_off}) {
        block.add(',');
        block.add_number(number);
      }
      block.add(',');
      block.add_csv(row.offers);
      block.add('\n');
    }
  }
};

// REQUIRES valid UTF-8, which every decided record's id and every title is.
void add_json(TextBlock& block, std::string_view value) {
  block.add('"');
  for (const char c : value) {
    if (c == '"' || c == '\\') block.add('\\');
    if (static_cast<unsigned char>(c) < 0x20)
      block.add(fmt::format("\\u{:04x}", static_cast<unsigned>(c)));
    else
      block.add(c);
  }
  block.add('"');
}

class JsonResults final : public TextResults {
 public:
  using TextResults::TextResults;

  void format(std::span<const ResultRow> rows, std::string& text) const override {
    TextBlock block(text);
    for (const ResultRow& row : rows) {
      block.add("{\"id\":");
      add_json(block, row.id);
      block.add(",\"standing\":\"");
      block.add(standing_name(row.standing));
      block.add('"');
      add_number(block, ",\"newcomer_value\":", row.newcomer_value);
      add_number(block, ",\"value_before_match\":", row.value_before_match);
      add_number(block, ",\"top_up\":", row.top_up);
      add_number(block, ",\"value\":", row.value);
      add_number(block, ",\"worse_off_before\":", row.worse_off_before);
      add_number(block, ",\"worse_off\":", row.worse_off);
      block.add(",\"offers\":");
      add_json(block, row.offers);
      block.add("}\n");
    }
  }

 private:
  static void add_number(TextBlock& block, std::string_view key, std::int64_t number) {
    block.add(key);
    block.add_number(number);
  }
};

class CsvTable final : public TableWriter {
 public:
  CsvTable(const std::string& path, std::span<const std::string> heading, Status& status)
      : file_(path, status) {
    if (status) status = add(heading);
  }

  Status add(std::span<const std::string> cells) override {
    row_.clear();
    for (const std::string& cell : cells) {
      if (&cell != cells.data()) row_ += ',';
      append_csv(row_, cell);
    }
    row_ += '\n';
    return file_.write(row_);
  }

  Status finish() override { return file_.finish(); }

 private:
  ResultsFile file_;
  std::string row_;
};

class CsvRejects final : public RejectsWriter {
 public:
  CsvRejects(const std::string& path, Status& status) : file_(path, status) {
    if (status) status = file_.write("line,id,field,value,reason\n");
  }

  Status add(const Reject& reject) override {
    row_.clear();
    add_row(reject, reject);
    for (const Misfit& other : reject.others) add_row(reject, other);
    return file_.write(row_);
  }

  Status finish() override { return file_.finish(); }

 private:
  void add_row(const Reject& reject, const Misfit& misfit) {
    row_ += std::to_string(reject.line);
    for (const std::string* value : {&reject.id, &misfit.field, &misfit.value, &misfit.reason}) {
      row_ += ',';
      append_csv(row_, *value);
    }
    row_ += '\n';
  }

  ResultsFile file_;
  std::string row_;
};

}  // namespace

std::unique_ptr<ResultsWriter> create_results_csv(const std::string& path, const Programme& programme,
                                                  Status& status) {
  return std::make_unique<CsvResults>(path, programme, status);
}

std::unique_ptr<ResultsWriter> create_results_json(const std::string& path, const Programme& programme,
                                                   Status& status) {
  return std::make_unique<JsonResults>(path, programme, status);
}

std::unique_ptr<TableWriter> create_table(const std::string& path, std::span<const std::string> heading,
                                          Status& status) {
  return std::make_unique<CsvTable>(path, heading, status);
}

Status write_file(const std::string& path, std::string_view text) {
  Status status;
  ResultsFile file(path, status);
  if (status) status = file.write(text);
  return status ? file.finish() : status;
}

std::unique_ptr<RejectsWriter> create_rejects(const std::string& path, Status& status) {
  return std::make_unique<CsvRejects>(path, status);
}

}  // namespace trouw

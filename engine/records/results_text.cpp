#include "records/results_text.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "records/results_file.h"
#include "trouw/dry_run.h"

namespace trouw {

namespace {

class CsvResults final : public ResultsWriter {
 public:
  CsvResults(const std::string& path, const Programme& programme, Status& status)
      : programme_(programme), file_(path, status) {
    if (!status) return;
    status = file_.write(
        "id,standing,newcomer_value,value_before_match,top_up,value,worse_off_before,worse_off,offers\n");
  }

  Status add(std::string_view id, const Totals& totals) override {
    row_.clear();
    append_csv(row_, id);
    fmt::format_to(std::back_inserter(row_), ",{},{},{},{},{},{},{},", standing_name(totals.standing),
                   totals.newcomer_value, totals.value_before_match, totals.top_up, totals.value,
                   totals.worse_off_before, totals.worse_off);
    append_csv(row_, counted_titles(programme_, totals));
    row_ += '\n';
    return file_.write(row_);
  }

  Status finish() override { return file_.finish(); }

 private:
  const Programme& programme_;
  ResultsFile file_;
  std::string row_;
};

// REQUIRES valid UTF-8, which every decided record's id and every title is.
void append_json(std::string& text, std::string_view value) {
  text += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      fmt::format_to(std::back_inserter(text), "\\u{:04x}", static_cast<unsigned>(c));
    else
      text += c;
  }
  text += '"';
}

class JsonResults final : public ResultsWriter {
 public:
  JsonResults(const std::string& path, const Programme& programme, Status& status)
      : programme_(programme), file_(path, status) {}

  Status add(std::string_view id, const Totals& totals) override {
    row_ = "{\"id\":";
    append_json(row_, id);
    fmt::format_to(
        std::back_inserter(row_),
        ",\"standing\":\"{}\",\"newcomer_value\":{},\"value_before_match\":{},\"top_up\":{},\"value\":{},"
        "\"worse_off_before\":{},\"worse_off\":{},\"offers\":",
        standing_name(totals.standing), totals.newcomer_value, totals.value_before_match, totals.top_up,
        totals.value, totals.worse_off_before, totals.worse_off);
    append_json(row_, counted_titles(programme_, totals));
    row_ += "}\n";
    return file_.write(row_);
  }

  Status finish() override { return file_.finish(); }

 private:
  const Programme& programme_;
  ResultsFile file_;
  std::string row_;
};

class CsvRejects final : public RejectsWriter {
 public:
  CsvRejects(const std::string& path, Status& status) : file_(path, status) {
    if (status) status = file_.write("line,id,field,value,reason\n");
  }

  Status add(const Reject& reject) override {
    row_ = std::to_string(reject.line);
    for (const std::string* value : {&reject.id, &reject.field, &reject.value, &reject.reason}) {
      row_ += ',';
      append_csv(row_, *value);
    }
    row_ += '\n';
    return file_.write(row_);
  }

  Status finish() override { return file_.finish(); }

 private:
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

std::unique_ptr<RejectsWriter> create_rejects(const std::string& path, Status& status) {
  return std::make_unique<CsvRejects>(path, status);
}

}  // namespace trouw

// What was asked under a key: a row of the settings for each, beside what the answer changed.
#include <optional>

#include "ledger/file.h"

namespace trouw {

namespace {

struct Kept {
  std::string request, answer;
};

std::string name_of(const LedgerFile& file, const std::string& key) {
  return "answer " + file.key(key);
}

// The request stands as a key has it, so that no id is in the ledger for it.
Status find(LedgerFile& file, const KeyedRequest& asked, std::optional<Kept>& kept) {
  Status status;
  kept.reset();
  sqlite::Statement& row = file.statement("SELECT value FROM settings WHERE name = ?", status);
  if (!status) return status;
  const std::string name = name_of(file, asked.key);
  if (row.bind(1, name).next(status)) {
    const std::string value = row.text(0);
    const std::size_t end = value.find(' ');
    kept = Kept{value.substr(0, end), value.substr(end + 1)};
  }
  row.reset();
  return status;
}

Status keep(LedgerFile& file, const KeyedRequest& asked, const std::string& answer) {
  Status status;
  sqlite::Statement& row = file.statement("INSERT INTO settings VALUES (?, ?)", status);
  if (!status) return status;
  const std::string name = name_of(file, asked.key);
  const std::string value = file.key(asked.request) + " " + answer;
  return row.bind(1, name).bind(2, value).run();
}

}  // namespace

Status Ledger::once(const KeyedRequest& asked, const std::function<Status()>& run,
                    const std::function<std::string()>& text, std::string& answer, Answered& answered) {
  LedgerFile& file = *file_;
  answered = Answered::now;
  answer.clear();
  if (asked.key.empty()) {
    const Status status = run();
    if (status) answer = text();
    return status;
  }
  std::optional<Kept> kept;
  Status status = find(file, asked, kept);
  if (status && !kept) {
    // Another process may have answered in the meantime: then what is done here is undone.
    const auto last = [&]() -> Status {
      if (const Status found = find(file, asked, kept); !found) return found;
      if (kept) return Status::failure("The key was answered in the meantime.");
      answer = text();
      return keep(file, asked, answer);
    };
    file.with_next(last);
    status = run();
    if (status && file.has_next()) {  // nothing was changed
      Change change(file, status);
      if (status) status = change.commit();
    }
    file.with_next(nullptr);
    if (!kept) {
      if (!status) answer.clear();
      return status;
    }
    status = {};
  }
  if (!status) return status;
  answered = kept->request == file.key(asked.request) ? Answered::before : Answered::otherwise;
  if (answered == Answered::before) answer = kept->answer;
  return status;
}

}  // namespace trouw

// trouw evidence verify: is a folder as it was made, and do its decisions come out again?

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "evidence/actions.h"
#include "evidence/folder.h"
#include "evidence/making.h"
#include "ledger/actions.h"
#include "shell/arguments.h"
#include "shell/csv.h"
#include "shell/opening.h"
#include "shell/text_file.h"
#include "shell/words.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_about = std::size_t{1} << 20, most_told = 20;

struct VerifyRequest {
  std::string folder, customers, ledger, fingerprint, hash_ids;
  std::optional<std::uint64_t> sample;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        VerifyRequest& request) {
  Arguments arguments(command);
  arguments.operand("FOLDER", request.folder, "a folder that `trouw evidence` made");
  arguments.option("--fingerprint", "HASH", request.fingerprint,
                   "the fingerprint that was printed when it was made");
  arguments.option("--customers", "SOURCE", request.customers, "the same records: decides them again");
  arguments.number("--sample", request.sample, "decide only N of them again, spread evenly");
  arguments.option("--ledger", "FILE", request.ledger,
                   "the ledger as it stood, where it was made on top of one");
  arguments.option("--hash-ids", "FILE", request.hash_ids, "the key that its ids were hashed with");
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

class Verifying {
 public:
  Verifying(const VerifyRequest& request, Console& console) : request_(request), console_(console) {}

  int run() {
    if (const Status status = check_manifest(request_.folder, check_); !status)
      return fail(status.message, console_);
    wrong_ = check_.wrong;
    if (!request_.fingerprint.empty() && request_.fingerprint != check_.hash)
      wrong_.push_back(fmt::format("its fingerprint is {}, not {}", check_.hash, request_.fingerprint));
    if (!wrong_.empty() || request_.customers.empty()) return tell();
    if (const int code = decide_again(); code != fine) return code;
    return tell();
  }

 private:
  int decide_again() {
    std::string text;
    if (const Status status =
            read_text((fs::path(request_.folder) / "about.json").string(), text, longest_about);
        !status)
      return fail(status.message, console_);
    const auto about = nlohmann::json::parse(text, nullptr, false);
    const auto word = [&](const char* name) {
      return about.is_object() ? about.value(name, std::string()) : std::string();
    };
    const auto day = parse_day(word("on"));
    if (!day) return fail("about.json names no day.", console_);
    Opened opened = open_programme((fs::path(request_.folder) / "programme").string(), true, console_);
    if (!opened.programme) return opened.code;
    if (opened.programme->fingerprint != word("fingerprint"))
      wrong_.push_back("the programme in the folder has the fingerprint " + opened.programme->fingerprint +
                       ", not the one that it was made with");
    const auto ids = evidence_ids(request_.hash_ids, console_);
    if (!ids) return unusable;
    if (ids->hashed() != (word("ids") == "hashed"))
      return fail(ids->hashed() ? "Its ids are not hashed: leave out --hash-ids."
                                : "Its ids are hashed: name the file with the key, --hash-ids FILE.",
                  console_);
    const bool on_ledger = about["ledger"].is_object();
    if (on_ledger == request_.ledger.empty())
      return fail(on_ledger ? "It was made on top of a ledger: name that, --ledger FILE."
                            : "It was made without a ledger: leave out --ledger.",
                  console_);
    return compare(*day, Engine(std::move(opened.programme)), *ids);
  }

  int compare(Day day, const Engine& engine, const EvidenceIds& ids) {
    std::vector<CsvRow> rows;
    if (const Status status = read_csv((fs::path(request_.folder) / "decisions.csv").string(), rows); !status)
      return fail(status.message, console_);
    const auto records = open_customers(request_.customers, engine.shape(day, true), console_);
    if (!records) return unusable;
    std::unique_ptr<Ledger> ledger;
    if (!request_.ledger.empty() && !(ledger = open_ledger(request_.ledger, LedgerAccess::read, console_)))
      return unusable;
    const std::uint64_t there = rows.empty() ? 0 : rows.size() - 1;
    const std::uint64_t wanted = std::min(request_.sample.value_or(there), there);
    Progress progress(console_, request_.quiet);
    EvidenceOptions options;
    options.on = day;
    options.ledger = ledger.get();
    options.progress = [&](double part, std::uint64_t count) { progress.show(part, count); };
    std::uint64_t number = 0;
    EvidenceSinks sinks;
    sinks.row = [&](const EvidenceRow& row) {
      const std::uint64_t at = number++;
      // The sample: of each of `wanted` stretches of the file the first.
      const bool asked = wanted > 0 && (at == 0 || at * wanted / there != (at - 1) * wanted / there);
      if (at < there && asked) {
        ++again_;
        const std::vector<std::string> cells = decision_cells(row, ids);
        if (cells != rows[at + 1].cells) differs(rows[at + 1], cells);
      }
      return Status();
    };
    EvidenceSummary summary;
    if (const Status status = gather_evidence(engine, *records, options, sinks, summary); !status)
      return fail(status.message, console_);
    if (number != there)
      wrong_.push_back(fmt::format("{} are decided of these customers; decisions.csv has {}",
                                   counted(number, "record", "records"),
                                   format_count(static_cast<std::int64_t>(there))));
    return fine;
  }

  void differs(const CsvRow& was, const std::vector<std::string>& is) {
    const std::vector<std::string> heading = decision_heading();
    for (std::size_t i = 0; i < heading.size(); ++i)
      if (i >= was.cells.size() || was.cells[i] != is[i]) {
        wrong_.push_back(fmt::format("decisions.csv, line {}: {} is “{}”; it comes out as “{}”", was.line,
                                     heading[i], i < was.cells.size() ? was.cells[i] : "", is[i]));
        return;
      }
  }

  int tell() {
    for (std::size_t i = 0; i < wrong_.size() && i < most_told; ++i)
      console_.out(wrapped(printable(wrong_[i]), ""));
    if (wrong_.size() > most_told) console_.out(fmt::format("and {} more.\n", wrong_.size() - most_told));
    if (!wrong_.empty()) return answer_is_no;
    console_.out(fmt::format(
        "{} as {} made{}.\n{}\n", counted(check_.files, "file is", "files are"),
        check_.files == 1 ? "it was" : "they were",
        request_.customers.empty()
            ? std::string("; no decision was taken again (--customers SOURCE does)")
            : fmt::format("; {} taken again, all alike", counted(again_, "decision was", "decisions were")),
        check_.hash));
    return fine;
  }

  const VerifyRequest& request_;
  Console& console_;
  ManifestCheck check_;
  std::vector<std::string> wrong_;
  std::uint64_t again_ = 0;
};

}  // namespace

int run_evidence_verify(const Command& command, const Words& words, Console& console) {
  VerifyRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  if (request.customers.empty() && (request.sample || !request.ledger.empty()))
    return fail("--sample and --ledger go with --customers SOURCE.", console);
  return Verifying(request, console).run();
}

}  // namespace trouw::cli

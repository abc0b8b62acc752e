#include "evidence/making.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "evidence/folder.h"
#include "evidence/report.h"
#include "ledger/actions.h"
#include "live/folder.h"
#include "shell/opening.h"
#include "shell/text_file.h"
#include "shell/words.h"
#include "show/prove.h"
#include "trouw/answers.h"
#include "trouw/results.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

// Of the proofs, counted and not timed, so that the same evidence comes out again.
constexpr std::int64_t proof_work = 1'000'000'000;
constexpr std::size_t least_key = 16, longest_key = 4096;

std::string text_of(const ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

class Making {
 public:
  Making(const EvidenceRequest& request, std::shared_ptr<const Programme> programme, EvidenceIds ids,
         Console& console)
      : request_(request),
        programme_(std::move(programme)),
        engine_(programme_),
        ids_(std::move(ids)),
        console_(console),
        progress_(console, request.quiet) {}

  int run() {
    if (const int code = read_options(); code != fine) return code;
    if (const Status begun = EvidenceFolder::begin(request_.out, folder_); !begun)
      return fail(begun.message, console_);
    const Status made = make();
    if (!made) return fail(made.message, console_);
    console_.out(told());
    return clean_ ? fine : answer_is_no;
  }

 private:
  int read_options() {
    for (const std::string& name : request_.by) {
      const auto field = evidence_field(programme_->schema, name, console_);
      if (!field) return unusable;
      options_.by.push_back(*field);
    }
    if (!request_.technical_price.empty()) {
      options_.technical_price = evidence_field(programme_->schema, request_.technical_price, console_);
      if (!options_.technical_price) return unusable;
      if (programme_->schema.fields[*options_.technical_price].type != Type::money)
        return fail("--technical-price takes a field of money.", console_);
    }
    if (!request_.ledger.empty()) {
      ledger_ = open_ledger(request_.ledger, LedgerAccess::read, console_);
      if (!ledger_) return unusable;
      options_.ledger = ledger_.get();
    }
    options_.on = request_.on;
    options_.progress = [this](double part, std::uint64_t records) { progress_.show(part, records); };
    return fine;
  }

  Status make() {
    if (const Status status = copy_programme(); !status) return status;
    if (const Status status = dry_run_all(); !status) return status;
    if (const Status status = decide_all(); !status) return status;
    if (const Status status = control(); !status) return status;
    ProveOptions proving;
    proving.work = proof_work;
    proofs_ = prove(engine_, proving);
    return write();
  }

  Status copy_programme() {
    for (const auto& [name, text] : texts_below(request_.folder))
      if (const Status status = folder_.write("programme/" + name, text); !status) return status;
    return {};
  }

  std::unique_ptr<RecordReader> open(bool with_texts, Status& status) const {
    return open_records(request_.customers, engine_.shape(request_.on, with_texts), status);
  }

  Status dry_run_all() {
    Status status;
    const auto records = open(ledger_ != nullptr, status);
    const auto again = status && ledger_ && has_limits(*programme_) ? open(true, status) : nullptr;
    if (!status) return status;
    DryRunOptions options;
    options.on = request_.on;
    options.threads = std::clamp(std::thread::hardware_concurrency(), 1U, 256U);
    DryRunSinks sinks;
    sinks.reject = [this](const Reject& reject) {
      rejects_.add(reject);
      return Status();
    };
    return ledger_ ? dry_run(engine_, *records, again.get(), *ledger_, options, sinks, summary_)
                   : dry_run(engine_, *records, options, sinks, summary_);
  }

  Status decide_all() {
    Status status;
    const auto records = open(true, status);
    if (!status) return status;
    const auto rows = create_table(folder_.path("decisions.csv"), decision_heading(), status);
    if (!status) return status;
    const auto breaches = create_table(folder_.path("breaches.csv"), breach_heading(), status);
    if (!status) return status;
    const auto rejects = create_rejects(folder_.path("rejects.csv"), status);
    if (!status) return status;
    EvidenceSinks sinks;
    sinks.row = [&](const EvidenceRow& row) { return rows->add(decision_cells(row, ids_)); };
    sinks.breach = [&](const EvidenceRow& row, const Decision& decision, const Programme& programme) {
      return breaches->add(breach_cells(row, decision, programme, ids_));
    };
    sinks.reject = [&](Reject reject) {
      reject.id = reject.id.empty() ? reject.id : ids_.shown(reject.id);
      return rejects->add(reject);
    };
    if (status = gather_evidence(engine_, *records, options_, sinks, found_); !status) return status;
    if (status = rows->finish(); !status) return status;
    if (status = breaches->finish(); !status) return status;
    return rejects->finish();
  }

  Status control() {
    examples_ = run_examples(engine_);
    if (!ledger_) return {};
    if (const Status status = ledger_->verify("", checked_.emplace()); !status) return status;
    return replay(*ledger_, replayed_.emplace());
  }

  Status write() {
    const DryRunReport dry{*programme_, summary_, rejects_, request_.on, "rejects.csv", "", 0};
    EvidenceReport report{*programme_,
                          dry,
                          found_,
                          proofs_,
                          examples_,
                          fs::path(request_.customers).filename().string(),
                          {},
                          checked_,
                          replayed_,
                          request_.by,
                          request_.technical_price,
                          ids_.hashed()};
    const std::string file = request_.customers.substr(0, request_.customers.find('#'));
    if (std::error_code error; fs::is_regular_file(file, error))
      if (const Status status = hash_file(file, report.source_hash); !status) return status;
    ordered_json verdicts = ordered_json::parse(proofs_json(*programme_, proofs_));
    ordered_json run = ordered_json::parse(dry_run_json(*programme_, summary_, rejects_, request_.on, 0));
    for (ordered_json& one : verdicts["guarantees"]) one.erase("seconds");
    run.erase("seconds");
    if (ids_.hashed())
      for (ordered_json& one : run["guarantees"])
        if (one["worst_id"].is_string()) one["worst_id"] = ids_.shown(one["worst_id"].get<std::string>());
    if (const Status status = write_penalty(report); !status) return status;
    for (const auto& [name, json] : {std::pair{"about.json", about_json(report)},
                                     {"controls.json", controls_json(report)},
                                     {"verdicts.json", verdicts},
                                     {"dry-run.json", run}})
      if (const Status status = folder_.write(name, text_of(json)); !status) return status;
    if (const Status status = folder_.write("index.html", evidence_page(report).html()); !status)
      return status;
    clean_ = evidence_is_clean(report);
    return folder_.finish(hash_);
  }

  Status write_penalty(const EvidenceReport& report) {
    Status status;
    const auto table = create_table(folder_.path("penalty.csv"), penalty_heading(report), status);
    for (const std::vector<std::string>& row : penalty_rows(report))
      if (status) status = table->add(row);
    return status ? table->finish() : status;
  }

  std::string told() const {
    std::string text = wrapped(fmt::format("{} of {} worse off than a newcomer; {} rejected.",
                                           format_count(static_cast<std::int64_t>(found_.breaches)),
                                           counted(found_.decided, "record", "records"),
                                           format_count(static_cast<std::int64_t>(found_.rejected))),
                               "");
    const auto flagged = std::ranges::count_if(found_.penalty.groups(), &PenaltyGroup::flagged);
    if (flagged > 0)
      text += wrapped(
          fmt::format("In {} customers of nine years or more pay five percentage points or more above those "
                      "of one or two.",
                      counted(static_cast<std::uint64_t>(flagged), "group", "groups")),
          "");
    if (found_.base.raised > 0)
      text += wrapped(
          fmt::format("{} billed more before offers than a newcomer; {} of them get a discount off that.",
                      counted(found_.base.raised, "customer is", "customers are"),
                      format_count(static_cast<std::int64_t>(found_.base.discounted))),
          "");
    text += proved_text(proofs_).empty()
                ? ""
                : wrapped("For every possible customer: " + proved_text(proofs_).substr(2) + ".", "");
    return text + fmt::format("{} holds it all; its fingerprint is\n{}\n", printable(request_.out), hash_);
  }

  const EvidenceRequest& request_;
  std::shared_ptr<const Programme> programme_;
  Engine engine_;
  EvidenceIds ids_;
  Console& console_;
  Progress progress_;
  EvidenceOptions options_;
  EvidenceFolder folder_;
  std::unique_ptr<Ledger> ledger_;
  DryRunSummary summary_;
  RejectTally rejects_;
  EvidenceSummary found_;
  std::vector<Proof> proofs_;
  std::vector<ExampleResult> examples_;
  std::optional<LedgerCheck> checked_;
  std::optional<Replay> replayed_;
  std::string hash_;
  bool clean_ = false;
};

}  // namespace

int make_evidence(const EvidenceRequest& request, std::shared_ptr<const Programme> programme,
                  Console& console) {
  auto ids = evidence_ids(request.hash_ids, console);
  if (!ids) return unusable;
  return Making(request, std::move(programme), std::move(*ids), console).run();
}

std::optional<FieldId> evidence_field(const Schema& schema, const std::string& name, Console& console) {
  if (const auto field = schema.find(name)) return field;
  std::vector<std::string> names;
  for (const Field& field : schema.fields) names.push_back(field.name);
  no_such_field(name, names, console);
  return std::nullopt;
}

std::optional<EvidenceIds> evidence_ids(const std::string& key_file, Console& console) {
  if (key_file.empty()) return EvidenceIds();
  std::string key;
  if (const Status status = read_text(key_file, key, longest_key); !status) {
    fail(status.message, console);
    return std::nullopt;
  }
  if (key.size() < least_key) {
    fail(fmt::format("{} holds a key of {} bytes; {} at least keep ids from being found by trying.", key_file,
                     key.size(), least_key),
         console);
    return std::nullopt;
  }
  return EvidenceIds(std::move(key));
}

}  // namespace trouw::cli

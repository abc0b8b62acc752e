#include <fmt/format.h>

#include <algorithm>

#include "ledger/actions.h"
#include "ledger/bills.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "shell/words.h"
#include "trouw/record.h"

namespace trouw::cli {

namespace {

struct DueRequest {
  std::string folder, customers, id, invoice, starts, booked, share, batch, ledger;
  Format format = Format::text;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, DueRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--customers", "SOURCE", request.customers,
                   "the records, with the amounts of this bill: file.csv, file.ndjson, file.db, or -", true);
  arguments.option("--ledger", "FILE", request.ledger, "the ledger", true);
  arguments.option("--invoice", "NAME", request.invoice, "the bill, like 2027-04; one of each contract");
  arguments.option("--starts", "DATE", request.starts, "the first day that the bill is for");
  arguments.option("--id", "ID", request.id, "only this contract");
  arguments.option("--booked", "DATE", request.booked, "the day it is booked on, where that is another");
  arguments.option("--share", "PART", request.share,
                   "the part of the billing period that it supplies, like 0.5");
  arguments.option(
      "--batch", "FILE", request.batch,
      "instead, a CSV of bills: id, invoice, starts, and where they differ share, booked, and columns of "
      "fields whose amounts are the bill's own");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

// Hands out the bills of records as they are read.
class Handing {
 public:
  Handing(const DueRequest& request, const Bill& bill, BillList& list, const Engine& engine, Ledger& ledger,
          Console& console)
      : request_(request),
        bill_(bill),
        list_(list),
        engine_(engine),
        ledger_(ledger),
        console_(console),
        shown_(engine.programme().schema, request.format),
        with_bases_(engine.shared_programme()) {}

  int run(RecordReader& reader) {
    Status status;
    Billing billing(engine_, ledger_, status);
    Progress progress(console_, request_.quiet);
    Batch batch;
    std::vector<Reject> rejects;
    std::uint64_t records = 0, rejected = 0;
    while (status) {
      rejects.clear();
      status = reader.next(batch, rejects);
      if (!status || (batch.size == 0 && rejects.empty())) break;
      rejected += rejects.size();
      for (const Reject& reject : rejects)
        if (status) status = turn_away(reject);
      for (std::size_t row = 0; row < batch.size && status; ++row) status = take(billing, batch, row);
      progress.show(reader.progress(), records += batch.size);
    }
    if (status) status = all_done();
    if (status) status = billing.commit();
    if (!status)
      return fail(status.message + (request_.batch.empty() ? "" : " Nothing was handed out."), console_);
    if (!request_.id.empty() && shown_.bills() == 0)
      return fail(fmt::format("There is no record “{}” in {}.", request_.id, request_.customers), console_);
    console_.out(shown_.text(ledger_.head()));
    return records == 0 && rejected > 0 ? answer_is_no : fine;  // nobody was billed
  }

 private:
  Status turn_away(const Reject& reject) {
    const auto [first, end] = of(reject.id);
    if (first != end)
      return Status::failure(fmt::format("{}, line {}: record {} was rejected: {} {}.", request_.batch,
                                         first->line, reject.id, reject.field, reject.reason));
    if (request_.batch.empty() && (request_.id.empty() || reject.id == request_.id))
      console_.error(fmt::format("Record {} was rejected: {} {}.\n", printable(reject.id),
                                 printable(reject.field), printable(reject.reason)));
    return {};
  }

  std::pair<std::vector<BillList::One>::iterator, std::vector<BillList::One>::iterator> of(
      std::string_view id) {
    const auto range = std::ranges::equal_range(
        list_.bills, id, {}, [](const BillList::One& one) { return std::string_view(one.id); });
    return {range.begin(), range.end()};
  }

  Status take(Billing& billing, const Batch& batch, std::size_t row) {
    const std::string_view id = batch.id(row);
    if (request_.batch.empty())
      return request_.id.empty() || id == request_.id ? hand(billing, batch, row, id, bill_) : Status();
    Status status;
    const auto [first, end] = of(id);
    for (auto one = first; one != end && status; ++one) {
      one->done = true;
      if (list_.fields.empty()) {
        status = hand(billing, batch, row, id, one->bill);
        continue;
      }
      const Batch* own = with_bases(batch, row, *one, status);
      if (own != nullptr) status = hand(billing, *own, 0, id, one->bill);
      if (!status) status.message = fmt::format("{}, line {}: {}", request_.batch, one->line, status.message);
    }
    return status;
  }

  Status hand(Billing& billing, const Batch& batch, std::size_t row, std::string_view id, const Bill& bill) {
    Due due;
    const Status status = billing.due(batch, row, bill, due);
    if (status) shown_.add(id, bill, due);
    return status;
  }

  // The record with the amounts that the list has for the bill.
  const Batch* with_bases(const Batch& batch, std::size_t row, const BillList::One& one, Status& status) {
    const Schema& schema = engine_.programme().schema;
    const auto& texts = engine_.programme().texts;
    for (FieldId field = 0; field < schema.fields.size() && status; ++field) {
      const Column& column = batch.columns[field];
      const auto listed = std::ranges::find(list_.fields, field);
      if (listed != list_.fields.end() && field != schema.roles.id) {
        status =
            with_bases_.set_text(field, one.bases[static_cast<std::size_t>(listed - list_.fields.begin())]);
      } else if (field == schema.roles.id) {
        status = with_bases_.set_text(field, batch.id(row));
      } else if (column.known.size() <= row || column.known[row] == 0) {
        status = with_bases_.set_unknown(field);
      } else if (schema.fields[field].type != Type::text) {
        status = with_bases_.set(field, column.values[row]);
      } else {
        const auto text = static_cast<std::size_t>(column.values[row]);
        status =
            with_bases_.set_text(field, text < texts.size() ? texts[text] : batch.texts[text - texts.size()]);
      }
    }
    return status ? with_bases_.batch(status) : nullptr;
  }

  Status all_done() {
    for (const BillList::One& one : list_.bills)
      if (!one.done)
        return Status::failure(fmt::format("{}, line {}: there is no record “{}” in {}.", request_.batch,
                                           one.line, one.id, request_.customers));
    return {};
  }

  const DueRequest& request_;
  const Bill& bill_;
  BillList& list_;
  const Engine& engine_;
  Ledger& ledger_;
  Console& console_;
  BillsShown shown_;
  Record with_bases_;
};

int run(const DueRequest& request, const Bill& bill, std::shared_ptr<const Programme> programme,
        Console& console) {
  const Engine engine(programme);
  BillList list;
  if (!request.batch.empty())
    if (const Status status = read_bill_list(request.batch, *programme, list); !status)
      return fail(status.message, console);
  const auto reader = open_customers(request.customers, engine.shape(bill.starts, true), console);
  if (!reader) return unusable;
  const auto ledger = open_ledger(request.ledger, LedgerAccess::write, console);
  if (!ledger) return unusable;
  return Handing(request, bill, list, engine, *ledger, console).run(*reader);
}

// The one bill that the options tell of; nothing after a message.
std::optional<Bill> bill_of(const DueRequest& request, Console& console) {
  if (request.invoice.empty() || request.starts.empty()) {
    fail(
        request.invoice.empty() ? "--invoice NAME is missing, or --batch FILE." : "--starts DATE is missing.",
        console);
    return std::nullopt;
  }
  const std::optional<Day> starts = read_day("--starts", request.starts, console);
  if (!starts) return std::nullopt;
  const std::optional<Day> booked = day_or("--booked", request.booked, *starts, console);
  if (!booked) return std::nullopt;
  Bill bill{request.invoice, *starts, *booked};
  if (request.share.empty()) return bill;
  const auto decimal = parse_decimal(request.share);
  const auto share = decimal ? scaled(*decimal, 6) : std::nullopt;
  if (!share || *share <= 0 || *share > whole_period) {
    fail("--share takes a part like 0.5, above 0 and at most 1.", console);
    return std::nullopt;
  }
  bill.share = *share;
  return bill;
}

}  // namespace

int run_ledger_due(const Command& command, const Words& words, Console& console) {
  DueRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  std::optional<Bill> bill = Bill{};
  if (request.batch.empty())
    bill = bill_of(request, console);
  else if (!request.invoice.empty() || !request.starts.empty() || !request.share.empty() ||
           !request.id.empty() || !request.booked.empty())
    return fail(
        "--batch FILE says which bills: --invoice, --starts, --share, --booked and --id do not go with it.",
        console);
  if (!bill) return unusable;
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  return run(request, *bill, std::move(opened.programme), console);
}

}  // namespace trouw::cli

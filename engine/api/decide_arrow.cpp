#include <algorithm>
#include <cerrno>

#include "api/arrow_out.h"
#include "api/deciding.h"
#include "trouw/sources.h"

namespace trouw {

namespace {

constexpr std::size_t batches_a_give = 16;  // of a reader, in one of the stream

std::unique_ptr<ArrowColumn> column(std::string format, std::string name) {
  return std::make_unique<ArrowColumn>(std::move(format), std::move(name));
}

std::unique_ptr<ArrowColumn> titles(const Programme& programme, std::string name) {
  auto texts = column("u", "");
  for (const Offer& offer : programme.offers) texts->add_text(offer.title);
  auto made = column("i", std::move(name));
  made->dictionary(std::move(texts));
  return made;
}

std::unique_ptr<ArrowColumn> words(std::string name, std::initializer_list<const char*> of) {
  auto texts = column("u", "");
  for (const char* const word : of) texts->add_text(word);
  auto made = column("c", std::move(name));
  made->dictionary(std::move(texts));
  return made;
}

// What a stream of results is made of, its columns in this order.
enum Place : std::size_t {
  id,
  standing,
  newcomer_value,
  before_match,
  top_up,
  value,
  worse_before,
  worse,
  offers,
  rejected,
  lines
};
enum LinePlace : std::size_t { of_offer, kind, text, amount, first, bills, points };

class ResultColumns {
 public:
  ResultColumns(const Programme& programme, bool with_lines) : whole_("+s", ""), with_lines_(with_lines) {
    const std::string money = "d:19," + std::to_string(programme.schema.digits);
    whole_.child(column("u", "id"))
        .child(words("standing", {standing_name(Standing::customer), standing_name(Standing::newcomer),
                                  standing_name(Standing::returner), standing_name(Standing::nobody)}));
    for (const char* const name :
         {"newcomer_value", "value_before_match", "top_up", "value", "worse_off_before", "worse_off"})
      whole_.child(column(money, name));
    auto list = column("+l", "offers");
    list->child(titles(programme, "item"));
    whole_.child(std::move(list)).child(column("u", "rejected"));
    if (!with_lines) return;
    auto line = column("+s", "item");
    line->child(titles(programme, "offer"))
        .child(words("kind", {"discount", "credit", "perk", "points"}))
        .child(column("u", "text"))
        .child(column(money, "amount"))
        .child(column("i", "first"))
        .child(column("i", "bills"))
        .child(column("l", "points"));
    auto all = column("+l", "lines");
    all->child(std::move(line));
    whole_.child(std::move(all));
  }

  ArrowColumn& whole() { return whole_; }

  void add(const Decided& decided, std::size_t row, const Programme& programme) {
    const ColumnTotals& totals = decided.totals;
    whole_.of(id).add_text(decided.batch.id(row));
    whole_.of(standing).add(static_cast<std::int8_t>(totals.standing[row]));
    whole_.of(newcomer_value).add_decimal(totals.newcomer_value[row]);
    whole_.of(before_match).add_decimal(totals.value_before_match[row]);
    whole_.of(top_up).add_decimal(totals.top_up[row]);
    whole_.of(value).add_decimal(totals.value[row]);
    whole_.of(worse_before).add_decimal(totals.worse_off_before[row]);
    whole_.of(worse).add_decimal(totals.worse_off[row]);
    for (std::uint32_t offer = 0; offer < programme.offers.size(); ++offer)
      if (totals.has_counted(row, offer)) whole_.of(offers).of(0).add(static_cast<std::int32_t>(offer));
    whole_.of(offers).add_list();
    whole_.of(rejected).add_null();
    whole_.add_list();
  }

  void add_lines(const Decision& decision) {
    ArrowColumn& list = whole_.of(lines);
    ArrowColumn& item = list.of(0);
    for (const Award& award : decision.deal.awards)
      for (const Line& line : award.lines) {
        item.of(of_offer).add(static_cast<std::int32_t>(award.offer));
        item.of(kind).add(static_cast<std::int8_t>(line.kind));
        item.of(text).add_text(line.text);
        item.of(amount).add_decimal(line.amount);
        item.of(first).add(static_cast<std::int32_t>(line.first + 1));
        item.of(bills).add(static_cast<std::int32_t>(line.periods));
        item.of(points).add(std::int64_t{line.number});
        item.add_list();
      }
    list.add_list();
  }

  void add(const Reject& reject) {
    if (reject.id.empty())
      whole_.of(id).add_null();
    else
      whole_.of(id).add_text(reject.id);
    for (std::size_t place = standing; place <= offers; ++place) whole_.of(place).add_null();
    whole_.of(rejected).add_text(misfit_text(reject));
    if (with_lines_) whole_.of(lines).add_null();
    whole_.add_list();
  }

 private:
  ArrowColumn whole_;
  bool with_lines_;
};

// Guarantees are about totals and change none.
std::shared_ptr<const Programme> bare(const Programme& programme) {
  auto made = std::make_shared<Programme>(programme);
  made->guarantees.clear();
  return made;
}

class ResultStream {
 public:
  ResultStream(const Engine& engine, Day on, std::unique_ptr<RecordReader> records,
               const ArrowResults& results)
      : programme_(bare(engine.programme())),
        engine_(programme_),
        plan_(engine_.plan(on)),
        records_(std::move(records)),
        deciding_(programme_, std::make_shared<const ColumnProgram>(plan_), false, {}),
        by_row_(engine_.decider(plan_)),
        columns_(*programme_, results.lines),
        with_lines_(results.lines) {}

  ResultColumns& columns() { return columns_; }
  const std::string& error() const { return error_; }

  // The next rows, none at the end.
  bool next() {
    for (std::size_t i = 0; i < batches_a_give && !ended_; ++i) {
      decided_.rejects.clear();
      const Status status = records_->next(decided_.batch, decided_.rejects);
      if (!status) return fail(status.message);
      ended_ = decided_.batch.size == 0 && decided_.rejects.empty();
      if (!ended_ && !add_batch()) return false;
    }
    return true;
  }

  bool fail(const std::string& why) {
    error_ = why;
    ended_ = true;
    return false;
  }

 private:
  // In the order of the records: those that were decided, and those that were not.
  bool add_batch() {
    deciding_.decide(decided_);
    std::ranges::stable_sort(decided_.rejects, {}, &Reject::line);
    auto reject = decided_.rejects.begin();
    for (std::size_t row = 0; row < decided_.batch.size; ++row) {
      for (; reject != decided_.rejects.end() && reject->line < decided_.batch.lines[row]; ++reject)
        columns_.add(*reject);
      if (decided_.totals.standing[row] == static_cast<std::int64_t>(Standing::rejected)) continue;
      columns_.add(decided_, row, *programme_);
      if (!with_lines_) continue;
      if (const Status status = by_row_.decide(decided_.batch, row, decision_); !status)
        return fail(status.message);
      columns_.add_lines(decision_);
    }
    for (; reject != decided_.rejects.end(); ++reject) columns_.add(*reject);
    return true;
  }

  std::shared_ptr<const Programme> programme_;
  Engine engine_;
  std::shared_ptr<const Plan> plan_;
  std::unique_ptr<RecordReader> records_;
  Deciding deciding_;
  Decider by_row_;
  ResultColumns columns_;
  bool with_lines_;
  Decided decided_;
  Decision decision_;
  bool ended_ = false;
  std::string error_;
};

ResultStream& of(ArrowArrayStream* stream) {
  return *static_cast<ResultStream*>(stream->private_data);
}

// No exception leaves a function of the stream.
template <typename Body>
int guarded(ArrowArrayStream* stream, const Body& body) noexcept {
  try {
    return body(of(stream)) ? 0 : EINVAL;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (const std::exception& thrown) {
    try {
      of(stream).fail(thrown.what());
    } catch (...) {
      return ENOMEM;
    }
    return EIO;
  }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return guarded(stream, [&](ResultStream& results) {
    results.columns().whole().give_schema(*out);
    return true;
  });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  return guarded(stream, [&](ResultStream& results) {
    *out = {};
    if (!results.next()) return false;
    if (results.columns().whole().size() > 0) results.columns().whole().give(*out);
    return true;
  });
}

const char* get_last_error(ArrowArrayStream* stream) {
  const std::string& error = of(stream).error();
  return error.empty() ? nullptr : error.c_str();
}

void release(ArrowArrayStream* stream) {
  delete &of(stream);
  stream->release = nullptr;
}

}  // namespace

void decide_arrow(const Engine& engine, Day on, std::unique_ptr<RecordReader> records,
                  const ArrowResults& results, ArrowArrayStream& out) {
  auto made = std::make_unique<ResultStream>(engine, on, std::move(records), results);
  out = {get_schema, get_next, get_last_error, release, made.release()};
}

}  // namespace trouw

// What stands behind the handles of trouw.h.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "abi/border.h"
#include "trouw/answers.h"
#include "trouw/batch.h"
#include "trouw/engine.h"
#include "trouw/past.h"
#include "trouw/record.h"
#include "trouw/sources.h"

struct trouw_programme {
  std::shared_ptr<const trouw::Programme> programme;  // none: it has errors
  trouw::Diagnostics diagnostics;
  std::vector<std::string> rendered, json;  // a diagnostic each
  std::vector<std::string> because;         // an offer each
};

// Counts its references itself, so that taking one allocates nothing.
struct trouw_engine {
  trouw_engine(std::shared_ptr<const trouw::Programme> programme, trouw::Day on)
      : engine(std::move(programme)), day(on), plan(engine.plan(on)) {}

  trouw::Engine engine;
  trouw::Day day;
  std::shared_ptr<const trouw::Plan> plan;
  mutable std::atomic<std::size_t> references{1};
};

namespace trouw::abi {

// A reference to an engine, or none.
class EngineRef {
 public:
  EngineRef() = default;
  explicit EngineRef(const trouw_engine* engine) : engine_(engine) {
    if (engine_ != nullptr) engine_->references.fetch_add(1, std::memory_order_relaxed);
  }
  EngineRef(EngineRef&& other) noexcept : engine_(std::exchange(other.engine_, nullptr)) {}
  EngineRef& operator=(EngineRef&& other) noexcept {
    std::swap(engine_, other.engine_);
    return *this;
  }
  ~EngineRef() { release(engine_); }

  const trouw_engine* get() const { return engine_; }
  const trouw_engine* operator->() const { return engine_; }

  // The reference itself, which is then the caller's.
  const trouw_engine* give() { return std::exchange(engine_, nullptr); }

  static void release(const trouw_engine* engine) {
    if (engine != nullptr && engine->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete engine;
  }

 private:
  const trouw_engine* engine_ = nullptr;
};

}  // namespace trouw::abi

struct trouw_holder {
  mutable std::mutex mutex;
  trouw::abi::EngineRef engine;
};

struct trouw_record {
  explicit trouw_record(std::shared_ptr<const trouw::Programme> programme) : record(std::move(programme)) {}

  trouw::Record record;
  std::optional<trouw::JsonRecord> json;  // once one was read
};

struct trouw_history {
  std::vector<trouw::RunningAward> runs;
  std::vector<std::string> granted;  // titles
  std::int64_t received = 0;
};

struct trouw_records {
  explicit trouw_records(const trouw_engine* of) : engine(of) {}

  trouw::abi::EngineRef engine;
  std::unique_ptr<trouw::RecordReader> reader;  // none: they were read
  trouw::GivenRecords* given = nullptr;         // the reader, where records are added to it
};

struct trouw_answer {
  struct Line {
    std::string id, invoice;
    trouw::DueLine line;
    bool again = false;
  };

  std::string text;
  std::vector<trouw::Reject> rejects;
  trouw_ledger_figures figures = {};
  std::vector<Line> lines;
  std::vector<trouw::HeldAward> awards;
  std::vector<trouw::Correction::Change> changes;
};

struct trouw_ledger {
  std::unique_ptr<trouw::Ledger> ledger;
  trouw::KeyedRequest asked;  // of the next call that changes it
};

struct trouw_decision {
  trouw::abi::EngineRef engine;
  std::optional<trouw::Decider> decider;  // of that engine
  std::optional<trouw::PastDecider> with_past;
  trouw::Decision decision;
  std::shared_ptr<const trouw::Programme> own;  // the programme with what runs, where there is a history
  bool made = false;
  mutable std::map<std::pair<std::size_t, std::size_t>, std::string> has;  // what was asked for, put together

  const trouw::Programme& programme() const { return engine->engine.programme(); }
  const std::string& title(std::uint32_t offer) const {
    const auto& offers = programme().offers;
    return offer < offers.size() ? offers[offer].title : own->offers.at(offer).title;
  }
};

namespace trouw::abi {

// What is in the records, for one call; none, and a failure noted, where it cannot be had for this engine.
std::unique_ptr<RecordReader> reader_of(trouw_records* records, const trouw_engine* engine,
                                        trouw_error* error);

// A history as decisions with this programme take it.
Past past_of(const trouw_history& history, const Programme& programme);

trouw_promise promise_out(const Programme& programme, const Award& award, const Promise& promise);

}  // namespace trouw::abi

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
#include "trouw/batch.h"
#include "trouw/engine.h"
#include "trouw/past.h"
#include "trouw/record.h"

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
};

struct trouw_history {
  std::vector<trouw::RunningAward> runs;
  std::vector<std::string> granted;  // titles
  std::int64_t received = 0;
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

// A history as decisions with this programme take it.
Past past_of(const trouw_history& history, const Programme& programme);

trouw_promise promise_out(const Programme& programme, const Award& award, const Promise& promise);

}  // namespace trouw::abi

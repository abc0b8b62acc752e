// The engine that counts now, replaced while others decide with the one before.
#pragma once

#include <memory>
#include <mutex>

#include "trouw/engine.h"

namespace trouw {

// Any number of threads may take and replace at once. Who took an engine keeps it as long as they hold it.
class EngineHolder {
 public:
  explicit EngineHolder(std::shared_ptr<const Engine> engine) : engine_(std::move(engine)) {}

  std::shared_ptr<const Engine> take() const {
    const std::lock_guard lock(mutex_);
    return engine_;
  }

  void replace(std::shared_ptr<const Engine> engine) {
    const std::lock_guard lock(mutex_);
    engine_.swap(engine);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Engine> engine_;
};

}  // namespace trouw

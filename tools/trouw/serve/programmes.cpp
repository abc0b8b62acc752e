#include "serve/programmes.h"

#include "live/folder.h"
#include "trouw/programme.h"

namespace trouw::cli {

std::unique_ptr<DayEngine::Desk> DayEngine::take() {
  {
    const std::lock_guard lock(guard_);
    if (!free_.empty()) {
      auto desk = std::move(free_.back());
      free_.pop_back();
      return desk;
    }
  }
  return std::make_unique<Desk>(*this);
}

void DayEngine::give_back(std::unique_ptr<Desk> desk) {
  const std::lock_guard lock(guard_);
  free_.push_back(std::move(desk));
}

bool Programmes::refresh() {
  auto texts = texts_below(folder_);
  {
    const std::lock_guard lock(guard_);
    if (read_ && texts == texts_) return false;
  }
  Loaded loaded = load_programme(folder_);
  const std::lock_guard lock(guard_);
  read_ = true;
  texts_ = std::move(texts);
  diagnostics_ = std::move(loaded.diagnostics);
  current_ = loaded.programme.has_value();
  if (!current_) return true;
  programme_ = std::make_shared<const Programme>(std::move(*loaded.programme));
  days_.clear();
  return true;
}

std::shared_ptr<DayEngine> Programmes::on(Day day) {
  const std::lock_guard lock(guard_);
  if (!programme_) return nullptr;
  if (const auto found = days_.find(day); found != days_.end()) return found->second;
  if (days_.size() >= most_days) days_.clear();
  return days_[day] = std::make_shared<DayEngine>(programme_, day);
}

std::shared_ptr<const Programme> Programmes::programme() const {
  const std::lock_guard lock(guard_);
  return programme_;
}

Diagnostics Programmes::diagnostics() const {
  const std::lock_guard lock(guard_);
  return diagnostics_;
}

bool Programmes::is_current() const {
  const std::lock_guard lock(guard_);
  return current_;
}

}  // namespace trouw::cli

// Records tried out: at the places where conditions change, then downhill one field at a time.
#include <algorithm>

#include "proof/decide.h"
#include "proof/places.h"
#include "proof/trial.h"

namespace trouw {

namespace {

class Tries {
 public:
  Tries(const Problem& problem, const Budget& budget, std::uint64_t records)
      : problem_(problem), budget_(budget), most_(records), trial_(problem), places_(places_of(problem)) {
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (!places_[i].empty()) free_.push_back(i);
  }

  Outcome run() {
    Outcome outcome;
    outcome.by = "trial";
    Assignment record = typical_record(problem_);
    while (tried_ < most_ && !budget_.over()) {
      if (climb(record)) {
        outcome.kind = Outcome::exists;
        outcome.record = std::move(record);
        break;
      }
      if (free_.empty()) break;
      scatter(record);
    }
    outcome.tried = tried_;
    return outcome;
  }

 private:
  using Score = std::pair<std::size_t, std::int64_t>;  // assumptions that hold, gap

  Score score(const Assignment& record) {
    ++tried_;
    budget_.spend(problem_.plan.nodes.size());
    if (!trial_.run(record)) return {0, INT64_MIN};
    return {trial_.assumptions_held(), trial_.gap()};
  }

  bool breaks(const Score& score) const {
    return score.first == problem_.assumptions.size() && score.second > 0;
  }

  // Better field by field until nothing is; true where the record breaks the guarantee.
  bool climb(Assignment& record) {
    Score best = score(record);
    for (bool better = true; better && !breaks(best) && tried_ < most_ && !budget_.over();) {
      better = false;
      for (const std::size_t field : free_) {
        const std::optional<std::int64_t> own = record[field];
        std::optional<std::int64_t> chosen = own;
        for (const auto& value : candidates(field, own)) {
          record[field] = value;
          const Score now = score(record);
          if (now > best) {
            best = now;
            chosen = value;
            better = true;
          }
          if (breaks(best)) break;
        }
        record[field] = chosen;
        if (breaks(best)) return true;
      }
    }
    return breaks(best);
  }

  std::vector<std::optional<std::int64_t>> candidates(std::size_t field, std::optional<std::int64_t> own) {
    const Field& about = problem_.shell.schema.fields[field];
    const auto& places = places_[field];
    std::vector<std::optional<std::int64_t>> all;
    if (about.optional && own) all.emplace_back();
    const std::size_t most = 24, step = std::max<std::size_t>(1, places.size() / most);
    const std::size_t offset = step > 1 ? static_cast<std::size_t>(random() % step) : 0;
    for (std::size_t i = offset; i < places.size(); i += step)
      if (places[i] != own) all.emplace_back(places[i]);
    for (int i = 0; i < 3 && about.to - about.from > 64; ++i) all.emplace_back(any(about));
    return all;
  }

  std::int64_t any(const Field& field) {
    const std::uint64_t width =
        static_cast<std::uint64_t>(field.to) - static_cast<std::uint64_t>(field.from) + 1;
    const std::uint64_t scale =
        random() % 2 == 0 ? width : std::min<std::uint64_t>(width, 200);  // small amounts, too
    return field.from + static_cast<std::int64_t>(scale == 0 ? 0 : random() % scale);
  }

  void scatter(Assignment& record) {
    for (const std::size_t field : free_) {
      const Field& about = problem_.shell.schema.fields[field];
      const auto& places = places_[field];
      if (about.optional && random() % 3 == 0)
        record[field].reset();
      else if (random() % 4 == 0)
        record[field] = any(about);
      else
        record[field] = places[static_cast<std::size_t>(random() % places.size())];
    }
  }

  std::uint64_t random() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }

  const Problem& problem_;
  const Budget& budget_;
  std::uint64_t most_;
  Trial trial_;
  std::vector<std::vector<std::int64_t>> places_;
  std::vector<std::size_t> free_;
  std::uint64_t tried_ = 0;
  std::uint64_t state_ = 0x9E3779B97F4A7C15u;
};

}  // namespace

Outcome try_records(const Problem& problem, const Budget& budget, std::uint64_t records) {
  return Tries(problem, budget, records).run();
}

}  // namespace trouw

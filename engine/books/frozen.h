// Conditions of programmes that were: an award's `while` and claims, asked of today's record.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "trouw/engine.h"
#include "trouw/ledger.h"

namespace trouw {

class Builder;
class TermLowering;

// Not thread-safe; loads each programme once.
class FrozenProgrammes {
 public:
  explicit FrozenProgrammes(Ledger& ledger);
  ~FrozenProgrammes();

  // The programme that was, or nothing with a failure.
  std::shared_ptr<const Programme> programme(const std::string& fingerprint, Status& status);

  // The offer of an award as it was when it was granted, or nothing.
  const Offer* offer(const HeldAward& award, Status& status);

  // Whether a condition of the award's programme holds on a record of `now` on a day. Fields go by their
  // names, choices too; what the record no longer has is unknown.
  bool holds(const HeldAward& award, const Condition& condition, const Programme& now, const Batch& batch,
             std::size_t row, Day day, Status& status);

  // The same of an amount; nothing where it is unknown.
  std::optional<std::int64_t> amount(const HeldAward& award, TermId term, const Programme& now,
                                     const Batch& batch, std::size_t row, Day day, Status& status);

  // What a living reward of the award's offer comes to on a day: its amount as a Promise has it; nothing
  // where its row does not hold.
  std::optional<std::int64_t> living(const HeldAward& award, const Promise& promise, const Programme& now,
                                     const Batch& batch, std::size_t row, Day day, Status& status);

 private:
  // A question to records of a programme on a day.
  struct Asked;
  using Lowered = std::function<std::uint32_t(Builder&, TermLowering&)>;
  Asked* asked(const Programme& then, const std::string& what, Day day, const Lowered& lowered);
  std::optional<std::int64_t> answer(const Programme& then, const std::string& what, const Programme& now,
                                     const Batch& batch, std::size_t row, Day day, const Lowered& lowered,
                                     Status& status);

  Ledger& ledger_;
  std::unordered_map<std::string, std::unique_ptr<Asked>> asked_;
  std::map<std::string, std::shared_ptr<const Programme>> loaded_;
};

}  // namespace trouw

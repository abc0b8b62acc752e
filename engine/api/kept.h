// Whether guarantees hold for one record, whatever was had before (plan/had.h): what an example expects that
// says `expect guarantees kept`.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plan/had.h"
#include "trouw/engine.h"

namespace trouw {

class KeptGuarantees {
 public:
  explicit KeptGuarantees(const Programme& programme);
  ~KeptGuarantees();

  // A sentence for each guarantee that is broken: "“…” broken by EUR 5, had they had “X” before".
  std::vector<std::string> broken(const Example& example);

 private:
  struct OfDay;
  using Record = std::vector<std::optional<std::int64_t>>;
  OfDay& on(Day day);
  std::optional<Record> worst(const Example& example, std::uint32_t guarantee);
  std::string told(const Record& record, std::uint32_t guarantee, std::int64_t gap) const;

  const HadBefore had_;
  std::map<Day, std::unique_ptr<OfDay>> days_;
  std::unique_ptr<const Plan> every_day_;  // made when it is asked
};

}  // namespace trouw

// The guarantees as statements on one record.
#pragma once

#include "plan/lower.h"
#include "plan/standing.h"
#include "plan/twin.h"

namespace trouw {

// What the lowering of a programme shares.
struct Whole {
  Builder& build;
  const Programme& programme;
  Plan& plan;
  StandingNodes standing;
  int reach = 0;  // billing periods looked at: the horizon, or further where a guarantee does
  Assume assume = Assume::room;
  const HadBefore* had = nullptr;  // that customers may have had before; none: nothing
};

// What was had of awards of the past horizon, as columns of the past know it; 0 without.
NodeId received(Whole& whole);

// An audience's deal for the record under a reading, matches included (matches need plan.twins).
AudienceNodes lower_audience(Whole& whole, const RecordReading& reading, Audience audience,
                             bool milestones = true);

// Lowers plan.guarantees.
void lower_guarantees(Whole& whole);

}  // namespace trouw

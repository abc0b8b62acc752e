#include "plan/standing.h"

#include <fmt/format.h>

namespace trouw {

namespace {

NodeId number(Builder& build, Standing standing) {
  return build.constant(static_cast<std::int64_t>(standing));
}

// Gone for as long as the programme asks before a former customer counts as a newcomer; never while `left` is
// unknown.
NodeId gone_long(Builder& build, const Roles& roles) {
  if (!roles.left || (!roles.newcomer_again_months && !roles.newcomer_again_days)) return build.truth(false);
  const NodeId left = build.field(*roles.left);
  const NodeId again = roles.newcomer_again_months
                           ? build.add_months(left, *roles.newcomer_again_months)
                           : build.add(left, build.constant(*roles.newcomer_again_days));
  return build.holds(build.at_most(again, build.today()));
}

Standing of_others(Others others) {
  switch (others) {
    case Others::rejected:
      return Standing::rejected;
    case Others::nobody:
      return Standing::nobody;
    case Others::newcomer:
      return Standing::newcomer;
  }
  return Standing::rejected;
}

}  // namespace

StandingNodes lower_standing(Builder& build, const Programme& programme) {
  const Roles& roles = programme.schema.roles;
  // Who somebody is may ask for the tenure only as of the day: nobody is former before it is known.
  const RecordReading reading = plain_reading(build, programme, build.today());
  TermLowering terms(build, programme, reading);
  const auto holds = [&](const std::optional<Condition>& condition) {
    return condition ? build.holds(terms.condition(*condition)) : build.truth(false);
  };
  const NodeId newcomer = holds(programme.newcomer_when);
  const NodeId customer = build.holds(terms.condition(programme.customer_when));
  const NodeId former = holds(programme.former_when);
  StandingNodes nodes;
  nodes.former = build.both(former, build.negation(build.either(newcomer, customer)));
  nodes.left_end = build.today();
  if (roles.left)
    nodes.left_end = build.minimum(build.fallback(build.field(*roles.left), build.today()), build.today());
  nodes.tenure_end = build.select(nodes.former, nodes.left_end, build.today());
  NodeId standing = number(build, of_others(roles.others));
  standing = build.select(former, number(build, Standing::returner), standing);
  standing =
      build.select(build.both(former, gone_long(build, roles)), number(build, Standing::newcomer), standing);
  standing = build.select(customer, number(build, Standing::customer), standing);
  nodes.standing = build.select(newcomer, number(build, Standing::newcomer), standing);
  return nodes;
}

std::vector<std::pair<NodeId, std::string>> built_in_facts(Builder& build, const Programme& programme,
                                                           const StandingNodes& standing) {
  const Schema& schema = programme.schema;
  std::vector<std::pair<NodeId, std::string>> facts;
  if (schema.roles.joined) {
    const NodeId joined = build.field(*schema.roles.joined);
    const NodeId fact =
        build.either(build.negation(build.known(joined)), build.at_most(joined, build.today()));
    facts.emplace_back(fact,
                       fmt::format("{} is on or before the day", schema.fields[*schema.roles.joined].name));
  }
  if (schema.roles.left) {
    const NodeId left = build.field(*schema.roles.left);
    const NodeId fact =
        build.either(build.negation(standing.former), build.holds(build.at_most(left, build.today())));
    facts.emplace_back(fact, fmt::format("{} is known and on or before the day for a former customer",
                                         schema.fields[*schema.roles.left].name));
  }
  if (schema.roles.joined && schema.roles.left) {
    const NodeId joined = build.field(*schema.roles.joined), left = build.field(*schema.roles.left);
    const NodeId stated = build.both(standing.former, build.both(build.known(joined), build.known(left)));
    const NodeId fact = build.either(build.negation(stated), build.holds(build.at_most(joined, left)));
    facts.emplace_back(
        fact, fmt::format("{} is on or before {} for a former customer",
                          schema.fields[*schema.roles.joined].name, schema.fields[*schema.roles.left].name));
  }
  return facts;
}

}  // namespace trouw

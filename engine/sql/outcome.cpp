#include "sql/outcome.h"

#include <fmt/format.h>

#include <algorithm>

namespace trouw::sql {

namespace {

struct Audiences {
  Standing standing;
  const char* name;
  const AudienceNodes* nodes;
};

std::vector<Audiences> audiences(const Plan& plan) {
  return {{Standing::customer, "customer", &plan.customer},
          {Standing::newcomer, "newcomer", &plan.newcomer},
          {Standing::returner, "returner", &plan.returner}};
}

// The offers of an audience in declaration order, matches among them.
std::vector<const OfferNodes*> offers_of(const AudienceNodes& nodes) {
  std::vector<const OfferNodes*> all;
  for (const OfferNodes& offer : nodes.deal.offers) all.push_back(&offer);
  for (const MatchNodes& match : nodes.matches) all.push_back(&match.nodes);
  std::ranges::stable_sort(all, {}, &OfferNodes::offer);
  return all;
}

// What a dry run works out for a record of that standing; anything of it that leaves 64 bits rejects the
// record.
std::vector<NodeId> worked_out(const Plan& plan, const Audiences& audience) {
  const AudienceNodes& nodes = *audience.nodes;
  std::vector<NodeId> wanted{plan.twin_value, plan.twin_net,    nodes.deal.value, nodes.top_up,
                             nodes.value,     nodes.net_before, nodes.net};
  for (const OfferNodes* offer : offers_of(nodes))
    wanted.insert(wanted.end(), {offer->open, offer->counted, offer->value, offer->paid});
  for (const GuaranteeNodes& guarantee : plan.guarantees) {
    wanted.insert(wanted.end(), {guarantee.applies, guarantee.left_out, guarantee.gap});
    wanted.insert(wanted.end(), guarantee.costs.begin(), guarantee.costs.end());
  }
  return wanted;
}

TermId is_standing(Terms& terms, TermId standing, Standing wanted) {
  return terms.equal(standing, terms.number(static_cast<std::int64_t>(wanted)));
}

TermId rejected(const Plan& plan, TermId standing, Translation& translation, Terms& terms) {
  std::vector<NodeId> always = plan.facts;
  always.push_back(plan.standing);
  TermId any = terms.any(is_standing(terms, standing, Standing::rejected), translation.overflows(always));
  for (const Audiences& audience : audiences(plan)) {
    const TermId over = translation.overflows(worked_out(plan, audience));
    any = terms.any(any, terms.all(is_standing(terms, standing, audience.standing), over));
  }
  const TermId others = terms.any(is_standing(terms, standing, Standing::nobody), terms.truth(false));
  return terms.any(any, terms.all(others, translation.overflows({plan.twin_value})));
}

// Joined in halves, so that many titles are not a long row.
TermId joined(Terms& terms, const std::vector<TermId>& parts, std::size_t begin, std::size_t end) {
  if (begin == end) return terms.text("");
  if (end - begin == 1) return parts[begin];
  const std::size_t middle = begin + (end - begin) / 2;
  return terms.join(joined(terms, parts, begin, middle), joined(terms, parts, middle, end));
}

TermId titles(const Plan& plan, TermId standing, Translation& translation, Terms& terms) {
  TermId chosen = terms.text("");
  for (const Audiences& audience : audiences(plan)) {
    std::vector<TermId> parts;
    for (const OfferNodes* offer : offers_of(*audience.nodes)) {
      const TermId title = terms.text("|" + plan.programme->offers[offer->offer].title);
      const TermId part = terms.choose(translation.truth(offer->counted), title, terms.text(""));
      if (part != terms.text("")) parts.push_back(part);
    }
    chosen = terms.choose(is_standing(terms, standing, audience.standing),
                          joined(terms, parts, 0, parts.size()), chosen);
  }
  return chosen;
}

void name_offers(const Plan& plan, Translation& translation, Outcome& outcome) {
  for (const Audiences& audience : audiences(plan))
    for (const OfferNodes* offer : offers_of(*audience.nodes)) {
      const std::string base = fmt::format("{}_{}", audience.name, offer->offer + 1);
      const std::string title = "“" + plan.programme->offers[offer->offer].title + "” ";
      outcome.named.push_back({translation.truth(offer->open), base + "_open", title + "is open"});
      outcome.named.push_back({translation.truth(offer->counted), base + "_counted", title + "counted"});
      outcome.named.push_back({translation.number(offer->value), base + "_value", title + "before the cap"});
    }
}

}  // namespace

Outcome results_outcome(const Plan& plan, Translation& translation, Terms& terms) {
  const std::pair<const char*, NodeId> columns[] = {{"newcomer_value", plan.twin_value},
                                                    {"value_before_match", plan.value_before_match},
                                                    {"top_up", plan.top_up},
                                                    {"value", plan.value},
                                                    {"worse_off_before", plan.worse_off_before},
                                                    {"worse_off", plan.worse_off}};
  std::vector<NodeId> wanted{plan.standing};
  for (const auto& [name, node] : columns) wanted.push_back(node);
  for (const Audiences& audience : audiences(plan))
    for (const OfferNodes* offer : offers_of(*audience.nodes))
      wanted.insert(wanted.end(), {offer->open, offer->counted, offer->value});
  translation.translate(wanted);

  Outcome outcome;
  outcome.standing = translation.number(plan.standing);
  outcome.decided = terms.negation(rejected(plan, outcome.standing, translation, terms));
  outcome.named.push_back(
      {outcome.standing, "standing", "0 customer, 1 newcomer, 2 returner, 3 nobody, 4 rejected"});
  for (const auto& [name, node] : columns) {
    outcome.amounts.push_back({name, translation.number(node)});
    outcome.named.push_back({outcome.amounts.back().term, name, ""});
  }
  outcome.titles = titles(plan, outcome.standing, translation, terms);
  outcome.named.push_back({outcome.titles, "titles", ""});
  name_offers(plan, translation, outcome);
  return outcome;
}

std::vector<Figure> summary_figures(const Plan& plan, const Outcome& outcome, Translation& translation,
                                    Terms& terms) {
  std::vector<NodeId> wanted = plan.facts;
  for (const Audiences& audience : audiences(plan))
    for (const OfferNodes* offer : offers_of(*audience.nodes)) wanted.push_back(offer->paid);
  for (const GuaranteeNodes& guarantee : plan.guarantees)
    wanted.insert(wanted.end(), {guarantee.applies, guarantee.gap});
  translation.translate(wanted);

  std::vector<Figure> figures;
  const auto count = [&](const std::string& name, TermId condition) {
    figures.push_back({name, "", terms.as_number(terms.holds(condition))});
  };
  const char* names[] = {"customer", "newcomer", "returner", "nobody"};
  for (int i = 0; i < 4; ++i)
    count(std::string("standings.") + names[i],
          is_standing(terms, outcome.standing, static_cast<Standing>(i)));
  for (std::size_t i = 0; i < 4; ++i)
    figures.push_back({outcome.amounts[i].name, "", outcome.amounts[i].term});
  for (std::size_t i = 4; i < 6; ++i) {
    const std::string name = i == 4 ? "worse_off.before." : "worse_off.after.";
    count(name + "count", terms.less(terms.number(0), outcome.amounts[i].term));
    figures.push_back({name + "total", "", outcome.amounts[i].term});
  }
  TermId facts = terms.truth(true);
  for (const NodeId fact : plan.facts) facts = terms.all(facts, terms.holds(translation.truth(fact)));
  count("not_covered.facts_broken", terms.negation(facts));
  count("not_covered.nobody", is_standing(terms, outcome.standing, Standing::nobody));

  for (std::uint32_t number = 0; number < plan.programme->offers.size(); ++number) {
    TermId open = terms.truth(false), counted = terms.truth(false);
    TermId value = terms.number(0), paid = terms.number(0);
    for (const Audiences& audience : audiences(plan))
      for (const OfferNodes* offer : offers_of(*audience.nodes)) {
        if (offer->offer != number) continue;
        const TermId theirs = is_standing(terms, outcome.standing, audience.standing);
        open = terms.any(open, terms.all(theirs, translation.truth(offer->open)));
        counted = terms.any(counted, terms.all(theirs, translation.truth(offer->counted)));
        value = terms.choose(theirs, translation.number(offer->value), value);
        paid = terms.choose(theirs, translation.number(offer->paid), paid);
      }
    const std::string& title = plan.programme->offers[number].title;
    figures.push_back({"offers.open", title, terms.as_number(terms.holds(open))});
    figures.push_back({"offers.counted", title, terms.as_number(terms.holds(counted))});
    figures.push_back({"offers.value", title, value});
    figures.push_back({"offers.paid", title, paid});
  }
  for (std::size_t i = 0; i < plan.guarantees.size(); ++i) {
    const Guarantee& stated = plan.programme->guarantees[i];
    if (stated.kind != GuaranteeKind::newcomer && stated.kind != GuaranteeKind::returning) continue;
    const GuaranteeNodes& nodes = plan.guarantees[i];
    const TermId broken = terms.all(terms.holds(translation.truth(nodes.applies)),
                                    terms.holds(terms.less(terms.number(0), translation.number(nodes.gap))));
    figures.push_back({"guarantees.broken_count", stated.text, terms.as_number(broken)});
  }
  return figures;
}

}  // namespace trouw::sql

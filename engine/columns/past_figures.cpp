#include "columns/past_figures.h"

#include <map>

#include "columns/folding.h"

namespace trouw::columns {

namespace {

// The figures of an offer, with those of its awards that run.
class Together {
 public:
  explicit Together(Builder& build) : build_(build) {}

  void add(const OfferNodes& offer, std::uint32_t number, NodeId open, NodeId stands) {
    const auto [at, fresh] = all_.try_emplace(number);
    OfferNodes& sum = at->second;
    if (fresh) {
      sum.offer = number;
      sum.open = sum.counted = build_.truth(false);
      sum.value = sum.paid = build_.constant(0);
    }
    sum.open = build_.either(sum.open, open);
    sum.counted = build_.either(sum.counted, build_.both(stands, build_.holds(offer.counted)));
    sum.value = build_.add(sum.value, build_.select(stands, offer.value, build_.constant(0)));
    sum.paid = build_.add(sum.paid, build_.select(stands, offer.paid, build_.constant(0)));
  }

  std::vector<OfferNodes> take() {
    std::vector<OfferNodes> offers;
    for (auto& [number, sum] : all_) offers.push_back(std::move(sum));
    return offers;
  }

 private:
  Builder& build_;
  std::map<std::uint32_t, OfferNodes> all_;
};

void put_together(Builder& build, const PastColumns& past, AudienceNodes& nodes) {
  Together together(build);
  const auto add = [&](const OfferNodes& offer) {
    if (offer.offer < past.offers)
      return together.add(offer, offer.offer, build.holds(offer.open), build.truth(true));
    const NodeId stands = build.holds(offer.open);
    if (const auto of = past.slots[offer.offer - past.offers].of)
      together.add(offer, *of, build.both(stands, build.holds(offer.counted)), stands);
  };
  for (const OfferNodes& offer : nodes.deal.offers) add(offer);
  for (const MatchNodes& match : nodes.matches) add(match.nodes);
  nodes.matches.clear();
  nodes.deal.offers = together.take();
}

}  // namespace

Plan plan_of_news(const Plan& plan) {
  Plan made;
  made.programme = plan.programme;
  made.past = plan.past;
  made.today = plan.today;
  made.standing = plan.standing;
  NodeId news = plan.news;
  Folding folding(plan, made);
  folding.fold({&made.standing, &news});
  const NodeId none = folding.build().constant(0);
  for (NodeId* id : figures(made))
    if (*id == no_node) *id = none;
  made.value = folding.build().if_holds(news, folding.build().constant(1));
  return made;
}

Plan plan_of_totals(const Plan& plan) {
  Plan made = figures_of(plan);
  Folding folding(plan, made);
  folding.fold(figures(made));
  for (AudienceNodes* audience : {&made.customer, &made.returner, &made.newcomer})
    put_together(folding.build(), *plan.past, *audience);
  return made;
}

Plan plan_of_scopes(const Plan& plan, const std::vector<bool>& scopes) {
  Plan made = plan;
  Builder build(made);
  for (std::size_t i = 0; i < scopes.size(); ++i)
    if (scopes[i]) made.guarantees[i].gap = build.constant(1);
  return made;
}

}  // namespace trouw::columns

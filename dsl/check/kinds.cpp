#include "check/kinds.h"

namespace trouw {

Audience audience_of(tree::Audience audience) {
  switch (audience) {
    case tree::Audience::newcomers:
      return Audience::newcomers;
    case tree::Audience::customers:
      return Audience::customers;
    case tree::Audience::returners:
      return Audience::returners;
    case tree::Audience::everyone:
      return Audience::everyone;
  }
  return Audience::newcomers;
}

GuaranteeKind guarantee_of(tree::GuaranteeKind kind) {
  switch (kind) {
    case tree::GuaranteeKind::newcomer:
      return GuaranteeKind::newcomer;
    case tree::GuaranteeKind::staying:
      return GuaranteeKind::staying;
    case tree::GuaranteeKind::returning:
      return GuaranteeKind::returning;
    case tree::GuaranteeKind::share:
      return GuaranteeKind::share;
  }
  return GuaranteeKind::newcomer;
}

Standing standing_of(tree::Standing standing) {
  switch (standing) {
    case tree::Standing::customer:
      return Standing::customer;
    case tree::Standing::newcomer:
      return Standing::newcomer;
    case tree::Standing::returner:
      return Standing::returner;
  }
  return Standing::customer;
}

ExpectedAmount::Kind expected_of(tree::ExpectKind kind) {
  switch (kind) {
    case tree::ExpectKind::offer:
      return ExpectedAmount::offer;
    case tree::ExpectKind::no_offer:
      return ExpectedAmount::no_offer;
    case tree::ExpectKind::deal:
      return ExpectedAmount::deal;
    case tree::ExpectKind::newcomer_deal:
      return ExpectedAmount::newcomer_deal;
    case tree::ExpectKind::worse_off:
      return ExpectedAmount::worse_off;
    case tree::ExpectKind::bill:
      return ExpectedAmount::bill;
    case tree::ExpectKind::guarantees:
      return ExpectedAmount::guarantees;
  }
  return ExpectedAmount::offer;
}

}  // namespace trouw

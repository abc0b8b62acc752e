// What a text says and a programme holds under the same name. By name, not by position: where one of two
// lists grows, the compiler says what is missing here.
#pragma once

#include "syntax/tree.h"
#include "trouw/programme.h"

namespace trouw {

Audience audience_of(tree::Audience audience);
GuaranteeKind guarantee_of(tree::GuaranteeKind kind);
Standing standing_of(tree::Standing standing);
ExpectedAmount::Kind expected_of(tree::ExpectKind kind);

}  // namespace trouw

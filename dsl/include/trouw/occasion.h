// How often an offer is granted, in words.
#pragma once

#include <string>

#include "trouw/programme.h"

namespace trouw {

// "again every 12 months", "once for good", "once at every milestone": what follows "granted". A match is
// asked anew every day.
std::string occasion_words(const Schema& schema, const Offer& offer);

// The same for all offers, those of many first: “A”, “B”: granted once for good. “C”: granted …
std::string occasions_text(const Programme& programme);

}  // namespace trouw

// What a file of records seems to hold, as the beginning of a programme.
#pragma once

#include <string>

#include "trouw/look.h"
#include "trouw/value.h"

namespace trouw::cli {

struct Guess {
  std::string programme;  // programme.yaml
  std::string offers;     // offers.trouw
};

// A programme that reads the file, every guess a comment with what it rests on. REQUIRES a column.
Guess guess_programme(const std::string& source, const SourceLook& look);

}  // namespace trouw::cli

// The programme that `trouw init` writes: small, explained, and working as it is.
#pragma once

#include <array>

namespace trouw::cli {

struct StartFile {
  const char* name;
  const char* about;  // a line on what it is
  const char* text;
};

struct Start {
  const char* language;            // "en"
  std::array<StartFile, 3> files;  // programme.yaml, the offers, the customers
  const char* customers;           // the name of the file of customers
  const char* on;                  // a day to decide for
  const char* id;                  // a customer worth explaining
};

const Start& english_start();
const Start& dutch_start();

}  // namespace trouw::cli

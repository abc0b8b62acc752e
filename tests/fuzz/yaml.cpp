// Any bytes as programme.yaml: messages, or a schema over which an offer can be checked.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "trouw/programme.h"

using namespace trouw;  // NOLINT: tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string offers =
      "offer \"A\" to newcomers\n  when region is one of NH, ZH\n  give 20% off for 6 months\n"
      "offer \"B\" to customers\n  give 1% off for every year of tenure, at most 15%, for 12 months\n"
      "guarantee no customer is worse off than a newcomer\n"
      "example \"C\" on 2027-03-01 customer with joined is 2020-01-15 expect deal EUR 5\n";
  const Loaded loaded =
      load_programme(std::string(reinterpret_cast<const char*>(data), size), {{"offers.trouw", offers}});
  if (!loaded.programme && loaded.diagnostics.empty()) std::abort();
  return 0;
}

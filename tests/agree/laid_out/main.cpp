// Programmes made from numbers, laid out: nothing is lost, twice is once, and there and back in every
// language gives the same bytes. trouw_laid_out FIRST-SEED PROGRAMMES
#include <fmt/format.h>

#include <cstdlib>
#include <string>

#include "agree/generate.h"
#include "trouw/format.h"

namespace {

using namespace trouw;

// What is wrong with this text laid out in a language, or empty; `laid` is the result.
std::string wrong(const std::string& text, const std::string& language, std::string& laid) {
  const Formatted formatted = format_offers({"offers.trouw", text}, language);
  if (has_errors(formatted.diagnostics)) return "cannot be read: " + to_text(formatted.diagnostics.front());
  if (!formatted.kept) return "would read otherwise";
  laid = formatted.text;
  return format_offers({"offers.trouw", laid}, language).text == laid ? "" : "changes when laid out again";
}

std::string wrong(const std::string& text) {
  std::string once;
  if (std::string what = wrong(text, "", once); !what.empty()) return what;
  for (const std::string& language : languages()) {
    std::string there, back;
    if (std::string what = wrong(once, language, there); !what.empty()) return language + ": " + what;
    if (std::string what = wrong(there, "en", back); !what.empty()) return language + " and back: " + what;
    if (back != once) return language + " and back: other bytes";
  }
  return "";
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  const std::uint64_t first = std::strtoull(words[1], nullptr, 10);
  const std::uint64_t programmes = std::strtoull(words[2], nullptr, 10);
  for (std::uint64_t seed = first; seed < first + programmes; ++seed) {
    const std::string offers = trouw::agree::generate(seed, {}).offers;
    if (const std::string what = wrong(offers); !what.empty()) {
      fmt::print(stderr, "seed {}: {}\n{}\n", seed, what, offers);
      return 1;
    }
  }
  fmt::print("{} programmes laid out, from seed {}\n", programmes, first);
  return 0;
}

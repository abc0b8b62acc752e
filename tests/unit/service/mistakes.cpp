// What people write wrongly (tests/mistakes), and how much of it one key mends.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "unit/service/drafts.h"

using namespace trouw::service;  // NOLINT

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Tally {
  std::size_t messages = 0, mended = 0, broken = 0;
  std::string unmended;
};

void mend(const std::string& yaml, const std::string& written, Tally& tally) {
  Draft draft;
  draft.put("programme.yaml", yaml);
  draft.put("offers.trouw", written);
  for (const trouw::Diagnostic& found : draft.diagnostics()) {
    if (found.severity != trouw::Severity::error) continue;
    ++tally.messages;
    const std::vector<Fix> fixes = draft.fixes(found);
    if (fixes.empty()) {
      tally.unmended += found.code + " " + found.message + " / " + found.help + "\n";
      continue;
    }
    ++tally.mended;
    for (const Fix& fix : fixes) {
      Draft after;
      after.put("programme.yaml", yaml);
      after.put("offers.trouw", applied(written, fix.edits));
      for (const trouw::Diagnostic& left : after.diagnostics())
        if (left.message == found.message && left.place.line == found.place.line &&
            left.place.column == found.place.column)
          ++tally.broken;
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(service_mistakes)

BOOST_AUTO_TEST_CASE(most_are_mended_by_a_fix) {
  const std::filesystem::path tests = std::filesystem::path(TROUW_SOURCE_DIR) / "tests";
  const std::string yaml = read(tests / "scripts/base/energy.yaml");
  Tally tally;
  for (const auto& entry : std::filesystem::directory_iterator(tests / "mistakes")) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".txt" || name.starts_with("yaml")) continue;
    const std::string text = read(entry.path());
    for (std::size_t at = text.find("\n== "); at != std::string::npos; at = text.find("\n== ", at + 1)) {
      const std::size_t begin = text.find('\n', at + 1) + 1;
      mend(yaml, text.substr(begin, text.find("\n--\n", begin) + 1 - begin), tally);
    }
  }
  BOOST_TEST_MESSAGE(tally.mended << " of " << tally.messages << "\n" << tally.unmended);
  BOOST_TEST(tally.broken == 0u);
  BOOST_TEST(tally.mended * 100 >= tally.messages * 60, tally.mended << " of " << tally.messages);
}

BOOST_AUTO_TEST_SUITE_END()

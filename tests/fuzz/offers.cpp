// Any bytes as a file of offers: read, checked, written in every language and read back. Whatever they are,
// there are messages or there is a programme; and what was read without a message is the same after
// formatting.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "format/format.h"
#include "syntax/parse.h"
#include "syntax/same.h"
#include "trouw/programme.h"

using namespace trouw;  // NOLINT: tests

namespace {

const std::string& yaml() {
  static const std::string text = [] {
    std::ifstream file(TROUW_SOURCE_DIR "/tests/scripts/base/energy.yaml");
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return text;
}

[[noreturn]] void fail(const char* what, const std::string& text) {
  std::cerr << what << ":\n" << text << "\n";
  std::abort();
}

void formats_alike(const tree::File& file, const Sources& sources) {
  for (const char* language : {"en", "nl"}) {
    const std::string text = format(file, sources, language);
    Sources again;
    Reporter reporter(&again);
    const tree::File read = parse(again.add("again.trouw", text), reporter);
    if (!reporter.diagnostics().empty()) fail(reporter.diagnostics().front().message.c_str(), text);
    if (!same(file, read)) fail("read back differently", text);
    if (format(read, again, language) != text) fail("formatted again differently", text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Sources sources;
  Reporter reporter(&sources);
  const tree::File file = parse(sources.add("offers.trouw", text), reporter);
  if (reporter.diagnostics().empty()) formats_alike(file, sources);
  const Loaded loaded = load_programme(yaml(), {{"offers.trouw", text}});
  if (!loaded.programme && loaded.diagnostics.empty()) fail("neither a programme nor a message", text);
  return 0;
}

// Runs the scripts of this folder: `trouw_scripts FOLDER`. One line a failure, a count at the end.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "trouw/examples.h"

namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Script {
  std::string base;
  std::vector<std::string> codes, messages;
  std::string offers;
};

Script parse_script(const std::string& text) {
  Script script;
  script.offers = text;
  std::size_t at = 0;
  while (at < text.size() && text[at] == '#') {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const auto value = [&](const char* key) -> std::string {
      const std::string head = fmt::format("# {}: ", key);
      return line.rfind(head, 0) == 0 ? line.substr(head.size()) : "";
    };
    if (const auto base = value("base"); !base.empty()) script.base = base;
    if (const auto code = value("expect"); !code.empty())
      script.codes.push_back(code.substr(0, code.find(' ')));
    if (const auto message = value("message"); !message.empty()) script.messages.push_back(message);
    at = end + 1;
  }
  return script;
}

std::vector<std::string> failures(const Script& script, const std::string& yaml) {
  std::vector<std::string> found;
  const trouw::Loaded loaded = trouw::load_programme(yaml, {{"script.trouw", script.offers}});
  std::vector<std::string> wanted = script.codes;
  for (const trouw::Diagnostic& d : loaded.diagnostics) {
    const auto at = std::find(wanted.begin(), wanted.end(), d.code);
    if (at != wanted.end())
      wanted.erase(at);
    else if (d.severity != trouw::Severity::note)
      found.push_back("not expected:\n" + trouw::to_text(d));
  }
  for (const std::string& code : wanted) found.push_back("expected and not given: " + code);
  for (const std::string& message : script.messages)
    if (std::none_of(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                     [&](const trouw::Diagnostic& d) { return d.message == message; }))
      found.push_back("this sentence is not given: " + message);
  if (!loaded.programme) {
    if (script.codes.empty()) found.push_back("the programme does not load");
    return found;
  }
  const trouw::Engine engine(std::make_shared<trouw::Programme>(*loaded.programme));
  const auto results = trouw::run_examples(engine);
  if (results.empty() && script.codes.empty()) found.push_back("the script expects nothing");
  for (const trouw::ExampleResult& result : results)
    for (const trouw::Unmet& unmet : result.unmet)
      found.push_back(fmt::format("{}:{}: example \"{}\" expected {}, got {}", unmet.place.file,
                                  unmet.place.line, result.title, unmet.expected, unmet.actual));
  return found;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: trouw_scripts FOLDER\n");
    return 2;
  }
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(argv[1]))
    if (entry.path().extension() == ".script") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  int passed = 0, failed = 0;
  for (const fs::path& path : paths) {
    const Script script = parse_script(read(path));
    const fs::path base = fs::path(argv[1]) / "base" / (script.base + ".yaml");
    std::vector<std::string> wrong{"names no base"};
    if (fs::exists(base)) wrong = failures(script, read(base));
    for (const std::string& line : wrong) fmt::print("{}: {}\n", path.string(), line);
    ++(wrong.empty() ? passed : failed);
  }
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}

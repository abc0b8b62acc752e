#include "live/folder.h"

#include <filesystem>

#include "shell/text_file.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_text = 8u << 20;  // as the language reads
constexpr const char* yaml = "programme.yaml";

}  // namespace

Status read_text_below(const std::string& folder, const std::string& name, std::string& text) {
  return read_text((fs::path(folder) / name).string(), text, longest_text);
}

std::map<std::string, std::string> texts_below(const std::string& folder) {
  std::map<std::string, std::string> texts;
  const auto add = [&](const std::string& name) {
    std::string text;
    if (read_text_below(folder, name, text)) texts[name] = std::move(text);
  };
  std::error_code error;
  if (!fs::exists(fs::path(folder) / yaml, error)) return texts;
  add(yaml);
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->is_directory(error) && fs::exists(at->path() / yaml, error))
      at.disable_recursion_pending();  // a programme of its own
    else if (at->path().extension() == ".trouw" && !at->is_directory(error))
      add(at->path().lexically_relative(folder).generic_string());
  return texts;
}

}  // namespace trouw::cli

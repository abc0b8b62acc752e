#include "check/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/limits.h"
#include "check/check.h"
#include "format/format.h"
#include "schema/read_schema.h"
#include "syntax/parse.h"
#include "trouw/fingerprint.h"

namespace trouw {

namespace {

namespace fs = std::filesystem;

// The texts of a folder, or what keeps them from being read.
struct Folder {
  std::optional<std::string> yaml;
  std::vector<SourceFile> files;
};

bool read_file(const fs::path& path, const std::string& shown, Reporter& reporter, std::string& text) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (!error && size > limits::file_bytes) {
    reporter.report_file(Message::file_too_large, shown, {shown, std::to_string(limits::file_bytes >> 20)})
        .help = "split the file; a programme may have any number of files";
    return false;
  }
  std::ifstream in(path, std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(in), {});
  if (in && !error) return true;
  reporter.report_file(Message::cannot_read, shown, {shown}).help =
      "check that the file is there and may be read";
  return false;
}

// Every *.trouw below the folder, in path order. A folder with a programme.yaml of its own is another
// programme.
bool list_files(const fs::path& folder, Reporter& reporter, std::vector<fs::path>& paths) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code unseen;  // a link to nothing is told when it is read
    if (at->is_directory(unseen)) {
      if (fs::exists(at->path() / "programme.yaml", unseen)) at.disable_recursion_pending();
    } else if (at->path().extension() == ".trouw") {
      paths.push_back(at->path());
    }
  }
  if (error) {
    reporter.report_file(Message::cannot_read, folder.string(), {folder.string()}).help = error.message();
    return false;
  }
  std::sort(paths.begin(), paths.end(), [&](const fs::path& a, const fs::path& b) {
    return a.lexically_relative(folder).generic_string() < b.lexically_relative(folder).generic_string();
  });
  return true;
}

bool read_folder(const std::string& name, Reporter& reporter, Folder& folder) {
  const fs::path path(name);
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    const bool exists = fs::exists(path, error);
    reporter.report_file(exists ? Message::no_folder : Message::missing_folder, name, {name}).help =
        "a programme is a folder with programme.yaml and *.trouw files";
    return false;
  }
  if (!fs::exists(path / "programme.yaml", error)) {
    reporter.report_file(Message::no_yaml, name, {name}).help =
        fs::exists(path / "programme.yml", error)
            ? "rename programme.yml to programme.yaml"
            : "a programme is a folder with programme.yaml and *.trouw files";
    return false;
  }
  std::string yaml;
  if (!read_file(path / "programme.yaml", (path / "programme.yaml").string(), reporter, yaml)) return false;
  folder.yaml = std::move(yaml);
  std::vector<fs::path> paths;
  if (!list_files(path, reporter, paths)) return false;
  std::size_t total = 0;
  for (const fs::path& file : paths) {
    SourceFile source;
    source.name = file.string();
    if (!read_file(file, source.name, reporter, source.text)) return false;
    total += source.text.size();
    if (total > limits::programme_bytes) {
      reporter.report_file(Message::programme_too_large, name,
                           {std::to_string(limits::programme_bytes >> 20)});
      return false;
    }
    folder.files.push_back(std::move(source));
  }
  return true;
}

void sort_by_place(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
}

std::string canonical_text(const Schema& schema, const std::vector<tree::File>& files) {
  std::string text = schema.canonical;
  for (const tree::File& file : files) text += "\n" + canonical(file);
  return text;
}

}  // namespace

ReadTexts read_texts(const std::string& yaml_name, const std::string& yaml,
                     const std::vector<SourceFile>& files) {
  ReadTexts texts;
  Sources& sources = texts.sources;
  Loaded& loaded = texts.loaded;
  Reporter reporter(&sources);
  const std::uint32_t yaml_source = sources.add(yaml_name, yaml);
  for (const SourceFile& file : files) sources.add(file.name, file.text);
  texts.schema = read_schema(yaml_source, reporter);
  for (std::uint32_t i = 0; i < files.size(); ++i)
    texts.trees.push_back(parse(yaml_source + 1 + i, reporter));
  const bool readable = texts.schema.roles.price.has_value() && !texts.schema.currency.empty();
  if (readable) {
    const bool read = !reporter.failed();
    std::string whole = read ? canonical_text(texts.schema, texts.trees) : std::string();
    Programme programme = check(texts.schema, texts.trees, sources, reporter);
    if (programme.offers.empty() && !reporter.failed())
      reporter.report_file(Message::no_offers, yaml_name, {}).help =
          "write an offer in a file that ends in .trouw, beside programme.yaml";
    if (!reporter.failed() && programme.guarantees.empty())
      reporter.report_file(Message::no_guarantee, yaml_name, {}).help =
          "add `guarantee no customer is worse off than a newcomer`";
    programme.fingerprint = sha256(whole);
    programme.canonical = std::move(whole);
    programme.yaml = yaml;
    programme.files = files;
    if (!reporter.failed()) loaded.programme = std::move(programme);
  }
  loaded.diagnostics = reporter.take();
  sort_by_place(loaded.diagnostics);
  return texts;
}

Loaded load_programme(const std::string& folder) {
  Sources none;
  Reporter reporter(&none);
  Folder texts;
  if (!read_folder(folder, reporter, texts)) {
    Loaded failed;
    failed.readable = false;
    failed.diagnostics = reporter.take();
    return failed;
  }
  return read_texts((fs::path(folder) / "programme.yaml").string(), *texts.yaml, texts.files).loaded;
}

Loaded load_programme(const std::string& yaml, const std::vector<SourceFile>& files) {
  return read_texts("programme.yaml", yaml, files).loaded;
}

}  // namespace trouw

#include "shell/files.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "shell/words.h"
#include "trouw/ensure.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

constexpr int most_links = 40;  // one after the other, as the system itself follows

// A file, there or not: by its whole path, and by what the file system knows it by.
struct Identity {
  std::string path;
  std::optional<std::pair<std::uint64_t, std::uint64_t>> number;

  bool operator==(const Identity& other) const {
    return (number && other.number && *number == *other.number) || (!path.empty() && path == other.path);
  }
};

Identity numbered(std::string path, const struct stat& about) {
  return {std::move(path),
          std::pair{static_cast<std::uint64_t>(about.st_dev), static_cast<std::uint64_t>(about.st_ino)}};
}

// Also where the last of its links points at nothing yet.
Identity identity(fs::path path) {
  std::error_code error;
  path = fs::absolute(path, error);
  for (int i = 0; i < most_links && fs::is_symlink(path, error); ++i)
    path = path.parent_path() / fs::read_symlink(path, error);
  const fs::path whole = fs::weakly_canonical(path, error);
  struct stat about {};
  const bool there = ::stat(path.c_str(), &about) == 0;
  std::string name = error ? path.string() : whole.string();
  return there ? numbered(std::move(name), about) : Identity{std::move(name), {}};
}

// A folder is a programme: its programme.yaml, there or not, and its offers.
void add_programme(const fs::path& folder, std::vector<Identity>& all) {
  all.push_back(identity(folder / "programme.yaml"));
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".trouw") all.push_back(identity(at->path()));
}

// All files that stand behind a name: what a database keeps beside its file among them.
std::vector<Identity> behind(const NamedFile& file) {
  std::vector<Identity> all;
  if (file.path == "-") {
    struct stat about {};
    if (::fstat(STDIN_FILENO, &about) == 0 && S_ISREG(about.st_mode)) all.push_back(numbered("", about));
    return all;
  }
  std::error_code error;
  if (fs::is_directory(file.path, error)) {
    all.push_back(identity(file.path));
    add_programme(file.path, all);
    return all;
  }
  std::vector<std::string> paths{file.path};
  if (const std::size_t sign = file.path.rfind('#'); file.use == Use::reads && sign != std::string::npos)
    paths.push_back(file.path.substr(0, sign));
  for (const std::string& path : paths)
    for (const char* beside : {"", "-wal", "-shm", "-journal"}) all.push_back(identity(path + beside));
  return all;
}

bool share(const std::vector<Identity>& a, const std::vector<Identity>& b) {
  return std::ranges::any_of(a, [&](const Identity& one) { return std::ranges::find(b, one) != b.end(); });
}

std::string sentence(const NamedFile& written, const NamedFile& other) {
  if (other.use != Use::reads) return fmt::format("{} and {} name the same file.", written.name, other.name);
  return fmt::format("{} would overwrite what {} reads: {}.", written.name, other.name,
                     printable(written.path));
}

}  // namespace

std::vector<FileWord> file_words(std::string_view row) {
  std::vector<FileWord> all;
  Use use = Use::reads;
  while (!row.empty()) {
    const std::size_t end = std::min(row.find_first_of(" ;"), row.size());
    const std::string_view word = row.substr(0, end);
    row.remove_prefix(std::min(end + 1, row.size()));
    if (word == "reads" || word == "writes" || word == "adds")
      use = word == "reads" ? Use::reads : word == "writes" ? Use::writes : Use::adds;
    else if (!word.empty())
      all.push_back({std::string(word), use});
  }
  return all;
}

std::string clash(const std::vector<NamedFile>& files) {
  std::vector<std::vector<Identity>> all;
  for (const NamedFile& file : files)
    all.push_back(file.path.empty() ? std::vector<Identity>() : behind(file));
  for (std::size_t i = 0; i < files.size(); ++i)
    for (std::size_t other = 0; other < files.size(); ++other) {
      const bool harmless = files[i].use == Use::reads || other == i ||
                            (files[i].use == Use::adds && files[other].use == Use::reads);
      if (!harmless && share(all[i], all[other])) return sentence(files[i], files[other]);
    }
  return "";
}

}  // namespace trouw::cli

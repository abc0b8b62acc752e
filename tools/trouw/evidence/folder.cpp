#include "evidence/folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <set>

#include "shell/text_file.h"
#include "shell/words.h"
#include "trouw/fingerprint.h"
#include "trouw/results.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_manifest = std::size_t{64} << 20;

// Files below the folder by their paths below it, in order; links and whatever else is no file too.
std::vector<std::string> files_below(const fs::path& folder, std::error_code& error) {
  std::vector<std::string> names;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->is_symlink() || !at->is_directory())
      names.push_back(at->path().lexically_relative(folder).generic_string());
  std::sort(names.begin(), names.end());
  return names;
}

struct Listed {
  std::string hash, name;
};

// "HASH  NAME" a line.
Status read_manifest(const std::string& text, std::vector<Listed>& listed) {
  std::size_t at = 0, line = 0;
  while (at < text.size()) {
    ++line;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string one = text.substr(at, end - at);
    at = end + 1;
    const bool hexadecimal = one.size() > 66 && one.find_first_not_of("0123456789abcdef") == 64;
    if (!hexadecimal || one.substr(64, 2) != "  ")
      return Status::failure(fmt::format("{}, line {}: is no “HASH  NAME”", manifest_name, line));
    listed.push_back({one.substr(0, 64), one.substr(66)});
  }
  return {};
}

}  // namespace

Status EvidenceFolder::begin(const std::string& place, EvidenceFolder& made) {
  std::error_code error;
  made.place_ = fs::path(place);
  if (!made.place_.has_filename()) made.place_ = made.place_.parent_path();
  if (fs::exists(made.place_, error) &&
      !(fs::is_directory(made.place_, error) && fs::is_empty(made.place_, error)))
    return Status::failure(place + " is there already: evidence is never written over; name a new folder.");
  std::string pattern = made.place_.string() + ".XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr)
    return Status::failure(fmt::format("{} cannot be made: {}", place, std::strerror(errno)));
  made.making_ = pattern;
  return {};
}

EvidenceFolder::~EvidenceFolder() {
  std::error_code error;
  if (!making_.empty()) fs::remove_all(making_, error);
}

std::string EvidenceFolder::path(const std::string& name) const {
  const fs::path path = making_ / name;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  return path.string();
}

Status EvidenceFolder::write(const std::string& name, const std::string& text) const {
  return create_text(path(name), text);
}

Status EvidenceFolder::finish(std::string& hash) {
  std::error_code error;
  std::string manifest;
  for (const std::string& name : files_below(making_, error)) {
    std::string of;
    if (const Status status = hash_file(making_ / name, of); !status) return status;
    manifest += of + "  " + name + "\n";
  }
  if (error) return Status::failure(fmt::format("{} cannot be read: {}", making_.string(), error.message()));
  if (const Status status = write(manifest_name, manifest); !status) return status;
  hash = sha256(manifest);
  fs::remove(place_, error);  // an empty one
  fs::rename(making_, place_, error);
  if (error) return Status::failure(fmt::format("{} cannot be made: {}", place_.string(), error.message()));
  making_.clear();
  return {};
}

Status hash_file(const fs::path& path, std::string& hash) {
  std::error_code error;
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in || fs::is_directory(path, error))
    return Status::failure(fmt::format("{} cannot be read: {}", printable(path.string()),
                                       std::strerror(errno == 0 ? EISDIR : errno)));
  Sha256 sum;
  std::vector<char> piece(std::size_t{1} << 20);
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0)
    sum.add({piece.data(), static_cast<std::size_t>(in.gcount())});
  if (in.bad()) return Status::failure(fmt::format("{} cannot be read to its end", printable(path.string())));
  hash = sum.finish();
  return {};
}

Status check_manifest(const std::string& folder, ManifestCheck& check) {
  std::string text;
  if (const Status status = read_text((fs::path(folder) / manifest_name).string(), text, longest_manifest);
      !status)
    return status;
  check.hash = sha256(text);
  std::vector<Listed> listed;
  if (const Status status = read_manifest(text, listed); !status) return status;
  std::error_code error;
  const std::vector<std::string> there = files_below(folder, error);
  std::set<std::string> left(there.begin(), there.end());
  left.erase(manifest_name);
  for (const Listed& one : listed) {
    ++check.files;
    if (left.erase(one.name) == 0) {
      check.wrong.push_back(one.name + " is missing");
      continue;
    }
    std::string hash;
    if (const Status status = hash_file(fs::path(folder) / one.name, hash); !status)
      check.wrong.push_back(status.message);
    else if (hash != one.hash)
      check.wrong.push_back(one.name + " was changed");
  }
  for (const std::string& name : left) check.wrong.push_back(name + " was added");
  return {};
}

}  // namespace trouw::cli

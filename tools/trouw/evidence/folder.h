// A folder of evidence: files, and a manifest with the SHA-256 of each, in the form that `sha256sum --check`
// reads.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "trouw/status.h"

namespace trouw::cli {

inline constexpr const char* manifest_name = "manifest.sha256";

// A folder in the making: under a name of its own beside its place until it is whole. What was not finished
// is removed with it.
class EvidenceFolder {
 public:
  // Fails where `place` is there already and is no empty folder, or cannot be made.
  static Status begin(const std::string& place, EvidenceFolder& made);
  EvidenceFolder() = default;
  EvidenceFolder(const EvidenceFolder&) = delete;
  EvidenceFolder& operator=(const EvidenceFolder&) = delete;
  ~EvidenceFolder();

  // Where a file of this name is to be written; folders on the way are made.
  std::string path(const std::string& name) const;
  Status write(const std::string& name, const std::string& text) const;

  // Writes the manifest and moves the folder to its place. `hash`: the SHA-256 of the manifest, which stands
  // for all.
  Status finish(std::string& hash);

 private:
  std::filesystem::path place_, making_;
};

// The SHA-256 of a file's bytes, read in pieces; a failure names it.
Status hash_file(const std::filesystem::path& path, std::string& hash);

// What is wrong with a folder beside its manifest: a sentence each, none where it is as it was made.
struct ManifestCheck {
  std::string hash;  // of the manifest
  std::size_t files = 0;
  std::vector<std::string> wrong;
};
Status check_manifest(const std::string& folder, ManifestCheck& check);

}  // namespace trouw::cli

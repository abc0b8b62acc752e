// The programmes that an editor has open: texts on the screen before texts on the disk.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "trouw/service.h"

namespace trouw::cli {

// A file's path of its URI, and back; another scheme's is empty.
std::string path_of(const std::string& uri);
std::string uri_of(const std::string& path);

// A folder with programme.yaml, or a single file without one.
struct OpenProgramme {
  std::string folder;
  service::Draft draft;
  std::set<std::string> on_screen;  // names of files that an editor has open
};

// A file of one of them.
struct OpenFile {
  OpenProgramme* programme = nullptr;
  std::string name;  // below the folder

  explicit operator bool() const { return programme != nullptr; }
};

class Workspace {
 public:
  // The file of a URI, its programme read from the disk where that was not yet done; none where the URI is no
  // file of a programme.
  OpenFile file(const std::string& uri);

  void open(const std::string& uri, std::string text);
  // From now on what is on the disk counts.
  void close(const std::string& uri);
  // Reads what changed on the disk; what is on the screen stays.
  void changed_on_disk(const std::string& uri);

  const std::map<std::string, std::unique_ptr<OpenProgramme>>& programmes() const { return programmes_; }

 private:
  OpenProgramme& programme(const std::string& folder);

  std::map<std::string, std::unique_ptr<OpenProgramme>> programmes_;  // by folder
};

}  // namespace trouw::cli

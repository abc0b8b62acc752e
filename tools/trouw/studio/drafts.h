// What was typed and not saved, beside the programme's folder and not in it, so that it outlives the studio.
#pragma once

#include <map>
#include <string>

#include "trouw/status.h"

namespace trouw::cli {

struct KeptText {
  std::string began;  // the SHA-256 of the bytes on the disk that it was made from; empty: there was no file
  std::string text;
};

// What is kept of one programme, by the names of its files.
class Drafts {
 public:
  // Below `state`, a folder for what programs keep; empty: nothing is kept.
  Drafts(const std::string& state, const std::string& programme);
  ~Drafts();
  Drafts(const Drafts&) = delete;
  Drafts& operator=(const Drafts&) = delete;

  // One studio a programme: false where another has it, and then where that is to be found (`note`).
  bool take();
  std::string note() const;                        // what the last one noted
  Status set_note(const std::string& note) const;  // readable by its owner alone

  std::map<std::string, KeptText> read() const;
  Status write(const std::map<std::string, KeptText>& kept) const;  // whole or not at all; none: no file

  bool keeps() const { return !folder_.empty(); }

 private:
  std::string folder_;
  int lock_ = -1;
};

// $XDG_STATE_HOME/trouw, or ~/.local/state/trouw; empty where there is no home.
std::string state_folder();

}  // namespace trouw::cli

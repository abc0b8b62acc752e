// The programme on the desk: its texts as they are being written, beside what is on the disk, and what they
// come to. Several tabs of a browser write on it; nothing that was typed is lost to another, to the disk or
// to an end of the studio.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "live/live.h"
#include "studio/drafts.h"
#include "trouw/service.h"

namespace trouw::cli {

struct DeskOptions {
  std::string folder;
  LiveOptions live;
  bool read_only = false;
  std::string state;  // where drafts are kept; empty: nowhere
};

// A file beside its text in the draft. On the screen lines end in a line feed alone.
struct Paper {
  std::string stored;     // the bytes on the disk that the text was made from
  bool there = false;     // it is on the disk, as far as is known
  bool carriage = false;  // its lines end in CR LF there
  bool legible = true;    // UTF-8; otherwise it is shown, and never written
  // Other bytes that were put on the disk since, while the text had changes of its own; `gone`: it was
  // removed.
  std::optional<std::string> outside;
  bool gone = false;
  bool restored = false;  // its text is what was typed before the studio ended
};

// Short for a text: equal texts have equal marks.
std::string mark_of(const std::string& text);

class Desk {
 public:
  explicit Desk(DeskOptions options);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // Reads the folder, and what was kept of it. To be called first, once.
  void open();

  // What holds the draft while it lives. Everything below but wait() is asked with it.
  class Held {
   public:
    explicit Held(Desk& desk) : lock_(desk.guard_) {}

   private:
    std::lock_guard<std::mutex> lock_;
  };

  const service::Draft& draft() const { return draft_; }
  const std::map<std::string, Paper>& papers() const { return papers_; }
  const DeskOptions& options() const { return options_; }
  Findings findings() const { return live_->findings(); }
  LiveOptions live_options() const { return live_->options(); }
  bool unsaved(const std::string& name) const;
  // The programme to tell of: of the texts as they are, else the last one without a mistake; or null.
  std::shared_ptr<const Programme> programme() const;
  const std::string& draft_failure() const { return draft_failure_; }  // why nothing is kept, or empty
  Drafts& drafts() { return drafts_; }

  // Takes a text that was made from the one with this mark. False where the draft has another by now.
  bool change(const std::string& name, std::string text, const std::string& was);
  // A new, empty file of offers; a sentence where there can be none of this name.
  std::string add(const std::string& name);
  // Back to what is on the disk.
  void take_back(const std::string& name);
  void look();  // at the disk

  enum class Write { written, changed_outside, failed };
  struct Saving {
    Write outcome = Write::written;
    std::vector<std::string> names;  // what was written, or is otherwise now on the disk
    std::string failure;
  };
  // Writes every file with changes, unless one of them was changed on the disk meanwhile: `over` has the mark
  // of what a file may be written over. REQUIRES not read_only.
  Saving save(const std::map<std::string, std::string>& over);

  void set_day(Day on) { live_->set_day(on); }
  void set_proof_seconds(double seconds) { live_->set_proof_seconds(seconds); }

  // Changes whenever there is something new to tell.
  std::string stamp() const;
  // Until the stamp is another, or the time is up. Without Held.
  void wait(const std::string& stamp, std::chrono::milliseconds at_most);

 private:
  void read_folder();
  void restore();
  void changed();  // the texts did
  void keep();
  void look_at_saved();
  void touch();
  std::string stored_form(const std::string& name) const;
  void lay(const std::string& name, std::string bytes);
  void look_at(const std::string& name, const std::string* bytes);
  Status write(const std::string& name);

  DeskOptions options_;
  Drafts drafts_;
  service::Draft draft_;
  std::map<std::string, Paper> papers_;
  std::string session_, draft_failure_, saved_mark_;
  std::uint64_t count_ = 0;
  mutable std::mutex guard_;
  std::condition_variable new_;
  mutable std::mutex telling_;  // count_
  std::unique_ptr<Live> live_;  // last: its thread ends first
};

}  // namespace trouw::cli

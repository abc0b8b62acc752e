#include "studio/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "http/guard.h"
#include "live/folder.h"
#include "shell/text_file.h"
#include "shell/words.h"
#include "trouw/fingerprint.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 100;

// Lines as a browser has them.
std::string screen_form(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\r')
      text += bytes[i];
    else if (i + 1 == bytes.size() || bytes[i + 1] != '\n')
      text += '\n';
  }
  return text;
}

bool has_carriage(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  return end != std::string_view::npos && end > 0 && bytes[end - 1] == '\r';
}

// Bytes that are no UTF-8 are shown as U+FFFD, and so could not be written back.
bool is_legible(const std::string& bytes) {
  try {
    return !nlohmann::json(bytes).dump().empty();
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

}  // namespace

std::string mark_of(const std::string& text) {
  return sha256(text).substr(0, 16);
}

Desk::Desk(DeskOptions options)
    : options_(std::move(options)), drafts_(options_.state, options_.folder), session_(http::new_secret()) {
  live_ = std::make_unique<Live>(options_.live, [this] { touch(); });
}

Desk::~Desk() {
  live_.reset();
}

void Desk::touch() {
  {
    const std::lock_guard lock(telling_);
    ++count_;
  }
  new_.notify_all();
}

std::string Desk::stamp() const {
  const std::lock_guard lock(telling_);
  return fmt::format("{}-{}", session_.substr(0, 8), count_);
}

void Desk::wait(const std::string& stamp, std::chrono::milliseconds at_most) {
  std::unique_lock lock(telling_);
  new_.wait_for(lock, at_most, [&] { return stamp != fmt::format("{}-{}", session_.substr(0, 8), count_); });
}

std::string Desk::stored_form(const std::string& name) const {
  const std::string& text = draft_.text(name);
  if (!papers_.at(name).carriage) return text;
  std::string bytes;
  for (const char c : text) {
    if (c == '\n') bytes += '\r';
    bytes += c;
  }
  return bytes;
}

bool Desk::unsaved(const std::string& name) const {
  const Paper& paper = papers_.at(name);
  if (!paper.there) return true;
  // Ends of lines alone are no change.
  return draft_.text(name) != screen_form(paper.stored);
}

std::shared_ptr<const Programme> Desk::programme() const {
  auto now = draft_.programme();
  return now ? now : draft_.last_sound();
}

// Puts what is on the disk on the desk.
void Desk::lay(const std::string& name, std::string bytes) {
  Paper& paper = papers_[name];
  paper.there = true;
  paper.carriage = has_carriage(bytes);
  paper.legible = is_legible(bytes);
  paper.outside.reset();
  paper.gone = paper.restored = false;
  draft_.put(name, screen_form(bytes));
  paper.stored = std::move(bytes);
}

void Desk::look() {
  const std::map<std::string, std::string> now = texts_below(options_.folder);
  // A folder that cannot be seen just now is none that was emptied.
  if (now.empty() && !papers_.empty()) return;
  const auto before = papers_;
  bool other = false;
  for (const auto& [name, bytes] : now) {
    const auto found = papers_.find(name);
    if (found == papers_.end()) {
      lay(name, bytes);
      other = true;
    } else if (bytes != found->second.stored || !found->second.there) {
      if (found->second.outside == bytes) continue;
      other = true;
      look_at(name, &bytes);
    } else if (found->second.outside || found->second.gone) {
      found->second.outside.reset();
      found->second.gone = false;
      other = true;
    }
  }
  for (const auto& [name, paper] : before)
    if (paper.there && !paper.gone && !now.contains(name)) {
      look_at(name, nullptr);
      other = true;
    }
  if (other) changed();
}

// A file is otherwise on the disk than it was: what has no changes follows it.
void Desk::look_at(const std::string& name, const std::string* bytes) {
  Paper& paper = papers_.at(name);
  const bool kept = unsaved(name);
  if (bytes != nullptr && (!kept || screen_form(*bytes) == draft_.text(name))) return lay(name, *bytes);
  if (bytes == nullptr && !kept && name != service::Draft::yaml_name) {
    draft_.remove(name);
    papers_.erase(name);
    return;
  }
  paper.gone = bytes == nullptr;
  paper.outside = bytes == nullptr ? std::nullopt : std::optional(*bytes);
}

void Desk::read_folder() {
  for (auto& [name, bytes] : texts_below(options_.folder)) lay(name, std::move(bytes));
}

// What was typed before comes back; where the disk has changed since, both are shown.
void Desk::restore() {
  for (auto& [name, kept] : drafts_.read()) {
    const auto found = papers_.find(name);
    if (found == papers_.end()) {
      papers_[name].restored = true;
      papers_[name].gone = !kept.began.empty();
    } else {
      Paper& paper = found->second;
      if (screen_form(paper.stored) == kept.text) continue;
      paper.restored = true;
      if (sha256(paper.stored) != kept.began) paper.outside = std::exchange(paper.stored, {});
    }
    draft_.put(name, kept.text);
  }
}

void Desk::open() {
  read_folder();
  restore();
  changed();
}

void Desk::keep() {
  std::map<std::string, KeptText> kept;
  for (const auto& [name, paper] : papers_)
    if (unsaved(name) && paper.legible)
      kept[name] = {paper.there ? sha256(paper.stored) : std::string(), draft_.text(name)};
  const Status done = drafts_.write(kept);
  draft_failure_ = done.message;
}

void Desk::changed() {
  keep();
  look_at_saved();
  live_->look_at(programme());
  touch();
}

void Desk::look_at_saved() {
  std::vector<SourceFile> files;
  std::string yaml;
  for (const auto& [name, paper] : papers_) {
    if (!paper.there) continue;
    if (name == service::Draft::yaml_name)
      yaml = paper.stored;
    else
      files.push_back({name, paper.stored});
  }
  const std::string all = [&] {
    std::string text = yaml;
    for (const SourceFile& file : files) text += '\0' + file.name + '\0' + file.text;
    return sha256(text);
  }();
  if (all == saved_mark_) return;
  saved_mark_ = all;
  Loaded loaded = load_programme(yaml, files);
  live_->look_at_saved(loaded.programme ? std::make_shared<const Programme>(std::move(*loaded.programme))
                                        : nullptr);
}

bool Desk::change(const std::string& name, std::string text, const std::string& was) {
  if (draft_.text(name) == text) return true;
  if (mark_of(draft_.text(name)) != was) return false;
  draft_.put(name, std::move(text));
  changed();
  return true;
}

std::string Desk::add(const std::string& name) {
  const bool ends = name.ends_with(".trouw") && name.size() > 6 && name.size() <= longest_name;
  if (!ends || name.front() == '.' || name.find_first_of("/\\") != std::string::npos ||
      printable(name) != name)
    return "The name of a file of offers ends in .trouw, and has no slash in it.";
  if (papers_.contains(name)) return fmt::format("There is {} already.", name);
  papers_[name];
  draft_.put(name, "");
  changed();
  return {};
}

void Desk::take_back(const std::string& name) {
  Paper& paper = papers_.at(name);
  if (paper.gone || !paper.there) {
    draft_.remove(name);
    papers_.erase(name);
  } else {
    lay(name, paper.outside ? *paper.outside : paper.stored);
  }
  changed();
}

Status Desk::write(const std::string& name) {
  const std::string path = (fs::path(options_.folder) / name).string();
  const std::string bytes = stored_form(name);
  Paper& paper = papers_.at(name);
  std::error_code error;
  const bool there = fs::exists(path, error);
  const Status done = there ? replace_text(path, bytes) : create_text(path, bytes);
  if (!done) return done;
  paper.stored = bytes;
  paper.there = true;
  paper.outside.reset();
  paper.gone = paper.restored = false;
  return {};
}

Desk::Saving Desk::save(const std::map<std::string, std::string>& over) {
  look();
  Saving done;
  std::vector<std::string> names;
  for (const auto& [name, paper] : papers_) {
    if (!unsaved(name)) continue;
    names.push_back(name);
    const auto allowed = over.find(name);
    const bool other = paper.outside || paper.gone;
    const std::string theirs = paper.outside ? mark_of(*paper.outside) : "gone";
    if (other && (allowed == over.end() || allowed->second != theirs)) done.names.push_back(name);
  }
  if (!done.names.empty()) {
    done.outcome = Write::changed_outside;
    return done;
  }
  for (const std::string& name : names) {
    if (!papers_.at(name).legible) {
      done.failure = fmt::format("{} is not UTF-8: what cannot be shown would be lost.", printable(name));
    } else if (const Status wrote = write(name); !wrote) {
      done.failure = wrote.message;
    } else {
      done.names.push_back(name);
      continue;
    }
    done.outcome = Write::failed;
    break;
  }
  changed();
  return done;
}

}  // namespace trouw::cli

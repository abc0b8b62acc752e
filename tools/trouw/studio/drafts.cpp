#include "studio/drafts.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "shell/text_file.h"
#include "trouw/fingerprint.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t longest = std::size_t{64} << 20;

Status put(const std::string& path, const std::string& text) {
  const std::string fresh = path + ".new";
  std::error_code error;
  fs::remove(fresh, error);
  if (const Status made = create_text(fresh, text); !made) return made;
  fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write, error);
  fs::rename(fresh, path, error);
  return error ? Status::failure(fmt::format("{} cannot be written: {}.", path, error.message())) : Status();
}

}  // namespace

std::string state_folder() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
    return (fs::path(state) / "trouw").string();
  const char* home = std::getenv("HOME");
  return home == nullptr || *home != '/' ? std::string()
                                         : (fs::path(home) / ".local" / "state" / "trouw").string();
}

Drafts::Drafts(const std::string& state, const std::string& programme) {
  if (state.empty()) return;
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(programme, error);
  const fs::path folder = fs::path(state) / "studio" / sha256(whole.string()).substr(0, 24);
  fs::create_directories(folder, error);
  if (error) return;
  fs::permissions(folder, fs::perms::owner_all, error);
  folder_ = folder.string();
}

Drafts::~Drafts() {
  if (lock_ >= 0) ::close(lock_);
}

bool Drafts::take() {
  if (!keeps()) return true;
  lock_ = ::open((folder_ + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  return lock_ < 0 || ::flock(lock_, LOCK_EX | LOCK_NB) == 0;
}

std::string Drafts::note() const {
  std::string text;
  if (keeps())
    if (const Status read = read_text(folder_ + "/address", text, 1024); !read) text.clear();
  return text;
}

Status Drafts::set_note(const std::string& note) const {
  return keeps() ? put(folder_ + "/address", note) : Status();
}

std::map<std::string, KeptText> Drafts::read() const {
  std::map<std::string, KeptText> kept;
  std::string text;
  if (!keeps() || !read_text(folder_ + "/drafts.json", text, longest)) return kept;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return kept;
  for (const auto& [name, one] : json.items())
    if (one.is_object() && one.contains("text") && one["text"].is_string() && one.contains("began") &&
        one["began"].is_string())
      kept[name] = {one["began"], one["text"]};
  return kept;
}

Status Drafts::write(const std::map<std::string, KeptText>& kept) const {
  if (!keeps()) return {};
  if (kept.empty()) {
    std::error_code error;
    fs::remove(folder_ + "/drafts.json", error);
    return error ? Status::failure(error.message()) : Status();
  }
  Json json = Json::object();
  for (const auto& [name, one] : kept) json[name] = {{"began", one.began}, {"text", one.text}};
  return put(folder_ + "/drafts.json", json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace trouw::cli

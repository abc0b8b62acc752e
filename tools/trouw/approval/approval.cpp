#include "approval/approval.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "shell/process.h"
#include "shell/text_file.h"
#include "shell/words.h"
#include "trouw/fingerprint.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* namespace_of_ours = "trouw-approval";
constexpr const char* begins_signature = "-----BEGIN SSH SIGNATURE-----";
constexpr std::size_t longest_approval = std::size_t{64} << 10;

std::string statement(const Programme& programme, const std::string& by, Day on) {
  return fmt::format("trouw approval\nprogramme: {}\nfingerprint: {}\ntexts: {}\nday: {}\nby: {}\n",
                     programme.schema.programme, programme.fingerprint, texts_hash(programme), format_day(on),
                     by);
}

// What follows "name: " on a line of its own.
std::string line_of(const std::string& text, const std::string& name) {
  const std::string begin = "\n" + name + ": ";
  const std::size_t at = text.find(begin);
  if (at == std::string::npos) return {};
  const std::size_t from = at + begin.size();
  return text.substr(from, text.find('\n', from) - from);
}

bool is_name(const std::string& by) {
  return !by.empty() && by.size() <= 200 && by[0] != '-' &&
         std::ranges::all_of(by, [](unsigned char c) { return c > ' ' && c != 0x7f; });
}

// A file of this text, gone with it.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    std::string name = (fs::temp_directory_path() / "trouw-signature.XXXXXX").string();
    const int file = ::mkstemp(name.data());
    if (file < 0) return;
    name_ = name;
    good_ = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::close(file);
  }
  ~TemporaryFile() {
    std::error_code error;
    if (!name_.empty()) fs::remove(name_, error);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  bool good() const { return good_; }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  bool good_ = false;
};

std::string last_line(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text.substr(text.find_last_of('\n') + 1);
}

void read_approval(const std::string& text, const Programme& programme, Approval& one) {
  one.by = line_of(text, "by");
  one.fingerprint = line_of(text, "fingerprint");
  one.texts = line_of(text, "texts");
  const auto day = parse_day(line_of(text, "day"));
  one.on = day.value_or(first_day);
  if (!text.starts_with("trouw approval\n") || !day || !is_name(one.by)) one.wrong = "is no approval";
  one.current = one.fingerprint == programme.fingerprint && one.texts == texts_hash(programme);
}

Status verify(const std::string& text, const std::string& signers, Approval& one) {
  const std::size_t at = text.find(begins_signature);
  if (at == std::string::npos) {
    one.wrong = "has no signature";
    return {};
  }
  const TemporaryFile signature(text.substr(at));
  if (!signature.good()) return Status::failure("The folder for temporary files cannot be written.");
  Ran ran;
  if (const Status status = run_program({"ssh-keygen", "-Y", "verify", "-f", signers, "-I", one.by, "-n",
                                         namespace_of_ours, "-s", signature.name()},
                                        text.substr(0, at), ran);
      !status)
    return status;
  one.valid = ran.code == 0;
  const std::size_t key = ran.out.find("SHA256:");
  if (one.valid && key != std::string::npos)
    one.key = ran.out.substr(key, ran.out.find_first_of(" \n", key) - key);
  if (one.valid && one.key.empty()) one.valid = false;
  if (!one.valid) one.wrong = "is not signed by a key that is allowed: " + last_line(ran.error + ran.out);
  return {};
}

}  // namespace

std::string texts_hash(const Programme& programme) {
  std::string all = "programme.yaml " + sha256(programme.yaml) + "\n";
  for (const SourceFile& file : programme.files) {
    const fs::path name(file.name);
    all += name.lexically_proximate(fs::path(programme.schema.file).parent_path()).generic_string() + " " +
           sha256(file.text) + "\n";
  }
  return sha256(all);
}

Status approve(const Programme& programme, const std::string& folder, const std::string& key,
               const std::string& by, Day on, std::string& file) {
  if (!is_name(by))
    return Status::failure(
        fmt::format("“{}” is no name of a signer: a word without blanks, such as an address.", by));
  const std::string text = statement(programme, by, on);
  Ran ran;
  if (const Status status =
          run_program({"ssh-keygen", "-Y", "sign", "-n", namespace_of_ours, "-f", key}, text, ran);
      !status)
    return Status::failure(status.message + "; Debian's package openssh-client has it.");
  if (ran.code != 0) return Status::failure("ssh-keygen did not sign: " + last_line(ran.error));
  std::string name = by;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '@' && c != '-') c = '_';
  const fs::path place = fs::path(folder) / "approvals";
  std::error_code error;
  fs::create_directories(place, error);
  if (error) return Status::failure(fmt::format("{} cannot be made: {}", place.string(), error.message()));
  file =
      (place / fmt::format("{}-{}-{}.approval", format_day(on), name, sha256(text).substr(0, 12))).string();
  if (fs::exists(file, error)) return {};  // the same statement, signed before
  return create_text(file, text + ran.out);
}

Status approvals(const Programme& programme, const std::string& folder, const std::string& signers,
                 std::vector<Approval>& all) {
  std::error_code error;
  for (fs::directory_iterator at(fs::path(folder) / "approvals", error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() != ".approval") continue;
    Approval one;
    one.file = "approvals/" + at->path().filename().string();
    std::string text;
    if (const Status status = read_text(at->path().string(), text, longest_approval); !status) return status;
    read_approval(text, programme, one);
    if (one.wrong.empty() && !signers.empty())
      if (const Status status = verify(text, signers, one); !status) return status;
    all.push_back(std::move(one));
  }
  std::ranges::sort(all, [](const Approval& a, const Approval& b) {
    return std::tie(a.on, a.by, a.file) < std::tie(b.on, b.by, b.file);
  });
  return {};
}

std::size_t agreed(const std::vector<Approval>& all) {
  std::set<std::string> names, keys;
  for (const Approval& one : all)
    if (one.valid && one.current) {
      names.insert(one.by);
      keys.insert(one.key);
    }
  return std::min(names.size(), keys.size());
}

}  // namespace trouw::cli

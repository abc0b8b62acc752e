// trouw approve: who agreed to a programme as it is?

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "approval/approval.h"
#include "command.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/words.h"
#include "show/json.h"

namespace trouw::cli {

namespace {

struct ApproveRequest {
  std::string folder, key, by, on, signers;
  Format format = Format::text;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        ApproveRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--key", "FILE", request.key,
                   "sign with this ssh private key, as `ssh-keygen` makes them");
  arguments.option("--by", "NAME", request.by, "with --key: who signs, as the allowed signers name them");
  arguments.option("--on", "DATE", request.on, "with --key: the day of the approval");
  arguments.option("--signers", "FILE", request.signers,
                   "who may sign, a line each, as ssh has it: NAME ssh-ed25519 AAAA…");
  arguments.format(request.format);
  return arguments.read(words, console);
}

const char* state_of(const Approval& one, bool verified) {
  if (!one.wrong.empty()) return "not valid";
  if (!one.current) return "of another text";
  return verified ? "valid" : "not verified";
}

std::string history_text(const std::vector<Approval>& all, const Programme& programme, bool verified) {
  if (all.empty()) return "Nobody has approved anything here.\n";
  std::string text;
  for (const Approval& one : all) {
    text +=
        wrapped(fmt::format("{}  {}  {}{}", format_day(one.on), printable(one.by), state_of(one, verified),
                            one.current ? "" : ", fingerprint " + printable(one.fingerprint.substr(0, 12))),
                "");
    if (!one.wrong.empty()) text += wrapped(printable(one.file + " " + one.wrong), "    ");
  }
  if (!verified) return text;
  const std::size_t count = agreed(all);
  return text + fmt::format("{} agreed to {} as it is; {} have to.\n", counted(count, "person", "people"),
                            printable(programme.schema.programme), signatures_needed);
}

nlohmann::ordered_json history_json(const std::vector<Approval>& all, const Programme& programme,
                                    bool verified) {
  auto list = nlohmann::ordered_json::array();
  for (const Approval& one : all)
    list.push_back({{"file", one.file},
                    {"by", one.by},
                    {"on", format_day(one.on)},
                    {"fingerprint", one.fingerprint},
                    {"texts", one.texts},
                    {"current", one.current},
                    {"valid", verified ? nlohmann::ordered_json(one.valid) : nlohmann::ordered_json(nullptr)},
                    {"key", one.key},
                    {"wrong", one.wrong}});
  return {{"programme", programme.schema.programme},
          {"fingerprint", programme.fingerprint},
          {"texts", texts_hash(programme)},
          {"agreed", agreed(all)},
          {"needed", signatures_needed},
          {"approvals", std::move(list)}};
}

int sign(const ApproveRequest& request, const Programme& programme, Console& console) {
  if (request.by.empty() || request.on.empty())
    return fail("Who approves, and on which day? --key goes with --by NAME and --on DATE.", console);
  const std::optional<Day> day = read_day("--on", request.on, console);
  if (!day) return unusable;
  std::string file;
  if (const Status signed_ = approve(programme, request.folder, request.key, request.by, *day, file);
      !signed_)
    return fail(signed_.message, console);
  if (request.signers.empty() && request.format == Format::text)
    console.out(fmt::format("Approved by {}, in {}.\n", printable(request.by), printable(file)));
  return fine;
}

}  // namespace

int run_approve(const Command& command, const Words& words, Console& console) {
  ApproveRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const Opened opened = open_programme(request.folder, true, console);
  if (!opened.programme) return opened.code;
  if (!request.key.empty())
    if (const int code = sign(request, *opened.programme, console); code != fine) return code;
  if (!request.key.empty() && request.signers.empty() && request.format == Format::text) return fine;
  std::vector<Approval> all;
  if (const Status status = approvals(*opened.programme, request.folder, request.signers, all); !status)
    return fail(status.message, console);
  const bool verified = !request.signers.empty();
  if (request.format == Format::json)
    print_json(history_json(all, *opened.programme, verified), console);
  else
    console.out(history_text(all, *opened.programme, verified));
  return !verified || agreed(all) >= signatures_needed ? fine : answer_is_no;
}

}  // namespace trouw::cli

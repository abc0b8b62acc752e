// Lists over all contracts: what is open, and who was granted what.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "ledger/keeping.h"
#include "shell/opening.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/answers.h"
#include "trouw/replaced.h"

namespace trouw::cli {

namespace {

using Json = nlohmann::ordered_json;

// Schemas by the fingerprint of their programme, each read once.
class Schemas {
 public:
  explicit Schemas(Ledger& ledger) : ledger_(ledger) {}

  Status of(const HeldAward& award, const Schema*& schema) {
    auto found = read_.find(award.fingerprint);
    if (found == read_.end()) {
      found = read_.emplace(award.fingerprint, Schema()).first;
      if (const Status status = schema_of(ledger_, award.number, found->second); !status) return status;
    }
    schema = &found->second;
    return {};
  }

 private:
  Ledger& ledger_;
  std::map<std::string, Schema> read_;
};

std::string open_text(const HeldAward& award, const Schema& schema) {
  std::string text;
  const std::string who = printable(award.id.empty() ? award.contract.substr(0, 12) : award.id);
  if (award.open != 0)
    text = fmt::format("{}  {} {}  {} (award {})\n", who, format_money(std::abs(award.open), schema.currency),
                       award.open > 0 ? "carried on" : "to be charged", printable(award.offer), award.number);
  for (const HeldGood& good : award.goods) {
    if (good.open == 0) continue;
    const std::string what =
        good.name == "points" ? fmt::format("{} points", -good.open)
                              : printable(good.name) + " worth " + format_money(-good.open, schema.currency);
    text += fmt::format("{}  {} to be taken back  {} (award {})\n", who, what, printable(award.offer),
                        award.number);
  }
  return text;
}

Json open_json(const HeldAward& award, const Schema& schema) {
  Json json{{"id", award.id},
            {"contract", award.contract},
            {"award", award.number},
            {"offer", award.offer},
            {"currency", schema.currency},
            {"carried", std::max<std::int64_t>(0, award.open)},
            {"to_charge", std::max<std::int64_t>(0, -award.open)}};
  json["goods"] = Json::object();
  for (const HeldGood& good : award.goods)
    if (good.open != 0) json["goods"][good.name] = -good.open;
  return json;
}

// A cell of a CSV.
std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

// The awards of a time, as a CSV or JSON.
class AwardsShown {
 public:
  AwardsShown(const std::vector<std::string>& languages, bool json) : languages_(languages), json_(json) {
    text_ = "award,id,offer,occasion,state,day,standing,worth,lines";
    for (const std::string& language : languages_)
      text_ += language.empty() ? ",message" : ",message_" + language;
    text_ += "\n";
  }

  // `replaced`: by which award.
  void add(const HeldAward& award, const Messages& messages, std::optional<std::int64_t> replaced) {
    const char* state = replaced ? "replaced" : award_state_name(award.state);
    if (json_)
      awards_.add(award, messages, replaced);
    else
      add_row(award, messages, state);
  }

  std::string text() const { return json_ ? awards_.text() + "\n" : text_; }

 private:
  void add_row(const HeldAward& award, const Messages& messages, const char* state) {
    std::string lines;
    for (const HeldPromise& held : award.promises) lines += (lines.empty() ? "" : "; ") + held.promise.text;
    text_ += fmt::format("{},{},{},{},{},{},{},{},{}", award.number, cell(award.id), cell(award.offer),
                         cell(award.occasion), state, format_day(award.day), standing_name(award.standing),
                         award.paid, cell(lines));
    for (const std::string& language : languages_) {
      const auto told = std::ranges::find(messages, language, &std::pair<std::string, std::string>::first);
      text_ += "," + (told == messages.end() ? "" : cell(told->second));
    }
    text_ += '\n';
  }

  const std::vector<std::string>& languages_;
  bool json_;
  AwardsJson awards_;
  std::string text_;
};

struct AwardsRequest {
  std::string since, format = "csv", ledger;
};

}  // namespace

int run_ledger_open(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::nothing, false, keeping)) return *code;
  Schemas schemas(*keeping.opened);
  Json json = Json::array();
  std::string text;
  const Status status = keeping.opened->open_awards([&](const HeldAward& award) {
    const Schema* schema = nullptr;
    const Status read = schemas.of(award, schema);
    if (!read) return read;
    json.push_back(open_json(award, *schema));
    text += open_text(award, *schema);
    return read;
  });
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json)
    print_json(json, console);
  else
    console.out(text.empty() ? "Nothing is open: bills have had all that they had to.\n" : text);
  return fine;
}

int run_ledger_awards(const Command& command, const Words& words, Console& console) {
  AwardsRequest request;
  Arguments arguments(command);
  arguments.option("--since", "DATE", request.since, "granted on that day or later, like 2027-03-01", true);
  arguments.option("--ledger", "FILE", request.ledger, "the ledger", true);
  arguments.option("--format", "csv|json", request.format, "how it is written; csv where not given");
  if (const auto code = arguments.read(words, console)) return *code;
  const std::optional<Day> since = read_day("--since", request.since, console);
  if (!since) return unusable;
  if (request.format != "csv" && request.format != "json")
    return fail("--format takes csv or json, not “" + request.format + "”.", console);
  const auto ledger = open_ledger(request.ledger, LedgerAccess::read, console);
  if (!ledger) return unusable;
  std::vector<std::string> languages;
  Status status = ledger->languages(languages);
  AwardsShown shown(languages, request.format == "json");
  if (status)
    status = ledger->awards_since(*since, [&](const HeldAward& award, const Messages& messages) {
      std::optional<std::int64_t> replaced;
      const Status read = replaced_by(*ledger, award, replaced);
      shown.add(award, messages, replaced);
      return read;
    });
  if (!status) return fail(status.message, console);
  console.out(shown.text());
  return fine;
}

}  // namespace trouw::cli

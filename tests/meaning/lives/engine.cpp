// What the engine makes of a life, through its public headers: commands on standard input, words apart by
// tabs, each answered by lines and a line with a point.
//
//   programme FOLDER                          the offers from now on
//   ledger FILE                               a new one
//   grant DAY RECORDS confirmed|reserved      new ID TITLE, for each award
//   due DAY RECORDS ID INVOICE SHARE          line TITLE AMOUNT; the share in millionths
//   settle ID confirmed|released              what is reserved
//   void ID INVOICE                           its lines and periods come back
//   forecast DAY MONTHS RECORDS               cost MONTH TITLE AMOUNT, of a ledger of its own
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "trouw/examples.h"
#include "trouw/forecast.h"
#include "trouw/granting.h"

namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

// What it cannot do ends the command, not the program.
void must(const trouw::Status& status) {
  if (!status) throw std::runtime_error(status.message);
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

trouw::Day day_of(const std::string& text) {
  const auto day = trouw::parse_day(text);
  if (!day) throw std::runtime_error("no day: " + text);
  return *day;
}

class Told {
 public:
  void programme(const std::string& folder) {
    const trouw::Loaded loaded =
        trouw::load_programme(read(fs::path(folder) / "programme.yaml"),
                              {{"offers.trouw", read(fs::path(folder) / "offers.trouw")}});
    if (!loaded.programme) {
      std::string text;
      for (const trouw::Diagnostic& diagnostic : loaded.diagnostics) text += trouw::to_text(diagnostic);
      throw std::runtime_error(text);
    }
    engine_ = std::make_unique<trouw::Engine>(std::make_shared<trouw::Programme>(*loaded.programme));
  }

  void ledger(const std::string& path) {
    trouw::Status status;
    ledger_ = trouw::Ledger::open(path, trouw::LedgerAccess::make, status);
    must(status);
  }

  void grant(const Words& words) {
    const auto records = open(words[2]);
    trouw::GrantSinks sinks;
    sinks.reject = [](const trouw::Reject& reject) -> trouw::Status {
      throw std::runtime_error(reject.field + " " + reject.reason);
    };
    sinks.decided = [&](const trouw::Decision& decision, const std::vector<trouw::Award>& granted) {
      for (const trouw::Award& award : granted)
        fmt::print("new\t{}\t{}\n", decision.id, engine_->programme().offers[award.offer].title);
    };
    const trouw::Day day = day_of(words[1]);
    trouw::GrantSummary summary;
    must(trouw::grant(*engine_, *records, *ledger_, {day, day, words[3] == "reserved"}, sinks, summary));
  }

  void due(const Words& words) {
    const auto records = open(words[2]);
    trouw::Batch batch;
    std::vector<trouw::Reject> rejects;
    must(records->next(batch, rejects));
    const trouw::Day day = day_of(words[1]);
    for (std::size_t row = 0; row < batch.size; ++row) {
      if (batch.id(row) != words[3]) continue;
      trouw::Due due;
      must(trouw::due(*engine_, *ledger_, batch, row, {words[4], day, day, std::stoll(words[5])}, due));
      for (const trouw::DueLine& line : due.lines)
        fmt::print("line\t{}\t{}\n", line.offer, line.amount + line.worth);
    }
  }

  void settle(const Words& words) {
    std::vector<trouw::HeldAward> awards;
    must(ledger_->awards(ledger_->key(words[1]), awards));
    for (const trouw::HeldAward& award : awards)
      if (award.state == trouw::AwardState::reserved)
        must(words[2] == "confirmed" ? ledger_->confirm(award.number, award.day)
                                     : ledger_->release(award.number, award.day));
  }

  void void_invoice(const Words& words) {
    trouw::Voided voided;
    must(ledger_->void_invoice(ledger_->key(words[1]), words[2], 0, voided));
  }

  void forecast(const Words& words) {
    const auto records = open(words[3]);
    trouw::Forecast found;
    trouw::ForecastOptions options;
    options.from = day_of(words[1]);
    options.months = std::stoi(words[2]);
    must(trouw::forecast(*engine_, *records, options, {}, found));
    for (std::size_t month = 0; month < found.months.size(); ++month)
      for (std::size_t offer = 0; offer < found.months[month].size(); ++offer)
        fmt::print("cost\t{}\t{}\t{}\n", month, engine_->programme().offers[offer].title,
                   found.months[month][offer].cost);
  }

 private:
  std::unique_ptr<trouw::RecordReader> open(const std::string& path) const {
    trouw::Status status;
    auto reader = trouw::open_records(path, engine_->shape(true), status);
    must(status);
    return reader;
  }

  std::unique_ptr<trouw::Engine> engine_;
  std::unique_ptr<trouw::Ledger> ledger_;
};

Words words_of(const std::string& line) {
  Words words(1);
  for (const char c : line) {
    if (c == '\t')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

void obey(Told& told, const Words& words) {
  static const std::map<std::string, void (*)(Told&, const Words&)> commands{
      {"programme", [](Told& one, const Words& said) { one.programme(said.at(1)); }},
      {"ledger", [](Told& one, const Words& said) { one.ledger(said.at(1)); }},
      {"grant", [](Told& one, const Words& said) { one.grant(said); }},
      {"due", [](Told& one, const Words& said) { one.due(said); }},
      {"settle", [](Told& one, const Words& said) { one.settle(said); }},
      {"void", [](Told& one, const Words& said) { one.void_invoice(said); }},
      {"forecast", [](Told& one, const Words& said) { one.forecast(said); }}};
  commands.at(words[0])(told, words);
}

}  // namespace

int main() {
  Told told;
  std::string line;
  while (std::getline(std::cin, line)) {
    try {
      obey(told, words_of(line));
    } catch (const std::exception& wrong) {
      fmt::print("wrong\t{}\n", wrong.what());
    }
    fmt::print("\n.\n");
    std::fflush(stdout);
  }
}

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "books/granting.h"
#include "books/held_offers.h"

namespace trouw {

std::vector<Award> newly_granted(const Decision& decision) {
  std::vector<Award> fresh;
  for (const Award& award : decision.deal.awards)
    if (!award.runs_on && (award.paid > 0 || award.value == 0)) fresh.push_back(award);
  return fresh;
}

std::vector<NewAward> new_awards(const Programme& programme, const Decision& decision,
                                 const std::vector<Award>& granted,
                                 const std::vector<std::string>& occasions) {
  std::vector<NewAward> made;
  for (const Award& award : granted) {
    NewAward one;
    one.offer = programme.offers[award.offer].title;
    one.occasion = occasions[award.offer];
    one.standing = decision.standing;
    one.match = programme.offers[award.offer].match.has_value();
    one.paid = award.paid;
    one.ceiling = award.ceiling;
    one.horizon = programme.schema.horizon;
    one.promises = held_promises(programme, award);
    one.messages = award.messages;
    made.push_back(std::move(one));
  }
  return made;
}

namespace {

// Rows end in a newline, cells in a tab; both are written \\n and \\t in a cell.
void write_cell(std::string& text, const std::string& cell) {
  for (const char c : cell) {
    if (c == '\\' || c == '\t' || c == '\n') text += '\\';
    text += c == '\t' ? 't' : c == '\n' ? 'n' : c;
  }
}

std::vector<std::vector<std::string>> read_rows(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      rows.push_back(std::move(row));
      row.assign(1, "");
    } else if (text[i] == '\t') {
      row.emplace_back();
    } else if (text[i] == '\\' && i + 1 < text.size()) {
      const char c = text[++i];
      row.back() += c == 't' ? '\t' : c == 'n' ? '\n' : c;
    } else {
      row.back() += text[i];
    }
  }
  return rows;
}

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct NamedReason {
  Closed why;
  std::string_view name;
};
constexpr NamedReason reasons[] = {{Closed::given_before, "given before"},
                                   {Closed::limit_reached, "limit reached"},
                                   {Closed::held_out, "held out"},
                                   {Closed::no_room, "no room"},
                                   {Closed::taken_back, "taken back"}};
struct NamedHad {
  Had had;
  std::string_view name;
};
constexpr NamedHad hads[] = {{Had::in_play, "in play"}, {Had::before, "before"}};

// The first cell of a record: those of before begin with the name of a field.
constexpr std::string_view in_order = "*";

Status cannot_read(const std::string& kept) {
  return Status::failure("what a decision knew of before cannot be read: " + kept);
}

}  // namespace

std::string kept_record(const std::vector<std::optional<std::string>>& values) {
  std::string kept(in_order);
  std::size_t written = kept.size();
  for (const auto& value : values) {
    kept += '\t';
    if (!value) continue;
    kept += '=';
    write_cell(kept, *value);
    written = kept.size();
  }
  kept.resize(written);  // nothing after the last known value
  return kept + '\n';
}

std::vector<std::optional<std::string>> read_record(const std::string& kept, const Schema& schema) {
  std::vector<std::optional<std::string>> values(schema.fields.size());
  for (const auto& cells : read_rows(kept)) {
    if (cells.front() != in_order) {
      const auto field = schema.find(cells.front());
      if (field && cells.size() > 1) values[*field] = cells[1];
      continue;
    }
    for (std::size_t i = 1; i < cells.size() && i <= values.size(); ++i)
      if (!cells[i].empty()) values[i - 1] = cells[i].substr(1);
  }
  return values;
}

std::string kept_past(const Past& past) {
  std::string kept;
  for (std::size_t offer = 0; offer < past.closed.size(); ++offer)
    for (const NamedReason& reason : reasons)
      if (reason.why == past.closed[offer]) kept += fmt::format("closed\t{}\t{}\n", offer, reason.name);
  if (past.received != 0) kept += fmt::format("received\t{}\t{}\n", past.received, past.counted);
  for (std::size_t offer = 0; offer < past.had.size(); ++offer)
    for (std::size_t reward = 0; reward < past.had[offer].size(); ++reward)
      for (const NamedHad& had : hads)
        if (had.had == past.had[offer][reward])
          kept += fmt::format("had\t{}\t{}\t{}\n", offer, reward, had.name);
  for (std::size_t offer = 0; offer < past.given.size(); ++offer)
    if (past.given[offer] != 0) kept += fmt::format("given\t{}\t{}\n", offer, past.given[offer]);
  for (const RunningAward& running : past.runs) {
    kept += fmt::format("held\t{}\t{}\t{}\t{}\t{}\n", running.award.number, running.award.used, running.since,
                        running.until, room_left(running.award));
    for (const auto& [place, period] : running.idle) kept += fmt::format("idle\t{}\t{}\n", place, period);
    for (std::size_t place = 0; place < running.award.promises.size(); ++place)
      if (running.award.promises[place].promise.cap_in_all)
        kept += fmt::format("capped\t{}\t{}\n", place, running.award.promises[place].had);
  }
  return kept;
}

namespace {

// What it was given so far counts as it did then.
Status read_held(const std::vector<std::string>& cells, Ledger& ledger, FrozenProgrammes& frozen,
                 Past& past) {
  std::optional<HeldAward> award;
  Status status = ledger.award(number_of(cells[1]), award);
  if (status && !award) status = Status::failure("award " + cells[1] + " is gone from the ledger.");
  if (!status) return status;
  award->used = number_of(cells[2]);
  award->taken = 0;
  if (award->ceiling) award->handed = *award->ceiling - number_of(cells[5]);
  RunningAward running{std::move(*award)};
  running.since = static_cast<int>(number_of(cells[3]));
  running.until = static_cast<int>(number_of(cells[4]));
  running.then = frozen.programme(running.award.fingerprint, status);
  past.runs.push_back(std::move(running));
  return status;
}

// What bills had of one promise of the award before.
bool read_of_promise(const std::vector<std::string>& cells, Past& past) {
  if (past.runs.empty()) return false;
  RunningAward& running = past.runs.back();
  const auto place = static_cast<std::size_t>(number_of(cells[1]));
  if (place >= running.award.promises.size()) return false;
  if (cells.front() == "idle")
    running.idle.emplace_back(static_cast<std::uint32_t>(place), static_cast<int>(number_of(cells[2])));
  else
    running.award.promises[place].had = number_of(cells[2]);
  return true;
}

bool read_had(const std::vector<std::string>& cells, Past& past) {
  const auto offer = static_cast<std::size_t>(number_of(cells[1]));
  const auto reward = static_cast<std::size_t>(number_of(cells[2]));
  const auto had = std::ranges::find(hads, std::string_view(cells[3]), &NamedHad::name);
  if (offer >= past.closed.size() || reward > 10'000 || had == std::end(hads)) return false;
  past.had.resize(past.closed.size());
  if (past.had[offer].size() <= reward) past.had[offer].resize(reward + 1);
  past.had[offer][reward] = had->had;
  return true;
}

}  // namespace

Status read_past(const std::string& kept, Ledger& ledger, FrozenProgrammes& frozen, Past& past) {
  for (const auto& cells : read_rows(kept)) {
    if (cells.front() == "received" && (cells.size() == 2 || cells.size() == 3)) {
      past.received = number_of(cells[1]);
      if (cells.size() == 3) past.counted = number_of(cells[2]);
    } else if (cells.front() == "closed" && cells.size() == 3) {
      const auto offer = static_cast<std::size_t>(number_of(cells[1]));
      const auto reason = std::ranges::find(reasons, std::string_view(cells[2]), &NamedReason::name);
      if (offer >= past.closed.size() || reason == std::end(reasons)) return cannot_read(kept);
      past.closed[offer] = reason->why;
    } else if (cells.front() == "had" && cells.size() == 4) {
      if (!read_had(cells, past)) return cannot_read(kept);
    } else if (cells.front() == "given" && cells.size() == 3) {
      const auto offer = static_cast<std::size_t>(number_of(cells[1]));
      if (offer >= past.closed.size()) return cannot_read(kept);
      past.given.resize(past.closed.size());
      past.given[offer] = number_of(cells[2]);
    } else if (cells.front() == "held" && cells.size() == 6) {
      if (const Status status = read_held(cells, ledger, frozen, past); !status) return status;
    } else if ((cells.front() == "idle" || cells.front() == "capped") && cells.size() == 3) {
      if (!read_of_promise(cells, past)) return cannot_read(kept);
    } else if (cells.front() == "runs" && cells.size() == 4) {  // by versions before 0.2
      const std::vector<std::string> held{
          "held", cells[1], fmt::format("{}", number_of(cells[2]) * whole_period), "0", "100000", "0"};
      if (const Status status = read_held(held, ledger, frozen, past); !status) return status;
    } else {
      return cannot_read(kept);
    }
  }
  return {};
}

}  // namespace trouw

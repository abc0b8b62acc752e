// The page that one reads and signs.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "evidence/report.h"
#include "report/amounts.h"
#include "shell/words.h"
#include "show/dry_run_words.h"

namespace trouw::cli {

namespace {

class EvidencePage {
 public:
  explicit EvidencePage(const EvidenceReport& report)
      : report_(report),
        in_(report.programme.schema.currency),
        page_("en",
              fmt::format("Evidence: {} on {}", report.programme.schema.programme,
                          format_day(report.dry_run.on)),
              fmt::format("Every decision of {} of {}, each beside a newcomer's.",
                          counted(report.found.decided, "record", "records"), report.source)) {}

  Page made() && {
    answer();
    guarantees();
    penalty();
    base();
    controls();
    rests_on();
    signatures();
    return std::move(page_);
  }

 private:
  void answer() {
    const EvidenceSummary& found = report_.found;
    std::vector<std::string> more;
    if (found.breaches > 0) more.push_back("breaches.csv has each of them, with the reason and a remedy.");
    if (found.rejected > 0)
      more.push_back(
          fmt::format("{} could not be decided: rejects.csv says why. Nothing here is said of them.",
                      counted(found.rejected, "record", "records")));
    more.push_back(fmt::format("Before matches {} were worse off, by {} in all.",
                               number(report_.dry_run.summary.before.count),
                               in_.money(report_.dry_run.summary.before.total)));
    page_.answer(found.decided == 0    ? Page::neutral
                 : found.breaches == 0 ? Page::good
                                       : Page::bad,
                 found.decided == 0
                     ? "Nobody was checked."
                     : fmt::format("{} of {} worse off than a newcomer.", number(found.breaches),
                                   counted(found.decided, "record", "records")),
                 more);
  }

  void guarantees() {
    page_.section("Guarantees");
    Numbers numbers{{"guarantee", "on these records", "for every possible customer"}, {}, {}, {1, 2}};
    for (std::size_t i = 0; i < report_.programme.guarantees.size(); ++i) {
      const auto proof = std::ranges::find(report_.proofs, static_cast<std::uint32_t>(i), &Proof::guarantee);
      numbers.rows.push_back({report_.programme.guarantees[i].text,
                              verdict_of(report_.dry_run.summary.guarantees[i]),
                              proof == report_.proofs.end() ? "not asked" : proved(proof->verdict)});
    }
    if (numbers.rows.empty())
      page_.text("The programme states no guarantee.");
    else
      page_.table("What the programme promises, and whether it is kept", numbers);
    for (const Proof& proof : report_.proofs)
      if (proof.counterexample)
        page_.text("Somebody who would be worse off: " + proof.counterexample->person);
  }

  static const char* proved(Verdict verdict) {
    switch (verdict) {
      case Verdict::holds:
        return "proved";
      case Verdict::broken:
        return "broken";
      case Verdict::unknown:
        return "not decided";
      case Verdict::population:
        return "only these records can tell";
    }
    return "";
  }

  // Wide tables are cut at so many rows; penalty.csv has all.
  static constexpr std::size_t most_groups = 40;

  void penalty() {
    page_.section("Loyalty penalty");
    page_.text(fmt::format(
        "What customers pay over {} beside {}, in percent of it, by how long they have been there.",
        Amounts::horizon(report_.programme.schema),
        report_.technical_price.empty() ? "what a newcomer with the same would"
                                        : "the field “" + report_.technical_price + "”"));
    Numbers numbers{{"customers"}, {}, {}, {}};
    for (std::size_t band = 0; band < penalty_bands; ++band)
      if (report_.found.penalty.all().bands[band].customers > 0)
        numbers.heading.emplace_back(penalty_band_name(band));
    numbers.heading.emplace_back("nine years above one or two");
    add(report_.found.penalty.all(), "all", numbers);
    std::size_t shown = 0;
    const std::vector<const PenaltyGroup*> groups = report_.found.penalty.groups();
    for (const PenaltyGroup* group : groups) {
      if (group->values.empty() || shown == most_groups) break;
      add(*group, fmt::format("{}{}", fmt::join(group->values, ", "), group->closed ? " (closed)" : ""),
          numbers);
      ++shown;
    }
    page_.table("Paid in percent of the reference; customers in brackets; * fewer than 30 customers",
                numbers);
    if (groups.size() > shown && !groups.front()->values.empty())
      page_.faint(fmt::format("{} more groups stand in penalty.csv.", number(groups.size() - shown)));
    page_.text(
        "Flagged are groups in which customers of nine years or more pay five percentage points or more "
        "above "
        "those of one or two years, as the Dutch AFM measures it.");
  }

  void add(const PenaltyGroup& group, std::string name, Numbers& numbers) {
    std::vector<std::string> row{std::move(name)};
    for (std::size_t band = 0; band < penalty_bands; ++band) {
      if (report_.found.penalty.all().bands[band].customers == 0) continue;
      const PenaltyCell& cell = group.bands[band];
      row.push_back(cell.ratio() ? fmt::format("{} ({}{})", Amounts::percent(*cell.ratio()),
                                               number(cell.customers), cell.small() ? "*" : "")
                                 : "");
    }
    const auto gap = group.gap();
    row.push_back(gap ? fmt::format("{}{} points{}", *gap > 0 ? "+" : "", format_scaled(*gap / 1000, 1),
                                    group.flagged() ? ", flagged" : "")
                      : "");
    numbers.rows.push_back(std::move(row));
  }

  void base() {
    const RaisedBase& base = report_.found.base;
    page_.section("What discounts are taken off");
    if (base.raised == 0) {
      page_.text(fmt::format("No customer of {} is billed more before offers than a newcomer with the same.",
                             number(base.customers)));
      return;
    }
    page_.text(fmt::format(
        "{} of {} are billed more before offers than a newcomer with the same, by {} a bill in all; "
        "the most is {}, by {}.",
        number(base.raised), counted(base.customers, "customer", "customers"), in_.money(base.by),
        report_.hashed_ids ? "one" : base.most_id, in_.money(base.most)));
    page_.text(fmt::format(
        "{} of them get a discount off that raised base; {} pay more than a newcomer all the same.",
        number(base.discounted), number(base.worse_off)));
  }

  void controls() {
    page_.section("Controls that ran");
    std::vector<std::string> items;
    const auto failed =
        std::ranges::count_if(report_.examples, [](const ExampleResult& one) { return !one.unmet.empty(); });
    items.push_back(fmt::format("{} of the programme: {} do not hold.",
                                counted(report_.examples.size(), "example", "examples"), failed));
    for (const FactSummary& fact : report_.dry_run.summary.facts)
      items.push_back(
          fmt::format("Stated of every record: {}. Broken by {}.", fact.text, number(fact.broken_count)));
    if (report_.ledger)
      items.push_back(fmt::format(
          "The ledger was verified, {}: {}.", counted(report_.ledger->entries, "entry", "entries"),
          report_.ledger->wrong.empty() ? "all in order"
                                        : fmt::format("{}", fmt::join(report_.ledger->wrong, "; "))));
    if (report_.replay)
      items.push_back(fmt::format("{} of the ledger taken again: {} alike, {} not.",
                                  counted(report_.replay->decisions, "decision", "decisions"),
                                  number(report_.replay->alike), number(report_.replay->different.size())));
    items.push_back(
        "Every figure on this page is made of decisions.csv, which can be made again: `trouw evidence "
        "verify FOLDER --customers SOURCE`.");
    page_.list(items);
  }

  void rests_on() {
    page_.section("What this rests on");
    std::vector<std::string> items{
        "Programme, fingerprint " + report_.programme.fingerprint + ", as it stands in programme/.",
        "Day: " + format_day(report_.dry_run.on) + "."};
    if (!report_.source_hash.empty())
      items.push_back("Customers: " + report_.source + ", SHA-256 " + report_.source_hash + ".");
    if (report_.ledger) items.push_back("Ledger, head " + report_.ledger->head + ".");
    for (const std::string& sentence : assumptions(report_.dry_run)) items.push_back(sentence);
    for (const Proof& proof : report_.proofs)
      for (const std::string& line : proof.rests_on)
        if (std::ranges::find(items, line) == items.end()) items.push_back(line);
    page_.list(items);
  }

  void signatures() {
    page_.section("Signed");
    page_.table("By those who answer for it", {{"name", "office", "day", "signature"},
                                               {{"\u00a0", "", "", ""}, {"\u00a0", "", "", ""}},
                                               {},
                                               {1, 2, 3}});
  }

  const EvidenceReport& report_;
  Amounts in_;
  Page page_;
};

}  // namespace

Page evidence_page(const EvidenceReport& report) {
  return EvidencePage(report).made();
}

}  // namespace trouw::cli

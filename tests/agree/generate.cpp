// Whole programmes: definitions, offers, how they combine, what is guaranteed.
#include "agree/generate.h"

#include <fmt/format.h>

#include "agree/writing.h"

namespace trouw::agree {

namespace {

class OffersWriting {
 public:
  explicit OffersWriting(Making& making) : m_(making), d_(making.draw) {}

  std::string write() {
    definitions();
    audience("newcomers", "New", true);
    audience("customers", "Own", false);
    if (d_.chance(40)) audience("returners", "Back", false);
    if (d_.chance(30)) add("everyone", "For all", true);
    if (titles_.empty()) add("customers", "Own 1", false);
    matches();
    if (d_.chance(10)) {
      combine("all", "");
    } else {
      combine("newcomer", "New");
      combine("customer", "Own");
      combine("returner", "Back");
    }
    if (m_.flavour.guarantees) guarantees();
    if (d_.chance(20)) text_ += "always " + condition(m_, 1) + "\n";
    return std::move(text_);
  }

 private:
  // Written once their use is decided: every definition is made before it is used.
  void definitions() {
    if (d_.chance(30)) {
      text_ += "define year bill as spend" + d_.word({" × 0.5", " × 2.5", " - EUR 0.01"}) + "\n";
      m_.amounts.push_back("year bill");
    }
    if (!d_.chance(50)) return;
    text_ += "define keen reader as " + condition(m_, 2) + "\n";
    m_.conditions.push_back("keen reader");
  }

  void add(const std::string& audience, const std::string& title, bool to_newcomers) {
    titles_.push_back({audience, title});
    text_ += fmt::format("offer \"{}\" to {}\n{}", title, audience,
                         offer_body(m_, to_newcomers, audience == "customers"));
  }

  void audience(const std::string& name, const std::string& title, bool to_newcomers) {
    const int count = d_.number(name == "returners" ? 1 : 0, m_.flavour.most_offers);
    for (int i = 1; i <= count; ++i) add(name, fmt::format("{} {}", title, i), to_newcomers);
  }

  void matches() {
    if (d_.chance(25) && !of("New").empty()) {
      text_ +=
          fmt::format("offer \"Match one\" to customers\n  match \"{}\"{}\n", of("New").front(), match_end());
      if (d_.chance(50)) text_ += "  when " + condition(m_, 1) + "\n";
    }
    if (d_.chance(60))
      text_ += "offer \"Same as new\" to customers\n  match the newcomer deal" + match_end() + "\n";
  }

  std::string match_end() {
    std::string text;
    if (d_.chance(25)) text += " over " + m_.length(d_.number(1, m_.horizon));
    if (d_.chance(25)) text += " at most " + m_.money(100, 9000);
    return text;
  }

  std::vector<std::string> of(const std::string& start) const {
    std::vector<std::string> found;
    for (const auto& [audience, title] : titles_)
      if (title.rfind(start, 0) == 0 && title != "Match one" && title != "Same as new")
        found.push_back(title);
    return found;
  }

  // One or two best-ofs over different offers, and caps.
  void combine(const std::string& word, const std::string& start) {
    std::vector<std::string> free = of(start);
    std::string parts;
    bool rest = false;
    if (free.size() < 4 && free.size() >= 2 && d_.chance(55))
      parts += "  best of " + items(free, rest) + "\n";
    while (free.size() >= 4 && d_.chance(70)) parts += "  best of " + items(free, rest) + "\n";
    if (d_.chance(30)) parts += fmt::format("  at most {}% of the price\n", d_.number(1, 100));
    if (d_.chance(15))
      parts += "  at most " + (m_.flavour.tiny ? m_.money(1, 9) : m_.money(100, 40'000)) + "\n";
    if (!parts.empty()) text_ += "combine " + word + " offers\n" + parts;
  }

  std::string items(std::vector<std::string>& free, bool& rest) {
    std::string text;
    const int count = d_.number(2, 4);
    for (int i = 0; i < count && !free.empty(); ++i) {
      text += text.empty() ? "" : ", ";
      if (i > 0 && !rest && d_.chance(12)) {
        text += "everything else";
        rest = true;
      } else if (free.size() >= 2 && d_.chance(25)) {
        text += fmt::format("(\"{}\" and \"{}\")", free[0], free[1]);
        free.erase(free.begin(), free.begin() + 2);
      } else {
        text += "\"" + free[0] + "\"";
        free.erase(free.begin());
      }
    }
    if (text.find(", ") == std::string::npos && !rest) text += ", everything else";
    rest = rest || text.ends_with("everything else");
    return text;
  }

  void guarantees() {
    if (d_.chance(70)) text_ += "guarantee no customer is worse off than a newcomer" + options(true) + "\n";
    if (d_.chance(30) && (m_.has_joined || m_.has_months))
      text_ += "guarantee staying longer is never worse" + options(true) + "\n";
    if (d_.chance(25) && m_.has_left)
      text_ += "guarantee leaving and coming back is never better" + options(false) + "\n";
    if (d_.chance(15)) text_ += "guarantee customers receive at least 50% of all rewards\n";
  }

  std::string options(bool perks) {
    std::string text;
    if (d_.chance(20)) text += " within EUR 1";
    if (d_.chance(15)) text += " over " + m_.length(m_.horizon + d_.number(1, 3));
    if (perks && d_.chance(15))
      text += " counting perks";
    else if (d_.chance(20))
      text += " at every bill";
    if (d_.chance(20)) text += " when (" + condition(m_, 1) + ")";
    return text;
  }

  Making& m_;
  Draw& d_;
  std::string text_;
  std::vector<std::pair<std::string, std::string>> titles_;
};

Day some_day(Draw& draw) {
  const std::vector<Civil> worth_trying{{2027, 3, 1},  {2028, 2, 29},  {2027, 2, 28}, {2027, 3, 31},
                                        {2027, 4, 30}, {2026, 12, 31}, {2027, 1, 1}};
  if (draw.chance(70)) return day_of(draw.one_of(worth_trying));
  return day_of({2027, 1, 1}) + draw.number(0, 1000);
}

}  // namespace

Generated generate(std::uint64_t seed, const Flavour& flavour) {
  Making making{Draw(seed), flavour, {}, 1, 12, true, false, false, false, 0, {}, {}};
  Generated made;
  made.on = making.on = some_day(making.draw);
  made.yaml = write_schema(making);
  made.offers = OffersWriting(making).write();
  return made;
}

}  // namespace trouw::agree

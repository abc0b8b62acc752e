#include "start/guess.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "shell/words.h"
#include "start/guess_column.h"

namespace trouw::cli {

namespace {

// Which fields seem to be what trouw has to know of everybody.
struct Roles {
  std::optional<std::size_t> id, price, joined, tenure, left, status;
};

class Guesser {
 public:
  Guesser(const std::string& source, const SourceLook& look) : source_(source), look_(look) {
    find_currency();
    for (const SeenColumn& column : look.columns) fields_.push_back(guess_column(column, currency_, names_));
    row_name_ = name_for("record number", names_);
    price_name_ = name_for("bill price", names_);
    find_roles();
  }

  Guess guess() {
    Guess made;
    made.programme = header() + reading() + fields() + roles();
    made.offers = offers();
    return made;
  }

 private:
  // The one whose signs stand in most cells.
  void find_currency() {
    std::uint64_t most = 0;
    for (const SeenColumn& column : look_.columns)
      if (column.currency_signs > most) {
        most = column.currency_signs;
        currency_ = column.currency;
      }
  }

  template <typename Fits>
  std::optional<std::size_t> best(std::initializer_list<std::string_view> words, const Fits& fits,
                                  bool must_say) const {
    std::optional<std::size_t> any;
    for (const std::string_view word : words)
      for (std::size_t i = 0; i < fields_.size(); ++i)
        if (says(fields_[i].column->name, {word}) && fits(fields_[i])) return i;
    for (std::size_t i = 0; i < fields_.size() && !must_say && !any; ++i)
      if (fits(fields_[i])) any = i;
    return any;
  }

  void find_roles() {
    const auto whole_column = [](const GuessedField& field) { return field.column->empty == 0; };
    roles_.id = best(
        {"contract", "customerid", "customer_id", "customer", "klant", "kunde", "id", "number", "nummer",
         "key"},
        [&](const GuessedField& f) {
          return f.column->distinct && whole_column(f) && !f.optional &&
                 (f.type == "text" || f.type == "whole number");
        },
        false);
    roles_.price = best(
        {"monthly", "maand", "monat", "price", "prijs", "preis", "mrr", "charge", "premium", "premie", "fee",
         "amount", "bedrag", "betrag", "contributi", "beitrag", "tarif"},
        [&](const GuessedField& f) { return f.type == "money" && whole_column(f) && !f.optional; }, false);
    if (roles_.price == roles_.id) roles_.price.reset();
    roles_.joined = best(
        {"join", "since", "sinds", "seit", "eintritt", "start", "begin", "ingang", "created", "signup",
         "sign", "registered", "activation"},
        [&](const GuessedField& f) { return f.type == "date" && !f.optional; }, true);
    roles_.tenure = roles_.joined ? std::nullopt
                                  : best(
                                        {"tenure", "months"},
                                        [&](const GuessedField& f) {
                                          return f.type == "whole number" && !f.optional &&
                                                 f.column->least >= 0 && f.column->most <= 2400;
                                        },
                                        true);
    roles_.left = best(
        {"left", "ended", "cancel", "churn", "einde", "opzeg", "end", "kuendig", "terminat"},
        [&](const GuessedField& f) { return f.type == "date" && f.optional; }, true);
    roles_.status = best(
        {"status", "state", "active", "actief", "aktiv", "churn"},
        [&](const GuessedField& f) { return (f.type == "choice" || f.type == "yes/no") && !f.optional; },
        true);
    if (roles_.id) as_text(fields_[*roles_.id]);
    if (roles_.tenure) {
      fields_[*roles_.tenure].type = "months";
      fields_[*roles_.tenure].keys.clear();
    }
  }

  // An id is only told apart from others.
  static void as_text(GuessedField& field) {
    field.type = "text";
    field.keys.clear();
    field.why = "no two are alike, and none is empty";
  }

  // Of a database elsewhere, whose address may hold a password.
  bool remote() const { return source_.find("://") != std::string::npos; }

  // A condition on a field, in YAML's quotes: in brackets a name may have any word in it.
  static std::string condition(const std::string& before, const std::string& field,
                               const std::string& after) {
    return "'" + before + "[" + field + "]" + after + "'";
  }

  std::string header() const {
    std::string name =
        remote() ? "" : std::filesystem::path(source_.substr(0, source_.find('#'))).stem().string();
    const std::string records = format_count(static_cast<std::int64_t>(look_.records));
    std::string text = fmt::format(
        "# Guessed from {}, {} records. Each guess says what it rests on; what nobody can see in a file is "
        "asked.\n"
        "programme: {}\n"
        "currency: {}                    # asked: is it?{}\n"
        "prices: including tax            # asked: or excluding tax?\n"
        "horizon: 12 months\n"
        "billing period: 1 month          # asked: what one price is for\n",
        remote() ? "a table" : printable(std::filesystem::path(source_).filename().string()), records,
        yaml_text(name.empty() ? "My programme" : name), currency_,
        std::ranges::any_of(fields_, &GuessedField::currency) ? " There are currency signs in it." : "");
    const std::size_t sign = source_.find('#');
    if (sign != std::string::npos) text += "records: " + yaml_text(source_.substr(sign + 1)) + "\n";
    return text;
  }

  std::string reading() const {
    std::string text;
    const auto add = [&](const std::string& line) { text += "  " + line + "\n"; };
    if (look_.separator != ',')
      add(fmt::format("separator: {}",
                      look_.separator == '\t' ? "tab" : yaml_text(std::string(1, look_.separator))));
    if (look_.encoding == Encoding::windows_1252)
      add("encoding: windows-1252          # some bytes are no UTF-8; latin-1 is nearly the same");
    if (look_.encoding == Encoding::utf_16) add("encoding: utf-16");
    if (look_.header_line > 0)
      add(fmt::format("header line: {}                   # what stands above it seems to be a title",
                      look_.header_line));
    if (std::ranges::any_of(look_.columns, [](const SeenColumn& column) { return column.blanks_around > 0; }))
      add("blanks: trim");
    const bool comma = std::ranges::any_of(fields_, &GuessedField::comma);
    const bool grouped =
        std::ranges::any_of(look_.columns, [](const SeenColumn& column) { return column.grouped > 0; });
    if (comma)
      add("decimals: comma");
    else if (grouped)
      add("decimals: point");
    if (std::ranges::any_of(fields_, &GuessedField::currency)) add("currency sign: yes");
    if (std::ranges::any_of(fields_, &GuessedField::percent)) add("percent sign: yes");
    if (std::ranges::any_of(fields_, &GuessedField::scientific))
      add("round: half away from zero       # some have more decimals than their field");
    if (std::ranges::any_of(fields_, &GuessedField::stamped))
      add("timestamps: UTC                  # asked: whose dates count? Europe/Amsterdam, for instance");
    return text.empty() ? "" : "\nreading:                           # how cells are written\n" + text;
  }

  std::string fields() const {
    std::string text = "\nfields:\n";
    for (const GuessedField& field : fields_) {
      text +=
          fmt::format("  {}: {{type: {}, column: {}", field.name, field.type, yaml_text(field.column->name));
      if (!field.dates.empty()) text += ", dates: " + field.dates;
      for (const std::string& key : field.keys) text += ", " + key;
      text += newcomers(field) + "}  # " + printable(field.why) + "\n";
    }
    if (!roles_.id)
      text += fmt::format(
          "  {}: {{type: whole number, from row number: yes}}  # no column tells records apart\n", row_name_);
    if (!roles_.price)
      text += fmt::format(
          "  {}: {{type: money, always: {} 10}}  # asked: no column looks like a price; what is it?\n",
          price_name_, currency_);
    return text;
  }

  // What the same person would have as a newcomer.
  std::string newcomers(const GuessedField& field) const {
    const auto is = [&](const std::optional<std::size_t>& role) { return role && &fields_[*role] == &field; };
    if (is(roles_.joined)) return ", for newcomers: today";
    if (is(roles_.tenure)) return ", for newcomers: 0";
    if (is(roles_.left) || (field.optional && field.type == "date")) return ", for newcomers: unknown";
    return is(roles_.id) ? "" : ", for newcomers: kept";
  }

  std::string name(const std::optional<std::size_t>& role) const { return fields_[*role].name; }

  std::string roles() const {
    std::string text = "\nroles:\n";
    text += "  id: " + (roles_.id ? name(roles_.id) : row_name_) + "\n";
    if (roles_.joined) text += "  joined: " + name(roles_.joined) + "\n";
    if (roles_.tenure) text += "  tenure: " + name(roles_.tenure) + "             # taken to be months\n";
    if (!roles_.joined && !roles_.tenure)
      text += "  # asked: which date did they join on? No column looks like it, so nobody has a tenure\n";
    if (roles_.left) text += "  left: " + name(roles_.left) + "\n";
    text += "  price: " + (roles_.price ? name(roles_.price) : price_name_) +
            "            # asked: what a bill comes to before offers\n";
    text += "  newcomer price: same as price    # asked: do newcomers pay the same?\n";
    return text + standing();
  }

  std::string standing() const {
    if (!roles_.status)
      return "  customer when: " +
             condition("", roles_.price ? name(roles_.price) : price_name_,
                       " is at least " + currency_ + " 0") +
             "   # asked: who is a customer? Everybody, as long as nothing else is said\n  others: nobody\n";
    const GuessedField& status = fields_[*roles_.status];
    std::string customer = condition("", status.name, ""), former = condition("not ", status.name, "");
    if (status.type == "choice") {
      const std::string active = active_choice(status);
      customer = condition("", status.name, " is [" + active + "]");
      former = condition("", status.name, " is not [" + active + "]");
    } else if (says(status.column->name, {"churn", "cancel", "inactive", "inactief", "left", "opgezegd"})) {
      std::swap(customer, former);
    }
    return fmt::format("  customer when: {}            # asked: is that it?\n  former when: {}\n", customer,
                       former);
  }

  // The value that most seem to be customers by, or the most frequent one.
  static std::string active_choice(const GuessedField& status) {
    std::string active;
    bool said = false;
    std::vector<std::string> taken;
    for (const auto& [value, times] : status.column->values) {
      const std::string choice = name_for(value, taken, "value");
      const bool says_so =
          says(value, {"activ", "actief", "aktiv", "open", "current", "lopend", "laufend", "paid"}) &&
          !says(value, {"inac", "inak", "unpaid", "not "});
      if (active.empty() || (says_so && !said)) active = choice;
      said |= says_so;
    }
    return active;
  }

  std::string offers() const {
    std::string text =
        "# A beginning: change it, and run `trouw check` and `trouw dry-run` again.\n\n"
        "offer \"Welcome\" to newcomers\n  give 10% off for 3 months\n\n"
        "offer \"Thank you\" to customers\n";
    if (roles_.joined || roles_.tenure) text += "  when tenure is at least 1 year\n";
    return text +
           "  give 5% off for 12 months\n\n"
           "offer \"Same as new\" to customers\n  match the newcomer deal\n\n"
           "guarantee no customer is worse off than a newcomer\n";
  }

  const std::string& source_;
  const SourceLook& look_;
  std::string currency_ = "EUR", row_name_, price_name_;
  std::vector<std::string> names_;
  std::vector<GuessedField> fields_;
  Roles roles_;
};

}  // namespace

Guess guess_programme(const std::string& source, const SourceLook& look) {
  return Guesser(source, look).guess();
}

}  // namespace trouw::cli

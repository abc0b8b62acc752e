#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "manual/manual.h"
#include "trouw/version.h"

namespace trouw::cli {

namespace {

std::vector<Parameter> parameters(const nlohmann::json& list) {
  std::vector<Parameter> made;
  for (const auto& one : list) made.push_back({one["name"], one["value"], one["about"], one["required"]});
  return made;
}

// Text as roff shows it: a line that begins with a point or an apostrophe is no request.
std::string roff(std::string_view text) {
  std::string written;
  for (const char c : text) {
    const bool first = written.empty() || written.back() == '\n';
    if (first && (c == '.' || c == '\'')) written += "\\&";
    written += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
  }
  return written;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string heading(const std::string& page) {
  return fmt::format(".TH \"{}\" 1 \"\" \"trouw {}\" \"trouw\"\n", roff(upper(page)), version());
}

std::string snippet(const std::string& text) {
  return ".PP\n.nf\n.RS 4\n" + roff(text) + "\n.RE\n.fi\n";
}

std::string listed(const std::vector<Parameter>& list) {
  std::string text;
  for (const Parameter& one : list) {
    text += ".TP\n.B " + roff(one.name);
    if (!one.value.empty()) text += " \\fI" + roff(one.value) + "\\fR";
    text += "\n" + roff(one.about) + (one.required ? " (needed)" : "") + ".\n";
  }
  return text;
}

std::string exit_codes() {
  return ".SH EXIT STATUS\n.TP\n.B 0\nfine\n.TP\n.B 1\nthe answer is no: a mistake in the rules, a stated "
         "guarantee broken\n"
         ".TP\n.B 2\nwrong usage, or something could not be read\n.TP\n.B 3\nunknown: a proof ran out of "
         "budget\n"
         ".TP\n.B 4\nand above: a mistake in trouw\n";
}

std::string operands_and_options(const Usage& usage, const char* section) {
  std::string text;
  if (!usage.operands.empty()) text += fmt::format(".{} OPERANDS\n{}", section, listed(usage.operands));
  if (!usage.options.empty()) text += fmt::format(".{} OPTIONS\n{}", section, listed(usage.options));
  return text;
}

// What a command that is several does, each with its options.
std::string actions_listed(const Command& command) {
  std::string text;
  for (const Command& action : actions_of(command)) {
    const Usage usage = usage_of(action);
    text += fmt::format(".SH {}\n{}\n.PP\n.B trouw {}\n{}\n", roff(upper(usage.name)), roff(usage.question),
                        roff(usage.name), roff(usage.form));
    text += operands_and_options(usage, "SS") + snippet(usage.example);
  }
  return text;
}

}  // namespace

Usage usage_of(const Command& command) {
  std::string told;
  Console kept(told);
  command.run(command, {"--help", "json"}, kept);
  const auto json = nlohmann::json::parse(told);
  return {json["name"],
          json["question"],
          json["form"],
          json["example"],
          parameters(json["operands"]),
          parameters(json["options"])};
}

std::string man_page(const Command& command) {
  const Usage usage = usage_of(command);
  const std::string page = "trouw-" + usage.name;
  std::string text = heading(page);
  text += fmt::format(".SH NAME\n{} \\- {}\n", roff(page), roff(usage.question));
  text += fmt::format(".SH SYNOPSIS\n.B trouw {}\n{}\n", roff(usage.name), roff(usage.form));
  text += operands_and_options(usage, "SH") + actions_listed(command);
  text += ".SH EXAMPLE\n" + snippet(usage.example) + exit_codes();
  return text + ".SH SEE ALSO\n.BR trouw (1)\n";
}

std::string man_page() {
  std::string text = heading("trouw");
  text += ".SH NAME\ntrouw \\- fair deals for those who stay\n.SH SYNOPSIS\n.B trouw\n\\fICOMMAND\\fR ...\n";
  text +=
      ".SH DESCRIPTION\nMarketers write offers for newcomers and for customers in plain words; trouw says "
      "what each "
      "customer gets and why, and whether anyone is worse off than a newcomer.\n.SH COMMANDS\n";
  for (const Command& command : commands())
    text += fmt::format(".TP\n.B trouw {}\n{}\n", roff(command.name), roff(command.question));
  text += exit_codes() +
          ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nset to anything: no colour on a terminal\n.SH SEE ALSO\n";
  for (const Command& command : commands())
    text +=
        fmt::format(".BR trouw\\-{} (1){}\n", roff(command.name), &command == &commands().back() ? "" : ",");
  return text;
}

}  // namespace trouw::cli

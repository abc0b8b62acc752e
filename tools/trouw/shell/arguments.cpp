#include "shell/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "shell/words.h"

namespace trouw::cli {

struct Arguments::Library {
  CLI::App app;
  std::vector<Described> described;
  std::vector<std::string> names;                                 // of options, for “did you mean”
  std::vector<std::pair<std::string, std::string>> required;      // names and how they are written
  std::vector<std::pair<std::string, const std::string*>> texts;  // names and what they are given
};

Arguments::Arguments(const Command& command) : command_(command), library_(std::make_unique<Library>()) {
  library_->app.set_help_flag("-h,--help");
  library_->names.emplace_back("--help");
}

Arguments::~Arguments() = default;

std::optional<Use> Arguments::use_of(const std::string& name) const {
  for (const FileWord& word : file_words(command_.files))
    if (word.name == name) return word.use;
  return std::nullopt;
}

void Arguments::operand(const std::string& name, std::string& target, const std::string& about,
                        bool required) {
  library_->app.add_option(name, target);
  library_->texts.emplace_back(name, &target);
  library_->described.push_back({name, "", about, required, use_of(name)});
  if (required) library_->required.emplace_back(name, name);
}

void Arguments::operands(const std::string& name, std::vector<std::string>& target,
                         const std::string& about) {
  library_->app.add_option(name, target)->expected(-1);
  library_->described.push_back({name + "…", "", about, true, use_of(name)});
  library_->required.emplace_back(name, name);
}

void Arguments::option(const std::string& name, const std::string& value, std::string& target,
                       const std::string& about, bool required) {
  library_->app.add_option(name, target)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  library_->texts.emplace_back(name, &target);
  library_->described.push_back({name, value, about, required, use_of(name)});
  library_->names.push_back(name);
  if (required) library_->required.emplace_back(name, name + " " + value);
}

void Arguments::repeated(const std::string& name, const std::string& value, std::vector<std::string>& target,
                         const std::string& about) {
  library_->app.add_option(name, target)->allow_extra_args(false);
  library_->described.push_back({name, value, about, false, use_of(name)});
  library_->names.push_back(name);
}

void Arguments::number(const std::string& name, std::optional<std::uint64_t>& target,
                       const std::string& about) {
  const auto whole = [name](const std::string& text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool good = error == std::errc() && end == text.data() + text.size();
    return good ? std::string() : fmt::format("{} takes a whole number, not “{}”.", name, printable(text));
  };
  library_->app
      .add_option_function<std::string>(name,
                                        [&target](const std::string& text) { target = std::stoull(text); })
      ->check(CLI::Validator(whole, "N"));
  library_->described.push_back({name, "N", about, false, {}});
  library_->names.push_back(name);
}

void Arguments::flag(const std::string& name, bool& target, const std::string& about) {
  library_->app.add_flag(name, target);
  library_->described.push_back({name, "", about, false, {}});
  library_->names.push_back(name);
}

void Arguments::format(Format& target) {
  const auto known = [](const std::string& text) {
    return text == "text" || text == "json"
               ? std::string()
               : fmt::format("--format is text or json, not “{}”.", printable(text));
  };
  library_->app
      .add_option_function<std::string>(
          "--format",
          [&target](const std::string& text) { target = text == "json" ? Format::json : Format::text; })
      ->check(CLI::Validator(known, "FORMAT"));
  library_->described.push_back({"--format", "FORMAT", "text (unless said otherwise) or json", false, {}});
  library_->names.emplace_back("--format");
}

void Arguments::quiet(bool& target) {
  flag("--quiet", target, "no progress bar and no remarks");
}

std::string Arguments::help() const {
  std::string text = fmt::format("trouw {} {}\n{}\n\n", command_.name, command_.form, command_.question);
  std::size_t widest = 0;
  for (const Described& one : library_->described) widest = std::max(widest, width(one.written()));
  for (const Described& one : library_->described) {
    const std::string lines = wrapped(one.about, std::string(widest + 4, ' '));
    text += fmt::format("  {}{}", one.written(), lines.substr(width(one.written()) + 2));
  }
  return text + fmt::format("\nExample:\n  {}\n", command_.example);
}

namespace {

const char* words_of_use(Use use) {
  return use == Use::reads ? "read" : use == Use::writes ? "written" : "added to";
}

// What machines are told, of which man pages and completions are made.
std::string description(const Command& command, const std::vector<Described>& described) {
  nlohmann::ordered_json json = {{"name", command.name},
                                 {"question", command.question},
                                 {"form", command.form},
                                 {"example", command.example}};
  json["operands"] = nlohmann::ordered_json::array();
  json["options"] = nlohmann::ordered_json::array();
  for (const Described& one : described)
    json[one.name.starts_with("-") ? "options" : "operands"].push_back(
        {{"name", one.name},
         {"value", one.value},
         {"about", one.about},
         {"required", one.required},
         {"file", one.use ? nlohmann::ordered_json(words_of_use(*one.use)) : nullptr}});
  return json.dump(2) + "\n";
}

// A sentence of our own for an option without a value, or with two.
std::string mismatch(const std::string& theirs) {
  const std::string name = theirs.substr(0, theirs.find_first_of(": "));
  const bool missing = theirs.find("missing") != std::string::npos;
  return name + (missing ? " needs a value after it.\n" : " may stand there only once.\n");
}

std::string unexpected(const std::string& word, const std::vector<std::string>& names) {
  const bool option = word.starts_with("-");
  const std::string near = option ? nearest_name(word.substr(0, word.find('=')), names) : "";
  std::string text = option ? fmt::format("There is no option “{}” here.\n", printable(word))
                            : fmt::format("“{}” is one word too many.\n", printable(word));
  if (!near.empty()) text += fmt::format("   help: did you mean {}?\n", near);
  return text;
}

}  // namespace

std::optional<int> Arguments::read(const Words& words, Console& console) {
  if (words == Words{"--help", "json"}) {
    console.out(description(command_, library_->described));
    return fine;
  }
  std::string wrong;
  try {
    library_->app.allow_extras();
    library_->app.parse(Words(words.rbegin(), words.rend()));
    const Words extras = library_->app.remaining();
    if (!extras.empty()) wrong = unexpected(extras.front(), library_->names);
    for (const auto& [name, written] : library_->required)
      if (wrong.empty() && library_->app.count(name) == 0) wrong = fmt::format("{} is missing.\n", written);
  } catch (const CLI::CallForHelp&) {
    console.out(help());
    return fine;
  } catch (const CLI::ValidationError& error) {
    const std::string text = error.what();
    const std::size_t head = text.find(": ");  // the library puts the option's name in front
    wrong = (head == std::string::npos ? text : text.substr(head + 2)) + "\n";
  } catch (const CLI::ArgumentMismatch& error) {
    wrong = mismatch(error.what());
  } catch (const CLI::ParseError& error) {
    wrong = std::string(error.what()) + ".\n";
  }
  if (!wrong.empty()) return misused(wrong, console);
  if (const std::string text = clash(files()); !text.empty()) {
    console.error(text + "\n");
    return unusable;
  }
  return std::nullopt;
}

std::vector<NamedFile> Arguments::files() const {
  std::vector<NamedFile> files;
  for (const auto& [name, text] : library_->texts)
    if (const auto use = use_of(name)) files.push_back({name, *text, *use});
  return files;
}

int Arguments::misused(const std::string& wrong, Console& console) const {
  console.error(fmt::format("{}   usage: trouw {} {}\n   `trouw {} --help` says more.\n", wrong,
                            command_.name, command_.form, command_.name));
  return unusable;
}

}  // namespace trouw::cli

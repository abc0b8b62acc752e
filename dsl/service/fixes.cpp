#include "service/fixes.h"

#include <algorithm>
#include <functional>

#include "check/load.h"
#include "service/places.h"

namespace trouw::service {

namespace {

constexpr std::size_t most_fixes = 4;
constexpr std::size_t most_tries = 48;

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

// The texts between an opening and a closing quote, in order.
std::vector<std::string> between(std::string_view text, std::string_view open, std::string_view close) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at)) {
    at += open.size();
    const std::size_t end = text.find(close, at);
    if (end == std::string_view::npos) break;
    found.emplace_back(text.substr(at, end - at));
    at = end + close.size();
  }
  return found;
}

// What people add behind a proposal.
std::string_view without_remark(std::string_view text) {
  for (const std::string_view end :
       {", whichever", "; ", " for one number", " in its place", " without quotes", ", and ", ", or the ",
        ", which", " before it", " where it "})
    if (const std::size_t at = text.find(end); at != std::string_view::npos) text = text.substr(0, at);
  return text;
}

void add(std::vector<std::string>& all, std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (!text.empty() && std::find(all.begin(), all.end(), text) == all.end()) all.emplace_back(text);
}

// `write A or B, whichever is meant`, `write 7.50 for one number, or 7, 50 for two`.
void add_plain(std::vector<std::string>& all, std::string_view help) {
  for (const std::string_view verb : {"write ", "did you mean ", "list the names with commas: "}) {
    if (!starts(help, verb)) continue;
    const std::string_view rest = help.substr(verb.size());
    if (const std::size_t line = rest.find('\n'); line != std::string_view::npos) {  // a reading a line
      std::string_view other = rest.substr(rest.find_first_not_of(" \n", line));
      if (starts(other, "or ")) other.remove_prefix(3);
      add(all, rest.substr(0, line));
      add(all, other);
      continue;
    }
    const std::string_view plain = without_remark(rest);
    add(all, plain.substr(0, plain.find('?')));
    if (const std::size_t either = plain.find(" or "); either != std::string_view::npos) {
      add(all, plain.substr(0, either));
      add(all, plain.substr(either + 4));
    }
    if (const std::size_t two = rest.find(" for one number, or "); two != std::string_view::npos) {
      const std::string_view other = rest.substr(two + 20);
      add(all, other.substr(0, other.find(" for two")));
    }
  }
}

// A message and its bytes.
struct Told {
  Severity severity;
  std::string code, message;
  Stretch at;

  bool error() const { return severity == Severity::error; }
  bool of_syntax() const { return error() && code.rfind("T01", 0) == 0; }
};

// Texts with one of them changed.
struct Texts {
  std::string yaml;
  Files files;

  std::string& text(const std::string& file) {
    return file == Draft::yaml_name ? yaml : files.find(file)->second;
  }
  bool has(const std::string& file) const { return file == Draft::yaml_name || files.contains(file); }
  std::vector<Told> told() {
    std::vector<SourceFile> sources;
    for (const auto& [name, text] : files) sources.push_back({name, text});
    std::vector<Told> all;
    for (Diagnostic& d : read_texts(std::string(Draft::yaml_name), yaml, sources).loaded.diagnostics)
      if (d.severity != Severity::note)
        all.push_back({d.severity, std::move(d.code), std::move(d.message),
                       has(d.place.file) ? stretch_of(d.place, text(d.place.file)) : Stretch{d.place.file}});
    return all;
  }
};

template <typename Kind>
std::ptrdiff_t count(const std::vector<Told>& all, Kind kind) {
  return std::count_if(all.begin(), all.end(), kind);
}

// Where a proposal may belong: the underlined words, and parts of the line around them.
std::vector<Stretch> places(const Stretch& underlined, const std::string& text) {
  const auto& [file, begin, end] = underlined;
  const std::size_t feed = text.find('\n', begin);
  const auto line_end = static_cast<std::uint32_t>(feed == std::string::npos ? text.size() : feed);
  std::uint32_t line = begin;
  while (line > 0 && text[line - 1] != '\n') --line;
  while (line < begin && (text[line] == ' ' || text[line] == '\t')) ++line;
  std::vector<Stretch> all = {{file, begin, end}};
  const auto next = [&](std::uint32_t from) {  // the end of the word after `from`
    while (from < line_end && text[from] == ' ') ++from;
    while (from < line_end && text[from] != ' ') ++from;
    return from;
  };
  const auto before = [&](std::uint32_t from) {  // the beginning of the word before `from`
    while (from > line && text[from - 1] == ' ') --from;
    while (from > line && text[from - 1] != ' ') --from;
    return from;
  };
  const std::uint32_t one = before(begin), two = before(one);
  all.push_back({file, begin, begin});  // in front of it
  all.push_back({file, end, end});      // behind it
  all.push_back({file, one, end});
  all.push_back({file, begin, next(end)});
  all.push_back({file, two, end});
  all.push_back({file, begin, next(next(end))});
  all.push_back({file, begin, line_end});
  all.push_back({file, line, line_end});
  std::vector<Stretch> distinct;
  for (Stretch& place : all)
    if (place.begin <= place.end && std::find(distinct.begin(), distinct.end(), place) == distinct.end())
      distinct.push_back(std::move(place));
  return distinct;
}

// The proposal with the blanks that an insertion needs.
std::string fitted(const std::string& words, const Stretch& place, const std::string& text) {
  if (place.begin != place.end || words.empty()) return words;
  const bool glued_before =
      place.begin > 0 && std::string_view(" \t\n(").find(text[place.begin - 1]) == std::string_view::npos;
  const bool glued_behind =
      place.end < text.size() && std::string_view(" \t\n),:").find(text[place.end]) == std::string_view::npos;
  return (glued_before && words.front() != ',' ? " " : "") + words + (glued_behind ? " " : "");
}

class Trial {
 public:
  Trial(Told wrong, Texts texts)
      : wrong_(std::move(wrong)),
        texts_(std::move(texts)),
        before_(texts_.told()),
        text_(texts_.text(wrong_.at.file)) {}

  // Whether the edit mends the mistake, and only that.
  bool mends(const Edit& edit) {
    if (++tries_ > most_tries) return false;
    std::string& text = texts_.text(edit.at.file);
    text = text_.substr(0, edit.at.begin) + edit.text + text_.substr(edit.at.end);
    const std::vector<Told> after = texts_.told();
    text = text_;
    return fewer(after) && !stays(after) && !harms(after, edit);
  }
  const std::string& text() const { return text_; }

 private:
  bool fewer(const std::vector<Told>& after) const {
    const std::ptrdiff_t errors = count(after, std::mem_fn(&Told::error));
    const std::ptrdiff_t were = count(before_, std::mem_fn(&Told::error));
    if (wrong_.error()) return errors < were || reads_on(after);
    return errors <= were && after.size() < before_.size();
  }
  // As many errors, but this one has made way for what a broken statement had hidden.
  bool reads_on(const std::vector<Told>& after) const {
    return wrong_.of_syntax() &&
           count(after, std::mem_fn(&Told::of_syntax)) < count(before_, std::mem_fn(&Told::of_syntax));
  }
  bool stays(const std::vector<Told>& after) const {
    return std::any_of(after.begin(), after.end(), [&](const Told& told) {
      return told.message == wrong_.message && told.at.file == wrong_.at.file &&
             told.at.begin == wrong_.at.begin;
    });
  }
  // Whether something new is wrong with what was written.
  bool harms(const std::vector<Told>& after, const Edit& edit) const {
    const std::size_t end = edit.at.begin + edit.text.size();
    const std::int64_t shift = static_cast<std::int64_t>(end) - edit.at.end;
    return std::any_of(after.begin(), after.end(), [&](const Told& told) {
      const bool touches =
          told.at.file == edit.at.file && told.at.begin <= end && told.at.end >= edit.at.begin;
      return touches && !was(told, shift);
    });
  }
  bool was(const Told& now, std::int64_t shift) const {
    return std::any_of(before_.begin(), before_.end(), [&](const Told& told) {
      return told.code == now.code && told.message == now.message && told.at.file == now.at.file &&
             (told.at.begin == now.at.begin || told.at.begin + shift == now.at.begin);
    });
  }

  Told wrong_;
  Texts texts_;
  std::vector<Told> before_;
  std::string text_;
  std::size_t tries_ = 0;
};

std::string title_of(const std::string& proposal) {
  return proposal.empty() ? "Leave it out" : "Write " + proposal;
}

}  // namespace

std::vector<std::string> proposals(std::string_view help) {
  std::vector<std::string> all;
  for (const std::string& one : between(help, "`", "`")) add(all, one);
  for (const std::string& one : between(help, "“", "”")) add(all, one);
  add_plain(all, help);
  if (starts(help, "leave ")) all.emplace_back();
  return all;
}

std::vector<Fix> fixes_of(const Diagnostic& diagnostic, const std::string& yaml, const Files& files) {
  const std::string& file = diagnostic.place.file;
  Texts texts{yaml, files};
  if (!texts.has(file) || diagnostic.place.line == 0 || diagnostic.help.empty()) return {};
  const Stretch underlined = stretch_of(diagnostic.place, texts.text(file));
  Trial trial({diagnostic.severity, diagnostic.code, diagnostic.message, underlined}, std::move(texts));
  std::vector<Fix> found;
  constexpr std::string_view heading = "begin the file with: ";
  if (starts(diagnostic.help, heading)) {
    const std::string line = diagnostic.help.substr(heading.size());
    const Edit edit{{file, 0, 0}, line + "\n"};
    if (trial.mends(edit)) found.push_back({title_of(line), {edit}});
    return found;
  }
  const std::vector<Stretch> where = places(underlined, trial.text());
  for (const std::string& proposal : proposals(diagnostic.help))
    for (const Stretch& place : where) {
      if (found.size() == most_fixes) return found;
      const Edit edit{place, fitted(proposal, place, trial.text())};
      if (trial.text().compare(place.begin, place.end - place.begin, edit.text) == 0 || !trial.mends(edit))
        continue;
      found.push_back({title_of(proposal), {edit}});
      break;
    }
  return found;
}

}  // namespace trouw::service

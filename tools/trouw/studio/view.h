// The desk as JSON, for the page. Places are lines and characters of UTF-16, both from 0, as a browser
// counts.
#pragma once

#include <map>
#include <string>

#include "http/message.h"
#include "lsp/positions.h"
#include "studio/desk.h"

namespace trouw::cli {

using http::Json;

// Finds places in the texts of one desk as they are; it is held meanwhile.
class Places {
 public:
  explicit Places(const Desk& desk) : desk_(desk) {}

  Json place(const service::Stretch& at);  // {file, from: {line, ch}, to}
  Json place(const Place& at);
  std::uint32_t byte(const std::string& file, const Json& position);
  Json position(const std::string& file, std::uint32_t byte);

 private:
  const Positions& of(const std::string& file);

  const Desk& desk_;
  std::map<std::string, Positions> known_;
};

// {name, mark, unsaved, there, legible, restored, outside, gone}; `outside` is the mark of the other bytes.
Json papers_json(const Desk& desk);

// What does not change while the studio runs, and what programme.yaml declares.
Json programme_json(const Desk& desk);
Json fields_json(const Desk& desk);

// One file: {name, mark, text, tokens, outline, hints, cards}.
Json sheet_json(const Desk& desk, const std::string& name, bool with_text);

// {diagnostics, errors, warnings, notes, sound}; 200 diagnostics at most. `number` finds one again.
Diagnostics told(const Desk& desk);
Json diagnostics_json(const Desk& desk, const Diagnostics& all);

// The examples with what is expected and what comes out: {title, place, on, standing, holds, simple, facts,
// expects: [{kind, title, number, expected, actual, text}]}.
Json examples_json(const Desk& desk);

// What the programme comes to, as far as is known.
Json findings_json(const Desk& desk);

}  // namespace trouw::cli

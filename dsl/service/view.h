// One reading of a draft: what every answer is given from. Const once made.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/load.h"
#include "service/occurrences.h"
#include "syntax/phrases.h"
#include "trouw/service.h"

namespace trouw::service {

struct View {
  ReadTexts texts;
  std::vector<Occurrence> names;
  std::shared_ptr<const Programme> programme;  // none where the texts hold a mistake

  // programme.yaml first, then files of offers; or nothing.
  std::optional<std::uint32_t> source(std::string_view file) const;
  const tree::File* tree(std::uint32_t source) const;  // null for programme.yaml
  const Book& book(std::uint32_t source) const;
  Stretch stretch(Span at) const;
  // The name that a place lies in or just behind, or null.
  const Occurrence* name_at(std::string_view file, std::uint32_t at) const;
};

// ---- The answers, a file each ---------------------------------------------------------------------------

std::vector<Completion> completions(const View& view, std::uint32_t source, std::uint32_t at);
std::vector<Completion> yaml_completions(const View& view, std::uint32_t at);
std::optional<Meaning> meaning(const View& view, std::uint32_t source, std::uint32_t at);
std::optional<Meaning> yaml_meaning(const View& view, std::uint32_t at);
std::optional<Stretch> definition(const View& view, const Occurrence& name);
std::vector<Stretch> references(const View& view, const Occurrence& name);
Renaming rename(const View& view, const Occurrence& name, const std::string& to);
std::vector<Token> tokens(const View& view, std::uint32_t source);
std::vector<Outline> outline(const View& view, std::uint32_t source);
std::vector<Hint> hints(const View& view, std::uint32_t source);
std::vector<Card> cards(const View& view, std::uint32_t source);

// What a field is, in Markdown.
std::string field_text(const Schema& schema, const Field& field);
// "again every 12 months", "once for good": how often an offer is granted.
std::string occasion_text(const Schema& schema, const Offer& offer, const Book& book);

}  // namespace trouw::service

// What every part of reading programme.yaml shares: where things stand, and how mistakes are told.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/message.h"
#include "schema/yaml.h"
#include "trouw/schema.h"

namespace trouw {

inline constexpr std::size_t most_fields = 2'000;  // and perks
inline constexpr std::size_t most_choices = 10'000;

// Where the values of a field stand, for what is checked when its roles are known. Null where not said.
struct FieldNodes {
  const yaml::Node* name = nullptr;  // always said
  const yaml::Node* from = nullptr;
  const yaml::Node* to = nullptr;
  const yaml::Node* for_newcomers = nullptr;
  const yaml::Node* typical = nullptr;
  const yaml::Node* if_missing = nullptr;
  const yaml::Node* always = nullptr;
  const yaml::Node* computed = nullptr;
  const yaml::Node* contracts = nullptr;
  const yaml::Node* sum = nullptr;
  bool typed = false;  // its type could be read
};

// One reading of one file. Everything refers to the document, the reporter and the schema, which outlive it.
struct Reading {
  Reading(Schema& schema_read, Reporter& told) : schema(schema_read), reporter(told) {}

  Schema& schema;
  Reporter& reporter;
  std::vector<FieldNodes> field_nodes;  // one a field

  // Reports at a node. Beyond limits::diagnostics mistakes nothing more is kept.
  Diagnostic& error(Message message, const yaml::Node& at, std::initializer_list<std::string> parts = {});
  // Whether so much is wrong that nothing more is said.
  bool full() const;
  Place place(const yaml::Node& at) const { return reporter.sources().place(at.span); }

  // The text of a single value, or nothing after a message. `what` is the subject: "The field “usage”:
  // “from”".
  std::optional<std::string> text(const yaml::Node& node, const std::string& what);

  // One of the words, by number; otherwise a message with the nearest.
  std::optional<std::size_t> word(const yaml::Node& node, const std::string& what,
                                  std::span<const std::string_view> words);

  // The spellings that a single value or a list of them gives, which may be empty texts in a list.
  std::vector<std::string> spellings(const yaml::Node& node, const std::string& what);

  // yes or no, nothing after a message.
  std::optional<bool> yes_or_no(const yaml::Node& node, const std::string& what);

  // A condition in the language, as it stands in the file; nothing after a message.
  std::optional<Snippet> snippet(const yaml::Node& node, const std::string& what);

  // The field that a role or a section names, or nothing after a message.
  std::optional<FieldId> field(const yaml::Node& node, const std::string& what);

  // The entries of a map whose keys its author chose, by normalised name; two alike are a mistake, and only
  // the first is returned. Empty after a message where the node is no map.
  struct Named {
    std::string name;
    const yaml::Node* key;
    const yaml::Node* value;
  };
  std::vector<Named> named(const yaml::Node& node, const std::string& what, std::size_t most);

 private:
  std::size_t told_ = 0;
  Diagnostic dropped_;
};

// A map with fixed keys. Unknown and repeated keys are reported when it is made.
class Keys {
 public:
  // `what` is the subject of messages ("The field “usage”"), `owner` the node at which missing keys are
  // reported, null for the file as a whole.
  // `offered`: of the known keys those to name where another stands; empty: all.
  Keys(Reading& reading, const yaml::Node& map, std::string what, const yaml::Node* owner,
       std::span<const std::string_view> known, std::vector<std::string_view> offered = {});

  // The value of a key, or null where it is not said.
  const yaml::Node* find(std::string_view key) const;
  // The same, and where it is not said a message by report_missing. `help` is what to write.
  const yaml::Node* require(std::string_view key, const std::string& help);
  // One message for everything that was required and is not there.
  void report_missing();
  // The node of the key itself. REQUIRES find(key).
  const yaml::Node& key(std::string_view key) const;

  // "The field “usage”: “from”", the subject of messages about a key's value.
  std::string about(std::string_view key) const;
  const std::string& what() const { return what_; }
  bool is_map() const { return is_map_; }

 private:
  void keep(const yaml::Node& key, const yaml::Node& value, std::span<const std::string_view> known);
  std::string instead_of(const std::string& name, std::span<const std::string_view> known) const;

  Reading& reading_;
  std::string what_;
  const yaml::Node* owner_;
  bool is_map_ = false;
  std::vector<std::string_view> offered_;
  std::vector<std::string> meant_;  // the known keys nearest to unknown ones: they are misspelt, not missing
  std::vector<std::string> missing_;
  std::string help_;
  std::vector<std::pair<const yaml::Node*, const yaml::Node*>> entries_;
};

// "“a”, “b” or “c”".
std::string listed(std::span<const std::string_view> words, std::string_view last = " or ");
// "did you mean “x”?", or the list of names where none is near and there are few; otherwise empty.
std::string suggestion(std::string_view word, const std::vector<std::string>& names);

// ---- The parts, in the order in which they are read
// --------------------------------------------------------

void read_header(Reading& reading, Keys& top);
void read_events(Reading& reading, const yaml::Node& events);
void read_fields(Reading& reading, const yaml::Node& fields);
void read_roles(Reading& reading, const yaml::Node& roles, const yaml::Node& owner);
void read_values(Reading& reading);    // for newcomers, typical, if missing, always: once domains are final
void read_computed(Reading& reading);  // once all fields are there
void check_contracts(
    Reading& reading);  // what looks at the holder's other contracts: once roles are read too
void read_products(Reading& reading, const yaml::Node& products, const yaml::Node& owner);
void read_perks(Reading& reading, const yaml::Node& perks);
std::string canonical_text(const Schema& schema);

}  // namespace trouw

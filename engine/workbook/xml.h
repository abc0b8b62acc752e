// The parts' XML, read with Expat, an element after another.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "workbook/archive.h"

namespace trouw::workbook {

// The attributes of an element; their prefixes are left out of their names, and so are elements'.
class Attributes {
 public:
  explicit Attributes(const char** all) : all_(all) {}
  const char* find(std::string_view name) const;  // null: not there

 private:
  const char** all_;
};

class Elements {
 public:
  virtual ~Elements() = default;
  virtual void begin(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}  // in pieces
};

// One part's elements, as much at a time as one wants. `elements` and `archive` outlive it. Memory is
// bounded: documents that define entities, nest without end or have a tag of megabytes are no workbook's and
// refused.
class Xml {
 public:
  Xml(Archive& archive, const std::string& part, Elements& elements, Status& status);
  ~Xml();
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;

  // Reads a piece further. `more`: there may be another.
  Status go_on(bool& more);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// All of a part.
Status read_part(Archive& archive, const std::string& part, Elements& elements);

}  // namespace trouw::workbook

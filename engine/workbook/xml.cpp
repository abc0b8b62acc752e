#include "workbook/xml.h"

#include <expat.h>

namespace trouw::workbook {

namespace {

constexpr int piece_bytes = 1 << 16;
constexpr std::size_t most_silent_bytes = 16u << 20;  // without an element or a text
constexpr int deepest = 200;

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace

const char* Attributes::find(std::string_view name) const {
  for (const char** at = all_; *at != nullptr; at += 2)
    if (without_prefix(*at) == name) return at[1];
  return nullptr;
}

struct Xml::State {
  State(Archive& from, const std::string& name, Elements& into) : archive(from), elements(into), part(name) {
    parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, begin, end);
    XML_SetCharacterDataHandler(parser, characters);
    XML_SetStartDoctypeDeclHandler(parser, doctype);
  }
  ~State() { XML_ParserFree(parser); }

  static void XMLCALL begin(void* data, const char* name, const char** attributes) {
    State& state = *static_cast<State*>(data);
    state.silent = 0;
    if (++state.depth > deepest) return state.stop("its elements nest too deeply");
    state.elements.begin(without_prefix(name), Attributes(attributes));
  }
  static void XMLCALL end(void* data, const char* name) {
    State& state = *static_cast<State*>(data);
    state.silent = 0;
    --state.depth;
    state.elements.end(without_prefix(name));
  }
  static void XMLCALL characters(void* data, const char* text, int size) {
    State& state = *static_cast<State*>(data);
    state.silent = 0;
    state.elements.text({text, static_cast<std::size_t>(size)});
  }
  static void XMLCALL doctype(void* data, const char*, const char*, const char*, int) {
    static_cast<State*>(data)->stop("it has a document type of its own");
  }

  void stop(const char* why) {
    stopped = why;
    XML_StopParser(parser, XML_FALSE);
  }

  Status failure() const {
    return archive.failure(part + ": " +
                           (stopped.empty() ? XML_ErrorString(XML_GetErrorCode(parser)) : stopped));
  }

  Archive& archive;
  Elements& elements;
  std::string part, stopped;
  std::unique_ptr<Part> bytes;
  XML_Parser parser;
  std::size_t silent = 0;
  int depth = 0;
};

Xml::Xml(Archive& archive, const std::string& part, Elements& elements, Status& status)
    : state_(std::make_unique<State>(archive, part, elements)) {
  state_->bytes = archive.open(part, status);
}

Xml::~Xml() = default;

Status Xml::go_on(bool& more) {
  more = false;
  State& state = *state_;
  void* const buffer = XML_GetBuffer(state.parser, piece_bytes);
  if (buffer == nullptr) return state.failure();
  std::size_t count = 0;
  if (Status status = state.bytes->read(static_cast<char*>(buffer), piece_bytes, count); !status)
    return status;
  state.silent += count;
  if (XML_ParseBuffer(state.parser, static_cast<int>(count), count == 0) != XML_STATUS_OK)
    return state.failure();
  if (state.silent > most_silent_bytes) {
    state.stopped = "it has a tag that does not end";
    return state.failure();
  }
  more = count > 0;
  return {};
}

Status read_part(Archive& archive, const std::string& part, Elements& elements) {
  Status status;
  Xml xml(archive, part, elements, status);
  for (bool more = true; status && more;) status = xml.go_on(more);
  return status;
}

}  // namespace trouw::workbook

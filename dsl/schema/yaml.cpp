#include "schema/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>
#include <unordered_map>

#include "schema/yaml_text.h"

namespace trouw::yaml {

namespace {

// Reads a text in place.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

// Ends the reading from within an event; never leaves this file.
struct Stop {
  Message message;
  Span at;
};

// Builds the tree from the library's events.
class Builder : public YAML::EventHandler {
 public:
  Builder(Document& document, const Text& text) : document_(document), text_(text) {}

  bool begun = false;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (begun) throw Stop{Message::yaml_several_documents, text_.line_span(byte(mark))};
    begun = true;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node& node = open(Node::empty, mark);
    if (!levels_.empty() && levels_.back().key != nullptr) node.span = levels_.back().key->span;
    close(node, anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string& value) override {
    Node& node = open(Node::single, mark);
    node.text = value;
    text_.locate(node);
    if (node.open_quote) throw Stop{Message::yaml_open_quote, text_.line_span(byte(mark))};
    close(node, anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) throw Stop{Message::yaml_alias_in_itself, text_.line_span(byte(mark))};
    count(found->second.nodes, mark);
    place(found->second.node);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    enter(Node::list, mark, anchor);
  }
  void OnSequenceEnd() override { leave(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    enter(Node::map, mark, anchor);
  }
  void OnMapEnd() override { leave(); }

 private:
  struct Level {
    Node* node;
    YAML::anchor_t anchor;
    std::size_t counted_before;
    const Node* key = nullptr;
  };

  struct Anchored {
    const Node* node = nullptr;
    std::size_t nodes = 0;
  };

  std::size_t byte(const YAML::Mark& mark) const {
    return text_.begin + static_cast<std::size_t>(std::max(0, mark.pos));
  }

  void count(std::size_t nodes, const YAML::Mark& mark) {
    counted_ += nodes;
    if (counted_ > most_nodes) throw Stop{Message::yaml_too_much, text_.line_span(byte(mark))};
  }

  Node& open(Node::Kind kind, const YAML::Mark& mark) {
    count(1, mark);
    Node& node = document_.nodes.emplace_back();
    node.kind = kind;
    node.span = text_.line_span(byte(mark));
    return node;
  }

  void close(const Node& node, YAML::anchor_t anchor, std::size_t nodes = 1) {
    if (anchor != YAML::NullAnchor) anchors_[anchor] = {&node, nodes};
    place(&node);
  }

  void enter(Node::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (levels_.size() >= deepest) throw Stop{Message::yaml_too_deep, text_.line_span(byte(mark))};
    Node& node = open(kind, mark);
    levels_.push_back({&node, anchor, counted_ - 1});
  }

  void leave() {
    const Level level = levels_.back();
    levels_.pop_back();
    close(*level.node, level.anchor, counted_ - level.counted_before);
  }

  // Puts a finished node where it belongs.
  void place(const Node* node) {
    if (levels_.empty()) {
      document_.root = node;
      return;
    }
    Level& level = levels_.back();
    if (level.node->kind == Node::list) {
      level.node->items.push_back(node);
    } else if (level.key == nullptr) {
      level.key = node;
    } else {
      level.node->entries.emplace_back(level.key, node);
      level.key = nullptr;
    }
  }

  Document& document_;
  const Text& text_;
  std::vector<Level> levels_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;
  std::size_t counted_ = 0;
};

// What a mistake of YAML is called for somebody who wrote a settings file.
std::string in_our_words(const std::string& message) {
  namespace of = YAML::ErrorMsg;
  static const std::pair<const char*, const char*> words[] = {
      {of::END_OF_MAP,
       "this line is indented differently from the keys above it, or a bracket or quote is not closed"},
      {of::END_OF_MAP_FLOW, "a “{” is not closed, or a comma is missing between two keys"},
      {of::END_OF_SEQ, "this line is indented differently from the list above it"},
      {of::END_OF_SEQ_FLOW, "a “[” is not closed, or a comma is missing in the list"},
      {of::EOF_IN_SCALAR, "a quote is opened and never closed"},
      {of::DOC_IN_SCALAR, "a quote is opened and never closed"},
      {of::FLOW_END, "a bracket is closed that was not opened"},
      {of::MAP_VALUE, "there is a colon where none can be; a text with “: ” in it needs quotes"},
      {of::MAP_KEY, "a key stands where none can be"},
      {of::BLOCK_ENTRY, "a “- ” stands where no list item can be"},
      {of::UNKNOWN_TOKEN, "a text that begins with this sign needs quotes"},
      {of::INVALID_ESCAPE, "a backslash in double quotes has a meaning of its own; use single quotes"}};
  for (const auto& [theirs, ours] : words)
    if (message.rfind(theirs, 0) == 0) return ours;
  if (message.find("anchor") != std::string::npos || message.find("alias") != std::string::npos)
    return "“*” and “&” at the start of a text have a meaning of their own; put the text in quotes";
  return "a sign stands where none can be";
}

void report_broken(const YAML::Exception& broken, const Text& text, Reporter& reporter) {
  const std::size_t at = text.begin + static_cast<std::size_t>(std::max(0, broken.mark.pos));
  if (const auto tab = text.tab_before(at)) {
    reporter.report(Message::yaml_tab, *tab).help = "indent with spaces";
    return;
  }
  if (broken.msg == YAML::ErrorMsg::BAD_FILE) {
    reporter.report(Message::yaml_too_deep, text.line_span(at), {std::to_string(deepest)});
    return;
  }
  reporter.report(Message::yaml_broken, text.line_span(at), {in_our_words(broken.msg)});
}

void parse(const Text& text, Document& document, Reporter& reporter) {
  try {
    TextBuffer buffer(text.all.substr(text.begin));
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    Builder builder(document, text);
    while (parser.HandleNextDocument(builder)) {
    }
    return;
  } catch (const Stop& stop) {
    reporter.report(stop.message, stop.at,
                    {std::to_string(stop.message == Message::yaml_too_deep ? deepest : most_nodes)});
  } catch (const YAML::Exception& broken) {
    report_broken(broken, text, reporter);
  } catch (const std::exception&) {
    reporter.report(Message::yaml_broken, text.line_span(text.begin), {in_our_words({})});
  }
  document.root = nullptr;
}

}  // namespace

Document read(std::uint32_t source, Reporter& reporter) {
  Document document;
  const Text text(source, reporter.sources());
  if (!text.readable(reporter)) return document;
  parse(text, document, reporter);
  return document;
}

}  // namespace trouw::yaml

#include "workbook/contents.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "workbook/xml.h"

namespace trouw::workbook {

namespace {

struct Relation {
  std::string type, part;
};
using Relations = std::map<std::string, Relation>;  // by id

std::string text_of(const char* attribute) {
  return attribute == nullptr ? std::string() : std::string(attribute);
}

int number_of(const char* attribute) {
  int number = -1;
  if (attribute != nullptr)
    std::from_chars(attribute, attribute + std::string_view(attribute).size(), number);
  return number;
}

// "worksheets/sheet1.xml", seen from the folder "xl/", as a part of the archive.
std::string resolved(std::string folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../") || target.starts_with("./")) {
    const bool up = target[1] == '.';
    target.remove_prefix(up ? 3 : 2);
    if (!up || folder.empty()) continue;
    const std::size_t slash = folder.rfind('/', folder.size() - 2);
    folder.resize(slash == std::string::npos ? 0 : slash + 1);
  }
  return folder + std::string(target);
}

class RelationElements final : public Elements {
 public:
  RelationElements(std::string folder, Relations& relations)
      : folder_(std::move(folder)), relations_(relations) {}
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship" || text_of(attributes.find("TargetMode")) == "External") return;
    const std::string type = text_of(attributes.find("Type"));
    relations_[text_of(attributes.find("Id"))] = {type.substr(type.rfind('/') + 1),
                                                  resolved(folder_, text_of(attributes.find("Target")))};
  }
  void end(std::string_view) override {}

 private:
  std::string folder_;
  Relations& relations_;
};

// What a part, "xl/workbook.xml", says that it is made of; a workbook's own are those of "".
Status read_relations(Archive& archive, const std::string& part, Relations& relations) {
  const std::size_t slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
  const std::string named = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  if (!part.empty() && !archive.has(named)) return {};
  RelationElements elements(folder, relations);
  return read_part(archive, named, elements);
}

std::string part_of_type(const Relations& relations, std::string_view type) {
  for (const auto& [id, relation] : relations)
    if (relation.type == type) return relation.part;
  return {};
}

class WorkbookElements final : public Elements {
 public:
  WorkbookElements(const Relations& relations, Contents& contents)
      : relations_(relations), contents_(contents) {}
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") {
      const std::string since = text_of(attributes.find("date1904"));
      contents_.since_1904 = since == "1" || since == "true";
    }
    if (name != "sheet") return;
    const auto found = relations_.find(text_of(attributes.find("id")));
    if (found == relations_.end() || found->second.type != "worksheet") return;
    const std::string state = text_of(attributes.find("state"));
    contents_.sheets.push_back(
        {text_of(attributes.find("name")), found->second.part, state == "hidden" || state == "veryHidden"});
  }
  void end(std::string_view) override {}

 private:
  const Relations& relations_;
  Contents& contents_;
};

class StyleElements final : public Elements {
 public:
  explicit StyleElements(std::vector<Shown>& shown) : shown_(shown) {}
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt")
      own_[number_of(attributes.find("numFmtId"))] = shown_by_code(text_of(attributes.find("formatCode")));
    if (name == "cellXfs") in_cells_ = true;
    if (name != "xf" || !in_cells_) return;
    const int format = number_of(attributes.find("numFmtId"));
    const auto own = own_.find(format);
    shown_.push_back(own != own_.end() ? own->second : shown_by_number(format));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }

 private:
  std::vector<Shown>& shown_;
  std::map<int, Shown> own_;
  bool in_cells_ = false;
};

// A text may come in runs of one look each; how it is pronounced is none of it.
class TextElements final : public Elements {
 public:
  explicit TextElements(Contents& contents) : contents_(contents) {}
  void begin(std::string_view name, const Attributes&) override {
    if (name == "rPh") ++aside_;
    in_text_ = name == "t" && aside_ == 0;
  }
  void end(std::string_view name) override {
    if (name == "rPh") --aside_;
    in_text_ = false;
    if (name != "si") return;
    append_unescaped(text_, contents_.texts);
    text_.clear();
    contents_.text_ends.push_back(contents_.texts.size());
  }
  void text(std::string_view text) override {
    if (in_text_) text_ += text;
  }

 private:
  Contents& contents_;
  std::string text_;
  int aside_ = 0;
  bool in_text_ = false;
};

Status read_shared(Archive& archive, const std::string& part, Contents& contents) {
  constexpr std::size_t most_bytes = 1u << 30;
  TextElements elements(contents);
  Status status;
  Xml xml(archive, part, elements, status);
  for (bool more = true; status && more;) {
    status = xml.go_on(more);
    if (status && contents.texts.size() > most_bytes)
      status = archive.failure("its texts are more than a gigabyte; save the sheet as CSV");
  }
  return status;
}

}  // namespace

void append_unescaped(std::string_view text, std::string& to) {
  constexpr std::size_t size = 7;  // of "_x000D_"
  for (std::size_t at = 0; at < text.size();) {
    unsigned code = 0;
    const std::string_view here = text.substr(at, size);
    const bool escaped = here.size() == size && here.starts_with("_x") && here.back() == '_' &&
                         std::from_chars(here.data() + 2, here.data() + 6, code, 16).ptr == here.data() + 6;
    if (escaped && code < 0x80 && code != 0) {
      to += static_cast<char>(code);
      at += size;
    } else {
      to += text[at++];
    }
  }
}

Status read_contents(Archive& archive, Contents& contents) {
  Relations top, own;
  if (!archive.has("_rels/.rels")) return archive.failure("it is an archive of something else");
  if (Status status = read_relations(archive, "", top); !status) return status;
  const std::string workbook = part_of_type(top, "officeDocument");
  if (workbook.empty() || !archive.has(workbook))
    return archive.failure("it is an archive of something else");
  if (Status status = read_relations(archive, workbook, own); !status) return status;
  WorkbookElements sheets(own, contents);
  if (Status status = read_part(archive, workbook, sheets); !status) return status;
  if (contents.sheets.empty())
    return archive.failure("it has no sheets of cells (a binary workbook, .xlsb, has to be saved as .xlsx)");
  if (const std::string styles = part_of_type(own, "styles"); archive.has(styles)) {
    StyleElements elements(contents.shown);
    if (Status status = read_part(archive, styles, elements); !status) return status;
  }
  const std::string texts = part_of_type(own, "sharedStrings");
  return archive.has(texts) ? read_shared(archive, texts, contents) : Status();
}

}  // namespace trouw::workbook

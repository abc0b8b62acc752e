#include "format/format.h"

#include <algorithm>

#include "format/layout.h"
#include "trouw/ensure.h"

namespace trouw {

namespace {

const Book& book_of(std::string_view language) {
  const Book* book = Book::find(language);
  ensure(book != nullptr, "a language without a phrase table");
  return *book;
}

// Which comments go before a line, and which at its end.
struct Attached {
  std::vector<const tree::Comment*> before;
  const tree::Comment* behind = nullptr;
};

// For each line, and one more place for what follows the last.
std::vector<Attached> attach(const std::vector<TextLine>& lines, const std::vector<tree::Comment>& comments) {
  std::vector<std::size_t> order(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return lines[a].at.begin < lines[b].at.begin; });
  std::vector<Attached> places(lines.size() + 1);
  std::size_t begun = 0;  // how many lines begin before the comment
  for (const tree::Comment& comment : comments) {
    while (begun < order.size() && lines[order[begun]].at.begin <= comment.at.begin) ++begun;
    const std::size_t next = begun < order.size() ? order[begun] : lines.size();
    if (begun == 0) {
      places[next].before.push_back(&comment);
      continue;
    }
    const std::size_t current = order[begun - 1];
    if (!comment.own_line && !places[current].behind)
      places[current].behind = &comment;
    else if (comment.own_line && comment.at.begin >= lines[current].at.end)
      places[next].before.push_back(&comment);
    else
      places[current].before.push_back(&comment);
  }
  return places;
}

// Whether the author left a line empty after the comment.
bool blank_line_after(const tree::Comment& comment, const Sources& sources) {
  const std::string_view text = sources.text(comment.at.file);
  int breaks = 0;
  for (std::size_t at = comment.at.end; at < text.size(); ++at) {
    if (text[at] == '\n') ++breaks;
    if (text[at] != '\n' && text[at] != ' ' && text[at] != '\t' && text[at] != '\r') break;
  }
  return breaks > 1;
}

class Writer {
 public:
  explicit Writer(const Sources* sources) : sources_(sources) {}

  void line(const TextLine& line, const Attached& comments) {
    const std::string indent(static_cast<std::size_t>(line.indent) * 2, ' ');
    if (line.parted || (line.indent == 0 && !comments.before.empty())) blank();
    own_lines(comments, indent);
    text_ += indent + line.text;
    if (comments.behind) text_ += "  " + comments.behind->text;
    text_ += '\n';
  }

  void own_lines(const Attached& comments, const std::string& indent) {
    for (const tree::Comment* comment : comments.before) {
      text_ += indent + comment->text + '\n';
      if (indent.empty() && sources_ && blank_line_after(*comment, *sources_)) blank();
    }
  }

  void heading(const std::string& text) { text_ += text + "\n\n"; }

  void blank() {
    const bool begun = !text_.empty() && (text_.size() < 2 || text_.substr(text_.size() - 2) != "\n\n");
    if (begun) text_ += '\n';
  }

  std::string take() {
    while (text_.size() > 1 && text_.substr(text_.size() - 2) == "\n\n") text_.pop_back();
    return std::move(text_);
  }

 private:
  const Sources* sources_;
  std::string text_;
};

std::string written(const tree::File& file, const Sources* sources, const Book& book) {
  const Words words(book, sources == nullptr);
  const std::vector<TextLine> lines = lines_of(file.statements, words);
  const std::vector<tree::Comment> none;
  const std::vector<Attached> comments = attach(lines, sources ? file.comments : none);
  Writer writer(sources);
  if (sources && book.language() != "en") writer.heading("language " + book.language());
  for (std::size_t i = 0; i < lines.size(); ++i) writer.line(lines[i], comments[i]);
  if (!comments.back().before.empty()) writer.blank();
  writer.own_lines(comments.back(), "");
  return writer.take();
}

}  // namespace

std::string format(const tree::File& file, const Sources& sources, std::string_view language) {
  return written(file, &sources, book_of(language));
}

std::string canonical(const tree::File& file) {
  return written(file, nullptr, book_of("en"));
}

std::string to_text(const tree::Literal& literal, std::string_view language) {
  return Words(book_of(language)).literal(literal);
}
std::string to_text(const tree::Amount& amount, std::string_view language) {
  return Words(book_of(language)).amount(amount);
}
std::string to_text(const tree::Condition& condition, std::string_view language) {
  return Words(book_of(language)).condition(condition);
}
std::string to_text(const tree::Scaling& scaling, std::string_view language) {
  return Words(book_of(language)).scaling(scaling);
}
std::string to_text(const tree::Reward& reward, std::string_view language) {
  return Words(book_of(language)).reward(reward);
}
std::string to_text(const tree::Guarantee& guarantee, std::string_view language) {
  return Words(book_of(language)).guarantee(guarantee);
}
std::string to_text(const tree::Name& name, std::string_view language) {
  return Words(book_of(language)).name(name);
}

}  // namespace trouw

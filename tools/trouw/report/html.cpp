#include "report/html.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/style.h"
#include "shell/words.h"
#include "trouw/results.h"

namespace trouw::cli {

namespace {

const char* entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return nullptr;
  }
}

std::string element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, escaped(text));
}

// Words break where a long id would push a table wide; numbers never do.
std::string row(const std::vector<std::string>& cells, const Numbers& numbers) {
  std::string html = "<tr>";
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const bool words = std::ranges::find(numbers.words, column) != numbers.words.end();
    if (column == 0)
      html += fmt::format("<th scope=\"row\">{}</th>", escaped(cells[column]));
    else
      html += fmt::format("<td{}>{}</td>", words ? " class=\"words\"" : "", escaped(cells[column]));
  }
  return html + "</tr>\n";
}

std::string table_html(std::string_view caption, const Numbers& numbers) {
  std::string html =
      fmt::format("<div class=\"numbers\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table>\n",
                  escaped(caption));
  html += fmt::format("<caption>{}</caption>\n<thead><tr>", escaped(caption));
  for (std::size_t column = 0; column < numbers.heading.size(); ++column) {
    const bool words = std::ranges::find(numbers.words, column) != numbers.words.end();
    html += fmt::format("<th scope=\"col\"{}>{}</th>", words ? " class=\"words\"" : "",
                        escaped(numbers.heading[column]));
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& cells : numbers.rows) html += row(cells, numbers);
  html += "</tbody>\n";
  if (!numbers.total.empty()) html += "<tfoot>" + row(numbers.total, numbers) + "</tfoot>\n";
  return html + "</table>\n</div>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : printable(text)) {
    if (const char* written = entity(c))
      html += written;
    else
      html += c;
  }
  return html;
}

Page::Page(std::string_view language, std::string_view title, std::string_view below)
    : language_(language), title_(title) {
  body_ = fmt::format("<header>\n<h1>{}</h1>\n<p class=\"below\">{}</p>\n</header>\n", escaped(title),
                      escaped(below));
}

void Page::answer(Mood mood, std::string_view text, const std::vector<std::string>& more) {
  const char* name = mood == good ? " good" : mood == bad ? " bad" : "";
  body_ += fmt::format("<div class=\"answer{}\">\n{}", name, element("p", text));
  for (const std::string& sentence : more) body_ += element("p", sentence);
  body_ += "</div>\n";
}

void Page::section(std::string_view title) {
  body_ += element("h2", title);
}

void Page::part(std::string_view title) {
  body_ += element("h3", title);
}

void Page::text(std::string_view text) {
  body_ += element("p", text);
}

void Page::faint(std::string_view text) {
  body_ += fmt::format("<p class=\"faint\">{}</p>\n", escaped(text));
}

void Page::list(const std::vector<std::string>& items) {
  body_ += "<ul>\n";
  for (const std::string& item : items) body_ += element("li", item);
  body_ += "</ul>\n";
}

void Page::table(std::string_view caption, const Numbers& numbers) {
  body_ += table_html(caption, numbers);
}

void Page::figure(std::string_view title, const std::string& svg, std::string_view caption,
                  const Numbers& numbers) {
  body_ += "<figure>\n" + element("h3", title) + svg +
           fmt::format("<figcaption>{}</figcaption>\n", escaped(caption)) +
           table_html("The numbers: " + std::string(title), numbers) + "</figure>\n";
}

std::string Page::html() const {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}\n<main>\n{}</main>\n</body>\n</html>\n",
      escaped(language_), escaped(title_), page_style, page_definitions, body_);
}

Status write_page(const std::string& path, const Page& page) {
  return write_file(path, page.html());
}

}  // namespace trouw::cli

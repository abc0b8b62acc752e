// A self-contained page: one file, no network, no script; light and dark, screen, phone and paper.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/status.h"

namespace trouw::cli {

// Text as HTML shows it, character for character: in elements and in quoted attributes. Control characters
// and bytes that are no UTF-8 become U+FFFD.
std::string escaped(std::string_view text);

// Numbers in rows. The first column names its row.
struct Numbers {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;  // each as long as the heading
  std::vector<std::string> total;              // a last row apart, or empty
  std::vector<std::size_t> words = {};         // columns that hold words: they stand left, as the first does
};

// Everything that it is given is plain text, but for `svg`, which is markup (chart.h).
class Page {
 public:
  enum Mood { good, bad, neutral };

  Page(std::string_view language, std::string_view title, std::string_view below);

  // The answer, in large letters, and what there is to say of it.
  void answer(Mood mood, std::string_view text, const std::vector<std::string>& more);

  void section(std::string_view title);
  void part(std::string_view title);  // below a section
  void text(std::string_view text);
  void faint(std::string_view text);
  void list(const std::vector<std::string>& items);
  void table(std::string_view caption, const Numbers& numbers);

  // A picture with what it shows in words, and its numbers beneath it.
  void figure(std::string_view title, const std::string& svg, std::string_view caption,
              const Numbers& numbers);

  std::string html() const;

 private:
  std::string body_;
  std::string language_, title_;
};

// Writes the file whole: under a temporary name first.
Status write_page(const std::string& path, const Page& page);

}  // namespace trouw::cli

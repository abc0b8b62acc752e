// What a command reads and what it writes: no output takes the place of an input, or of another output.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trouw::cli {

enum class Use { reads, writes, adds };  // `adds`: to what is there already

// An operand or option that names a file or a folder: "--rejects".
struct FileWord {
  std::string name;
  Use use = Use::reads;
};

// A command's row of the table in words: "reads PROGRAMME --customers; writes --results; adds
// --save-example". REQUIRES: nothing but these words and names.
std::vector<FileWord> file_words(std::string_view row);

struct NamedFile {
  std::string name, path;  // "--rejects", "out/rejects.csv"; an empty path is none
  Use use = Use::reads;
};

// A sentence where what is written is one file with something else that is named, or empty. By links, by
// `./`, as `file.db#table`, as the programme's own files or those that a database keeps beside it, as what
// standard input is read from: one file is one file. What is added to may be a file of offers that is read.
// Looks at names and file systems only; opens nothing.
std::string clash(const std::vector<NamedFile>& files);

}  // namespace trouw::cli

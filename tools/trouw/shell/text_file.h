// Files of text that a person wrote, read and replaced whole.
#pragma once

#include <string>

#include "trouw/status.h"

namespace trouw::cli {

// At most `limit` bytes; a larger file is a failure.
Status read_text(const std::string& path, std::string& text, std::size_t limit);

// Puts a new text in the place of a file, behind links, with the file's permissions. It is there whole or not
// at all. A file that may not be written is a failure.
Status replace_text(const std::string& path, const std::string& text);

// Writes a new file. One that is there already is a failure; so is anything that keeps it from being whole,
// and then there is no file.
Status create_text(const std::string& path, const std::string& text);

}  // namespace trouw::cli

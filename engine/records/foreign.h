// What a file is whose bytes are no text, so that its owner knows how to save it.
#pragma once

#include <string>
#include <string_view>

namespace trouw {

// From the first bytes of a file: the end of a sentence that begins with its name, such as " is a ZIP
// archive, as a workbook (.xlsx) is; save the sheet as CSV in UTF-8."; empty for what may be text in UTF-8.
std::string foreign_format(std::string_view bytes);

// What divides the one column of a header that has no comma, or 0 where nothing seems to, or several marks
// do.
char other_separator(std::string_view header);

std::string separator_name(char separator);  // "semicolons"

}  // namespace trouw

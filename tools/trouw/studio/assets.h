// The files of the page, part of the program; and the editor that is on the machine, where there is one.
#pragma once

#include <string>
#include <string_view>

#include "http/server.h"

namespace trouw::cli {

struct Asset {
  const char* name;  // "style.css"
  std::string_view bytes;
};

// Made of tools/trouw/studio/page when trouw is built; ends in an empty name.
extern const Asset assets[];

// Serves them, and below /codemirror/ what the page takes of CodeMirror 5.
void serve_assets(http::Server& server);

// Whether the editor is there.
bool has_editor();

}  // namespace trouw::cli

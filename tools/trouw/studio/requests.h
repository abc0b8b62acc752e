// The larger ones of what the page asks.
#pragma once

#include "http/message.h"
#include "studio/desk.h"

namespace trouw::cli {

inline constexpr std::size_t longest_text = std::size_t{8} << 20;  // as the language reads

http::Response no_file(const std::string& name);

// {over: {file: mark}, despite}: writes what was changed, after a check. 409 where a file was changed
// elsewhere, 422 where the text has a mistake; where an example fails or a guarantee is broken, unless
// `despite`.
http::Response save(Desk& desk, const http::Json& asked);

// {title, file, fields, on, replaces?, expects?}: the edit that writes an example of somebody; with `expects`
// as the form has them, otherwise with what comes out.
http::Response new_example(Desk& desk, const http::Json& asked);

// {guarantee, file}: the edit that writes what broke a guarantee as an example.
http::Response breach_example(Desk& desk, const http::Json& asked);

// {id} or {fields: {name: cell}}: without the desk held, since a search takes its time.
http::Response person(Desk& desk, const http::Request& request);

}  // namespace trouw::cli

#include "studio/assets.h"

#include <fmt/format.h>

#include <filesystem>

#include "shell/text_file.h"

namespace trouw::cli {

namespace {

// Where Debian's libjs-codemirror puts it.
constexpr const char* editor_folder = "/usr/share/javascript/codemirror";
constexpr const char* editor_files[] = {"lib/codemirror.js",        "lib/codemirror.css",
                                        "addon/hint/show-hint.js",  "addon/hint/show-hint.css",
                                        "addon/comment/comment.js", "addon/edit/matchbrackets.js"};
constexpr std::size_t longest = std::size_t{4} << 20;

// Nothing is loaded from elsewhere, and nothing runs that stands in a text.
constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const char* type_of(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "text/javascript; charset=utf-8";
}

http::Response file(std::string_view name, std::string bytes) {
  return {200, type_of(name), std::move(bytes), {{"Cache-Control", "no-cache"}}};
}

}  // namespace

bool has_editor() {
  std::error_code error;
  for (const char* name : editor_files)
    if (!std::filesystem::exists(std::filesystem::path(editor_folder) / name, error)) return false;
  return true;
}

void serve_assets(http::Server& server) {
  server.always("Content-Security-Policy", policy);
  server.always("X-Content-Type-Options", "nosniff");
  server.always("Referrer-Policy", "no-referrer");
  server.always("Cross-Origin-Opener-Policy", "same-origin");
  server.always("Cross-Origin-Resource-Policy", "same-origin");
  server.always("Cache-Control", "no-store");
  for (const Asset* one = assets; !one->bytes.empty(); ++one) {
    const auto answer = [one](const http::Request&) { return file(one->name, std::string(one->bytes)); };
    server.route("GET", fmt::format("/{}", one->name), answer);
    if (std::string_view(one->name) == "index.html") server.route("GET", "/", answer);
  }
  for (const char* name : editor_files)
    server.route("GET", fmt::format("/codemirror/{}", name), [name](const http::Request&) {
      std::string text;
      const std::string path = fmt::format("{}/{}", editor_folder, name);
      if (!read_text(path, text, longest)) return http::problem(404, "This editor is not on the machine.");
      return file(name, std::move(text));
    });
}

}  // namespace trouw::cli

#include "lsp/workspace.h"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>

#include "live/folder.h"

namespace trouw::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view scheme = "file://";

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool plain(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("/-._~").find(c) != std::string_view::npos;
}

// The nearest folder above a file that has programme.yaml, or the file's own.
fs::path folder_of(const fs::path& file) {
  std::error_code error;
  for (fs::path folder = file.parent_path(); !folder.empty(); folder = folder.parent_path()) {
    if (fs::exists(folder / service::Draft::yaml_name, error)) return folder;
    if (folder == folder.root_path()) break;
  }
  return file.parent_path();
}

}  // namespace

std::string path_of(const std::string& uri) {
  if (uri.compare(0, scheme.size(), scheme) != 0) return {};
  std::string path;
  for (std::size_t i = uri.find('/', scheme.size()); i < uri.size(); ++i) {
    const bool escaped = uri[i] == '%' && i + 2 < uri.size() && hex(uri[i + 1]) >= 0 && hex(uri[i + 2]) >= 0;
    path += escaped ? static_cast<char>(hex(uri[i + 1]) * 16 + hex(uri[i + 2])) : uri[i];
    if (escaped) i += 2;
  }
  return path.find('\0') == std::string::npos ? path : std::string();
}

std::string uri_of(const std::string& path) {
  std::string uri(scheme);
  for (const char c : path)
    uri += plain(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return uri;
}

OpenProgramme& Workspace::programme(const std::string& folder) {
  auto& found = programmes_[folder];
  if (found) return *found;
  found = std::make_unique<OpenProgramme>();
  found->folder = folder;
  for (auto& [name, text] : texts_below(folder)) found->draft.put(name, std::move(text));
  return *found;
}

OpenFile Workspace::file(const std::string& uri) {
  const fs::path path = fs::path(path_of(uri)).lexically_normal();
  const bool ours = path.extension() == ".trouw" || path.filename() == service::Draft::yaml_name;
  if (!path.is_absolute() || !ours) return {};
  const fs::path folder = folder_of(path);
  return {&programme(folder.string()), path.lexically_relative(folder).generic_string()};
}

void Workspace::open(const std::string& uri, std::string text) {
  if (const OpenFile found = file(uri)) {
    found.programme->on_screen.insert(found.name);
    found.programme->draft.put(found.name, std::move(text));
  }
}

void Workspace::close(const std::string& uri) {
  if (const OpenFile found = file(uri)) {
    found.programme->on_screen.erase(found.name);
    changed_on_disk(uri);
  }
}

void Workspace::changed_on_disk(const std::string& uri) {
  const OpenFile found = file(uri);
  if (!found || found.programme->on_screen.contains(found.name)) return;
  std::string text;
  if (read_text_below(found.programme->folder, found.name, text))
    found.programme->draft.put(found.name, std::move(text));
  else
    found.programme->draft.remove(found.name);
}

}  // namespace trouw::cli

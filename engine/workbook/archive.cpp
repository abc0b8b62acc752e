#include "workbook/archive.h"

#include <sys/stat.h>
#include <zip.h>

#include <fstream>

namespace trouw::workbook {

namespace {

std::string told(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

// The container of Office's older files, and of newer ones under a password.
bool is_compound(const std::string& path) {
  char start[4] = {};
  std::ifstream(path, std::ios::binary).read(start, sizeof start);
  return std::string_view(start, sizeof start) == "\xD0\xCF\x11\xE0";
}

}  // namespace

Part::~Part() {
  zip_fclose(handle_);
}

Status Part::read(char* bytes, std::size_t most, std::size_t& count) {
  const zip_int64_t got = zip_fread(handle_, bytes, most);
  count = got > 0 ? static_cast<std::size_t>(got) : 0;
  if (got >= 0) return {};
  return Status::failure(file_ + " is damaged: " + zip_file_strerror(handle_) + ".");
}

Archive::Archive(const std::string& path, Status& status) : path_(path) {
  struct stat about = {};
  if (::stat(path.c_str(), &about) != 0) {
    status = Status::failure("There is no file " + path + ".");
    return;
  }
  if (S_ISDIR(about.st_mode)) {
    status = Status::failure(path + " is a folder, not a file of records.");
    return;
  }
  int code = 0;
  handle_ = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (handle_ != nullptr) return;
  status = is_compound(path)
               ? Status::failure(path +
                                 " is a workbook of the older kind (.xls), or one with a password; save it "
                                 "as .xlsx, without a password.")
               : failure(told(code));
}

Archive::~Archive() {
  if (handle_ != nullptr) zip_discard(handle_);
}

bool Archive::has(const std::string& part) const {
  return zip_name_locate(handle_, part.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::unique_ptr<Part> Archive::open(const std::string& part, Status& status) {
  const zip_int64_t index = zip_name_locate(handle_, part.c_str(), ZIP_FL_NOCASE);
  zip_file* const file = index < 0 ? nullptr : zip_fopen_index(handle_, static_cast<zip_uint64_t>(index), 0);
  if (file != nullptr) return std::make_unique<Part>(path_, file);
  status = failure(index < 0 ? "it has no " + part : part + ": " + zip_strerror(handle_));
  return nullptr;
}

Status Archive::failure(const std::string& why) const {
  return Status::failure(path_ + " cannot be read as a workbook: " + why + ".");
}

}  // namespace trouw::workbook

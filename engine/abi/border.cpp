#include "abi/border.h"

#include <new>
#include <stdexcept>

#include "trouw/value.h"
#include "trouw/version.h"

namespace trouw::abi {

trouw_status fail(trouw_error* error, trouw_status status, std::string_view message) noexcept {
  if (error == nullptr) return status;
  error->status = status;
  try {
    error->message = message;
  } catch (...) {
    error->message.clear();
  }
  return status;
}

trouw_status caught(trouw_error* error) noexcept {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return fail(error, TROUW_NO_MEMORY, "there is not enough memory");
  } catch (const std::length_error&) {
    return fail(error, TROUW_NO_MEMORY, "there is not enough memory");
  } catch (const std::exception& thrown) {
    return fail(error, TROUW_INTERNAL, thrown.what());
  } catch (...) {
    return fail(error, TROUW_INTERNAL, "internal error");
  }
}

void begin(trouw_error* error) noexcept {
  if (error == nullptr) return;
  error->status = TROUW_OK;
  error->message.clear();
}

bool within(trouw_error* error, std::size_t index, std::size_t count) noexcept {
  if (index < count) return true;
  try {
    fail(error, TROUW_OUT_OF_RANGE,
         "there is no number " + std::to_string(index) + ": there are " + std::to_string(count));
  } catch (...) {
    fail(error, TROUW_OUT_OF_RANGE, "an index past the end");
  }
  return false;
}

bool text_in(trouw_error* error, const char* bytes, std::size_t length, std::size_t most,
             std::string_view& text) noexcept {
  if (!all_there(error, bytes)) return false;
  if (length == TROUW_TO_ZERO) length = strnlen(bytes, most + 1);
  if (length > most) {
    fail(error, TROUW_BAD_ARGUMENT, "a text is longer than any that is read");
    return false;
  }
  text = {bytes, length};
  return true;
}

}  // namespace trouw::abi

using namespace trouw::abi;  // NOLINT: the whole file is the border

std::uint32_t trouw_abi_version(void) {
  return TROUW_ABI_VERSION;
}

const char* trouw_version(void) {
  return trouw::version();
}

const char* trouw_status_name(trouw_status status) {
  constexpr const char* names[] = {"ok",          "bad argument", "out of range", "wrong order",
                                   "not found",   "unreadable",   "mistakes",     "bad value",
                                   "undecidable", "no memory",    "internal",     "refused"};
  constexpr auto count = static_cast<trouw_status>(sizeof names / sizeof names[0]);
  return status >= 0 && status < count ? names[status] : "unknown status";
}

trouw_error* trouw_error_create(void) {
  return new (std::nothrow) trouw_error;
}

void trouw_error_release(trouw_error* error) {
  delete error;
}

trouw_status trouw_error_status(const trouw_error* error) {
  return error == nullptr ? TROUW_OK : error->status;
}

const char* trouw_error_message(const trouw_error* error) {
  return error == nullptr ? "" : error->message.c_str();
}

trouw_status trouw_day_of(const char* text, size_t length, int32_t* day, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view bytes;
    if (!all_there(error, day) || !text_in(error, text, length, longest_value, bytes))
      return TROUW_BAD_ARGUMENT;
    const auto parsed = trouw::parse_day(bytes);
    if (!parsed) return fail(error, TROUW_BAD_VALUE, "a day is written like 2027-03-01, from 1900 to 2199");
    *day = *parsed;
    return TROUW_OK;
  });
}

trouw_status trouw_day_text(int32_t day, char text[11], trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, text)) return TROUW_BAD_ARGUMENT;
    if (day < trouw::first_day || day > trouw::last_day)
      return fail(error, TROUW_BAD_VALUE, "a day lies from 1900-01-01 through 2199-12-31");
    const std::string written = trouw::format_day(day);
    std::memcpy(text, written.c_str(), written.size() + 1);
    return TROUW_OK;
  });
}

// The border between C and C++: no exception crosses it, and every failure becomes a status with its message.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "trouw.h"
#include "trouw/status.h"

struct trouw_error {
  trouw_status status = TROUW_OK;
  std::string message;
};

namespace trouw::abi {

// Notes a failure, as far as there is memory for it, and returns its status.
trouw_status fail(trouw_error* error, trouw_status status, std::string_view message) noexcept;

// What an exception that reached the border comes to. Called where one is being handled.
trouw_status caught(trouw_error* error) noexcept;

void begin(trouw_error* error) noexcept;

// Runs the body of a function of the ABI.
template <typename Body>
trouw_status at_border(trouw_error* error, const Body& body) noexcept {
  begin(error);
  try {
    return body();
  } catch (...) {
    return caught(error);
  }
}

// Whether none of the pointers is null; notes the failure otherwise.
template <typename... Pointers>
bool all_there(trouw_error* error, Pointers... pointers) noexcept {
  if ((... && (pointers != nullptr))) return true;
  fail(error, TROUW_BAD_ARGUMENT, "a pointer that must not be null is null");
  return false;
}

bool within(trouw_error* error, std::size_t index, std::size_t count) noexcept;

inline constexpr std::size_t longest_value = std::size_t{1} << 20;
inline constexpr std::size_t longest_source = std::size_t{1} << 26;

// The text that the caller means; false with a failure noted where there is none, or it is longer than
// `most`.
bool text_in(trouw_error* error, const char* bytes, std::size_t length, std::size_t most,
             std::string_view& text) noexcept;

// The library's text, which ends in a zero byte.
inline trouw_text text_out(const std::string& text) {
  return {text.c_str(), text.size()};
}

// What a struct was in version 1 of the ABI; to be specialised for one that has grown since.
template <typename Struct>
inline constexpr std::size_t first_size = sizeof(Struct);

// Whether a struct of the caller's may have that size; no struct ever comes near the most.
template <typename Struct>
bool sized(trouw_error* error, std::size_t size) noexcept {
  constexpr std::size_t most = 4096;
  if (size >= first_size<Struct> && size <= most) return true;
  fail(error, TROUW_BAD_ARGUMENT, "the size of a struct is not that of any version of it");
  return false;
}

template <typename Struct>
trouw_status give(trouw_error* error, const Struct& made, Struct* out, std::size_t size) noexcept {
  if (!sized<Struct>(error, size)) return TROUW_BAD_ARGUMENT;
  std::memcpy(out, &made, size < sizeof made ? size : sizeof made);
  return TROUW_OK;
}

inline trouw_status told(trouw_error* error, trouw_status status, const Status& what) noexcept {
  return what ? TROUW_OK : fail(error, status, what.message);
}

}  // namespace trouw::abi

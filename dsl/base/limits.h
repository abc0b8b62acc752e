// How large a programme may be. Beyond these a message, never a crash.
#pragma once

#include <cstddef>

namespace trouw::limits {

inline constexpr std::size_t file_bytes = 8u << 20;        // of one .trouw file or programme.yaml
inline constexpr std::size_t programme_bytes = 32u << 20;  // of all files together
inline constexpr std::size_t statement_tokens = 50'000;    // in one statement
inline constexpr int nesting = 64;                         // parentheses in a condition
inline constexpr std::size_t title_bytes = 1'000;          // of an offer's title
inline constexpr std::size_t text_bytes = 10'000;          // of a tell or because text
inline constexpr std::size_t name_bytes = 200;
inline constexpr std::size_t offers = 10'000;    // in one programme
inline constexpr std::size_t diagnostics = 200;  // shown in one run; the rest is counted
inline constexpr int any_combinations = 1'000;   // of `for newcomers: any`
inline constexpr int periods = 1'200;            // in a horizon

}  // namespace trouw::limits

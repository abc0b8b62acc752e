// A text that has been read, with everything that was said about it.
#pragma once

#include <string>

#include "syntax/parse.h"

namespace trouw::test {

struct Reading {
  explicit Reading(std::string text) : reporter(&sources) {
    file = parse(sources.add("test.trouw", std::move(text)), reporter);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  const Diagnostics& messages() const { return reporter.diagnostics(); }
  // All messages as "T0123 sentence", one a line.
  std::string said() const {
    std::string all;
    for (const Diagnostic& d : messages()) all += d.code + " " + d.message + "\n";
    return all;
  }

  Sources sources;
  Reporter reporter;
  tree::File file;
};

// The one offer of a text, with the clauses given.
inline std::string offer_with(const std::string& clauses) {
  return "offer \"W\" to customers\n  " + clauses + "\n";
}

// The programme of the language's description, section 1.
std::string sample_programme();

}  // namespace trouw::test

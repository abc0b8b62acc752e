// A programme's texts with all that was read of them, for those who ask more than whether it is well written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/source.h"
#include "syntax/tree.h"
#include "trouw/programme.h"

namespace trouw {

struct ReadTexts {
  Sources sources;                // programme.yaml, then the files, in order; more may follow
  Schema schema;                  // as far as it could be read
  std::vector<tree::File> trees;  // of the files
  Loaded loaded;
};

// `files` in the order in which they count.
ReadTexts read_texts(const std::string& yaml_name, const std::string& yaml,
                     const std::vector<SourceFile>& files);

}  // namespace trouw

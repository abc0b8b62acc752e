// Who agreed to a programme: statements signed with ssh keys, beside the programme.
//
// An approval names the programme's fingerprint and the SHA-256 of its texts, so that any change of either
// voids it. It stands in PROGRAMME/approvals, one file each, never changed: together they are the history.
// Keys are made, kept and listed (`allowed signers`) as ssh does it; `ssh-keygen -Y` signs and verifies.
#pragma once

#include <string>
#include <vector>

#include "trouw/programme.h"
#include "trouw/status.h"

namespace trouw::cli {

struct Approval {
  std::string file;  // below the programme's folder
  std::string by;    // as the allowed signers name them
  Day on = 0;        // as the signer states it
  std::string fingerprint, texts;
  bool current = false;  // of the programme as it is
  bool valid = false;    // the signature is theirs, by a key that is allowed
  std::string key;       // SHA256:…, of a valid one
  std::string wrong;     // why it is not valid
};

// The SHA-256 of the programme's texts, with their names.
std::string texts_hash(const Programme& programme);

// Signs with an ssh private key. A failure has what ssh-keygen says of it.
Status approve(const Programme& programme, const std::string& folder, const std::string& key,
               const std::string& by, Day on, std::string& file);

// Every approval of the programme there ever was, by day and name. `signers`: the allowed signers; empty:
// nothing is verified.
Status approvals(const Programme& programme, const std::string& folder, const std::string& signers,
                 std::vector<Approval>& all);

// How many people agree to the programme as it is: names and keys all different.
std::size_t agreed(const std::vector<Approval>& all);

inline constexpr std::size_t signatures_needed = 2;

}  // namespace trouw::cli

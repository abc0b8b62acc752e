// One customer: of the records, or made up; what they get and why; and an example of them.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "http/message.h"
#include "studio/cells.h"

namespace trouw::cli {

struct Person {
  std::string id;  // empty: made up
  Somebody record;
  Decision decision;
  std::shared_ptr<const Programme> programme;  // that the decision has its numbers of
};

// What was asked of one programme, source and day.
struct Asking {
  std::shared_ptr<const Programme> programme;
  std::string customers;  // empty: there are none to look for
  Day on = 0;
  std::string ledger;  // what was given before; or empty
};

// A customer of the records, or why there is none: {status, sentence} in `wrong`.
struct Found {
  std::optional<Person> person;
  http::Response wrong;
};
Found person_by_id(const Asking& asking, const std::string& id);
Found made_up(const Asking& asking, const std::vector<std::pair<std::string, std::string>>& cells);

// {id, on, fields: [{name, value}], decision: as `explain --format json`, told: [sentences]}
http::Json person_json(const Person& person);

// What an example of them would expect, in English: the deal, the newcomer deal, every offer that counts.
std::vector<std::string> expectations(const Programme& programme, const Decision& decision);

// The facts that tell them from what is typical; those named in `named` too.
std::vector<std::pair<FieldId, std::string>> facts_of(const Programme& programme, const Somebody& one,
                                                      const std::vector<std::string>& named = {});

}  // namespace trouw::cli

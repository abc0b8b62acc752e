#include "shell/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "shell/opening.h"
#include "shell/words.h"

namespace trouw::cli {

namespace {

// The few ids that are most like one that was not found.
class NearestIds {
 public:
  explicit NearestIds(std::string wanted) : wanted_(std::move(wanted)) {}

  void see(std::string_view id) {
    const std::size_t apart = difference(wanted_, id, farthest);
    if (apart > farthest) return;
    const auto place = std::ranges::upper_bound(found_, apart, {}, &Near::first);
    if (place == found_.end() && found_.size() == kept) return;
    found_.emplace(place, apart, std::string(id));
    if (found_.size() > kept) found_.pop_back();
  }

  // "   help: near it are a, b.", or nothing.
  std::string text() const {
    std::string names;
    for (const Near& near : found_) names += (names.empty() ? "" : ", ") + printable(near.second);
    return names.empty() ? ""
                         : fmt::format("   help: near it {} {}.\n", found_.size() == 1 ? "is" : "are", names);
  }

 private:
  using Near = std::pair<std::size_t, std::string>;
  static constexpr std::size_t farthest = 2;
  static constexpr std::size_t kept = 3;

  std::string wanted_;
  std::vector<Near> found_;
};

}  // namespace

Search search(RecordReader& reader, Batch& batch, const std::string& id, Progress* progress) {
  NearestIds nearest(id);
  Search found;
  std::vector<Reject> rejects;
  std::uint64_t records = 0;
  while (found.status = reader.next(batch, rejects), found.status) {
    const auto same = std::ranges::find(rejects, id, &Reject::id);
    if (same != rejects.end() && !found.reject) found.reject = *same;
    const bool ended = batch.size == 0 && rejects.empty();
    rejects.clear();
    for (std::size_t row = 0; row < batch.size; ++row) {
      if (batch.id(row) == id) {
        found.row = row;
        Batch rest;  // what the end of the file tells of it, where that is near
        found.status = reader.next(rest, rejects);
        return found;
      }
      nearest.see(batch.id(row));
    }
    if (ended) {
      found.near = nearest.text();
      return found;
    }
    records += batch.size;
    if (progress != nullptr) progress->show(reader.progress(), records);
  }
  return found;
}

int not_found(const Search& found, const std::string& id, const std::string& source, Console& console) {
  if (!found.status) return fail(found.status.message, console);
  if (found.reject)
    return fail(fmt::format("Record {} was rejected: {} {}.", printable(id), printable(found.reject->field),
                            printable(found.reject->reason)),
                console);
  console.error(
      fmt::format("There is no record “{}” in {}.\n{}", printable(id), printable(source), found.near));
  return unusable;
}

}  // namespace trouw::cli

// The lines of a deal: what each bill shows, cut to what the deal's cap leaves.
#pragma once

#include "row/evaluate.h"
#include "row/spare.h"

namespace trouw {

// Writes lines and promises, again and again in the same memory. Not thread-safe.
class Lines {
 public:
  // `spare` outlives it.
  explicit Lines(Spare& spare) : spare_(spare) {}

  // Appends the lines of one offer of an evaluated deal, within the horizon. They add up to its `paid`.
  void add(const Programme& programme, const Evaluation& evaluation, const DealNodes& deal,
           const OfferNodes& offer, std::vector<Line>& lines);

  // Appends what the offer promises on every bill to come: the rewards whose rows hold, with their amounts as
  // they are.
  void add(const Programme& programme, const Evaluation& evaluation, const OfferNodes& offer,
           std::vector<Promise>& promises);

  // The lines of a top-up, and its promises.
  void add_top_up(const Offer& offer, std::int64_t top_up, Award& award);

 private:
  // One amount on one bill.
  struct Piece {
    int bill = 0;
    std::size_t order = 0;
    std::size_t line = 0;  // of the drafts
    std::int64_t amount = 0;
  };

  static std::int64_t settled(const Programme& programme, const Evaluation& evaluation,
                              const OfferNodes& offer, std::uint32_t number);
  void add_spread(const Reward& reward, std::uint32_t number, std::int64_t amount,
                  std::vector<Promise>& promises);
  void draft(Line&& like, int first, int count, std::int64_t amount, int horizon);
  void cut(std::int64_t room, std::vector<Line>& lines);
  void append(const Piece& piece, std::int64_t amount, std::vector<Line>& lines);
  void add_perks(const Programme& programme, const Evaluation& evaluation, const DealNodes& deal,
                 std::uint32_t offer, std::vector<Line>& lines);
  void spread(const Line& like, int first, int periods, std::int64_t worth, std::vector<Line>& lines);
  Line copy(const Line& line);

  Spare& spare_;
  std::vector<Line> drafts_;
  std::vector<Piece> pieces_;
  std::vector<std::size_t> last_;  // a draft each: the line that it went to last
};

}  // namespace trouw

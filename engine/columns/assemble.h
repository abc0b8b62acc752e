// Steps over registers without end, each written once; then only those that matter, on as few registers as
// will do.
#pragma once

#include <map>
#include <tuple>

#include "columns/code.h"

namespace trouw::columns {

using Register = std::uint32_t;
inline constexpr Register no_register = UINT32_MAX;

enum class Lane : std::uint8_t { byte, half, whole };  // 1, 4 or 8 bytes
std::size_t bytes_of(Lane lane);

class Assembler {
 public:
  explicit Assembler(ColumnCode& code) : code_(code) {}

  // A step with one result; an equal one is shared.
  Register make(Lane lane, Step step);
  Register make(Lane lane, Kernel kernel, Register a = no_register, Register b = no_register,
                Register c = no_register, std::int64_t k = 0, std::int64_t k2 = 0);

  // A step that also tells, in `overflow`, a byte a lane.
  Register make_checked(Step step, Register& overflow);

  // Shares of an amount over weights, all of these lanes: whole ones, or half ones where apportion_32 will
  // do.
  std::vector<Register> apportion(Lane lane, Register amount, const std::vector<Register>& weights);

  // A word of marks: marks_in_word conditions, or no_register.
  void marks(std::vector<Register> conditions, std::int64_t word);

  // A step without a result: a sum or an output. These are what matters.
  void effect(Kernel kernel, Register a, Register b, std::int64_t k);

  // A register that is filled by the reader itself.
  Register input(Lane lane);

  // Drops what nothing needs and gives every register its place. `kept` has a place of its own.
  void finish(Register kept);

 private:
  struct Made {
    Step step;
    Register apportion = no_register;  // its number, of an apportion's step
    Register marks = no_register;      // its number, of a word of marks
  };
  struct Shares {
    Register amount;
    std::vector<Register> weights, shares;
  };

  Register fresh(Lane lane);
  const Step* step_of(Register id) const;  // whose first result it is, or nullptr
  void simplify(Step& step) const;
  std::vector<Register> read_by(const Made& made) const;
  std::vector<Register> written_by(const Made& made) const;
  std::vector<bool> needed_steps() const;
  void place(const std::vector<std::size_t>& order, Register kept);
  void write(const std::vector<std::size_t>& order);

  ColumnCode& code_;
  std::vector<Lane> lanes_;
  std::vector<Made> made_;
  std::vector<Shares> shares_;
  std::vector<std::vector<Register>> marks_;
  std::vector<std::size_t> maker_;  // of a register: the step in made_ that yields it, if any does
  std::vector<std::uint32_t> places_;
  using Key = std::tuple<Kernel, Register, Register, Register, std::int64_t, std::int64_t, const void*, int>;
  std::map<Key, Register> known_;
};

// What a kernel reads of its step: the number of registers.
int operands_of(Kernel kernel);

}  // namespace trouw::columns

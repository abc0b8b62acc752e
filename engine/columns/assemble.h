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

  // Shares of an amount over weights, all of 8 bytes.
  std::vector<Register> apportion(Register amount, const std::vector<Register>& weights);

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
  };
  struct Shares {
    Register amount;
    std::vector<Register> weights, shares;
  };

  Register fresh(Lane lane);
  std::vector<Register> read_by(const Made& made) const;
  std::vector<Register> written_by(const Made& made) const;
  std::vector<bool> needed_steps() const;
  void place(const std::vector<std::size_t>& order, Register kept);
  void write(const std::vector<std::size_t>& order);

  ColumnCode& code_;
  std::vector<Lane> lanes_;
  std::vector<Made> made_;
  std::vector<Shares> shares_;
  std::vector<std::uint32_t> places_;
  using Key = std::tuple<Kernel, Register, Register, Register, std::int64_t, std::int64_t, const void*, int>;
  std::map<Key, Register> known_;
};

// What a kernel reads of its step: the number of registers.
int operands_of(Kernel kernel);

}  // namespace trouw::columns

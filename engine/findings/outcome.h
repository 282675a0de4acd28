// What one record comes to under one indicator: the set of outcomes that it could have.
//
// Source: design of the language, "From records to a finding", and wording W1. The order of the
// enumeration is the order in which a set is printed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/base/reason.h"

namespace assize {

enum class Outcome : std::uint8_t {
  met,           // for `counted when`: counted
  not_met,       // for `counted when`: not counted
  left_out,      // an exclusion holds
  excused,       // an excuse holds and the outcome would count against the provider
  not_yet_due,   // the future decides
  not_in_force,  // dated where a parameter has no value, or outside the standard's dates
  out,           // not in the population, dated after the cut-off, or not of this finding
};
inline constexpr int kOutcomeCount = 7;

class OutcomeSet {
 public:
  constexpr OutcomeSet() = default;
  constexpr OutcomeSet(Outcome o)
      : bits_(static_cast<std::uint8_t>(1u << static_cast<unsigned>(o))) {}  // NOLINT
  constexpr bool has(Outcome o) const { return (bits_ >> static_cast<unsigned>(o)) & 1u; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool single() const { return bits_ != 0 && (bits_ & (bits_ - 1)) == 0; }
  constexpr OutcomeSet& operator|=(OutcomeSet o) {
    bits_ = static_cast<std::uint8_t>(bits_ | o.bits_);
    return *this;
  }
  constexpr OutcomeSet operator|(OutcomeSet o) const {
    OutcomeSet s = *this;
    return s |= o;
  }
  constexpr OutcomeSet without(Outcome o) const {
    OutcomeSet s = *this;
    s.bits_ = static_cast<std::uint8_t>(s.bits_ & ~(1u << static_cast<unsigned>(o)));
    return s;
  }
  constexpr bool operator==(const OutcomeSet&) const = default;
  constexpr std::uint8_t bits() const { return bits_; }
  static constexpr OutcomeSet from_bits(std::uint8_t b) {
    OutcomeSet s;
    s.bits_ = b;
    return s;
  }
  // Not in the denominator, whatever the reason.
  constexpr bool can_be_outside() const { return (bits_ & 0b1111100u) != 0; }
  constexpr bool can_count() const { return has(Outcome::met) || has(Outcome::not_met); }

 private:
  std::uint8_t bits_ = 0;
};

// "met", "not met", "left out", "excused", "not yet due", "not in force", "out".
std::string_view word(Outcome o);
// The three-way reading of --records: met, not met, out (each of the others is out).
std::vector<std::string_view> could_be(OutcomeSet s);

struct FieldReason {
  std::string field;
  Reason reason;
  auto operator<=>(const FieldReason&) const = default;
};

}  // namespace assize

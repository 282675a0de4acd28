// Why a value is not known. The words are those that findings and messages print and that tests in
// the language name. Source: design of the language, "Values" 1. Reasons are kept as a set of bits;
// where a field and a row matter they stand beside the set (see engine/findings/outcome.h).
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace assize {

enum class Reason : std::uint8_t {
  blank,            // nothing was supplied
  not_known,        // a code that the list marks as not known
  not_stated,       // a code that the list marks as not stated
  not_listed,       // a code that is not in the list, or not on the record's date
  unreadable,       // characters that the type cannot read
  out_of_range,     // read, but outside what the field allows
  contradictory,    // a record rule said so, or time runs backwards
  not_supplied,     // the column (or the table) is absent
  imprecise,        // a month or a year where a day is asked for
  ambiguous_clock,  // a local time that occurs twice
  suppressed,       // hidden by the publisher (`*`)
  rounded,          // rounded by the publisher
  divided_by_zero,
  overflow,
  source_incomplete,  // the return is complete only to an earlier day
  not_yet_due,        // open: the future decides
  stated,             // written as `unknown` in an expression or by --let
  not_linked,         // across records: the key of a link is not known, or leads to no one row
  not_covered,        // across records: the return does not say that it holds every row
  weak_link,          // across records: a row is linked, but not for certain
};
inline constexpr int kReasonCount = 20;

// A set of reasons. Order of insertion does not matter; iteration is in the order of the
// enumeration.
class Reasons {
 public:
  constexpr Reasons() = default;
  constexpr Reasons(Reason r)
      : bits_(1u << static_cast<unsigned>(r)) {}  // NOLINT: a reason is a set of one
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool has(Reason r) const { return (bits_ >> static_cast<unsigned>(r)) & 1u; }
  constexpr Reasons operator|(Reasons o) const { return Reasons(bits_ | o.bits_); }
  constexpr Reasons& operator|=(Reasons o) {
    bits_ |= o.bits_;
    return *this;
  }
  constexpr bool operator==(const Reasons&) const = default;
  constexpr std::uint32_t bits() const { return bits_; }
  static constexpr Reasons from_bits(std::uint32_t b) { return Reasons(b); }
  // Calls f(Reason) for each member, in the order of the enumeration.
  template <class F>
  void each(F f) const {
    for (std::uint32_t b = bits_; b != 0; b &= b - 1) f(static_cast<Reason>(std::countr_zero(b)));
  }

 private:
  constexpr explicit Reasons(std::uint32_t b) : bits_(b) {}
  std::uint32_t bits_ = 0;
};

// The word of a reason: "blank", "unreadable", "not a listed code" ... Stable: part of the JSON
// output.
std::string_view word(Reason r);
// The reason of a word; false when there is none of that name.
bool reason_of(std::string_view text, Reason& out);

}  // namespace assize

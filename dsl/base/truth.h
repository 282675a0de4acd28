// Three-valued truth and Kleene's tables (S. C. Kleene, Introduction to Metamathematics, 1952,
// section 64).
//
// `unknown` means that some way of filling the gaps makes the statement true and another makes it
// false, or that nobody has shown otherwise. All functions are commutative and associative; none
// depends on the order of evaluation.
#pragma once

#include <cstdint>

namespace assize {

enum class Truth : std::uint8_t { no = 0, yes = 1, unknown = 2 };

constexpr Truth truth_of(bool b) { return b ? Truth::yes : Truth::no; }

constexpr Truth not_(Truth a) { return a == Truth::unknown ? a : truth_of(a == Truth::no); }
constexpr Truth and_(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
constexpr Truth or_(Truth a, Truth b) { return not_(and_(not_(a), not_(b))); }
constexpr Truth implies(Truth a, Truth b) { return or_(not_(a), b); }
constexpr Truth xor_(Truth a, Truth b) {
  if (a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
  return truth_of(a != b);
}

}  // namespace assize

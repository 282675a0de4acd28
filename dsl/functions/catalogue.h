// The functions of the language: one row each, with what it takes, what it gives, what missing data
// does to it, one line of text and an example. The checker types by it, the documentation is made
// from it; kernels (engine/functions) bear the same names.
//
// Where an operand is not known: unless a row says more, arithmetic on ranges gives the range of
// results where the function is monotone in each operand, and everything else is unknown, with the
// reasons of its operands (docs/language/meaning.md, section 2).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "dsl/model/expression.h"

namespace assize::functions {

// One way of using a function. A result of the kind of an operand keeps that operand's type (unit,
// zone).
struct Signature {
  std::vector<model::Kind> operands;
  model::Kind result;
};

struct Entry {
  model::Function function;
  std::string_view name;     // as the syntax tree spells it: "time from", "+"
  std::string_view form;     // as an author writes it: "time from A to B"
  std::string_view options;  // last words that it may take
  std::vector<Signature> signatures;
  std::string_view text;     // what it gives
  std::string_view missing;  // beyond the general rule; empty: nothing
  std::string_view example;
  std::string_view result;
  bool takes_days =
      false;  // an operand that is a date may be written as a time: its local date is meant
};

std::span<const Entry> catalogue();
const Entry* find(std::string_view name);
const Entry& entry(model::Function function);

}  // namespace assize::functions

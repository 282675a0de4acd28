// Money in the clauses of a payment scheme: sums in whole pence, and the exact parts that payers
// bear. Internal to dsl/check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/check/program.h"

namespace assize::check_detail {

class Money {
 public:
  Money(Program& p, std::uint32_t module, model::PaymentScheme& scheme)
      : p_(p), module_(module), scheme_(scheme) {}

  // A number that does not change: a literal, or a parameter that has one value. nullopt after a
  // message, which says what it should be.
  std::optional<Decimal> constant(const syntax::Expression& e, model::Unit unit,
                                  const std::string& what);
  // More than nothing, in whole pence.
  std::optional<model::Pence> pence(const syntax::Expression& e);

  // Who bears the parts of amounts. `amounts`: all that can be paid at a time; empty: any.
  model::Sharing sharing(const std::optional<syntax::Sharing>& s, Span at,
                         const std::vector<model::Pence>& amounts);

 private:
  std::optional<std::uint32_t> payer(const syntax::CodeWord& w);
  bool shares(const syntax::Sharing& s, model::Sharing& out);
  std::string list_of_payers() const;

  Program& p_;
  std::uint32_t module_;
  model::PaymentScheme& scheme_;
};

}  // namespace assize::check_detail

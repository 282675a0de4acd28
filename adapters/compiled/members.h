// The members of everything that a checked ruleset is made of, in the order of declaration: what
// the compiled form writes and reads. A member that is added to the model breaks the build here
// until it is listed, so that none is ever forgotten.
#pragma once

#include "dsl/model/ruleset.h"

namespace assize::compiled {

// with_members(x, f) calls f(member, member ...).
#define ASSIZE_MEMBERS(type, ...)                   \
  template <class F>                                \
  decltype(auto) with_members(const type& x, F f) { \
    const auto& [__VA_ARGS__] = x;                  \
    return f(__VA_ARGS__);                          \
  }                                                 \
  template <class F>                                \
  decltype(auto) with_members(type& x, F f) {       \
    auto& [__VA_ARGS__] = x;                        \
    return f(__VA_ARGS__);                          \
  }

ASSIZE_MEMBERS(CalendarDuration, a, b)
ASSIZE_MEMBERS(CodeIndex, a)
ASSIZE_MEMBERS(DayValue, a)
ASSIZE_MEMBERS(DaySpan, a, b)
ASSIZE_MEMBERS(MillisValue, a)
ASSIZE_MEMBERS(Value, a, b, c, d, e, f1, g, h)
ASSIZE_MEMBERS(ZoneTable, a, b, c)
ASSIZE_MEMBERS(ZoneTable::Change, a, b)
ASSIZE_MEMBERS(Holidays, a, b, c, d)
ASSIZE_MEMBERS(Layout, a, b)
ASSIZE_MEMBERS(Layout::Piece, a, b)
ASSIZE_MEMBERS(Pattern, a)
ASSIZE_MEMBERS(PatternPart, a, b, c, d, e)
ASSIZE_MEMBERS(Span, a, b, c)
ASSIZE_MEMBERS(Period, a, b)

ASSIZE_MEMBERS(model::Type, a, b, c, d, e)
ASSIZE_MEMBERS(model::Expr, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o)
ASSIZE_MEMBERS(model::Validity, a, b)
ASSIZE_MEMBERS(model::SourceDocument, a, b, c, d, e, f1, g)
ASSIZE_MEMBERS(model::Citation, a, b, c, d)
ASSIZE_MEMBERS(model::Code, a, b, c, d, e)
ASSIZE_MEMBERS(model::CodeList, a, b, c, d, e, f1, g)
ASSIZE_MEMBERS(model::Field::Hidden, a, b, c)
ASSIZE_MEMBERS(model::Field, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o, p, q, r, s)
ASSIZE_MEMBERS(model::WorkedOut, a, b, c)
ASSIZE_MEMBERS(model::Record, a, b, c, d, e, f1, g, h, i, j, k, l, m)
ASSIZE_MEMBERS(model::DatedValue, a, b)
ASSIZE_MEMBERS(model::Parameter, a, b, c, d, e, f1, g, h, i)
ASSIZE_MEMBERS(model::Definition, a, b, c, d, e, f1, g, h)
ASSIZE_MEMBERS(model::Rule, a, b, c, d, e, f1, g, h, i, j, k)
ASSIZE_MEMBERS(model::Clause, a, b, c, d)
ASSIZE_MEMBERS(model::FavourableBlank, a, b)
ASSIZE_MEMBERS(model::Combined, a, b, c, d, e)
ASSIZE_MEMBERS(model::Indicator, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v,
               w, x1, y, z1, z2)
ASSIZE_MEMBERS(model::Target, a, b, c, d, e, f1, g, h, i, j)
ASSIZE_MEMBERS(model::TierEnd, a, b, c)
ASSIZE_MEMBERS(model::Tier, a, b, c, d, e)
ASSIZE_MEMBERS(model::ReportEvery, a, b)
ASSIZE_MEMBERS(model::Claim, a, b, c, d, e, f1, g, h)
ASSIZE_MEMBERS(model::Standard, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v,
               w, x1, y, z1, z2)
ASSIZE_MEMBERS(model::CodeMap, a, b, c, d, e, f1, g)
ASSIZE_MEMBERS(model::LinkKey, a, b)
ASSIZE_MEMBERS(model::Link, a, b, c, d)
ASSIZE_MEMBERS(model::Across, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o, p)
ASSIZE_MEMBERS(model::Comparison, a, b, c, d, e, f1, g, h)
ASSIZE_MEMBERS(model::Binding, a, b, c)
ASSIZE_MEMBERS(model::Override, a, b, c, d, e, f1, g)
ASSIZE_MEMBERS(model::Specification, a, b, c, d, e, f1, g)
ASSIZE_MEMBERS(model::Variation::NewLimits, a, b)
ASSIZE_MEMBERS(model::Variation::Periods, a, b)
ASSIZE_MEMBERS(model::Variation::Setting, a, b, c)
ASSIZE_MEMBERS(model::Variation, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v,
               w, x1, y, z1, a2, b2, c2)
ASSIZE_MEMBERS(model::PayerShare, a, b, c)
ASSIZE_MEMBERS(model::Sharing, a, b)
ASSIZE_MEMBERS(model::PaidOutcome, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o, p)
ASSIZE_MEMBERS(model::Fee, a, b, c, d)
ASSIZE_MEMBERS(model::Foundation, a, b, c)
ASSIZE_MEMBERS(model::Volume, a, b, c, d, e, f1, g, h, i)
ASSIZE_MEMBERS(model::Cap, a, b)
ASSIZE_MEMBERS(model::PaymentScheme, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o, p)
ASSIZE_MEMBERS(model::OutcomeDomain, a, b, c, d)
ASSIZE_MEMBERS(model::Ruleset, a, b, c, d, e, f1, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w,
               x1)

#undef ASSIZE_MEMBERS

}  // namespace assize::compiled

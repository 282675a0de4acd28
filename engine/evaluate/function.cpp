// The functions that returns use most, over columns: a scalar kernel for the rows that are known,
// the general way for the rest.
#include "dsl/base/nhs_number.h"
#include "engine/evaluate/batch.h"
#include "engine/evaluate/values.h"

namespace assize::evaluate {

using model::Expr;
using model::Function;
using model::Op;
using plan::Kind;

namespace {

void general(const model::Ruleset& ruleset, const Expr& e, const std::vector<const Register*>& args,
             std::uint32_t row, Register& out) {
  Value values[2];
  for (std::size_t i = 0; i < args.size(); ++i)
    values[i] = args[i]->value(row, ruleset.expr(e.args[i]).type);
  out.put(row, combine(ruleset, e, std::span<const Value>(values, args.size())));
}

// f(row) where all operands are known; what has a text that is not known is not known either.
template <class F>
void each_known(const std::vector<const Register*>& args, std::uint32_t rows, F f) {
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (args[0]->known.get(args[0]->at_row(row))) f(row);
  }
}

// f(row) where all operands are known; the general way elsewhere.
template <class F>
void each_row(const model::Ruleset& ruleset, const Expr& e,
              const std::vector<const Register*>& args, std::uint32_t rows, Register& out, F f) {
  for (std::uint32_t row = 0; row < rows; ++row) {
    bool known = true;
    for (const Register* a : args) known = known && a->known.get(a->at_row(row));
    if (!known || !f(row)) general(ruleset, e, args, row, out);
  }
}

}  // namespace

bool run_function(const model::Ruleset& ruleset, const Expr& e,
                  const std::vector<const Register*>& args, std::uint32_t rows, Register& out) {
  if (e.op != Op::call) return false;
  const auto point = [&](std::size_t i, std::uint32_t row) {
    return args[i]->v[args[i]->at_row(row)];
  };
  const auto text = [&](std::uint32_t row) { return args[0]->text[args[0]->at_row(row)]; };
  const auto type = [&](std::size_t i) -> const model::Type& {
    return ruleset.expr(e.args[i]).type;
  };
  switch (e.function) {
    case Function::valid_nhs_number:
      out.start(Kind::truth, rows);
      each_known(args, rows, [&](std::uint32_t row) {
        out.put_truth(row, truth_of(is_valid_nhs_number(text(row))));
      });
      return true;
    case Function::matches:
      out.start(Kind::truth, rows);
      each_known(args, rows, [&](std::uint32_t row) {
        out.put_truth(row, truth_of(matches(ruleset.patterns[e.index], text(row))));
      });
      return true;
    case Function::time_from: {
      if (type(0).kind == model::Kind::date) return false;
      out.start(Kind::ordinal, rows);
      each_row(ruleset, e, args, rows, out, [&](std::uint32_t row) {
        const std::int64_t apart = point(1, row) - point(0, row);
        if (apart < 0 && !e.is_signed)
          out.put_interval(row, {});
        else
          out.put_point(row, apart);
        return true;
      });
      return true;
    }
    case Function::date_of: {
      if (type(0).kind == model::Kind::date) return false;
      const ZoneTable* zone =
          type(0).kind == model::Kind::date_time ? &ruleset.zones[type(0).zone] : nullptr;
      out.start(Kind::ordinal, rows);
      each_row(ruleset, e, args, rows, out, [&](std::uint32_t row) {
        out.put_point(row,
                      zone != nullptr ? local_day(*zone, point(0, row)) : floor_day(point(0, row)));
        return true;
      });
      return true;
    }
    case Function::age: {
      if (type(0).kind != model::Kind::date || type(1).kind != model::Kind::date) return false;
      out.start(Kind::number, rows);
      std::int64_t last_day = INT64_MIN;
      Civil on{};
      each_row(ruleset, e, args, rows, out, [&](std::uint32_t row) {
        const std::int64_t from = point(0, row), to = point(1, row);
        if (to < from) return false;
        if (to != last_day) {  // neighbours often share it
          on = civil_of(static_cast<Day>(to));
          last_day = to;
        }
        const Civil born = civil_of(static_cast<Day>(from));
        if (born.month == 2 && born.day == 29) return false;
        const bool before = on.month < born.month || (on.month == born.month && on.day < born.day);
        out.put_point(row, on.year - born.year - (before ? 1 : 0));
        return true;
      });
      return true;
    }
    case Function::add:
    case Function::subtract: {
      const bool minus = e.function == Function::subtract;
      if (type(0).kind == model::Kind::number && type(1).kind == model::Kind::number) {
        if (args[0]->scale != args[1]->scale) return false;
        out.start(Kind::number, rows);
        out.scale = args[0]->scale;
        each_row(ruleset, e, args, rows, out, [&](std::uint32_t row) {
          std::int64_t sum;
          const bool wide = minus ? __builtin_sub_overflow(point(0, row), point(1, row), &sum)
                                  : __builtin_add_overflow(point(0, row), point(1, row), &sum);
          if (wide) return false;
          out.put_point(row, sum);
          return true;
        });
        return true;
      }
      const bool time =
          type(0).kind == model::Kind::date_time || type(0).kind == model::Kind::wall_time;
      if (!time || type(1).kind != model::Kind::elapsed) return false;
      out.start(Kind::ordinal, rows);
      each_row(ruleset, e, args, rows, out, [&](std::uint32_t row) {
        std::int64_t sum;
        const bool wide = minus ? __builtin_sub_overflow(point(0, row), point(1, row), &sum)
                                : __builtin_add_overflow(point(0, row), point(1, row), &sum);
        if (wide || sum >= kPlusInfinity || sum <= kMinusInfinity) return false;
        out.put_point(row, sum);
        return true;
      });
      return true;
    }
    default:
      return false;
  }
}

}  // namespace assize::evaluate

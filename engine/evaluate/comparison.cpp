// Order, equality, lists and waits over columns: a loop without branches over the rows that are
// known, intervals and sets of codes for the rest.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/column/clones.h"
#include "engine/column/word_table.h"
#include "engine/evaluate/batch.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/values.h"

namespace assize::evaluate {

using model::Expr;
using model::Op;
using plan::Kind;

namespace {

// Points that are known in both operands.
void both_known(const Register& a, const Register& b, std::uint32_t rows, Bits& out) {
  out.assign(rows, true);
  for (const Register* r : {&a, &b}) {
    if (!r->constant)
      out &= r->known;
    else if (!r->known.get(0))
      out.assign(rows, false);
  }
}

// yes and no of the rows in `known` from a test of two points.
template <class T>
ASSIZE_INLINED void test_points(const Register& a, const Register& b, const Bits& known, T test,
                                Register& out) {
  const std::uint32_t rows = static_cast<std::uint32_t>(known.rows());
  if (a.constant && b.constant) {
    const bool t = test(a.v[0], b.v[0]);
    out.yes.assign(rows, t);
  } else if (b.constant) {
    const std::int64_t y = b.v[0];
    out.yes.fill(rows, [&](std::size_t i) { return test(a.v[i], y); });
  } else if (a.constant) {
    const std::int64_t x = a.v[0];
    out.yes.fill(rows, [&](std::size_t i) { return test(x, b.v[i]); });
  } else {
    out.yes.fill(rows, [&](std::size_t i) { return test(a.v[i], b.v[i]); });
  }
  for (std::size_t i = 0; i < known.words(); ++i) {
    out.no.word(i) = known.word(i) & ~out.yes.word(i);
    out.yes.word(i) &= known.word(i);
  }
}

ASSIZE_CLONES void compare_points(Op op, const Register& a, const Register& b, const Bits& known,
                                  Register& out) {
  switch (op) {
    case Op::eq:
      return test_points(
          a, b, known, [](std::int64_t x, std::int64_t y) { return x == y; }, out);
    case Op::ne:
      return test_points(
          a, b, known, [](std::int64_t x, std::int64_t y) { return x != y; }, out);
    case Op::lt:
      return test_points(
          a, b, known, [](std::int64_t x, std::int64_t y) { return x < y; }, out);
    case Op::le:
      return test_points(
          a, b, known,
          [](std::int64_t x, std::int64_t y) { return ASSIZE_FAULT(1, x < y, x <= y); }, out);
    case Op::gt:
      return test_points(
          a, b, known, [](std::int64_t x, std::int64_t y) { return x > y; }, out);
    default:
      return test_points(
          a, b, known,
          [](std::int64_t x, std::int64_t y) { return ASSIZE_FAULT(22, x > y, x >= y); }, out);
  }
}

CodeSet set_at(const Register& r, std::uint32_t row) {
  const std::uint32_t i = r.at_row(row);
  if (!r.known.get(i)) return *r.set(row);
  CodeSet s;
  if (r.v[i] == kUnlisted)
    s.unlisted = true;
  else
    s.codes.push_back(static_cast<std::int32_t>(r.v[i]));
  return s;
}

bool compare_codes(Op op, const Register& a, const Register& b, std::uint32_t rows, Register& out) {
  out.start(Kind::truth, rows);
  Bits known;
  both_known(a, b, rows, known);
  compare_points(op, a, b, known, out);
  // A point that is not in the list: equal to none that is, in no order, and perhaps the same as
  // another such.
  const bool order = op != Op::eq && op != Op::ne;
  const auto unlisted = [](const Register& r, std::uint32_t row) {
    const std::uint32_t i = r.at_row(row);
    return r.known.get(i) && r.v[i] == kUnlisted;
  };
  const bool told_apart =
      !order && ((a.constant && !unlisted(a, 0)) || (b.constant && !unlisted(b, 0)));
  if (!told_apart)
    known.each([&](std::uint32_t row) {
      const bool x = unlisted(a, row), y = unlisted(b, row);
      if (ASSIZE_FAULT(24, false, order && (x || y)) || (x && y)) {
        out.yes.clear(row);
        out.no.clear(row);
      }
    });
  const CodeSet* last = nullptr;
  Truth last_truth = Truth::unknown;
  known.each_clear([&](std::uint32_t row) {
    const bool simple = b.constant && b.known.get(0) && !a.constant;
    if (simple && a.set(row) == last) return out.put_truth(row, last_truth);
    const Truth t = code_test(op, set_at(a, row), set_at(b, row));
    if (simple) {
      last = a.set(row);
      last_truth = t;
    }
    out.put_truth(row, t);
  });
  return true;
}

// At one scale, where one of the two is a constant that can be written at the other's.
bool same_scale(const Register& a, const Register& b, Register& moved, const Register*& x,
                const Register*& y) {
  x = &a;
  y = &b;
  if (a.scale == b.scale) return true;
  const bool move_b = b.constant;
  const Register& c = move_b ? b : a;
  const Register& to = move_b ? a : b;
  if (!c.constant || !c.known.get(0) || to.scale < c.scale) return false;
  std::int64_t n = c.v[0];
  for (int i = c.scale; i < to.scale; ++i) {
    if (__builtin_mul_overflow(n, std::int64_t{10}, &n)) return false;
  }
  moved.start(Kind::number, 1);
  moved.put_point(0, n);
  moved.scale = to.scale;
  moved.constant = true;
  (move_b ? y : x) = &moved;
  return true;
}

bool compare_step(const model::Ruleset& ruleset, const Expr& e,
                  const std::vector<const Register*>& args, std::uint32_t rows, Register& out) {
  const Register &a = *args[0], &b = *args[1];
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::truth:
      if (e.op != Op::eq && e.op != Op::ne) return false;
      out.start(Kind::truth, rows);
      for (std::size_t i = 0; i < out.yes.words(); ++i) {
        const std::uint64_t same = (a.yes.word(i) & b.yes.word(i)) | (a.no.word(i) & b.no.word(i));
        const std::uint64_t differ =
            (a.yes.word(i) & b.no.word(i)) | (a.no.word(i) & b.yes.word(i));
        out.yes.word(i) = e.op == Op::eq ? same : differ;
        out.no.word(i) = e.op == Op::eq ? differ : same;
      }
      return true;
    case Kind::ordinal: {
      if (ruleset.expr(e.args[0]).type.kind != ruleset.expr(e.args[1]).type.kind) return false;
      out.start(Kind::truth, rows);
      Bits known;
      both_known(a, b, rows, known);
      compare_points(e.op, a, b, known, out);
      known.each_clear([&](std::uint32_t row) {
        out.put_truth(row, compare(e.op, a.interval(row), b.interval(row)));
      });
      return true;
    }
    case Kind::code:
      return compare_codes(e.op, a, b, rows, out);
    case Kind::number: {
      Register moved;
      const Register *x, *y;
      if (!same_scale(a, b, moved, x, y)) return false;
      out.start(Kind::truth, rows);
      Bits known;
      both_known(*x, *y, rows, known);
      compare_points(e.op, *x, *y, known, out);
      known.each_clear([&](std::uint32_t row) {
        const Value values[] = {a.value(row, ruleset.expr(e.args[0]).type),
                                b.value(row, ruleset.expr(e.args[1]).type)};
        out.put(row, combine(ruleset, e, values));
      });
      return true;
    }
    case Kind::text: {
      out.start(Kind::truth, rows);
      for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint32_t i = a.at_row(row), k = b.at_row(row);
        if (!a.known.get(i) || !b.known.get(k)) continue;
        const int o = a.text[i].compare(b.text[k]);
        out.put_truth(row, compare(e.op, {o, o, Never::no}, {0, 0, Never::no}));
      }
      return true;
    }
    default:
      return false;
  }
}

bool in_step(const model::Ruleset& ruleset, const Expr& e, const std::vector<const Register*>& args,
             std::uint32_t rows, Register& out) {
  const Register& x = *args[0];
  for (std::size_t i = 1; i < args.size(); ++i) {
    if (!args[i]->constant || !args[i]->known.get(0) || args[i]->kind != x.kind) return false;
  }
  if (x.constant || args.size() < 2) return false;
  if (x.kind == Kind::code) {
    std::vector<std::uint8_t> listed(
        ruleset.code_lists[ruleset.expr(e.args[0]).type.list].codes.size() + 1,
        0);  // [0]: not in the list
    for (std::size_t i = 1; i < args.size(); ++i)
      listed[static_cast<std::size_t>(args[i]->v[0] + 1)] = 1;
    out.start(Kind::truth, rows);
    if (x.known.all()) {
      out.yes.fill(
          rows, [&](std::size_t i) { return listed[static_cast<std::size_t>(x.v[i] + 1)] != 0; });
    } else {
      out.yes.fill(rows, [&](std::size_t i) {
        return x.known.get(i) && listed[static_cast<std::size_t>(x.v[i] + 1)] != 0;
      });
    }
    for (std::size_t i = 0; i < out.no.words(); ++i)
      out.no.word(i) = x.known.word(i) & ~out.yes.word(i);
    const CodeSet* last = nullptr;
    Truth t = Truth::unknown;
    x.known.each_clear([&](std::uint32_t row) {
      const CodeSet* s = x.set(row);
      if (s != last) {
        last = s;
        bool some = false, all = !s->unlisted;
        for (const std::int32_t c : s->codes) {
          const bool in = listed[static_cast<std::size_t>(c + 1)] != 0;
          some |= in;
          all = all && in;
        }
        t = ASSIZE_FAULT(25, some, all && some) ? Truth::yes : some ? Truth::unknown : Truth::no;
      }
      out.put_truth(row, t);
    });
    return true;
  }
  if (x.kind == Kind::text) {
    out.start(Kind::truth, rows);
    std::vector<std::pair<std::string, std::int32_t>> words;
    for (std::size_t i = 1; i < args.size(); ++i) words.emplace_back(args[i]->text[0], 1);
    const WordTable listed(words);
    out.yes.fill(rows,
                 [&](std::size_t i) { return x.known.get(i) && listed.find(x.text[i]) == 1; });
    for (std::size_t i = 0; i < out.no.words(); ++i)
      out.no.word(i) = ASSIZE_FAULT(56, out.no.mask(i), x.known.word(i)) & ~out.yes.word(i);
    return true;
  }
  return false;
}

// Rows that are known in all of some operands.
void all_known(const std::vector<const Register*>& args, std::uint32_t rows, Bits& out) {
  out.assign(rows, true);
  for (const Register* r : args) {
    if (!r->constant)
      out &= r->known;
    else if (!r->known.get(0))
      out.assign(rows, false);
  }
}

bool within_step(const model::Ruleset& ruleset, const Expr& e,
                 const std::vector<const Register*>& args, std::uint32_t rows, Register& out) {
  const model::Kind kind = ruleset.expr(e.args[0]).type.kind;
  if (ruleset.expr(e.args[1]).type.kind != model::Kind::elapsed ||
      kind != ruleset.expr(e.args[2]).type.kind)
    return false;
  if (kind == model::Kind::date) return false;
  const bool after = e.op == Op::within_after;
  const Register& x = *args[after ? 0 : 2];
  const Register& y = *args[after ? 2 : 0];
  const Register& d = *args[1];
  out.start(Kind::truth, rows);
  Bits known;
  all_known({&x, &y, &d}, rows, known);
  const auto drop = [](std::int64_t wait) { return ASSIZE_FAULT(3, wait - wait % kMinute, wait); };
  if (d.constant && !x.constant && !y.constant) {
    const std::int64_t limit = d.v[0];
    out.yes.fill(rows, [&](std::size_t i) {
      return static_cast<std::uint64_t>(drop(x.v[i] - y.v[i])) <=
             static_cast<std::uint64_t>(limit - ASSIZE_FAULT(27, 1, 0));
    });
    out.no.fill(rows, [&](std::size_t i) { return drop(x.v[i] - y.v[i]) > limit; });
    if (limit < 0) out.yes.assign(rows, false);
    if (ASSIZE_FAULT(26, true, e.is_signed)) {
      for (std::size_t i = 0; i < out.no.words(); ++i) out.no.word(i) = ~out.yes.word(i);
    }
    out.yes &= known;
    out.no &= known;
  } else {
    known.assign(rows, false);
  }
  known.each_clear([&](std::uint32_t row) {
    out.put_truth(row, within(x.interval(row), d.interval(row), y.interval(row), e.is_signed));
  });
  return true;
}

bool between_step(const model::Ruleset& ruleset, const Expr& e,
                  const std::vector<const Register*>& args, std::uint32_t rows, Register& out) {
  for (std::size_t i = 1; i < 3; ++i) {
    if (ruleset.expr(e.args[i]).type.kind != ruleset.expr(e.args[0]).type.kind) return false;
  }
  const Register& x = *args[0];
  if (x.kind == Kind::ordinal) {
    out.start(Kind::truth, rows);
    Bits known;
    all_known(args, rows, known);
    const Register &from = *args[1], &to = *args[2];
    if (!x.constant && from.constant && to.constant) {
      const std::int64_t lo = from.v[0],
                         hi = e.open_end ? to.v[0] - ASSIZE_FAULT(23, 0, 1) : to.v[0];
      out.yes.fill(rows, [&](std::size_t i) { return x.v[i] >= lo && x.v[i] <= hi; });
      for (std::size_t i = 0; i < out.no.words(); ++i) {
        out.no.word(i) = known.word(i) & ~out.yes.word(i);
        out.yes.word(i) &= known.word(i);
      }
      known.each_clear([&](std::uint32_t row) {
        out.put_truth(row,
                      between(x.interval(row), from.interval(row), to.interval(row), e.open_end));
      });
      return true;
    }
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (known.get(row)) {
        const std::int64_t p = x.v[x.at_row(row)], lo = args[1]->v[args[1]->at_row(row)],
                           hi = args[2]->v[args[2]->at_row(row)];
        out.put_truth(row, truth_of(p >= lo && (e.open_end ? p < hi : p <= hi)));
      } else {
        out.put_truth(row, between(x.interval(row), args[1]->interval(row), args[2]->interval(row),
                                   e.open_end));
      }
    }
    return true;
  }
  if (x.kind != Kind::number || x.constant) return false;
  Register moved_low, moved_high;
  const Register *p, *low, *high;
  if (!same_scale(x, *args[1], moved_low, p, low) || p != &x ||
      !same_scale(x, *args[2], moved_high, p, high) || p != &x)
    return false;
  if (!low->constant || !high->constant || !low->known.get(0) || !high->known.get(0)) return false;
  out.start(Kind::truth, rows);
  const std::int64_t lo = low->v[0], hi = high->v[0];
  const bool open = ASSIZE_FAULT(23, false, e.open_end);
  out.yes.fill(rows,
               [&](std::size_t i) { return x.v[i] >= lo && (open ? x.v[i] < hi : x.v[i] <= hi); });
  for (std::size_t i = 0; i < out.no.words(); ++i) {
    out.no.word(i) = x.known.word(i) & ~out.yes.word(i);
    out.yes.word(i) &= x.known.word(i);
  }
  x.known.each_clear([&](std::uint32_t row) {
    Value values[3];
    for (std::size_t i = 0; i < 3; ++i)
      values[i] = args[i]->value(row, ruleset.expr(e.args[i]).type);
    out.put(row, combine(ruleset, e, values));
  });
  return true;
}

}  // namespace

bool run_comparison(const model::Ruleset& ruleset, const Expr& e,
                    const std::vector<const Register*>& args, std::uint32_t rows, Register& out) {
  if (is_comparison(e.op)) return compare_step(ruleset, e, args, rows, out);
  switch (e.op) {
    case Op::in:
      return in_step(ruleset, e, args, rows, out);
    case Op::within_after:
    case Op::within_before:
      return within_step(ruleset, e, args, rows, out);
    case Op::between:
      return between_step(ruleset, e, args, rows, out);
    default:
      return false;
  }
}

}  // namespace assize::evaluate

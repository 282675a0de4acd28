#include "engine/evaluate/batch.h"

#include <algorithm>

#include "engine/evaluate/across.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/tables.h"
#include "engine/evaluate/unique.h"
#include "engine/evaluate/values.h"
#include "engine/functions/items.h"

namespace assize::evaluate {

using model::Op;
using plan::Kind;
using plan::Step;
using plan::StepId;
using plan::What;

Batch::Batch(const model::Ruleset& ruleset, const plan::RecordPlan& plan, Tables* tables)
    : ruleset_(ruleset),
      plan_(plan),
      record_(ruleset.records[plan.record]),
      registers_(plan.steps.size()) {
  across_.resize(plan.across.size());
  unique_.resize(plan.across.size());
  for (StepId id = 0; id < plan.steps.size(); ++id) {
    if (plan.steps[id].what != What::across) continue;
    const std::uint32_t at = plan.steps[id].index;
    const model::Across& node = ruleset.across[plan.across[at]->across];
    if (node.kind != model::AcrossKind::unique) {
      across_[at] = std::make_unique<AcrossRun>(ruleset, *plan.across[at], *tables);
      continue;
    }
    const bool put_off =
        std::find(plan.put_off.begin(), plan.put_off.end(), id) != plan.put_off.end();
    unique_[at] = std::make_unique<UniqueRun>(
        ruleset, node, put_off ? nullptr : &tables->repeated(node.record, node.keys[0].theirs));
  }
  for (const model::CodeList& list : ruleset.code_lists) {
    ordinary_.push_back(codes_of(list, INT64_MIN, INT64_MAX));
    auto& is = is_ordinary_.emplace_back();
    for (const model::Code& c : list.codes) is.push_back(c.role == model::CodeRole::ordinary);
  }
}

Batch::~Batch() = default;

Reasons Batch::across_reasons(StepId id, std::uint32_t row) const {
  const std::uint32_t at = plan_.steps[id].index;
  if (across_[at]) return across_[at]->reasons(row);
  if (unique_[at]->is_known(row)) return {};
  return field_reasons(plan_.steps[id].args[0], row) | Reason::not_linked;
}

const std::vector<Key>& Batch::keys_of(StepId unique) const {
  return unique_[plan_.steps[unique].index]->keys();
}

void Batch::run(const Chunk& chunk, const CutOff& cut_off) {
  chunk_ = &chunk;
  cut_off_ = cut_off;
  rows_ = chunk.rows;
  for (StepId id = 0; id < plan_.steps.size(); ++id) {
    const Step& s = plan_.steps[id];
    Register& out = registers_[id];
    switch (s.what) {
      case What::field:
        load(id);
        break;
      case What::parameter:
        parameter(s, out);
        break;
      case What::absent:
        absent(s, out);
        break;
      case What::days:
        days(s, out);
        break;
      case What::verdict:
        verdict(s, out);
        break;
      case What::word:
        word(id, out);
        break;
      case What::across:
        if (across_[s.index])
          across_[s.index]->run(*this, s, out);
        else
          unique_[s.index]->run(chunk, out);
        break;
      case What::outer:
        break;
      case What::literal:
      case What::operation:
        run_operation(id, registers_, rows_);
        break;
    }
    if (s.test && s.what != What::operation) counts_as_no(out);
  }
}

void Batch::counts_as_no(Register& out) const {
  Bits turned;
  turned.assign(out.rows, false);
  for (std::size_t i = 0; i < turned.words(); ++i) {
    turned.word(i) = ~(out.yes.word(i) | out.no.word(i)) & turned.mask(i);
    out.no.word(i) |= turned.word(i);
  }
  if (out.moved.rows() == 0)
    out.moved = turned;
  else
    out.moved |= turned;
}

void Batch::run_operation(StepId id, std::vector<Register>& in, std::uint32_t rows) const {
  const Step& s = plan_.steps[id];
  const model::Expr& e = ruleset_.expr(s.expr);
  Register& out = in[id];
  if (s.what == What::literal) {
    out.start(s.kind, 1);
    if (e.op == model::Op::cut_off) {
      out.put(0, Value::of(DayValue{cut_off_.day + ASSIZE_FAULT(55, 1, 0)}));
      out.constant = true;
      return;
    }
    if (s.kind == Kind::number && e.value.is_known())
      out.scale = std::min(std::get<Decimal>(e.value.point()).scale(), 18);
    if (s.kind == Kind::code && e.value.state == Value::State::unknown)
      out.put_set(0, ordinary_[s.type.list]);  // any of the list, or one that is not in it
    else
      out.put(0, e.value);
    if (s.kind == Kind::truth && rows != 1) {
      const Truth t = out.truth(0);
      out.start(s.kind, rows);
      out.yes.assign(rows, t == Truth::yes);
      out.no.assign(rows, t == Truth::no);
    } else {
      out.constant = s.kind != Kind::truth;
    }
    if (s.test) counts_as_no(out);
    return;
  }
  std::vector<const Register*> args;
  for (const StepId a : s.args) args.push_back(&in[a]);
  const bool fast = run_items(ruleset_, e, args, rows, out) || run_logic(e, args, rows, out) ||
                    run_spans(ruleset_, e, args, rows, out) ||
                    run_comparison(ruleset_, e, args, rows, out) ||
                    run_function(ruleset_, e, args, rows, out);
  if (!fast) {
    out.start(s.kind, rows);
    if (s.kind == Kind::number) out.scale = 4;
    std::vector<Value> values(args.size());
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::size_t i = 0; i < args.size(); ++i)
        values[i] = args[i]->value(row, plan_.steps[s.args[i]].type);
      out.put(row, combine(ruleset_, e, values));
    }
  }
  if (s.test) counts_as_no(out);
}

namespace {

// Has a parameter a value on some of the days, and on all of them?
struct Covered {
  bool some = false, all = false;
};

Covered covered(const model::Parameter& p, const Interval& days) {
  Covered out;
  std::int64_t next = days.lo;  // the first day not yet known to have a value; they are by date
  for (const auto& v : p.values) {
    const std::int64_t from = v.valid.from ? *v.valid.from : kMinusInfinity,
                       until = v.valid.until ? *v.valid.until : kPlusInfinity;
    if (from > days.hi || until < days.lo) continue;
    out.some = true;
    if (from <= next && until >= next) next = plus_saturated(until, 1);
  }
  out.all = out.some && (next > days.hi || next >= kPlusInfinity);
  return out;
}

}  // namespace

void Batch::parameter(const Step& s, Register& out) const {
  const model::Parameter& p = ruleset_.parameters[s.index];
  const auto put = [&](std::uint32_t row, const std::vector<const Scalar*>& points) {
    if (points.empty()) {
      if (s.kind == Kind::code)
        out.put_set(row, ordinary_[p.type.list]);
      else
        out.put(row, Value::unknown(Reason::stated));
      return;
    }
    if (s.kind == Kind::code) {
      CodeSet set;
      for (const Scalar* x : points) set.codes.push_back(std::get<CodeIndex>(*x).at);
      std::sort(set.codes.begin(), set.codes.end());
      set.codes.erase(std::unique(set.codes.begin(), set.codes.end()), set.codes.end());
      if (set.codes.size() == 1)
        out.put_point(row, set.codes[0]);
      else
        out.put_set(row, intern(std::move(set)));
      return;
    }
    bool equal = true;
    for (const Scalar* x : points) equal = equal && same(*x, *points[0]);
    if (equal) return out.put(row, Value::of(*points[0]));
    if (s.type.kind == model::Kind::calendar) {
      const auto in_one_unit = [&](auto part) {
        return std::all_of(points.begin(), points.end(), [&](const Scalar* x) {
          return std::get<CalendarDuration>(*x).*part ==
                 std::get<CalendarDuration>(*points[0]).*part;
        });
      };
      // Which of two in different units is longer depends on the date.
      if (!in_one_unit(&CalendarDuration::months) && !in_one_unit(&CalendarDuration::days))
        return out.put(row, Value::unknown(Reason::stated));
    } else if (s.kind != Kind::ordinal && s.kind != Kind::number) {
      return out.put(row, Value::unknown(Reason::stated));
    }
    const auto less = [](const Scalar* a, const Scalar* b) { return order_of(*a, *b) < 0; };
    const auto [low, high] = std::minmax_element(points.begin(), points.end(), less);
    out.put(row, Value::between(**low, **high, Reason::stated));
  };
  int scale = 0;
  if (s.kind == Kind::number) {
    for (const auto& v : p.values)
      scale = std::max(scale, std::min(std::get<Decimal>(v.value).scale(), 18));
  }
  std::vector<const Scalar*> points;
  if (s.date == plan::kNoStep) {
    for (const auto& v : p.values) points.push_back(&v.value);
    const bool truth = s.kind == Kind::truth;
    out.start(s.kind, truth ? rows_ : 1);
    out.scale = scale;
    for (std::uint32_t row = 0; row < out.rows; ++row) put(row, points);
    out.constant = !truth;
    return;
  }
  const Register& date = registers_[s.date];
  // Most chunks lie within the days of one value.
  if (s.kind != Kind::truth && rows_ > 0) {
    const auto all_rows_within = [&](const model::Validity& v) {
      const std::int64_t from = v.from ? *v.from : kMinusInfinity,
                         until = v.until ? *v.until : kPlusInfinity;
      for (std::uint32_t row = 0; row < rows_; ++row) {
        const Interval d = date.interval(row);
        if (d.lo < from || d.hi > until) return false;
      }
      return true;
    };
    const Interval first = date.interval(0);
    for (const auto& v : p.values) {
      if ((v.valid.from && *v.valid.from > first.lo) ||
          (v.valid.until && *v.valid.until < first.hi) || !all_rows_within(v.valid))
        continue;
      points = {&v.value};
      out.start(s.kind, 1);
      out.scale = scale;
      put(0, points);
      out.constant = true;
      return;
    }
  }
  [[maybe_unused]] const bool is_local = p.overrides != model::kNone;
  [[maybe_unused]] const Interval today{cut_off_.day, cut_off_.day, Never::no};
  out.start(s.kind, rows_);
  out.scale = scale;
  for (std::uint32_t row = 0; row < rows_; ++row) {
    const Interval d = ASSIZE_FAULT(54, is_local ? today : date.interval(row), date.interval(row));
    points.clear();
    for (const auto& v : p.values) {
      const std::int64_t from = v.valid.from ? *v.valid.from : kMinusInfinity,
                         until = v.valid.until
                                     ? *v.valid.until - ASSIZE_FAULT(53, is_local ? 1 : 0, 0)
                                     : kPlusInfinity;
      if (from <= d.hi && until >= d.lo) points.push_back(&v.value);
    }
    if (!covered(p, d).all) points.clear();  // on some possible day it has none
    put(row, points);
  }
}

// yes: no value on any possible day; no: one on each.
void Batch::absent(const Step& s, Register& out) const {
  out.start(Kind::truth, rows_);
  const model::Parameter& p = ruleset_.parameters[s.index];
  const Register& date = registers_[s.date];
  for (std::uint32_t row = 0; row < rows_; ++row) {
    const Interval d = date.interval(row);
    const Covered days = covered(p, d);
    if (!days.some)
      out.yes.set(row);
    else if (days.all)
      out.no.set(row);
  }
}

// Local days up to the cut-off; none: an interval that is only never. For parameters and codes
// (`index` 1) there is always a day: where all are later, those; where nothing bounds them, every
// day up to the cut-off.
void Batch::days(const Step& s, Register& out) const {
  const Register& in = registers_[s.args[0]];
  const model::Type& type = plan_.steps[s.args[0]].type;
  const bool for_rules = s.index == 1;
  const Interval up_to_now{kMinusInfinity, cut_off_.day, Never::no};
  out.start(Kind::ordinal, rows_);
  const ZoneTable* zone =
      type.kind == model::Kind::date_time ? &ruleset_.zones[type.zone] : nullptr;
  const auto day = [&](std::int64_t x) -> std::int64_t {
    if (x <= kMinusInfinity || x >= kPlusInfinity || type.kind == model::Kind::date) return x;
    return zone != nullptr ? local_day(*zone, x) : floor_day(x);
  };
  std::int64_t memory_lo = 1, memory_hi = 0, memory_day = 0;  // clocks of one zone-free day
  for (std::uint32_t row = 0; row < rows_; ++row) {
    const std::uint32_t r = in.at_row(row);
    if (in.known.get(r)) {
      const std::int64_t x = in.v[r];
      std::int64_t d;
      if (zone == nullptr && type.kind != model::Kind::date) {
        if (x < memory_lo || x > memory_hi) {
          memory_day = floor_day(x);
          memory_lo = memory_day * kDayMillis;
          memory_hi = memory_lo + kDayMillis - 1;
        }
        d = memory_day;
      } else {
        d = day(x);
      }
      if (for_rules || d <= cut_off_.day)
        out.put_point(row, d);
      else
        out.put_interval(row, {0, 0, Never::only});
      continue;
    }
    const Interval i = in.intervals[in.at[r]];
    Interval d{day(i.lo), day(i.hi), Never::no};
    if (for_rules) {
      if (i.never == Never::only || (d.lo > cut_off_.day && d.hi >= kPlusInfinity))
        d = up_to_now;
      else if (d.lo <= cut_off_.day)
        d.hi = std::min<std::int64_t>(d.hi, cut_off_.day);
    } else {
      d.hi = std::min<std::int64_t>(d.hi, cut_off_.day);
      if (i.never == Never::only || d.lo > d.hi) d = {0, 0, Never::only};
    }
    out.put_interval(row, d);
  }
}

void Batch::verdict(const Step& s, Register& out) const {
  out.start(Kind::truth, rows_);
  out.undecided.assign(rows_, false);
  out.not_applicable.assign(rows_, false);
  const auto part = [&](std::size_t i) {
    return s.args[i] == plan::kNoStep ? nullptr : &registers_[s.args[i]];
  };
  const Register* when = part(0);
  const Register* decided = part(1);
  const Register* must = part(2);
  for (std::size_t i = 0; i < out.yes.words(); ++i) {
    const std::uint64_t all = out.yes.mask(i);
    const std::uint64_t applies = when != nullptr ? when->yes.word(i) : all;
    const std::uint64_t not_applicable = when != nullptr ? when->no.word(i) : 0;
    const std::uint64_t open = applies & (decided != nullptr ? decided->yes.word(i) : all);
    out.not_applicable.word(i) = not_applicable;
    out.yes.word(i) = open & (must != nullptr ? must->yes.word(i) : all);
    out.no.word(i) = must != nullptr ? open & must->no.word(i) : 0;
    out.undecided.word(i) = all & ~(not_applicable | out.yes.word(i) | out.no.word(i));
  }
}

bool Batch::lacks_cell(const Step& s, std::uint32_t row) const {
  if (s.over_across) return true;
  for (const model::Index f : s.reads) {
    if (not_supplied(plan_.base[f], row)) return true;
  }
  return false;
}

void Batch::word(StepId id, Register& out) {
  const Step& s = plan_.steps[id];
  const model::Expr& e = ruleset_.expr(s.expr);
  const Register& x = registers_[s.args[0]];
  if (e.op == Op::or_else) {
    const Register& y = registers_[s.args[1]];
    out.start(s.kind, rows_);
    out.moved.assign(rows_, false);
    if (s.kind == Kind::number) out.scale = std::max(x.scale, y.scale);
    for (std::uint32_t row = 0; row < rows_; ++row) {
      const bool blank = s.field != plan::kNoStep &&
                         is_blank_cell(plan_.steps[s.field].index, row) &&
                         !is_doubtful(s.field, row);
      const Register& from = blank ? y : x;
      out.put(row, from.value(row, plan_.steps[s.args[blank ? 1 : 0]].type));
      if (!x.certain(row)) out.moved.set(row);
    }
    return;
  }
  out.start(Kind::truth, rows_);
  out.moved.assign(rows_, false);
  const auto verdict_word = [&](const Bits& yes) {
    out.yes = yes;
    for (std::size_t i = 0; i < out.no.words(); ++i) out.no.word(i) = ~yes.word(i) & yes.mask(i);
    out.moved = x.undecided;
  };
  switch (e.op) {
    case Op::rule_passes:
      return verdict_word(x.yes);
    case Op::rule_fails:
      return verdict_word(x.no);
    case Op::rule_undecided:
      return verdict_word(x.undecided);
    case Op::rule_not_applicable:
      return verdict_word(x.not_applicable);
    case Op::surely:
      out.yes = x.yes;
      for (std::size_t i = 0; i < out.no.words(); ++i) {
        out.no.word(i) = ~x.yes.word(i) & x.yes.mask(i);
        out.moved.word(i) = ~(x.yes.word(i) | x.no.word(i)) & x.yes.mask(i);
      }
      return;
    default:
      break;
  }
  Bits sure, never;
  certain_rows(x, sure, never);
  for (std::size_t i = 0; i < sure.words(); ++i) out.moved.word(i) = ~sure.word(i) & sure.mask(i);
  Bits lacking;
  if (s.field != plan::kNoStep) {
    cells(plan_.steps[s.field].index, Sort::not_supplied, lacking);
  } else {
    lacking.assign(rows_, false);
    out.moved.each([&](std::uint32_t row) {
      if (lacks_cell(s, row) && with_reasons(s.args[0], row).reasons.has(Reason::not_supplied))
        lacking.set(row);
    });
  }
  lacking &= out.moved;
  if (e.op == Op::has_happened) return happened(s, sure, never, lacking, out);
  Bits yes;
  word_holds(e, s, sure, never, yes);
  for (std::size_t i = 0; i < yes.words(); ++i) {
    out.yes.word(i) = yes.word(i) & ~lacking.word(i);
    out.no.word(i) = ~yes.word(i) & ~lacking.word(i) & yes.mask(i);
  }
}

// Rows with one possible value, and those among them where it is never.
void Batch::certain_rows(const Register& x, Bits& sure, Bits& never) const {
  never.assign(rows_, false);
  if (x.kind == Kind::truth) {
    sure = x.yes;
    sure |= x.no;
    return;
  }
  if (x.constant) {
    sure.assign(rows_, x.certain(0));
    if (x.is_never(0)) never.assign(rows_, true);
    return;
  }
  sure = x.known;
  if (x.kind == Kind::code) return;
  x.known.each_clear([&](std::uint32_t row) {
    if (x.certain(row)) sure.set(row);
    if (x.is_never(row)) never.set(row);
  });
}

// A two-valued word that reads the cell or how well it is known.
void Batch::word_holds(const model::Expr& e, const Step& s, const Bits& sure, const Bits& never,
                       Bits& yes) const {
  const bool is_field = s.field != plan::kNoStep;
  const model::Index field = is_field ? plan_.steps[s.field].index : 0;
  yes = sure;
  const auto clear = [&](const Bits& b) {
    for (std::size_t i = 0; i < yes.words(); ++i) yes.word(i) &= ~b.word(i);
  };
  const auto flip = [&] {
    for (std::size_t i = 0; i < yes.words(); ++i) yes.word(i) = ~yes.word(i) & yes.mask(i);
  };
  Bits sort;
  switch (e.op) {
    case Op::is_known:
      return clear(never);
    case Op::is_unknown:
      clear(never);
      return flip();
    case Op::is_unknown_because:
      yes.assign(rows_, false);
      sure.each_clear([&](std::uint32_t row) {
        if ((is_field ? field_reasons(s.field, row) : with_reasons(s.args[0], row).reasons)
                .has(e.reason))
          yes.set(row);
      });
      return;
    case Op::is_blank:
      if (is_field)
        cells(field, Sort::blank, yes);
      else
        yes.assign(rows_, false);
      return;
    case Op::is_listed:
      if (is_field) cells(field, Sort::value, yes);
      return;
    default:  // supplied, well formed
      if (!is_field) return;
      cells(field, Sort::blank, yes);
      if (e.op == Op::is_well_formed) {
        cells(field, Sort::unreadable, sort);
        yes |= sort;
      }
      return flip();
  }
}

void Batch::happened(const Step& s, const Bits& sure, const Bits& never, const Bits& lacking,
                     Register& out) const {
  const Register& x = registers_[s.args[0]];
  const bool is_field = s.field != plan::kNoStep;
  const std::int64_t last = CutOff::last(cut_off_.day, plan_.steps[s.args[0]].type, ruleset_);
  for (std::uint32_t row = 0; row < rows_; ++row) {
    if (lacking.get(row)) continue;
    if (is_field) {
      if (is_doubtful(s.field, row)) continue;
      const model::Index field = plan_.steps[s.field].index;
      if (is_blank_cell(field, row)) {
        if (record_.fields[field].blank != model::Blank::unknown) out.no.set(row);
        continue;
      }
    } else if (never.get(row)) {
      out.no.set(row);
      continue;
    }
    if (sure.get(row) && x.interval(row).hi <= last) out.yes.set(row);
  }
}

// The full value of a step for one row, with its reasons: only where a word asks for them.
Value Batch::with_reasons(StepId id, std::uint32_t row) const {
  const Step& s = plan_.steps[id];
  Value v = registers_[id].value(row, s.type);
  if (v.is_known()) return v;
  v.reasons = Reasons();
  if (s.what == What::field) {
    v.reasons = field_reasons(id, row);
    return v;
  }
  if (s.what == What::operation) {
    std::vector<Value> args;
    for (const StepId a : s.args) args.push_back(with_reasons(a, row));
    Value full = combine(ruleset_, ruleset_.expr(s.expr), args);
    if (!full.is_known()) return full;
  }
  if (s.what == What::word && !s.args.empty() && plan_.steps[s.args[0]].what != What::verdict) {
    for (const StepId a : s.args) v.reasons |= with_reasons(a, row).reasons;
  }
  if (s.what == What::across) v.reasons = across_reasons(id, row);
  if (s.what == What::literal) v.reasons = ruleset_.expr(s.expr).value.reasons;
  return v;
}

}  // namespace assize::evaluate

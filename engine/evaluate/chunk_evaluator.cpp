#include "engine/evaluate/chunk_evaluator.h"

#include <algorithm>
#include <bit>

#include "engine/column/clones.h"
#include "engine/evaluate/chunk_tests.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/hash.h"
#include "engine/evaluate/values.h"
#include "engine/functions/call.h"
#include "engine/functions/items.h"

namespace assize::evaluate {

using model::Index;
using plan::IndicatorPlan;
using plan::Kind;
using plan::kNoStep;
using plan::Step;
using plan::StepId;

ChunkEvaluator::ChunkEvaluator(const model::Ruleset& ruleset, const plan::RecordPlan& plan,
                               const RunOptions& options, Names& names, Tables* tables)
    : ruleset_(ruleset),
      plan_(plan),
      record_(ruleset.records[plan.record]),
      options_(options),
      batch_(ruleset, plan, tables),
      fillings_(plan.steps.size()),
      names_(names),
      code_names_(ruleset.code_lists.size()) {
  resolvers_.reserve(plan.indicators.size());
  for (const IndicatorPlan& p : plan.indicators) {
    resolvers_.emplace_back(ruleset, plan, p, options.combinations, fillings_);
    if (std::find(date_steps_.begin(), date_steps_.end(), p.days) == date_steps_.end())
      date_steps_.push_back(p.days);
  }
}

void ChunkEvaluator::evaluate(const Chunk& chunk, const ReturnHeader& header, bool contents,
                              ChunkResult& out) {
  batch_.run(chunk, CutOff::of(header, options_.as_at, options_.as_at_given));
  out.rows = chunk.rows;
  out.file = chunk.file;
  out.sequence = chunk.sequence;
  out.first_record = chunk.first_record;
  providers(header, out);
  rule_months(out);
  out.rules.resize(plan_.rules.size());
  for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
    const Register& v = batch_.at(plan_.rules[i].verdict);
    out.rules[i].passed = v.yes;
    out.rules[i].failed = v.no;
    out.rules[i].not_applicable = v.not_applicable;
  }
  out.expects.resize(plan_.expects.size());
  for (std::size_t i = 0; i < plan_.expects.size(); ++i) {
    if (plan_.expects[i] != kNoStep) out.expects[i] = batch_.at(plan_.expects[i]).yes;
  }
  out.indicators.resize(plan_.indicators.size());
  out.dates.resize(date_steps_.size());
  for (std::size_t i = 0; i < date_steps_.size(); ++i) dates(date_steps_[i], out.dates[i]);
  for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
    if (!plan_.indicators[i].same_as) indicator(i, out, out.indicators[i]);
  }
  if (!record_.key.empty()) keys(header, out);
  if (contents) hash_contents(out);
  out.put_off.resize(plan_.put_off.size());
  for (std::size_t i = 0; i < plan_.put_off.size(); ++i)
    out.put_off[i] = batch_.keys_of(plan_.put_off[i]);
}

void ChunkEvaluator::name_codes(const model::Type& type) {
  auto& names = code_names_[type.list];
  if (!names.empty()) return;
  for (const model::Code& c : ruleset_.code_lists[type.list].codes)
    names.push_back(names_.id(c.text));
}

std::uint32_t ChunkEvaluator::name_of(const Register& r, const model::Type& type,
                                      std::uint32_t row) {
  if (r.kind == Kind::truth) {
    const Truth t = r.truth(row);
    return t == Truth::unknown ? Names::kUnknown : names_.id(t == Truth::yes ? "yes" : "no");
  }
  if (!r.known.get(row)) {
    if (r.kind == Kind::text ||
        (r.kind == Kind::code && (r.set(row)->unlisted || r.set(row)->codes.size() > 1)))
      return Names::kUnknown;
    const Value v = r.value(row, type);
    if (!v.is_known() || is_never(v.point())) return Names::kUnknown;
    return names_.id(plain_text(v.point(), type, ruleset_));
  }
  if (r.kind == Kind::text) return names_.id(r.text[row]);
  if (r.kind == Kind::code) return code_names_[type.list][static_cast<std::size_t>(r.v[row])];
  return names_.id(plain_text(r.value(row, type).point(), type, ruleset_));
}

void ChunkEvaluator::providers(const ReturnHeader&, ChunkResult& out) {
  out.provider.assign(out.rows, Names::kUnknown);
  if (record_.provider == model::kNone) return;
  const StepId step = plan_.base[record_.provider];
  const model::Type& type = plan_.steps[step].type;
  const Register& r = batch_.at(step);
  if (r.kind == Kind::code) name_codes(type);
  for (std::uint32_t row = 0; row < out.rows; ++row) out.provider[row] = name_of(r, type, row);
}

void ChunkEvaluator::rule_months(ChunkResult& out) {
  out.rule_month.assign(plan_.rules.empty() ? 0 : out.rows, ChunkResult::kNoMonth);
  if (plan_.rules.empty() || plan_.rule_days == kNoStep) return;
  const Register& days = batch_.at(plan_.rule_days);
  const auto month_of = [&](std::int64_t d) { return months_.index(static_cast<Day>(d)); };
  for (std::uint32_t row = 0; row < out.rows; ++row) {
    if (days.known.get(row)) {
      out.rule_month[row] = month_of(days.v[row]);
      continue;
    }
    const Interval i = days.interval(row);
    if (i.never != Never::no || i.lo <= kMinusInfinity || i.hi >= kPlusInfinity) continue;
    const std::int32_t m = month_of(i.lo);
    if (m == month_of(i.hi)) out.rule_month[row] = m;
  }
}

void ChunkEvaluator::dates(StepId id, Dates& out) const {
  const Register& days = batch_.at(id);
  const Step& step = plan_.steps[id];
  const Register& raw = batch_.at(step.args[0]);
  const std::int64_t last =
      CutOff::last(batch_.cut_off().day, plan_.steps[step.args[0]].type, ruleset_);
  const std::uint32_t rows = batch_.rows();
  out.day.resize(rows);
  out.odd.clear();
  days.known.each(
      [&](std::uint32_t row) { out.day[row] = static_cast<std::int32_t>(days.v[row]); });
  const auto odd = [&](std::uint32_t row) {
    const Interval i = days.interval(row), r = raw.interval(row);
    Days d;
    d.after = r.never != Never::no || r.hi > last;
    if (i.never != Never::only) {
      d.ranged = i.lo > kMinusInfinity;  // the upper end is at most the cut-off
      d.first = static_cast<std::int32_t>(std::max<std::int64_t>(i.lo, INT32_MIN + 1));
      d.last = static_cast<std::int32_t>(i.hi);
    }
    out.day[row] = Dates::kOddDay;
    out.odd.emplace_back(row, d);
  };
  // A month that the cut-off leaves one day of is known as a day, but the record may still come
  // later.
  for (std::size_t w = 0; w < days.known.words(); ++w) {
    std::uint64_t check = days.known.mask(w) & ~days.known.word(w);
    if (!raw.constant) check |= days.known.mask(w) & ~raw.known.word(w);
    for (; check != 0; check &= check - 1)
      odd(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(check))));
  }
}

void ChunkEvaluator::subgroups(const IndicatorPlan& plan, IndicatorResult& out) {
  out.subgroups.resize(plan.subgroups.size());
  for (std::size_t i = 0; i < plan.subgroups.size(); ++i) {
    const StepId step = plan.subgroups[i].second;
    const Register& r = batch_.at(step);
    const model::Type& type = plan_.steps[step].type;
    if (r.kind == Kind::code) name_codes(type);
    auto& names = out.subgroups[i];
    names.resize(batch_.rows());
    for (std::uint32_t row = 0; row < batch_.rows(); ++row) names[row] = name_of(r, type, row);
  }
}

void ChunkEvaluator::clauses(const IndicatorPlan& plan, const Tests& tests,
                             IndicatorResult& out) const {
  out.clause_yes.clear();
  out.clause_no.clear();
  for (const auto* list : {&plan.left_out, &plan.excused, &plan.failures}) {
    for (const StepId c : *list) {
      out.clause_yes.push_back(batch_.at(c).yes);
      out.clause_no.push_back(batch_.at(c).no);
    }
  }
  if (!out.clause_yes.empty()) out.tests = tests;
}

ASSIZE_CLONES void ChunkEvaluator::indicator(std::size_t i, const ChunkResult& chunk,
                                             IndicatorResult& out) {
  const IndicatorPlan& plan = plan_.indicators[i];
  const model::Indicator& in = ruleset_.indicators[plan.indicator];
  const bool lower = lower_is_better(in);
  const std::uint32_t rows = batch_.rows();
  Tests t;
  collect_tests(plan, batch_.registers(), rows, t);
  for (const StepId a : plan.absent) {
    t.not_in_force_yes |= batch_.at(a).yes;
    t.not_in_force_no &= batch_.at(a).no;
  }
  possible_outcomes(t, lower, out.now);
  out.later = out.now;
  out.flags.assign(rows, kProved);

  // Records that have several outcomes over returned values.
  std::vector<std::uint32_t> several;
  for (std::uint32_t row = 0; row < rows; ++row) {
    if ((out.now[row] & (out.now[row] - 1)) != 0) several.push_back(row);
  }
  Resolver& resolver = resolvers_[i];
  std::vector<Resolved> resolved;
  if (!several.empty()) resolver.resolve(batch_, several, out.now, t, resolved);
  for (const Resolved& r : resolved) {
    out.now[r.row] = r.now.bits();
    out.later[r.row] = ASSIZE_FAULT(16, r.now, r.later).bits();
  }
  if (!resolver.always_proved()) {
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (!resolver.proved(batch_, row)) out.flags[row] &= static_cast<std::uint8_t>(~kProved);
    }
  }
  for (const StepId c : plan.conventions) {
    const Bits& moved = batch_.at(c).moved;
    if (moved.rows() != 0) moved.each([&](std::uint32_t row) { out.flags[row] |= kConvention; });
  }
  clauses(plan, t, out);
  if (in.measure == model::Measure::totals) totals(plan, out);
  if (in.measure == model::Measure::percentile) values(plan, out);

  out.dates = static_cast<std::size_t>(
      std::find(date_steps_.begin(), date_steps_.end(), plan.days) - date_steps_.begin());
  const std::uint8_t out_bit = OutcomeSet(Outcome::out).bits();
  for (const auto& [row, d] : chunk.dates[out.dates].odd) {
    if (d.none())
      out.now[row] = out.later[row] = out_bit;
    else if (d.after) {
      out.now[row] |= out_bit;
      out.later[row] |= out_bit;
    }
  }
  subgroups(plan, out);
  for (const model::FavourableBlank& f : in.favourable_blanks) {
    Bits blank;
    batch_.blank_cells(f.field, blank);
    blank.each([&](std::uint32_t row) { out.flags[row] |= kBlank; });
  }
}

namespace {

// A known figure as a count; one that is too wide for 64 bits bounds nothing. `bad`: negative or
// not whole.
std::optional<std::int64_t> count_of(const Decimal& d, bool& bad) {
  bad = bad || d.is_negative() || !d.is_whole();
  return d.is_negative() ? std::nullopt : d.as_int64();
}

}  // namespace

void ChunkEvaluator::totals(const IndicatorPlan& plan, IndicatorResult& out) const {
  const auto ends = [&](StepId step, std::uint32_t row, std::optional<std::int64_t>& low,
                        std::optional<std::int64_t>& high, bool& bad) {
    const Register& r = batch_.at(step);
    const std::uint32_t i = r.at_row(row);
    if (r.kind == Kind::number && r.known.get(i) && r.scale == 0 && r.v[i] >= 0) {
      low = high = r.v[i];
      return;
    }
    const Value v = r.value(row, plan_.steps[step].type);
    if (v.is_known()) {
      low = high = count_of(std::get<Decimal>(v.point()), bad);
      if (!low && !bad) low = INT64_MAX;  // too wide: at least that
      return;
    }
    low = 0;  // counts are at least 0
    if (v.state == Value::State::range) {
      if (v.low) {
        const Decimal& d = std::get<Decimal>(*v.low);
        const auto up = round(d, 0, Rounding::ceiling);
        if (up && !up->is_negative()) low = up->as_int64().value_or(INT64_MAX);
        if (*low < INT64_MAX && v.low_open && up && *up == d && !d.is_negative()) ++*low;
      }
      if (v.high) {
        const Decimal& d = std::get<Decimal>(*v.high);
        const auto down = round(d, 0, Rounding::floor);
        if (down) {
          if (down->is_negative())
            bad = true;  // it cannot be a count
          else
            high = down->as_int64();
          if (high && v.high_open && *down == d) high = *high - 1;
        }
      }
    }
  };
  out.totals.resize(batch_.rows());
  for (std::uint32_t row = 0; row < batch_.rows(); ++row) {
    Total t;
    ends(plan.numerator, row, t.a, t.b, t.contradictory);
    ends(plan.denominator, row, t.c, t.e, t.contradictory);
    out.totals[row] = t;
  }
}

void ChunkEvaluator::values(const IndicatorPlan& plan, IndicatorResult& out) const {
  const Register& r = batch_.at(plan.value);
  const model::Type& type = plan_.steps[plan.value].type;
  const std::uint32_t rows = batch_.rows();
  out.value.resize(rows);
  out.odd_values.clear();
  out.value_scale = r.kind == Kind::number ? r.scale : 0;
  out.value_known.assign(rows, false);
  const std::uint8_t met = OutcomeSet(Outcome::met).bits(),
                     nyd = OutcomeSet(Outcome::not_yet_due).bits();
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t i = r.at_row(row);
    if (r.known.get(i)) {
      out.value[row] = r.v[i];
      out.value_known.set(row);
      continue;
    }
    if (((out.now[row] | out.later[row]) & met) == 0) continue;
    ValueEnds e;
    e.row = row;
    if (r.kind == Kind::ordinal) {
      const Interval v = r.interval(row);
      if (v.never != Never::only && v.lo > kMinusInfinity) e.low = Decimal(v.lo);
      if (v.never == Never::no && v.hi < kPlusInfinity) e.high = Decimal(v.hi);
    } else {
      const Value v = r.value(row, type);
      if (v.is_known())
        e.low = e.high = std::get<Decimal>(v.point());
      else {
        if (v.low) e.low = std::get<Decimal>(*v.low);
        if (v.high) e.high = std::get<Decimal>(*v.high);
      }
    }
    out.odd_values.push_back(std::move(e));
    if ((out.now[row] & met) == 0 || r.certain(row)) continue;
    bool open = false;
    for (const StepId f : plan.value_fields) open = open || batch_.is_open(f, row);
    for (const StepId a : plan.value_across) open = open || batch_.is_open_across(a, row);
    if (open) out.now[row] = static_cast<std::uint8_t>((out.now[row] & ~met) | nyd);
  }
}

std::string ChunkEvaluator::key_text(std::uint32_t row) const {
  std::string text;
  text.reserve(32);
  for (std::size_t i = 0; i < record_.key.size(); ++i) {
    if (i != 0) text += '|';
    const StepId step = plan_.base[record_.key[i]];
    const Register& r = batch_.at(step);
    if (r.kind == Kind::text && r.known.get(row)) {
      text += r.text[row];
      continue;
    }
    const Value v = r.value(row, plan_.steps[step].type);
    if (v.is_known()) text += plain_text(v.point(), plan_.steps[step].type, ruleset_);
  }
  return text;
}

ASSIZE_CLONES void ChunkEvaluator::keys(const ReturnHeader& header, ChunkResult& out) {
  out.keys.assign(out.rows, {kSeedA, kSeedB});
  out.keyed.assign(out.rows, true);
  for (const Index k : record_.key) {
    const Register& r = batch_.at(plan_.base[k]);
    if (r.kind == Kind::truth) {
      for (std::size_t w = 0; w < out.keyed.words(); ++w)
        out.keyed.word(w) &= r.yes.word(w) | r.no.word(w);
    } else {
      out.keyed &= r.known;
    }
    out.keyed.each([&](std::uint32_t row) {
      Key& key = out.keys[row];
      if (r.kind == Kind::text) {
        key.first = hash_text(r.text[row], key.first);
        key.second = hash_text(r.text[row], key.second);
      } else {
        const std::uint64_t x = r.kind == Kind::truth ? static_cast<std::uint64_t>(r.yes.get(row))
                                                      : static_cast<std::uint64_t>(r.v[row]);
        key.first = hash_word(x, key.first);
        key.second = hash_word(x, key.second);
      }
    });
  }
  const std::uint32_t fallback = header.provider ? names_.id(*header.provider) : Names::kUnknown;
  for (std::uint32_t row = 0; row < out.rows; ++row) {
    const std::uint32_t p = out.provider[row] != Names::kUnknown ? out.provider[row] : fallback;
    out.keys[row].first = hash_word(p, out.keys[row].first);
    out.keys[row].second = hash_word(p, out.keys[row].second);
  }
}

namespace {

// One word more of a record's content. Many rows are done at once, and one word that differs always
// gives another content.
std::uint64_t join(std::uint64_t word, std::uint64_t content) {
  return std::rotl(content ^ word, 29) * 0x9E3779B97F4A7C15ULL;
}

}  // namespace

// A hash of every cell read, by which equal records are known.
ASSIZE_CLONES void ChunkEvaluator::hash_contents(ChunkResult& out) const {
  out.content.assign(out.rows, kSeedA);
  std::vector<std::uint64_t> packed(out.rows, 0);
  int waiting = 0;
  const std::uint32_t rows = out.rows;
  std::uint64_t* const content = out.content.data();
  std::uint64_t* const words = packed.data();
  const auto flush = [&] {
    for (std::uint32_t row = 0; row < rows; ++row) content[row] = join(words[row], content[row]);
    waiting = 0;
  };
  const auto small_values = [&](const Column& c) {
    const model::Type& type =
        record_.fields[static_cast<std::size_t>(&c - batch_.chunk().columns.data())].type;
    return type.kind == model::Kind::yes_no ||
           (type.kind == model::Kind::code && ruleset_.code_lists[type.list].codes.size() < 0xF0);
  };
  for (std::size_t f = 0; f < batch_.chunk().columns.size(); ++f) {
    const Column& c = batch_.chunk().columns[f];
    // Only records of one key and one provider are compared, where there is a key.
    const bool known_equal = std::find(record_.key.begin(), record_.key.end(),
                                       static_cast<Index>(f)) != record_.key.end();
    if (!c.read || known_equal) continue;
    if (c.supplied && c.text.empty() && small_values(c)) {
      // Eight columns of small values make a word.
      const Cell* const cells = c.cell.data();
      const std::int64_t* const values = c.v.data();
      for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint64_t odd = 0xF0u + static_cast<std::uint64_t>(cells[row]);
        const auto value = static_cast<std::uint64_t>(values[row]);
        words[row] = words[row] << 8u | (cells[row] == Cell::present ? value : odd);
      }
      if (++waiting == 8) flush();
      continue;
    }
    // Where a cell is not present, what stands in its place is left over from another.
    if (c.supplied && c.text.empty()) {
      const Cell* const cells = c.cell.data();
      const std::int64_t* const values = c.v.data();
      for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint64_t there = cells[row] == Cell::present ? ~std::uint64_t{0} : 0;
        const std::uint64_t cell = static_cast<std::uint64_t>(cells[row]) << 56u;
        content[row] = join((static_cast<std::uint64_t>(values[row]) & there) ^ cell, content[row]);
      }
      if (c.ranges.empty()) continue;
    }
    for (std::uint32_t row = 0; row < out.rows; ++row) {
      const Cell cell = c.supplied ? c.cell[row] : Cell::not_supplied;
      std::uint64_t x = static_cast<std::uint64_t>(cell);
      if (cell == Cell::present) {
        if (c.text.empty()) continue;
        x = hash_text(c.text[row], 1);
      } else if (cell == Cell::ranged || cell == Cell::wide) {
        const Value& v = c.ranged(row);
        for (const auto* end : {&v.low, &v.high}) {
          if (!*end) continue;
          if (const auto* d = std::get_if<Decimal>(&**end)) x = hash_text(d->text(), x);
          if (const auto* d = std::get_if<DayValue>(&**end))
            x = hash_word(static_cast<std::uint64_t>(d->day), x);
          if (const auto* d = std::get_if<MillisValue>(&**end))
            x = hash_word(static_cast<std::uint64_t>(d->ms), x);
        }
      } else if (c.supplied && c.text.empty()) {
        continue;
      }
      out.content[row] = hash_word(x, out.content[row]);
    }
  }
  if (waiting != 0) flush();
}

std::string ChunkEvaluator::provider_text(std::uint32_t row) const {
  if (record_.provider == model::kNone) return {};
  const StepId step = plan_.base[record_.provider];
  const Value v = batch_.at(step).value(row, plan_.steps[step].type);
  return v.is_known() ? plain_text(v.point(), plan_.steps[step].type, ruleset_) : std::string();
}

void ChunkEvaluator::failures(const ChunkResult& result,
                              std::vector<std::vector<FailingRecord>>& by_rule) const {
  const Chunk& chunk = batch_.chunk();
  by_rule.resize(plan_.rules.size());
  for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
    result.rules[i].failed.each([&](std::uint32_t row) {
      const std::uint64_t line = row < chunk.line.size() ? chunk.line[row] : 0;
      by_rule[i].push_back(
          {plan_.rules[i].rule, chunk.file, chunk.first_record + row, line, key_text(row)});
    });
  }
}

void ChunkEvaluator::outcomes(const ChunkResult& result, std::vector<RecordOutcome>& out) const {
  const Chunk& chunk = batch_.chunk();
  const auto start = [&](std::uint32_t row) {
    RecordOutcome o;
    o.file = chunk.file;
    o.record = chunk.first_record + row;
    o.line = row < chunk.line.size() ? chunk.line[row] : 0;
    o.key = key_text(row);
    o.provider = provider_text(row);
    return o;
  };
  for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
    const RuleResult& r = result.rules[i];
    const auto add = [&](std::uint32_t row) {
      RecordOutcome o = start(row);
      o.rule = plan_.rules[i].rule;
      o.result = r.passed.get(row)           ? "passes"
                 : r.failed.get(row)         ? "fails"
                 : r.not_applicable.get(row) ? "does not apply"
                                             : "undecided";
      if (result.rule_month[row] != ChunkResult::kNoMonth)
        o.period = {PeriodKind::month, result.rule_month[row]};
      out.push_back(std::move(o));
    };
    for (std::uint32_t row = 0; row < result.rows; ++row) add(row);
  }
  for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
    const IndicatorPlan& plan = plan_.indicators[i];
    const model::Indicator& in = ruleset_.indicators[plan.indicator];
    const IndicatorResult& r = result.indicators[i];
    for (std::uint32_t row = 0; row < result.rows; ++row) {
      RecordOutcome o = start(row);
      o.indicator = plan.indicator;
      o.could_be = OutcomeSet::from_bits(r.now[row]);
      for (std::size_t k = 0; k < in.left_out.size() + in.excused.size(); ++k) {
        const bool exclusion = k < in.left_out.size();
        if (r.clause_no[k].get(row)) continue;
        o.by.push_back(exclusion ? in.left_out[k].name : in.excused[k - in.left_out.size()].name);
      }
      for (const StepId f : plan.shown) {
        const model::Field& field = record_.fields[plan_.steps[f].index];
        const Register& cells = batch_.at(f);
        const Reasons reasons = field.items != model::kNone && cells.known.get(row)
                                    ? odd_items(ruleset_, field, cells.text[row])
                                    : batch_.field_reasons(f, row);
        reasons.each([&](Reason why) { o.reasons.push_back({field.name, why}); });
      }
      for (const StepId a : plan.shown_across) {
        if (batch_.at(a).certain(row)) continue;
        const model::Across& across = ruleset_.across[plan_.across[plan_.steps[a].index]->across];
        batch_.across_reasons(a, row).each([&](Reason why) {
          if (why == Reason::stated) return;  // by no row: the fields that the node reads say why
          o.reasons.push_back({ruleset_.records[across.record].name, why});
        });
      }
      const Interval d = batch_.at(plan.returned_days).interval(row);
      if (d.never == Never::no && d.lo > kMinusInfinity) {
        const Period first = period_of(PeriodKind::month, static_cast<Day>(d.lo)),
                     last = period_of(PeriodKind::month, static_cast<Day>(d.hi));
        if (first == last) o.period = first;
      }
      out.push_back(std::move(o));
    }
  }
}

}  // namespace assize::evaluate

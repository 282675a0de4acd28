#include "engine/evaluate/across.h"

#include <algorithm>
#include <map>

#include "engine/evaluate/hash.h"
#include "engine/evaluate/intervals.h"
#include "engine/evaluate/values.h"

namespace assize::evaluate {

using model::AcrossKind;
using plan::Kind;
using plan::kNoStep;
using plan::Step;
using plan::StepId;

namespace {

constexpr std::size_t kPairs = 8192;  // worked out at once

std::vector<model::Index> their_fields(const model::Across& a) {
  std::vector<model::Index> fields;
  for (const model::LinkKey& k : a.keys) fields.push_back(k.theirs);
  return fields;
}

Truth truth_of_row(const Register& r, std::uint32_t row) { return r.truth(row); }

// Nothing known of a value of some kind.
void put_anything(const model::Ruleset& ruleset, const model::Type& type, std::uint32_t rows,
                  Register& out) {
  out.start(plan::kind_of(type), rows);
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (out.kind == Kind::ordinal)
      out.put_interval(row, {kMinusInfinity, kPlusInfinity, Never::may});
    else if (out.kind == Kind::code)
      out.put_set(row, codes_of(ruleset.code_lists[type.list], INT64_MIN, INT64_MAX));
    else if (out.kind != Kind::truth)
      out.put(row, Value::unknown(Reason::not_linked));
  }
}

}  // namespace

AcrossRun::AcrossRun(const model::Ruleset& ruleset, const plan::AcrossPlan& plan, Tables& tables)
    : ruleset_(ruleset),
      plan_(plan),
      across_(ruleset.across[plan.across]),
      table_(tables[across_.record]),
      index_(tables.index(across_.record, their_fields(across_))),
      batch_(std::make_unique<Batch>(ruleset, plan.rows, &tables)) {
  const auto& key = ruleset.records[across_.record].key;
  is_by_key_ = across_.kind == AcrossKind::only && plan.condition == kNoStep && !key.empty() &&
               std::all_of(key.begin(), key.end(), [&](model::Index k) {
                 return std::any_of(across_.keys.begin(), across_.keys.end(),
                                    [&](const model::LinkKey& l) { return l.theirs == k; });
               });
  if (plan.value != kNoStep) type_ = plan.rows.steps[plan.value].type;
  for (const StepId f : plan.fields) {
    const model::Field& field = ruleset.records[across_.record].fields[plan.rows.steps[f].index];
    if (field.blank == model::Blank::not_by_cut_off) future_ = Reason::not_yet_due;
  }
}

AcrossRun::~AcrossRun() = default;

void AcrossRun::hand_in(const Batch* outer, const Step* step,
                        const std::vector<std::uint32_t>& origin) {
  for (std::size_t k = 0; k < plan_.handed_in.size(); ++k) {
    const StepId to = plan_.handed_in[k];
    if (to == kNoStep) continue;
    Register& r = batch_->handed_in(to);
    if (outer != nullptr)
      outer->at(step->args[k]).gather(origin, r);
    else
      put_anything(ruleset_, plan_.rows.steps[to].type, static_cast<std::uint32_t>(origin.size()),
                   r);
  }
}

void AcrossRun::work_out(const std::vector<std::uint32_t>& rows, const Batch* outer,
                         const Step* step, const std::vector<std::uint32_t>& origin,
                         RowFacts& out) {
  out.holds.assign(rows.size(), Truth::yes);
  out.why.assign(rows.size(), {});
  out.value.assign(plan_.value == kNoStep ? 0 : rows.size(), {});
  out.order.assign(plan_.order.size(), std::vector<Value>(rows.size()));
  if (plan_.condition == kNoStep && plan_.value == kNoStep) return;
  Chunk chunk;
  std::vector<std::uint32_t> part, from, at;
  for (std::uint32_t c = 0; c < table_.cut_offs.size(); ++c) {
    const auto flush = [&] {
      if (at.empty()) return;
      gather_rows(table_.all, part, chunk);
      hand_in(outer, step, from);
      batch_->run(chunk, table_.cut_offs[c]);
      fill(at, out);
      part.clear();
      from.clear();
      at.clear();
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (table_.cut_off_of[rows[i]] != c) continue;
      part.push_back(rows[i]);
      from.push_back(origin.empty() ? 0 : origin[i]);
      at.push_back(static_cast<std::uint32_t>(i));
      if (at.size() == kPairs) flush();
    }
    flush();
  }
}

// From the registers of the batch; row i of it is row at[i] of `out`.
void AcrossRun::fill(const std::vector<std::uint32_t>& at, RowFacts& out) const {
  const auto& steps = plan_.rows.steps;
  const auto n = static_cast<std::uint32_t>(at.size());
  if (plan_.condition != kNoStep) {
    const Register& r = batch_->at(plan_.condition);
    for (std::uint32_t i = 0; i < n; ++i) out.holds[at[i]] = truth_of_row(r, i);
  }
  for (std::uint32_t i = 0; i < n; ++i) {
    if (out.holds[at[i]] == Truth::no) continue;
    if (plan_.value != kNoStep)
      out.value[at[i]] = batch_->at(plan_.value).value(i, steps[plan_.value].type);
    for (std::size_t k = 0; k < plan_.order.size(); ++k)
      out.order[k][at[i]] = batch_->at(plan_.order[k]).value(i, steps[plan_.order[k]].type);
    for (const StepId f : plan_.fields) {
      if (!batch_->at(f).certain(i)) out.why[at[i]] |= batch_->field_reasons(f, i);
    }
    for (const StepId s : plan_.nested) {
      if (!batch_->at(s).certain(i)) out.why[at[i]] |= batch_->across_reasons(s, i);
    }
  }
}

// What is the same for every record: the rows that could belong to anyone and, where nothing of the
// record outside is read, every row.
void AcrossRun::prepare() {
  if (prepared_) return;
  prepared_ = true;
  const std::vector<std::uint32_t> nobody(index_.orphans.size(), 0);
  work_out(index_.orphans, nullptr, nullptr, nobody, orphans_);
  if (plan_.is_correlated) return;
  std::vector<std::uint32_t> rows(table_.all.rows);
  for (std::uint32_t row = 0; row < rows.size(); ++row) rows[row] = row;
  work_out(rows, nullptr, nullptr, std::vector<std::uint32_t>(rows.size(), 0), every_);
}

void AcrossRun::add(std::uint32_t row, Truth link, const RowFacts& facts, std::uint32_t at) {
  const Truth holds = and_(link, facts.holds[at]);
  if (facts.holds[at] == Truth::no) return;
  Candidate c{row, table_.group_of[row], holds, facts.why[at], &facts, at};
  if (row == table_.unseen)
    c.why = table_.unseen_why | future_;
  else if (link != Truth::yes)
    c.why |= Reason::not_linked;
  candidates_.push_back(c);
}

void AcrossRun::run(const Batch& outer, const Step& step, Register& out) {
  const std::uint32_t rows = outer.rows();
  out.start(plan::kind_of(step.type), rows);
  if (out.kind == Kind::number && across_.kind != AcrossKind::number) out.scale = 4;
  reasons_.assign(rows, {});
  const auto& fields = ruleset_.records[across_.outer].fields;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> linked(rows);  // stretches of the index
  std::vector<bool> keyed(rows, false);
  for (std::uint32_t row = 0; row < rows; ++row) {
    Key key{kSeedA, kSeedB};
    bool known = true;
    for (const model::LinkKey& k : across_.keys)
      known = known && hash_cell(ruleset_, fields[k.mine], outer.chunk(), k.mine, row, key);
    if (!known) continue;
    keyed[row] = true;
    const auto first = std::lower_bound(index_.rows.begin(), index_.rows.end(),
                                        std::pair<Key, std::uint32_t>(key, 0));
    auto last = first;
    while (last != index_.rows.end() && last->first == key) ++last;
    linked[row] = {static_cast<std::uint32_t>(first - index_.rows.begin()),
                   static_cast<std::uint32_t>(last - index_.rows.begin())};
  }
  const auto unknown = [&](std::uint32_t row, Reasons why) {
    reasons_[row] = why;
    put(row, Value::unknown(why), out);
  };
  if (across_.kind == AcrossKind::unique) {
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (keyed[row])
        out.put_truth(row, truth_of(linked[row].second - linked[row].first <= 1));
      else
        unknown(row, outer.field_reasons(step.args[0], row) | Reason::not_linked);
    }
    return;
  }
  prepare();
  RowFacts pairs;
  std::vector<std::uint32_t> first_pair(rows, 0);
  if (plan_.is_correlated) {
    std::vector<std::uint32_t> theirs, mine;
    for (std::uint32_t row = 0; row < rows; ++row) {
      first_pair[row] = static_cast<std::uint32_t>(theirs.size());
      if (!keyed[row]) continue;
      for (std::uint32_t i = linked[row].first; i < linked[row].second; ++i)
        theirs.push_back(index_.rows[i].second);
      if (table_.unseen != kNoRow) theirs.push_back(table_.unseen);
      mine.resize(theirs.size(), row);
    }
    work_out(theirs, &outer, &step, mine, pairs);
  }
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (!keyed[row]) {
      unknown(row, Reason::not_linked);
      continue;
    }
    candidates_.clear();
    std::uint32_t at = first_pair[row];
    const auto own = [&]() -> std::uint32_t {
      if (!across_.other) return kNoRow;
      const Chunk& c = outer.chunk();
      return table_.group_of[c.in_table.empty() ? c.first_in_table + row : c.in_table[row]];
    }();
    for (std::uint32_t i = linked[row].first; i < linked[row].second; ++i) {
      const std::uint32_t theirs = index_.rows[i].second;
      const std::uint32_t fact = plan_.is_correlated ? at++ : theirs;
      if (table_.group_of[theirs] == own) continue;
      add(theirs, Truth::yes, plan_.is_correlated ? pairs : every_, fact);
    }
    for (std::uint32_t i = 0; !is_by_key_ && i < index_.orphans.size(); ++i) {
      if (table_.group_of[index_.orphans[i]] != own)
        add(index_.orphans[i], Truth::unknown, orphans_, i);
    }
    if (table_.unseen != kNoRow && !is_by_key_) {
      add(table_.unseen, Truth::unknown, plan_.is_correlated ? pairs : every_,
          plan_.is_correlated ? at : table_.unseen);
    }
    Decided d = decide();
    if (!d.value.is_known()) {
      if (d.why.empty()) d.why = Reason::stated;
      reasons_[row] = d.why;
    }
    put(row, std::move(d.value), out);
  }
}

// A value of which nothing is known is any value.
void AcrossRun::put(std::uint32_t row, Value v, Register& out) const {
  if (v.state != Value::State::unknown || out.kind == Kind::number || out.kind == Kind::text ||
      out.kind == Kind::other) {
    out.put(row, std::move(v));
  } else if (out.kind == Kind::ordinal) {
    out.put_interval(row, {kMinusInfinity, kPlusInfinity, Never::may});
  } else if (out.kind == Kind::code) {
    out.put_set(row, codes_of(ruleset_.code_lists[type_.list], INT64_MIN, INT64_MAX));
  }
}

// --- what the candidates of one record come to ---

bool AcrossRun::is_certain(std::uint32_t group) const {
  std::uint32_t sure = 0;
  for (const Candidate& c : candidates_) sure += c.group == group && c.holds == Truth::yes ? 1 : 0;
  return sure > 0 && sure == table_.group_size[group];
}

AcrossRun::Decided AcrossRun::decide() const {
  switch (across_.kind) {
    case AcrossKind::number:
      return number();
    case AcrossKind::sum:
      return sum();
    case AcrossKind::first:
    case AcrossKind::last:
      return first();
    case AcrossKind::only:
      return only();
    default:
      break;
  }
  const bool any = across_.kind == AcrossKind::any;
  Reasons why;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    const bool alone = table_.group_size[c.group] == 1;
    if (c.holds == Truth::yes && (alone || is_certain(c.group))) return {Value::of(any), {}};
  }
  if (candidates_.empty()) return {Value::of(!any), {}};
  return {Value::unknown(why.empty() ? Reasons(Reason::stated) : why), why};
}

bool AcrossRun::is_before(const Candidate& a, const Candidate& b) const {
  for (std::size_t k = 0; k < plan_.order.size(); ++k) {
    const Value& x = a.facts->order[k][a.at];
    const Value& y = b.facts->order[k][b.at];
    if (x.state == Value::State::unknown || y.state == Value::State::unknown) return false;
    model::Expr e;
    e.op = across_.kind == AcrossKind::last ? model::Op::gt : model::Op::lt;
    e.args = {across_.order[k], across_.order[k]};
    const Value both[] = {x, y};
    const Value before = combine(ruleset_, e, both);
    if (before.is_known() && std::get<bool>(before.point())) return true;
    e.op = model::Op::eq;
    const Value equal = combine(ruleset_, e, both);
    if (!equal.is_known() || !std::get<bool>(equal.point())) return false;
  }
  return false;
}

Value AcrossRun::hull(const std::vector<const Value*>& values, Reasons why) const {
  model::Expr e;
  e.op = model::Op::choose;
  e.type = type_;
  std::vector<Value> args;
  for (const Value* v : values) {
    if (v != values.back()) args.push_back(Value::unknown(why));
    args.push_back(*v);
  }
  return combine(ruleset_, e, args);
}

AcrossRun::Decided AcrossRun::first() const {
  Reasons why;
  std::vector<std::uint32_t> certain;
  bool copies = false;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    copies = copies || table_.group_size[c.group] > 1;
    if (c.holds == Truth::yes && is_certain(c.group)) certain.push_back(c.group);
  }
  if (certain.empty()) return {Value::unknown(why | Reason::not_linked), why | Reason::not_linked};
  // Where every key is one point and no record has copies, one row of those that certainly satisfy
  // the condition comes before all others of them; what does not come after it is possible.
  bool plain = !copies;
  for (const Candidate& c : candidates_) {
    for (std::size_t k = 0; plain && k < plan_.order.size(); ++k)
      plain = c.facts->order[k][c.at].is_known();
  }
  std::vector<const Value*> values;
  if (plain) {
    const Candidate* best = nullptr;
    for (const Candidate& c : candidates_) {
      if (c.holds == Truth::yes && (best == nullptr || is_before(c, *best))) best = &c;
    }
    for (const Candidate& c : candidates_) {
      if (!is_before(*best, c)) values.push_back(&c.facts->value[c.at]);
    }
  } else {
    std::sort(certain.begin(), certain.end());
    certain.erase(std::unique(certain.begin(), certain.end()), certain.end());
    for (const Candidate& c : candidates_) {
      const bool comes_later = std::any_of(certain.begin(), certain.end(), [&](std::uint32_t g) {
        return g != c.group &&
               std::all_of(candidates_.begin(), candidates_.end(),
                           [&](const Candidate& o) { return o.group != g || is_before(o, c); });
      });
      if (!comes_later) values.push_back(&c.facts->value[c.at]);
    }
  }
  if (values.size() > 1) why |= Reason::ambiguous_clock;
  return {hull(values, why), why};
}

AcrossRun::Decided AcrossRun::only() const {
  Reasons why;
  std::vector<const Value*> values;
  bool one = !candidates_.empty();
  for (const Candidate& c : candidates_) {
    why |= c.why;
    one = one && c.group == candidates_[0].group && is_certain(c.group);
    values.push_back(&c.facts->value[c.at]);
  }
  if (values.size() > 1) why |= Reason::ambiguous_clock;
  if (!one) return {Value::unknown(why | Reason::not_linked), why | Reason::not_linked};
  return {hull(values, why), why};
}

AcrossRun::Decided AcrossRun::number() const {
  Reasons why;
  std::vector<std::uint32_t> possible, certain;
  bool unseen = false;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    unseen = unseen || c.row == table_.unseen;
    possible.push_back(c.group);
    const bool alone = table_.group_size[c.group] == 1;
    if (c.holds == Truth::yes && (alone || is_certain(c.group))) certain.push_back(c.group);
  }
  for (auto* all : {&possible, &certain}) {
    std::sort(all->begin(), all->end());
    all->erase(std::unique(all->begin(), all->end()), all->end());
  }
  const Decimal low(static_cast<std::int64_t>(certain.size()));
  const Decimal high(static_cast<std::int64_t>(possible.size()));
  if (!unseen && low == high) return {Value::of(low), {}};
  Value v;
  v.state = Value::State::range;
  v.low = low;
  if (!unseen) v.high = high;
  v.reasons = why.empty() ? Reasons(Reason::stated) : why;
  return {v, v.reasons};
}

AcrossRun::Decided AcrossRun::sum() const {
  Reasons why;
  bool unseen = false;
  std::map<std::uint32_t, std::vector<const Value*>> groups;
  for (const Candidate& c : candidates_) {
    why |= c.why;
    unseen = unseen || c.row == table_.unseen;
    groups[c.group].push_back(&c.facts->value[c.at]);
  }
  if (why.empty()) why = Reason::stated;
  if (unseen) return {Value::unknown(why), why};
  const Value zero = Value::of(Decimal(0));
  std::optional<Decimal> low = Decimal(0), high = Decimal(0);
  for (auto& [group, values] : groups) {
    if (!is_certain(group)) values.push_back(&zero);
    const Numbers n = numbers(hull(values, why));
    low = low && n.lo ? assize::add(*low, *n.lo) : std::nullopt;
    high = high && n.hi ? assize::add(*high, *n.hi) : std::nullopt;
  }
  if (low && high && *low == *high) return {Value::of(*low), {}};
  if (!low && !high) return {Value::unknown(why), why};
  Value v;
  v.state = Value::State::range;
  if (low) v.low = *low;
  if (high) v.high = *high;
  v.reasons = why;
  return {v, why};
}

}  // namespace assize::evaluate

#include "engine/evaluate/across.h"

#include <algorithm>
#include <map>

#include "engine/evaluate/faults.h"
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
  out.until.assign(plan_.until == kNoStep ? 0 : rows.size(), {});
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
    if (plan_.until != kNoStep)
      out.until[at[i]] = batch_->at(plan_.until).value(i, steps[plan_.until].type);
    for (std::size_t k = 0; k < plan_.order.size(); ++k)
      out.order[k][at[i]] = batch_->at(plan_.order[k]).value(i, steps[plan_.order[k]].type);
    for (const StepId f : plan_.fields) {
      if (!batch_->at(f).certain(i)) out.why[at[i]] |= batch_->field_reasons(f, i);
    }
    for (const auto& [operand, reason] : plan_.doubts) {
      if (batch_->at(operand).truth(i) == Truth::no) out.why[at[i]] |= reason;
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
  const bool is_dated = row != table_.unseen && !table_.comes.empty();
  const auto comes =
      ASSIZE_FAULT(58, false, is_dated) ? table_.comes[row] : Table::Comes::by_the_cut_off;
  if (facts.holds[at] == Truth::no || comes == Table::Comes::later) return;
  Candidate c{row, table_.group_of[row], holds, facts.why[at], &facts, at};
  if (comes == Table::Comes::perhaps_later) {
    c.holds = Truth::unknown;
    c.why |= Reason::not_yet_due;
  }
  if (row == table_.unseen)
    c.why = table_.unseen_why | future_;
  else if (link != Truth::yes)
    c.why |= Reason::not_linked;
  if (c.holds == Truth::yes) ++sure_[c.group];
  candidates_.push_back(c);
}

// Rows that could belong to anyone who has the values of them that are known.
void AcrossRun::add_orphans(const Batch& outer, std::uint32_t row, std::uint32_t own) {
  const auto& fields = ruleset_.records[across_.outer].fields;
  for (const LinkIndex::Partly& p : index_.partly) {
    Key key{kSeedA, kSeedB};
    for (const std::size_t k : p.known) {
      const model::Index mine = across_.keys[k].mine;
      hash_linking(ruleset_, fields[mine], outer.chunk(), mine, row, key);
    }
    auto at = std::lower_bound(p.rows.begin(), p.rows.end(), std::pair<Key, std::uint32_t>(key, 0));
    for (; at != p.rows.end() && at->first == key; ++at) {
      if (table_.group_of[index_.orphans[at->second]] != own)
        add(index_.orphans[at->second], Truth::unknown, orphans_, at->second);
    }
  }
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
      known = known && hash_linking(ruleset_, fields[k.mine], outer.chunk(), k.mine, row, key);
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
  const auto own_group = [&](std::uint32_t row) {
    const Chunk& c = outer.chunk();
    return table_.group_of[c.in_table.empty() ? c.first_in_table + row : c.in_table[row]];
  };
  if (across_.kind == AcrossKind::leads) {
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (keyed[row]) {
        const std::uint32_t first = index_.rows[linked[row].first].second;
        out.put_truth(row, truth_of(table_.group_of[first] == own_group(row)));
      } else {
        unknown(row, Reason::not_linked);
      }
    }
    return;
  }
  const auto is_weak = [&](std::uint32_t row) {
    return across_.certain != model::kNone &&
           outer.at(step.args[across_.certain]).truth(row) != Truth::yes;
  };
  prepare();
  sure_.resize(table_.group_size.size());
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
    if (is_weak(row)) {
      unknown(row, Reason::weak_link);
      continue;
    }
    for (const Candidate& c : candidates_) sure_[c.group] = 0;
    candidates_.clear();
    std::uint32_t at = first_pair[row];
    const std::uint32_t own = across_.other ? own_group(row) : kNoRow;
    for (std::uint32_t i = linked[row].first; i < linked[row].second; ++i) {
      const std::uint32_t theirs = index_.rows[i].second;
      const std::uint32_t fact = plan_.is_correlated ? at++ : theirs;
      if (ASSIZE_FAULT(49, false, table_.group_of[theirs] == own)) continue;
      add(theirs, Truth::yes, plan_.is_correlated ? pairs : every_, fact);
    }
    if (!is_by_key_ && !ASSIZE_FAULT(46, across_.returned_only, false))
      add_orphans(outer, row, own);
    const bool none_missing = table_.none_up_to && outer.cut_off().day <= *table_.none_up_to;
    if (ASSIZE_FAULT(48, false, table_.unseen != kNoRow) && !none_missing && !is_by_key_ &&
        !across_.returned_only) {
      add(table_.unseen, Truth::unknown, plan_.is_correlated ? pairs : every_,
          plan_.is_correlated ? at : table_.unseen);
    }
    Decided d = model::is_spread(across_.kind) ? spread(outer, step, row) : decide();
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

}  // namespace assize::evaluate

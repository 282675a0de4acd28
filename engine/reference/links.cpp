#include "engine/reference/links.h"

#include <algorithm>
#include <set>

#include "engine/column/unseen_row.h"
#include "engine/functions/call.h"
#include "engine/reference/operations.h"
#include "engine/reference/range.h"

namespace assize::reference {

using model::Across;
using model::AcrossKind;
using model::ExprId;
using model::Index;
using model::Kind;
using model::Op;

namespace {

bool is_time(Kind k) { return k == Kind::date || k == Kind::date_time || k == Kind::wall_time; }

std::vector<ExprId> parts_of(const Across& a) {
  std::vector<ExprId> parts{a.condition, a.value, a.until};
  parts.insert(parts.end(), a.order.begin(), a.order.end());
  return parts;
}

// A row of another record has no day by which a code is valid: what the day of the record outside
// says of an unknown code is handed in with it.
Value as_handed_in(const model::Ruleset& ruleset, ExprId id, const Value& v,
                   const RecordDays& days) {
  const model::Type& type = ruleset.expr(id).type;
  if (type.kind != Kind::code || v.state != Value::State::unknown || !days) return v;
  Value set = v;
  set.state = Value::State::range;
  set.codes = code_members(v, ruleset.code_lists[type.list], days);
  return set;
}

bool reads_open_time(const model::Ruleset& ruleset, const Across& a) {
  const std::vector<ExprId> nodes = needed(ruleset, parts_of(a));
  return std::any_of(nodes.begin(), nodes.end(), [&](ExprId id) {
    const model::Expr& e = ruleset.expr(id);
    return e.op == Op::field &&
           ruleset.records[a.record].fields[e.index].blank == model::Blank::not_by_cut_off;
  });
}

}  // namespace

// The keys of links are read as returned.
std::optional<std::string> key_text(const model::Ruleset& ruleset, Index record, Index field,
                                    const RecordPlace& at) {
  const model::Field& f = ruleset.records[record].fields[field];
  const Value v = value_of(*at.chunk, f, field, at.row);
  if (!v.is_known()) return std::nullopt;
  if (f.type.kind == Kind::code) {
    const auto& codes = ruleset.code_lists[f.type.list].codes;
    const auto code = static_cast<std::size_t>(std::get<CodeIndex>(v.point()).at);
    if (codes[code].role != model::CodeRole::ordinary) return std::nullopt;
  }
  return plain_text(v.point(), f.type, ruleset);
}

void Tables::add(Returns returns) {
  const auto record = static_cast<Index>(returns_.size());
  returns_.push_back(std::move(returns));
  const Returns& all = returns_.back();
  auto& groups = group_of_.emplace_back(all.rows.size(), 0);
  for (std::size_t g = 0; g < all.groups.size(); ++g) {
    for (std::size_t row : all.groups[g]) groups[row] = g;
  }
  rules_.emplace_back();
  unseen_.push_back(unseen(record));
}

void Tables::apply_rules(const std::function<Tracer(const Row&, Index)>& tracer) {
  for (auto& u : unseen_) {
    if (u) u->place.chunk = &u->chunk;
  }
  for (Index r = 0; r < returns_.size(); ++r) {
    for (const Row& row : returns_[r].rows)
      rules_[r].push_back(rule_results(ruleset_, row.place, r, this, tracer(row, r)));
  }
}

// A row that no return holds and that may exist: any, where a return does not say that it covers
// all; one that comes later, where rows have a date.
std::optional<Tables::Unseen> Tables::unseen(Index record) const {
  const model::Record& type = ruleset_.records[record];
  const Returns& all = returns_[record];
  bool covered = type.covered && (!all.files.empty() || type.covered_without_file);
  const bool by_header =
      !all.files.empty() &&
      std::all_of(all.files.begin(), all.files.end(), [&](const SourceFileInfo& f) {
        return std::find(f.header.covers.begin(), f.header.covers.end(), type.name) !=
               f.header.covers.end();
      });
  covered = covered || by_header;
  Unseen u;
  Day last = options_.as_at;
  u.place.cut_off = {options_.as_at, std::nullopt};
  for (std::size_t i = 0; i < all.files.size(); ++i) {
    const CutOff c = cut_off_of(all.files[i].header, options_);
    const Day complete = c.complete_to ? *c.complete_to : c.day;
    if (i == 0 || complete < last) {
      last = complete;
      u.place.cut_off = c;
    }
  }
  if (covered && type.dated_by == model::kNone) {
    if (last >= options_.as_at) return std::nullopt;
    u.none_up_to = last;
  }
  u.chunk = unseen_row(ruleset_, record, covered ? std::optional(last) : std::nullopt);
  u.why = Reason::not_covered;
  if (covered) {
    u.why = {};
    if (!u.none_up_to) u.why |= Reason::not_yet_due;
    if (u.none_up_to || u.place.cut_off.complete_to) u.why |= Reason::source_incomplete;
  }
  return u;
}

// A row that comes with a date later than the cut-off is not there yet.
Dated Tables::dated_row(Index record, const RecordPlace& at) const {
  const model::Record& type = ruleset_.records[record];
  if (type.dated_by == model::kNone) return {};
  const model::Field& field = type.fields[type.dated_by];
  const Domain d = domain_of(ruleset_, field, *at.chunk, type.dated_by, at.row, at.cut_off, false,
                             std::nullopt, true);
  return dated(d.value, field.type, at.cut_off.day, ruleset_);
}

std::optional<Tables::Candidate> Tables::candidate(const Across& a, const Bindings& outer,
                                                   const RecordPlace& place,
                                                   const std::vector<RuleResult>* rules,
                                                   const std::vector<Value>& handed_in) const {
  const model::Record& record = ruleset_.records[a.record];
  Bindings b;
  b.record = a.record;
  b.cut_off = place.cut_off.day;
  b.tables = this;
  b.place = &place;
  b.with_doubt = outer.with_doubt;
  b.handed_in = handed_in;
  b.doubtful.assign(record.fields.size(), false);
  for (Index r = 0; outer.with_doubt && rules && r < rules->size(); ++r) {
    if ((*rules)[r] != RuleResult::fails) continue;
    for (Index f : ruleset_.rules[r].doubted) b.doubtful[f] = true;
  }
  for (Index f = 0; f < record.fields.size(); ++f) {
    Domain d = domain_of(ruleset_, record.fields[f], *place.chunk, f, place.row, place.cut_off,
                         b.doubtful[f], std::nullopt);
    b.fields.push_back(std::move(d.value));
    b.cells.push_back(d.cell);
  }
  const std::vector<ExprId> order = needed(ruleset_, parts_of(a));
  std::vector<Value> values;
  evaluate(ruleset_, order, b, values);
  Candidate c;
  c.holds = a.condition == model::kNoExpr ? Truth::yes : truth(values[a.condition]);
  if (c.holds == Truth::no) return std::nullopt;
  if (a.value != model::kNoExpr) c.value = values[a.value];
  c.until = a.until == model::kNoExpr ? c.value : values[a.until];
  for (ExprId key : a.order) c.order.push_back(values[key]);
  for (ExprId id : order) {
    const Op op = ruleset_.expr(id).op;
    if ((op == Op::field || op == Op::across) && !values[id].is_known())
      c.why |= values[id].reasons;
    // What is known, and still in doubt.
    const model::Expr& e = ruleset_.expr(id);
    if (op == Op::doubted && truth(values[e.args[0]]) == Truth::no) c.why |= e.reason;
  }
  return c;
}

std::vector<Tables::Candidate> Tables::candidates(const model::Expr& node, const Bindings& outer,
                                                  const std::vector<Value>& handed_in) const {
  const Across& a = ruleset_.across[node.index];
  std::vector<Candidate> out;
  const Returns& all = returns_[a.record];
  std::vector<std::string> mine;
  for (const model::LinkKey& k : a.keys)
    mine.push_back(*key_text(ruleset_, a.outer, k.mine, *outer.place));
  std::optional<std::size_t> own;
  for (std::size_t i = 0; a.other && i < all.rows.size(); ++i) {
    const RecordPlace& p = all.rows[i].place;
    if (p.chunk == outer.place->chunk && p.row == outer.place->row) own = group_of_[a.record][i];
  }
  // Of a row that could belong to anyone the condition is asked with nothing known of the record
  // outside.
  std::vector<Value> nothing;
  for (ExprId arg : node.args) {
    const Kind k = ruleset_.expr(arg).type.kind;
    nothing.push_back(is_time(k) ? stretch(std::nullopt, std::nullopt, true, Reason::not_linked)
                                 : Value::unknown(Reason::not_linked));
  }
  // Who asks for the one record of a key gets the record that has it.
  const auto& key = ruleset_.records[a.record].key;
  const bool is_by_key =
      a.kind == AcrossKind::only && a.condition == model::kNoExpr && !key.empty() &&
      std::all_of(key.begin(), key.end(), [&](Index k) {
        return std::any_of(a.keys.begin(), a.keys.end(),
                           [&](const model::LinkKey& l) { return l.theirs == k; });
      });
  for (std::size_t i = 0; i < all.rows.size(); ++i) {
    Truth link = Truth::yes;
    for (std::size_t k = 0; k < a.keys.size(); ++k) {
      const auto theirs = key_text(ruleset_, a.record, a.keys[k].theirs, all.rows[i].place);
      link = and_(link, theirs ? truth_of(*theirs == mine[k]) : Truth::unknown);
    }
    if (link == Truth::unknown && is_by_key) continue;
    if (link == Truth::no || (own && *own == group_of_[a.record][i])) continue;
    const std::vector<RuleResult>* rules =
        i < rules_[a.record].size() ? &rules_[a.record][i] : nullptr;
    const Dated day = dated_row(a.record, all.rows[i].place);
    if (day.is_certainly_after) continue;
    auto c =
        candidate(a, outer, all.rows[i].place, rules, link == Truth::yes ? handed_in : nothing);
    if (!c) continue;
    c->group = group_of_[a.record][i];
    if (day.may_be_after) {
      c->holds = Truth::unknown;
      c->why |= Reason::not_yet_due;
    }
    if (link != Truth::yes) {
      c->holds = Truth::unknown;
      c->why |= Reason::not_linked;
    }
    out.push_back(std::move(*c));
  }
  const auto& u = unseen_[a.record];
  const bool none_missing = u && u->none_up_to && outer.cut_off <= *u->none_up_to;
  if (u && !none_missing && !is_by_key && !a.returned_only) {
    if (auto c = candidate(a, outer, u->place, nullptr, handed_in)) {
      // What no return holds may wait for a time that is read, as a row that one holds may.
      const bool may_wait = reads_open_time(ruleset_, a);
      c->is_unseen = true;
      c->holds = Truth::unknown;
      c->group = all.groups.size();
      c->why = u->why;
      if (may_wait) c->why |= Reason::not_yet_due;
      out.push_back(std::move(*c));
    }
  }
  return out;
}

Value Tables::across(ExprId id, const Bindings& outer, const std::vector<Value>& values) const {
  const model::Expr& node = ruleset_.expr(id);
  const Across& a = ruleset_.across[node.index];
  if (a.kind == AcrossKind::unique) return unique(a, outer);
  for (const model::LinkKey& k : a.keys) {
    if (!key_text(ruleset_, a.outer, k.mine, *outer.place))
      return Value::unknown(Reason::not_linked);
  }
  if (a.kind == AcrossKind::leads) return leads(a, outer);
  std::vector<Value> handed_in;
  for (ExprId arg : node.args)
    handed_in.push_back(as_handed_in(ruleset_, arg, values[arg], outer.days));
  if (a.certain != model::kNone && truth(handed_in[a.certain]) != Truth::yes)
    return Value::unknown(Reason::weak_link);
  const std::vector<Candidate> all = candidates(node, outer, handed_in);
  switch (a.kind) {
    case AcrossKind::number:
      return number(node, all);
    case AcrossKind::sum:
      return sum(node, all);
    case AcrossKind::first:
    case AcrossKind::last:
      return first(node, all);
    case AcrossKind::only:
      return only(node, all);
    case AcrossKind::different:
      return different(node, all);
    default:
      break;
  }
  if (model::is_spread(a.kind)) return spread(node, all, handed_in);
  Reasons why;
  bool certain = false;
  for (const Candidate& c : all) {
    why |= c.why;
    certain = certain || is_certain(a, all, c.group);
  }
  const bool any = a.kind == AcrossKind::any;
  if (certain) return Value::of(any);
  if (all.empty()) return Value::of(!any);
  return Value::unknown(why.empty() ? Reasons(Reason::stated) : why);
}

}  // namespace assize::reference

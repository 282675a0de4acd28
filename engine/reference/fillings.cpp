#include "engine/reference/fillings.h"

#include <algorithm>

#include "engine/functions/call.h"
#include "engine/reference/range.h"
#include "engine/reference/stretches.h"

namespace assize::reference {
namespace {

using model::Index;
using model::Kind;

std::int64_t count_of(const Scalar& s) {
  if (const auto* d = std::get_if<DayValue>(&s)) return d->day;
  return std::get<MillisValue>(s).ms;
}

Value point(std::int64_t at, const model::Type& type) {
  if (type.kind == Kind::date) return Value::of(DayValue{static_cast<Day>(at)});
  return Value::of(MillisValue{at});
}

Value never(const model::Type& type) {
  return point(type.kind == Kind::date ? kNeverDay : kNever, type);
}

bool is_time(const model::Type& type) {
  return type.kind != Kind::yes_no && type.kind != Kind::code;
}

// Fills the resolved fields one after another: first what the data could have said (g), then the
// future of what is open (f).
class Fillings {
 public:
  Fillings(const model::Ruleset& ruleset, const Conditions& conditions, const Bindings& bindings,
           const std::vector<Domain>& domains, const std::vector<Value>& returned,
           Truth not_in_force)
      : ruleset_(ruleset),
        conditions_(conditions),
        domains_(domains),
        returned_(returned),
        not_in_force_(not_in_force),
        filled_(bindings),
        values_(returned) {
    filled_.returned = &returned;
  }

  Sets run(const std::vector<Index>& resolved, bool unresolved_future) {
    unresolved_future_ = unresolved_future;
    for (Index f : resolved) {  // times last: their cuts need the rest
      if (!is_time(type(f))) waiting_.push_back(f);
    }
    for (Index f : resolved) {
      if (is_time(type(f))) waiting_.push_back(f);
    }
    keep_what_varies();
    choose_past(0);
    return sets_;
  }

 private:
  const model::Type& type(Index field) const { return conditions_.record->fields[field].type; }

  // The nodes that change with what is filled; the others keep their values as returned.
  void keep_what_varies() {
    std::vector<bool> varies(ruleset_.exprs.size(), false);
    for (const model::ExprId id : conditions_.tests_only) {
      const model::Expr& e = ruleset_.expr(id);
      varies[id] = e.op == model::Op::field &&
                   std::find(waiting_.begin(), waiting_.end(), e.index) != waiting_.end();
      for (const model::ExprId a : e.args) varies[id] = varies[id] || varies[a];
      if (varies[id]) varying_.push_back(id);
    }
  }

  OutcomeSet outcomes() {
    evaluate(ruleset_, varying_, filled_, values_);
    return possible_outcomes(tests_of(conditions_, values_, not_in_force_),
                             against(*conditions_.indicator));
  }

  void choose_past(std::size_t i) {
    if (i == waiting_.size()) {
      choose_all_futures();
      return;
    }
    // Where what is chosen so far leaves one outcome, so does every way of going on: ranges are
    // sound.
    if (const OutcomeSet s = outcomes(); s.single()) {
      sets_.now |= s;
      sets_.later |= s;
      return;
    }
    const Index f = waiting_[i];
    const Value kept = filled_.fields[f];
    for (Value& v : past_members(i)) {
      filled_.fields[f] = std::move(v);
      choose_past(i + 1);
    }
    if (domains_[f].can_be_open) {
      filled_.fields[f] = kept;
      open_.push_back(f);
      choose_past(i + 1);
      open_.pop_back();
    }
    filled_.fields[f] = kept;
  }

  std::vector<Value> past_members(std::size_t i) const {
    const Index f = waiting_[i];
    const Value& v = domains_[f].value;
    if (type(f).kind == Kind::yes_no) return {Value::of(false), Value::of(true)};
    if (type(f).kind == Kind::code) return codes(v, ruleset_.code_lists[type(f).list]);
    const auto stretch = past(f);
    std::vector<Value> members;
    if (stretch) {
      std::vector<Choice> later;
      for (Index o : open_) later.push_back(future(o));
      for (std::size_t j = i + 1; j < waiting_.size(); ++j) later.push_back(whole(waiting_[j]));
      for (std::int64_t at : points_of(ruleset_, *conditions_.record, conditions_.reads, *stretch,
                                       later, returned_, filled_.fields)) {
        members.push_back(point(at, type(f)));
      }
    }
    if (v.or_never && !domains_[f].can_be_open) members.push_back(never(type(f)));
    return members;
  }

  std::vector<Value> codes(const Value& v, const model::CodeList& list) const {
    std::vector<Value> members;
    if (v.state == Value::State::range) {
      for (CodeIndex c : v.codes) members.push_back(Value::of(c));
      return members;
    }
    for (CodeIndex c : possible_codes(list, filled_.days)) members.push_back(Value::of(c));
    members.push_back(Value::of(kNotInList));
    return members;
  }

  // The stretches of a domain: up to the cut-off, after it, and all of it.
  Choice whole(Index f) const {
    Choice c;
    c.field = f;
    const Value& v = domains_[f].value;
    if (v.low) c.low = count_of(*v.low);
    if (v.high) c.high = count_of(*v.high);
    if (domains_[f].can_be_open) c.cut = count_of(last_up_to(filled_.cut_off, type(f), ruleset_));
    return c;
  }
  std::optional<Choice> past(Index f) const {
    Choice c = whole(f);
    if (domains_[f].can_be_open) {
      const std::int64_t last = count_of(last_up_to(filled_.cut_off, type(f), ruleset_));
      if (!c.high || *c.high > last) c.high = last;
    }
    if (c.low && c.high && *c.low > *c.high) return std::nullopt;
    return c;
  }
  Choice future(Index f) const {
    Choice c;
    c.field = f;
    c.low = count_of(first_after(filled_.cut_off, type(f), ruleset_));
    return c;
  }

  void choose_all_futures() {
    over_futures_ = {};
    all_single_ = true;
    choose_future(0);
    const bool has_future = !open_.empty() || unresolved_future_;
    sets_.later |= over_futures_;
    if (!has_future || over_futures_.single()) {
      sets_.now |= over_futures_;
    } else if (all_single_) {
      sets_.now |= Outcome::not_yet_due;
    } else {
      sets_.now |= over_futures_ | Outcome::not_yet_due;
    }
  }

  void choose_future(std::size_t j) {
    if (j == open_.size()) {
      const OutcomeSet s = outcomes();
      over_futures_ |= s;
      all_single_ = all_single_ && s.single();
      return;
    }
    const Index f = open_[j];
    const Value kept = filled_.fields[f];
    std::vector<Choice> later;
    for (std::size_t k = j + 1; k < open_.size(); ++k) later.push_back(future(open_[k]));
    const auto points = points_of(ruleset_, *conditions_.record, conditions_.reads, future(f),
                                  later, returned_, filled_.fields);
    for (std::int64_t at : points) {
      filled_.fields[f] = point(at, type(f));
      choose_future(j + 1);
    }
    filled_.fields[f] = never(type(f));
    choose_future(j + 1);
    filled_.fields[f] = kept;
  }

  const model::Ruleset& ruleset_;
  const Conditions& conditions_;
  const std::vector<Domain>& domains_;
  const std::vector<Value>& returned_;
  Truth not_in_force_;
  Bindings filled_;
  std::vector<Value> values_;
  std::vector<Index> waiting_, open_;
  std::vector<model::ExprId> varying_;
  bool unresolved_future_ = false, all_single_ = true;
  OutcomeSet over_futures_;
  Sets sets_;
};

std::uint64_t weight(const FieldRead& read, const model::Type& type, const Domain& domain) {
  if (type.kind == Kind::yes_no) return 2;
  if (type.kind == Kind::code) return read.codes.size() + 1;
  return 2 * read.count + 1 + (domain.can_be_open ? 2 : 0);
}

Truth of_condition(model::ExprId id, const std::vector<Value>& values, Truth absent) {
  return id == model::kNoExpr ? absent : truth(values[id]);
}

}  // namespace

Tests tests_of(const Conditions& conditions, const std::vector<Value>& values, Truth not_in_force) {
  const model::Indicator& indicator = *conditions.indicator;
  Tests t;
  t.in_population = of_condition(indicator.population, values, Truth::yes);
  for (const model::Clause& c : indicator.left_out)
    t.left_out = or_(t.left_out, truth(values[c.condition]));
  for (const model::Clause& c : indicator.excused)
    t.excused = or_(t.excused, truth(values[c.condition]));
  t.not_in_force = not_in_force;
  t.met = of_condition(indicator.met, values, Truth::yes);
  return t;
}

Sets try_fillings(const model::Ruleset& ruleset, const Conditions& conditions,
                  const Bindings& bindings, const std::vector<Domain>& domains,
                  const std::vector<Value>& returned, Truth not_in_force, int combinations) {
  std::vector<Index> resolved;
  std::uint64_t product = 1;
  bool unresolved_read_twice = false;
  const auto limit = static_cast<std::uint64_t>(combinations);
  const auto& fields = conditions.reads.fields;
  const auto can_be_resolved = [&](Index f) {
    return fields[f].can_be_resolved && !bindings.unknown_counts_as_no;
  };
  for (Index f = 0; f < fields.size(); ++f) {
    if (fields[f].count == 0 || domains[f].value.is_known()) continue;
    if (can_be_resolved(f)) {
      resolved.push_back(f);
      product = std::min(
          limit + 1, product * weight(fields[f], conditions.record->fields[f].type, domains[f]));
    } else {
      unresolved_read_twice |= fields[f].count > 1;
    }
  }
  const auto has_peer = [&](Index f) {
    return std::any_of(resolved.begin(), resolved.end(),
                       [&](Index o) { return o != f && are_compared(conditions.reads, f, o); });
  };
  if (std::count_if(resolved.begin(), resolved.end(), has_peer) > 2) product = limit + 1;
  if (product > limit) resolved.clear();
  bool unresolved_future = false;
  for (Index f = 0; f < fields.size(); ++f) {
    const bool is_resolved = std::find(resolved.begin(), resolved.end(), f) != resolved.end();
    unresolved_future |= fields[f].count > 0 && domains[f].can_be_open && !is_resolved;
  }
  // What is read across records is read as returned: where it is not known it may share its unknown
  // with anything, and where the future decides it that is a future too.
  bool shares_unknown = false;
  for (model::ExprId id : conditions.across_tests) {
    shares_unknown |= !returned[id].is_known();
    unresolved_future |= returned[id].reasons.has(Reason::not_yet_due);
  }
  Sets sets = Fillings(ruleset, conditions, bindings, domains, returned, not_in_force)
                  .run(resolved, unresolved_future);
  sets.is_proved = product <= limit && !unresolved_read_twice && !shares_unknown;
  return sets;
}

}  // namespace assize::reference

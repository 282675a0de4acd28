#include "engine/reference/run_reference.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/findings/comparison.h"
#include "engine/findings/conclude.h"
#include "engine/functions/call.h"
#include "engine/reference/figures.h"
#include "engine/reference/links.h"
#include "engine/reference/members.h"
#include "engine/reference/placement.h"
#include "engine/reference/range.h"
#include "engine/reference/returns.h"

namespace assize {
namespace reference {
namespace {

using model::Index;

bool is_wanted(const RunOptions& options, std::initializer_list<std::string> names) {
  if (options.only.empty()) return true;
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::find(options.only.begin(), options.only.end(), name) != options.only.end();
  });
}

class Run {
 public:
  Run(const model::Ruleset& ruleset, const std::vector<RunInput>& inputs, const RunOptions& options)
      : ruleset_(ruleset), inputs_(inputs), options_(options), tables_(ruleset, options) {}

  Result<RunResult, RunFailure> run() {
    if (auto failure = read()) return std::move(*failure);
    for (Index s = 0; s < ruleset_.standards.size(); ++s) {
      const model::Standard& standard = ruleset_.standards[s];
      if (!is_wanted(options_, {standard.name, ruleset_.indicators[standard.indicator].name}))
        continue;
      const Shape shape{standard.indicator, standard.per_provider, standard.per_period,
                        standard.per_fields};
      if (standard.claim || ruleset_.indicators[standard.indicator].combined) {
        continue;  // made of figures that are asked for apart (engine/run/combined)
      }
      if (standard.comparison) {
        compare(shape, s);
      } else {
        find(shape, s);
      }
    }
    for (const FigureRequest& request : options_.figures) {
      find(Shape{request.indicator, request.per_provider, request.per_period, request.per_fields},
           model::kNone);
    }
    for (Index r = 0; r < ruleset_.rules.size(); ++r) {
      if (is_wanted(options_, {ruleset_.rules[r].name})) find_rule(r);
    }
    if (options_.records) list_indicators();
    if (options_.records || options_.failing_records) list_rules();
    choose();
    sort(result_.findings);
    for (const Returns& returns : tables_.all()) {
      result_.files.insert(result_.files.end(), returns.totals.begin(), returns.totals.end());
    }
    count_undated();
    return std::move(result_);
  }

 private:
  // --- reading
  // -------------------------------------------------------------------------------------------------------------
  std::optional<RunFailure> read() {
    for (Index r = 0; r < ruleset_.records.size(); ++r) {
      const std::size_t problems = result_.problems.size();
      auto returns = read_returns(ruleset_, r, inputs_, options_, result_.problems);
      if (!returns) {
        for (DataProblem& p : returns.error().problems) p.file += files_;
        return returns.error();
      }
      for (std::size_t p = problems; p < result_.problems.size(); ++p)
        result_.problems[p].file += files_;
      first_file_.push_back(files_);
      files_ += static_cast<std::uint32_t>(returns->files.size());
      tables_.add(std::move(*returns));
    }
    tables_.apply_rules([this](const Row& row, Index record) {
      return tracer(row, record, model::kNone, model::kNone);
    });
    results_.resize(ruleset_.indicators.size());
    return std::nullopt;
  }

  // What each row comes to under an indicator.
  const std::vector<RecordResult>& results(Index indicator) {
    std::vector<RecordResult>& all = results_[indicator];
    const Index record = ruleset_.indicators[indicator].record;
    const Returns& returns = tables_[record];
    if (!all.empty() || returns.rows.empty()) return all;
    const Conditions conditions = conditions_of(ruleset_, ruleset_.indicators[indicator]);
    for (std::size_t i = 0; i < returns.rows.size(); ++i) {
      all.push_back(evaluate_record(ruleset_, conditions, returns.rows[i].place,
                                    tables_.rules(record, i), &tables_, options_.combinations,
                                    tracer(returns.rows[i], record, indicator, model::kNone)));
    }
    return all;
  }

  // Tells whoever asked whose record it is that is traced.
  Tracer tracer(const Row& row, Index record, Index indicator, Index standard) const {
    if (!options_.trace) return {};
    return [this, &row, record, indicator, standard](const RecordTrace& what) {
      RecordTrace told = what;
      told.type = record;
      told.indicator = indicator;
      told.standard = standard;
      told.file = first_file_[record] + row.file;
      told.record = row.number;
      told.line = row.line;
      told.key = row.key;
      options_.trace(told);
    };
  }

  // --- findings of standards and of requests
  // -----------------------------------------------------------------------------------
  // The records of each finding of a shape.
  struct Gathered {
    std::map<Slot, std::vector<Member>> members;
    std::map<Slot, std::int64_t> not_placed;
    std::set<Slot> submitted;                  // provider and period with a placed row
    std::map<Slot, std::vector<Member>> lost;  // of records that could belong to none of the others
    std::set<Slot> beside;                     // those that only a comparison of periods looks at
    Reach reach;                               // of windows
  };

  void find(const Shape& shape, Index standard_index) {
    const model::Standard* standard =
        standard_index == model::kNone ? nullptr : &ruleset_.standards[standard_index];
    const model::Record& record = ruleset_.records[ruleset_.indicators[shape.indicator].record];
    Gathered g = gather(shape, standard);
    const std::size_t first = result_.findings.size();
    for (const auto& [slot, list] : g.members) {
      const bool is_submitted = !standard || !standard->expects_row_for_each_provider_and_period ||
                                g.submitted.contains(Slot{slot.provider, slot.period, {}});
      add_finding(shape, standard_index, record, slot, list, g.not_placed[slot], is_submitted,
                  g.reach.whole(slot));
    }
    const bool windows = shape.per_period == PeriodKind::rolling_year;
    for (const auto& [slot, list] : g.lost)
      add_finding(shape, standard_index, record, slot, list, g.not_placed[slot], true, !windows);
    if (standard && standard->expects_row_for_each_provider_and_period) {
      add_missing(shape, standard_index, record, g.members, g.submitted);
      const auto is_unplaced = [&](const std::optional<std::string>& provider) {
        return std::any_of(g.not_placed.begin(), g.not_placed.end(), [&](const auto& p) {
          return p.second > 0 && (p.first.provider == provider || p.first.provider == "");
        });
      };
      for (std::size_t i = first; i < result_.findings.size(); ++i) {
        if (is_unplaced(result_.findings[i].provider)) may_have_come(result_.findings[i]);
      }
    }
  }

  Gathered gather(const Shape& shape, const model::Standard* standard) {
    const model::Indicator& indicator = ruleset_.indicators[shape.indicator];
    const model::Record& record = ruleset_.records[indicator.record];
    const Returns& returns = tables_[indicator.record];
    const std::vector<RecordResult>& all = results(shape.indicator);

    Gathered gathered;
    auto& [members, not_placed, submitted, lost, beside, reach] = gathered;
    std::vector<Whereabouts> where;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const ReturnHeader& header = returns.header(returns.rows[i]);
      where.push_back(whereabouts(shape, record, all[i], header.provider, header.period));
      const std::vector<Slot> made = makes(shape, where.back());
      if (!made.empty() && where.back().days) reach.add(made[0].provider, *where.back().days);
    }
    for (const Whereabouts& w : where) {
      for (Slot& slot : makes(shape, w)) {
        if (reach.has(slot)) members[std::move(slot)];
      }
    }
    note_undated(indicator.record, where);
    add_reported(standard, shape, record, members);
    if (standard && standard->comparison) add_beside(*standard->comparison, members, beside);

    for (const std::vector<std::size_t>& copies : returns.groups) {
      std::set<Slot> touched;
      std::map<Slot, std::size_t> placed_in;  // how many of the copies
      bool is_expected = false;
      for (std::size_t i : copies) {
        const std::vector<Slot> in = placed(shape, where[i]);
        for (const Slot& slot : in) {
          if (!members.contains(slot)) continue;  // a window that there is not
          touched.insert(slot);
          ++placed_in[slot];
        }
        is_expected = is_expected || (!in.empty() && standard &&
                                      is_expected_row(*standard, indicator, returns.rows[i]));
        if (!in.empty() && in == makes(shape, where[i])) continue;
        for (const auto& [other, unused] : members) {
          if (could_join(shape, where[i], other)) touched.insert(other);
        }
      }
      const bool is_lost = touched.empty();
      for (std::size_t i : copies) {
        if (!is_lost) break;
        for (Slot& slot : makes_of_its_own(shape, where[i])) touched.insert(std::move(slot));
      }
      if (touched.empty()) continue;
      const Member one = join_copies(ruleset_, indicator, standard, returns, all, copies);
      for (const Slot& slot : touched) {
        Member m = one;
        m.joins = placed_in[slot] != copies.size();
        if (!m.joins && is_expected) submitted.insert(Slot{slot.provider, slot.period, {}});
        if (m.joins) {
          m.now |= Outcome::out;
          m.later |= Outcome::out;
          ++not_placed[slot];
        }
        std::vector<Member>& list = is_lost ? lost[slot] : members[slot];
        if (!m.joins || !indicator.unplaced_listed_apart) list.push_back(m);
      }
    }
    return gathered;
  }

  // Rows that nothing judged so far has a day for.
  void note_undated(Index record, const std::vector<Whereabouts>& where) {
    auto& rows = undated_.try_emplace(record, where.size(), true).first->second;
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = rows[i] && where[i].is_nowhere;
  }
  void count_undated() {
    for (const auto& [record, rows] : undated_) {
      const std::uint32_t first = first_file_[record];
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i]) ++result_.files[first + tables_[record].rows[i].file].undated;
    }
  }

  // --- comparisons
  // -----------------------------------------------------------------------------------------------------
  // The periods that are compared exist for whoever has a record at all, so that what cannot be
  // placed counts as perhaps of theirs.
  static void add_beside(const model::Comparison& c, std::map<Slot, std::vector<Member>>& members,
                         std::set<Slot>& beside) {
    if (c.kind == model::Comparison::Kind::groups) return;
    std::vector<Slot> there;
    for (const auto& [slot, unused] : members) there.push_back(slot);
    const auto add = [&](Slot slot, Period period) {
      slot.period = period;
      if (members.try_emplace(slot).second) beside.insert(std::move(slot));
    };
    for (const Slot& slot : there) {
      if (c.kind == model::Comparison::Kind::before) {
        add(slot, earlier_period(c, slot.period));
        continue;
      }
      add(slot, c.from);
      add(slot, c.to);
    }
  }

  void compare(Shape shape, Index standard_index) {
    const model::Standard& standard = ruleset_.standards[standard_index];
    const model::Comparison& c = *standard.comparison;
    const Index compared = shape.indicator;
    shape.indicator = c.sides[0];
    const Gathered first = gather(shape, &standard);
    if (c.kind == model::Comparison::Kind::groups) {
      shape.indicator = c.sides[1];
      const Gathered second = gather(shape, &standard);
      const bool windows = shape.per_period == PeriodKind::rolling_year;
      for (const auto* all : {&first.members, &first.lost}) {
        for (const auto& [slot, list] : *all) {
          const bool whole = all == &first.members ? first.reach.whole(slot) : !windows;
          add_comparison(standard_index, compared, slot, side(first, slot, c.sides[0], whole),
                         side(second, slot, c.sides[1], whole));
        }
      }
      return;
    }
    std::set<Slot> later;  // one for each finding
    for (const auto* all : {&first.members, &first.lost}) {
      for (const auto& [slot, list] : *all) {
        const bool fixed = c.kind == model::Comparison::Kind::periods;
        if (fixed && slot.period == c.to) later.insert(slot);
        if (fixed && all == &first.lost && slot.period == c.from)
          later.insert(Slot{slot.provider, c.to, slot.subgroup});
        if (fixed && slot.period.kind == PeriodKind::whole)
          later.insert(Slot{slot.provider, c.to, slot.subgroup});
        if (!fixed && !first.beside.contains(slot)) later.insert(slot);
      }
    }
    for (const Slot& slot : later) {
      Slot earlier = slot;
      if (slot.period.kind != PeriodKind::whole) earlier.period = earlier_period(c, slot.period);
      add_comparison(standard_index, compared, slot, side(first, earlier, c.sides[0]),
                     side(first, slot, c.sides[1]));
    }
  }

  // What a finding's records come to for one side. Records of their own, in no known period, could
  // be of any.
  CountedSide side(const Gathered& g, Slot slot, Index indicator, bool is_whole = true) const {
    const auto find_in = [&](const std::map<Slot, std::vector<Member>>& all) {
      const auto at = all.find(slot);
      return at == all.end() ? nullptr : &at->second;
    };
    const std::vector<Member>* list = find_in(g.members);
    if (list == nullptr) list = find_in(g.lost);
    if (list == nullptr) {
      slot.period = Period{};
      list = find_in(g.lost);
    }
    CountedSide s;
    s.passes = count(s.counts, ruleset_.indicators[indicator],
                     list == nullptr ? std::vector<Member>{} : *list);
    const auto apart = g.not_placed.find(slot);
    if (apart != g.not_placed.end()) s.counts.not_placed = {apart->second, apart->second};
    if (!is_whole) leave_open(s.counts, s.passes);
    return s;
  }

  void add_comparison(Index standard, Index compared, const Slot& slot, const CountedSide& first,
                      const CountedSide& second) {
    const model::Record& record = ruleset_.records[ruleset_.indicators[compared].record];
    Finding f;
    f.kind = FindingKind::compliance;
    f.standard = standard;
    f.indicator = compared;
    f.provider = slot.provider;
    f.period = slot.period;
    f.per = ruleset_.standards[standard].per_period;
    for (std::size_t i = 0; i < slot.subgroup.size(); ++i) {
      f.subgroup.emplace_back(record.part(ruleset_.standards[standard].per_fields[i]).name,
                              slot.subgroup[i]);
    }
    conclude(f, first, second, ruleset_, options_.as_at, options_.no_minimum);
    if (f.status != Status::cannot_tell) f.deciding = 0;
    result_.findings.push_back(std::move(f));
  }

  bool is_expected_row(const model::Standard& standard, const model::Indicator& indicator,
                       const Row& row) const {
    if (standard.expects_where == model::kNoExpr) return true;
    const auto at = static_cast<Index>(&standard - ruleset_.standards.data());
    return condition_of_row(standard.expects_where, indicator.record, row,
                            tracer(row, indicator.record, model::kNone, at)) == Truth::yes;
  }

  // What a row returned.
  Bindings returned(const Row& row, Index record) const {
    Bindings b;
    b.record = record;
    b.cut_off = row.place.cut_off.day;
    b.tables = &tables_;
    b.place = &row.place;
    const model::Record& type = ruleset_.records[record];
    for (Index f = 0; f < type.fields.size(); ++f) {
      Domain d = domain_of(ruleset_, type.fields[f], *row.place.chunk, f, row.place.row,
                           row.place.cut_off, false, std::nullopt);
      b.fields.push_back(std::move(d.value));
      b.cells.push_back(d.cell);
    }
    return b;
  }

  // A condition by itself over it.
  Truth condition_of_row(model::ExprId condition, Index record, const Row& row,
                         const Tracer& trace) const {
    Bindings b = returned(row, record);
    b.unknown_counts_as_no = ruleset_.unknown_counts_as_no;
    b.rules = rule_results(ruleset_, row.place, record, &tables_);
    const std::vector<model::ExprId> nodes = needed(ruleset_, {condition});
    std::vector<Value> values;
    evaluate(ruleset_, nodes, b, values);
    if (trace) {
      RecordTrace told;
      told.nodes = &nodes;
      told.values = &values;
      told.fields = &b.fields;
      told.cells = &b.cells;
      trace(told);
    }
    return truth(values[condition]);
  }

  // `report every`: the codes asked for, in each provider and period that there is.
  void add_reported(const model::Standard* standard, const Shape& shape,
                    const model::Record& record,
                    std::map<Slot, std::vector<Member>>& members) const {
    if (!standard) return;
    for (const model::ReportEvery& every : standard->report_every) {
      const auto at = std::find(shape.per_fields.begin(), shape.per_fields.end(), every.field);
      if (at == shape.per_fields.end()) continue;
      const auto position = static_cast<std::size_t>(at - shape.per_fields.begin());
      const model::CodeList& list = ruleset_.code_lists[record.part(every.field).type.list];
      std::vector<Slot> there;
      for (const auto& [slot, unused] : members) there.push_back(slot);
      for (Slot& slot : there) {
        for (CodeIndex code : every.codes) {
          slot.subgroup[position] = list.codes[static_cast<std::size_t>(code.at)].text;
          members[slot];
        }
      }
    }
  }

  // A row that was expected and did not come.
  void add_missing(const Shape& shape, Index standard, const model::Record& record,
                   const std::map<Slot, std::vector<Member>>& members,
                   const std::set<Slot>& submitted) {
    std::set<std::optional<std::string>> providers;
    std::set<Period> periods;
    std::set<Slot> there;
    for (const auto& [slot, unused] : members) {
      providers.insert(slot.provider);
      periods.insert(slot.period);
      there.insert(Slot{slot.provider, slot.period, {}});
    }
    for (const model::Binding& b : ruleset_.standards[standard].bound)
      providers.insert(b.providers.begin(), b.providers.end());
    for (Period p : options_.periods) {
      if (p.kind == PeriodKind::whole || shape.per_period == PeriodKind::whole) continue;
      for (Period inside : periods_touched(shape.per_period, days_of(p))) periods.insert(inside);
    }
    for (const auto& provider : providers) {
      for (Period period : periods) {
        const Slot slot{provider, period, {}};
        if (!submitted.contains(slot) && !there.contains(slot))
          add_finding(shape, standard, record, slot, {}, 0, false, true);
      }
    }
  }

  void add_finding(const Shape& shape, Index standard, const model::Record& record,
                   const Slot& slot, const std::vector<Member>& list, std::int64_t not_placed,
                   bool is_submitted, bool is_whole) {
    const model::Indicator& indicator = ruleset_.indicators[shape.indicator];
    Finding f;
    f.kind = FindingKind::compliance;
    f.standard = standard;
    f.indicator = shape.indicator;
    f.provider = slot.provider;
    f.period = slot.period;
    f.per = shape.per_period;
    for (std::size_t i = 0; i < slot.subgroup.size(); ++i) {
      f.subgroup.emplace_back(record.part(shape.per_fields[i]).name, slot.subgroup[i]);
    }
    BothPasses passes = count(f, indicator, list);
    f.not_placed = {not_placed, not_placed};
    if (!is_whole) leave_open(f, passes);
    const CalendarDuration matures =
        standard == model::kNone ? CalendarDuration{} : ruleset_.standards[standard].matures;
    passes.period_over = is_over(slot.period, options_.as_at, matures);
    if (standard == model::kNone) {
      f.status = passes.later.cases_high == 0 ? Status::no_cases : Status::not_applicable;
      f.passes = std::make_shared<const BothPasses>(std::move(passes));
    } else {
      conclude(f, passes, ruleset_, options_.as_at, options_.no_minimum, is_submitted);
    }
    if (f.status != Status::cannot_tell) f.deciding = 0;
    result_.findings.push_back(std::move(f));
  }

  // --- rules
  // -------------------------------------------------------------------------------------------------------------------
  // The provider and the month that a row of a rule counts under.
  std::pair<std::string, Period> place_of(const Row& row, Index record) {
    auto& known = rule_places_[&row];
    if (known) return *known;
    const model::Record& type = ruleset_.records[record];
    std::string provider;
    const auto value = [&](Index f) {
      return domain_of(ruleset_, type.fields[f], *row.place.chunk, f, row.place.row,
                       row.place.cut_off, false, std::nullopt)
          .value;
    };
    if (type.provider != model::kNone) {
      const Value v = value(type.provider);
      if (v.is_known()) provider = plain_text(v.point(), type.fields[type.provider].type, ruleset_);
    }
    Period period;
    for (const model::Indicator& indicator : ruleset_.indicators) {
      if (indicator.record != record) continue;
      period = month_of(row, indicator);
      break;
    }
    known = std::pair(provider, period);
    return *known;
  }

  // The month of the day by which an indicator dates a row; none where it is not known.
  Period month_of(const Row& row, const model::Indicator& indicator) {
    const Bindings b = returned(row, indicator.record);
    const Dated d = dated(evaluate(ruleset_, indicator.dated_by, b),
                          ruleset_.expr(indicator.dated_by).type, b.cut_off, ruleset_);
    if (!d.range) return {};
    const std::vector<Period> months = periods_touched(PeriodKind::month, *d.range);
    return months.size() == 1 ? months[0] : Period{};
  }

  RuleResult group_result(Index rule, Index record, const std::vector<std::size_t>& copies) const {
    const RuleResult first = tables_.rules(record, copies.front())[rule];
    for (std::size_t i : copies) {
      if (tables_.rules(record, i)[rule] != first) return RuleResult::undecided;
    }
    return first;
  }

  void find_rule(Index rule) {
    const Index record = ruleset_.rules[rule].record;
    const Returns& returns = tables_[record];
    std::map<std::pair<std::string, Period>, Finding> findings;
    for (const std::vector<std::size_t>& copies : returns.groups) {
      auto place = place_of(returns.rows[copies.front()], record);
      for (std::size_t i : copies) {
        const auto other = place_of(returns.rows[i], record);
        if (other.first != place.first) place.first.clear();
        if (other.second != place.second) place.second = Period{};
      }
      Finding& f = findings[place];
      switch (group_result(rule, record, copies)) {
        case RuleResult::passes:
          ++f.passed;
          break;
        case RuleResult::fails:
          ++f.failed;
          break;
        case RuleResult::not_applicable:
          ++f.not_applicable;
          break;
        case RuleResult::undecided:
          ++f.undecided;
          break;
      }
    }
    for (auto& [place, f] : findings) {
      f.kind = FindingKind::rule;
      f.rule = rule;
      f.provider = place.first;
      f.period = place.second;
      f.status = rule_status(f);
      result_.findings.push_back(std::move(f));
    }
  }

  // --- records
  // -----------------------------------------------------------------------------------------------------------------
  RecordOutcome outcome_of(const Row& row, Index record) {
    RecordOutcome o;
    o.file = first_file_[record] + row.file;
    o.record = row.number;
    o.line = row.line;
    o.key = row.key;
    std::tie(o.provider, o.period) = place_of(row, record);
    return o;
  }

  void list_indicators() {
    for (Index i = 0; i < ruleset_.indicators.size(); ++i) {
      const model::Indicator& indicator = ruleset_.indicators[i];
      bool wanted = is_wanted(options_, {indicator.name});
      for (const model::Standard& s : ruleset_.standards) {
        const bool judged = s.comparison
                                ? s.comparison->sides[0] == i || s.comparison->sides[1] == i
                                : s.indicator == i;
        wanted = wanted ||
                 (judged && is_wanted(options_, {s.name, ruleset_.indicators[s.indicator].name}));
      }
      if (!wanted || indicator.combined) continue;
      const Returns& returns = tables_[indicator.record];
      const std::vector<RecordResult>& all = results(i);
      std::vector<RecordOutcome> listed(returns.rows.size());
      for (const std::vector<std::size_t>& copies : returns.groups) {
        const Member m = join_copies(ruleset_, indicator, nullptr, returns, all, copies);
        std::vector<FieldReason> reasons = reasons_of_copies(indicator, all, copies, m);
        for (std::size_t row : copies) {
          RecordOutcome& o = listed[row];
          o = outcome_of(returns.rows[row], indicator.record);
          o.period = month_of(returns.rows[row], indicator);
          o.indicator = i;
          o.could_be = m.now;
          o.reasons = reasons;
          o.by = names_of(indicator, m);
        }
      }
      result_.outcomes.insert(result_.outcomes.end(), listed.begin(), listed.end());
    }
  }

  // In the record's order of fields, then the order of the words.
  std::vector<FieldReason> reasons_of_copies(const model::Indicator& indicator,
                                             const std::vector<RecordResult>& all,
                                             const std::vector<std::size_t>& copies,
                                             const Member& m) const {
    std::vector<FieldReason> out;
    if (m.now.single() && !m.now.has(Outcome::not_yet_due)) return out;
    std::set<FieldReason> found;
    for (std::size_t i : copies) found.insert(all[i].reasons.begin(), all[i].reasons.end());
    for (const model::Field& field : ruleset_.records[indicator.record].fields) {
      for (const FieldReason& r : found) {
        if (r.field == field.name) out.push_back(r);
      }
    }
    // What was read across records stands under the names of those, in the ruleset's order.
    const auto& fields = ruleset_.records[indicator.record].fields;
    for (const model::Record& record : ruleset_.records) {
      const bool is_field = std::any_of(fields.begin(), fields.end(), [&](const model::Field& f) {
        return f.name == record.name;
      });
      for (const FieldReason& r : found) {
        if (!is_field && r.field == record.name) out.push_back(r);
      }
    }
    return out;
  }

  static std::vector<std::string> names_of(const model::Indicator& indicator, const Member& m) {
    std::vector<std::string> names;
    for (std::size_t c = 0; m.now.has(Outcome::left_out) && c < indicator.left_out.size(); ++c) {
      if (m.left_out[c] != Truth::no) names.push_back(indicator.left_out[c].name);
    }
    for (std::size_t c = 0; m.now.has(Outcome::excused) && c < indicator.excused.size(); ++c) {
      if (m.excused[c] != Truth::no) names.push_back(indicator.excused[c].name);
    }
    return names;
  }

  void list_rules() {
    for (Index rule = 0; rule < ruleset_.rules.size(); ++rule) {
      if (!is_wanted(options_, {ruleset_.rules[rule].name})) continue;
      const Index record = ruleset_.rules[rule].record;
      const Returns& returns = tables_[record];
      std::vector<std::optional<RecordOutcome>> listed(returns.rows.size());
      for (const std::vector<std::size_t>& copies : returns.groups) {
        const RuleResult r = group_result(rule, record, copies);
        if (!options_.records && r != RuleResult::fails) continue;
        for (std::size_t row : copies) {
          listed[row] = outcome_of(returns.rows[row], record);
          listed[row]->rule = rule;
          listed[row]->result = word_of(r);
        }
      }
      for (auto& o : listed) {
        if (o) result_.outcomes.push_back(std::move(*o));
      }
    }
  }

  static std::string word_of(RuleResult r) {
    switch (r) {
      case RuleResult::passes:
        return "passes";
      case RuleResult::fails:
        return "fails";
      case RuleResult::undecided:
        return "undecided";
      case RuleResult::not_applicable:
        break;
    }
    return "does not apply";
  }

  // --period and --provider choose findings; they change none.
  void choose() {
    std::erase_if(result_.findings, [&](const Finding& f) {
      const bool figure = f.kind == FindingKind::compliance && f.standard == model::kNone;
      if (figure && options_.figures_of_all) return false;
      const auto& wanted = options_.providers;
      const bool provider =
          wanted.empty() ||
          (f.provider && std::find(wanted.begin(), wanted.end(), *f.provider) != wanted.end());
      const bool period = options_.periods.empty() ||
                          std::any_of(options_.periods.begin(), options_.periods.end(),
                                      [&](Period p) { return lies_inside(f.period, p); });
      return !provider || !period;
    });
  }

  const model::Ruleset& ruleset_;
  const std::vector<RunInput>& inputs_;
  const RunOptions& options_;
  Tables tables_;
  std::uint32_t files_ = 0;                         // of all records so far
  std::vector<std::uint32_t> first_file_;           // a record: where its files begin in the result
  std::vector<std::vector<RecordResult>> results_;  // by indicator, row
  std::map<const Row*, std::optional<std::pair<std::string, Period>>> rule_places_;
  std::map<Index, std::vector<bool>> undated_;  // by record, row
  RunResult result_;
};

}  // namespace
}  // namespace reference

Result<RunResult, RunFailure> run_reference(const model::Ruleset& ruleset,
                                            const std::vector<RunInput>& inputs,
                                            const RunOptions& options) {
  return reference::Run(ruleset, inputs, options).run();
}

}  // namespace assize

#include "dsl/wording/block.h"

#include "dsl/wording/condition.h"
#include "dsl/wording/declaration.h"
#include "dsl/wording/values.h"

namespace assize::wording {

using model::Index;
using model::kNoExpr;
using model::Ruleset;

namespace {

std::string because(const std::string& why) { return why.empty() ? "" : " (" + why + ")"; }

std::string validity(const model::Validity& v) {
  std::string text;
  if (v.from) text += " from " + date_in_words(*v.from);
  if (v.until) text += " until " + date_in_words(*v.until);
  return text;
}

std::string ordinal(const Decimal& d) {
  const std::string text = d.text();
  const bool teen = text.size() > 1 && text[text.size() - 2] == '1';
  const char last = text.back();
  return text + (teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th");
}

std::string target(const Ruleset& r, const model::Standard& s, const model::Target& t) {
  switch (t.kind) {
    case model::TargetKind::every_case:
      return "every case";
    case model::TargetKind::no_case:
      return "no case";
    default:
      break;
  }
  if (t.of_cases && t.parameter == model::kNone) {
    const auto& n = std::get<Decimal>(t.value);
    return (t.kind == model::TargetKind::at_least ? "at least " : "at most ") + n.text() +
           (n == Decimal(1) ? " case" : " cases");
  }
  const std::string least = t.kind == model::TargetKind::at_least ? "at least " : "at most ";
  if (t.parameter == model::kNone)
    return least + value_in_words(r, model::measured_type(r, s), t.value);
  const model::Parameter& q = r.parameters[t.parameter];
  if (q.values.size() == 1) return least + value_in_words(r, q.type, q.values[0].value);
  std::vector<std::string> values;
  for (const model::DatedValue& v : q.values)
    values.push_back(value_in_words(r, q.type, v.value) + validity(v.valid));
  return least + name_in_words(q.name) + " (" + listed(values, "and") + ")";
}

std::string end(const Ruleset& r, const model::Type& type, const model::TierEnd& e) {
  return e.kind == model::TierEnd::Kind::target ? "the target" : value_in_words(r, type, e.value);
}

std::string stretch(const Ruleset& r, const model::Type& type, const model::Tier& t) {
  using End = model::TierEnd::Kind;
  if (t.at_target) return "at target";
  if (t.low.kind == End::none) return "below " + end(r, type, t.high);
  if (t.high.kind == End::none) return "above " + end(r, type, t.low);
  return (t.low.included ? "from " : "above ") + end(r, type, t.low) +
         (t.high.included ? " to " : " to below ") + end(r, type, t.high);
}

// "The group women, where sex is "2", against the group men, where sex is "1"."
std::string compared(const Ruleset& r, const model::Standard& s) {
  const model::Comparison& c = *s.comparison;
  if (c.kind == model::Comparison::Kind::periods)
    return "The change from " + in_words(c.from) + " to " + in_words(c.to) + ".";
  if (c.kind == model::Comparison::Kind::before)
    return std::string("The change on the ") + (c.year ? "year" : period_word(s.per_period)) +
           " before.";
  std::string text;
  for (std::size_t i = 0; i < 2; ++i) {
    const model::Indicator& side = r.indicators[c.sides[i]];
    const model::Expr& whole = r.expr(side.population);
    // The group's own condition is the last part of the side's population.
    const bool joined = r.indicators[s.indicator].population != kNoExpr;
    text += (i == 0 ? "The group " : ", against the group ") + name_in_words(c.names[i]) +
            ", where " + in_words(r, side.record, joined ? whole.args.back() : side.population);
  }
  return text + ".";
}

}  // namespace

std::string in_words(const Ruleset& r, const model::Citation& c) {
  std::string text = r.documents[c.source].title;
  if (!c.section.empty()) text += ", section \"" + c.section + "\"";
  return text + ": " +
         (c.in_our_words ? "in our words, " + c.quotation : "\"" + c.quotation + "\"");
}

std::vector<std::string> in_words(const Ruleset& r, const model::Rule& rule) {
  std::vector<std::string> out;
  const auto test = [&](model::ExprId id) { return in_words(r, rule.record, id); };
  out.push_back("For each " + name_in_words(r.records[rule.record].name) +
                (rule.when == kNoExpr ? "" : " where " + test(rule.when)) + ": " + test(rule.must) +
                ".");
  if (rule.decided_when != kNoExpr)
    out.push_back("It is decided only when " + test(rule.decided_when) + ".");
  if (rule.severity != model::RuleSeverity::error)
    out.push_back(rule.severity == model::RuleSeverity::warning
                      ? "A record that fails it is a warning."
                      : "A record that fails it is for information.");
  if (!rule.doubted.empty()) {
    std::vector<std::string> fields;
    for (Index f : rule.doubted)
      fields.push_back(name_in_words(r.records[rule.record].fields[f].name));
    out.push_back("Where it fails, " + listed(fields, "and") +
                  (fields.size() == 1 ? " is" : " are") + " doubtful.");
  }
  if (rule.cites) out.push_back(in_words(r, *rule.cites));
  return out;
}

// What an indicator makes of the figures of others.
std::string combined(const Ruleset& r, const model::Combined& c) {
  using Kind = model::Combined::Kind;
  const auto title = [&](int part) { return "\"" + r.indicators[c.parts[part]].title + "\""; };
  switch (c.kind) {
    case Kind::average:
      return "The average of the monthly shares of " + title(0) + ".";
    case Kind::ratio:
      return "The ratio of " + title(0) + " to " + title(1) + ".";
    case Kind::standardised:
      break;
  }
  const model::Record& record = r.records[r.indicators[c.parts[0]].record];
  return "The rate of " + title(0) + ", directly standardised by " +
         name_in_words(record.part(c.by).name) + ".";
}

std::vector<std::string> in_words(const Ruleset& r, const model::Indicator& i) {
  std::vector<std::string> out;
  if (i.combined) {
    out.push_back(combined(r, *i.combined));
    if (i.direction != model::Direction::not_said)
      out.push_back(i.direction == model::Direction::higher_is_better ? "Higher is better."
                                                                      : "Lower is better.");
    for (const model::Citation& c : i.cites) out.push_back(in_words(r, c));
    return out;
  }
  const std::string record = name_in_words(r.records[i.record].name);
  const auto test = [&](model::ExprId id) { return in_words(r, i.record, id); };
  out.push_back("Counts each " + record +
                (i.population == kNoExpr ? "" : " where " + test(i.population)) + ", dated by " +
                test(i.dated_by) + ".");
  if (i.rules_as_at != kNoExpr) out.push_back("The law is that of " + test(i.rules_as_at) + ".");
  for (const model::Clause& c : i.left_out) {
    const bool unanswered = c.condition == i.unanswered;  // it says the rest in its own words
    out.push_back("Left out (" + name_in_words(c.name) + ") when " +
                  (unanswered ? "it is not known whether " + test(i.met) +
                                    ", and no answer is there that cannot be used"
                              : test(c.condition)) +
                  because(c.because) + ".");
  }
  for (const model::Clause& c : i.excused)
    out.push_back("Excused (" + name_in_words(c.name) + ") when " + test(c.condition) +
                  because(c.because) + ".");
  switch (i.measure) {
    case model::Measure::met:
      out.push_back("Met when " + test(i.met) + ".");
      break;
    case model::Measure::counted:
      out.push_back("Counted when " + test(i.met) + ".");
      break;
    case model::Measure::totals:
      out.push_back("The share is " + test(i.numerator) + " out of " + test(i.denominator) + ".");
      break;
    case model::Measure::percentile:
      out.push_back("The value is the " +
                    (i.summary == model::Summary::sum ? "sum"
                     : i.summary == model::Summary::mean
                         ? "mean"
                         : ordinal(i.percentile) + " percentile by rank") +
                    " of " + test(i.value) + ".");
      break;
    case model::Measure::combined:
      break;
  }
  if (i.unanswered != kNoExpr) out.push_back("It is of those who answered.");
  for (const model::Clause& c : i.failures)
    out.push_back("Not met is shown apart (" + name_in_words(c.name) + ") when " +
                  test(c.condition) + ".");
  if (i.direction != model::Direction::not_said)
    out.push_back(i.direction == model::Direction::higher_is_better ? "Higher is better."
                                                                    : "Lower is better.");
  for (const model::FavourableBlank& b : i.favourable_blanks) {
    out.push_back("A blank " + name_in_words(r.records[i.record].fields[b.field].name) +
                  " counts in the provider's favour" + because(b.because) + ".");
  }
  if (i.unplaced_listed_apart) out.push_back("Records that cannot be placed are listed apart.");
  for (const model::Citation& c : i.cites) out.push_back(in_words(r, c));
  return out;
}

std::string against_in_words(const Ruleset& r, const model::Variation& v) {
  using Comparator = model::Variation::Comparator;
  switch (v.comparator) {
    case Comparator::peers:
      break;
    case Comparator::all_providers:
      return ", against all providers together";
    case Comparator::target:
      return ", against the target of \"" + r.standards[v.target_of].title + "\"";
    case Comparator::figure:
      return ", against " + v.figure->text() + "% (" + v.figure_name + ")";
  }
  return v.per_fields.empty() ? ", against all together" : ", against those of the same part";
}

std::vector<std::string> in_words(const Ruleset& r, const model::Variation& v) {
  using Form = model::Variation::Form;
  std::vector<std::string> out;
  const model::Indicator& i = r.indicators[v.indicator];
  const auto field = [&](Index f) { return name_in_words(r.records[i.record].part(f).name); };
  std::vector<std::string> groups;
  if (v.per_provider) groups.push_back("provider");
  if (v.per_period != PeriodKind::whole) groups.push_back(period_word(v.per_period));
  for (Index f : v.per_fields) groups.push_back(field(f));
  out.push_back("Looks at \"" + i.title + "\"" +
                (groups.empty() ? "" : " for each " + listed(groups, "and")) + ".");
  if (v.form == Form::over_time) {
    const std::string baseline =
        v.baseline_of ? ", with limits from " + assize::in_words(v.baseline_of->first) + " to " +
                            assize::in_words(v.baseline_of->last)
        : v.baseline > 0 ? ", with limits from the first " + std::to_string(v.baseline) + " periods"
                         : "";
    out.push_back("Over time, as " + name_in_words(v.chart) + " chart" + baseline + ".");
  } else if (v.form == Form::between_providers) {
    out.push_back("Between providers" + against_in_words(r, v) +
                  (v.overdispersion.empty() ? "" : ", overdispersion " + v.overdispersion) + ".");
  } else {
    std::vector<std::string> fields, codes;
    for (std::size_t k = 0; k < v.groups.size(); ++k) {
      fields.push_back(field(v.groups[k]));
      const auto& list = r.code_lists[r.records[i.record].part(v.groups[k]).type.list];
      if (!v.against.empty())
        codes.push_back(list.codes[static_cast<std::size_t>(v.against[k].at)].meaning);
    }
    out.push_back("Between groups of " + listed(fields, "and") + ", each against " +
                  (codes.empty() ? "all others" : listed(codes, "and")) + ".");
  }
  if (!v.strata.empty()) {
    std::vector<std::string> fields;
    for (const Index f : v.strata) fields.push_back(field(f));
    const bool directly = v.standardised == model::Variation::Standardised::directly;
    out.push_back(std::string(directly ? "Directly" : "Indirectly") + " standardised by " +
                  listed(fields, "and") + ".");
  }
  if (!v.preset.empty()) out.push_back("Settings as in " + v.preset + ".");
  for (const model::Variation::Setting& set : v.settings)
    out.push_back("Setting " + name_in_words(set.name) + ": " +
                  (set.number ? set.number->text() : listed(set.words, "and")) + ".");
  for (const model::Variation::NewLimits& n : v.new_limits)
    out.push_back("New limits from " + assize::in_words(n.from) + because(n.because) + ".");
  std::string levels;
  for (const Decimal& level : v.levels) levels += (levels.empty() ? "" : ", ") + level.text() + "%";
  if (!levels.empty()) out.push_back("Limits at " + levels + ".");
  if (v.target) out.push_back("The target is " + v.target->text() + ".");
  if (v.minimum > 0)
    out.push_back("With fewer than " + std::to_string(v.minimum) + " cases: " + v.minimum_says +
                  ".");
  for (const model::Citation& c : v.cites) out.push_back(in_words(r, c));
  if (!v.duty_of.empty()) out.push_back("Duty of " + v.duty_of + ".");
  return out;
}

std::string chance(const model::Claim& c) {
  return c.chance ? ", by more than chance at " + c.chance->text() + "%" : "";
}

// "fewer than 1 in 3, to the nearest whole number".
std::string level(const Ruleset& r, const model::Standard& s) {
  const model::Claim& c = *s.claim;
  const model::Target& t = s.targets[0];
  const bool up = t.kind == model::TargetKind::at_least;
  const std::string word = t.of_size  ? "about "
                           : t.strict ? (up             ? "more than "
                                         : c.out_of > 0 ? "fewer than "
                                                        : "less than ")
                           : up       ? "at least "
                                      : "at most ";
  const std::string value = c.out_of > 0
                                ? c.level.text() + " in " + std::to_string(c.out_of)
                                : value_in_words(r, model::measured_type(r, s), Scalar(c.level));
  const std::string places = c.places < 0 || t.of_size ? ""
                             : c.places == 0
                                 ? ", to the nearest whole number,"
                                 : ", to " + std::to_string(c.places) +
                                       (c.places == 1 ? " decimal place," : " decimal places,");
  return word + value + places;
}

// What a claim says, as its target.
std::string claim(const Ruleset& r, const model::Standard& s) {
  using Kind = model::Claim::Kind;
  const model::Claim& c = *s.claim;
  const std::string from = assize::in_words(c.from), to = assize::in_words(c.to);
  if (c.kind == Kind::level) return "It says " + level(r, s) + " in " + to + chance(c) + ".";
  const std::string size =
      s.targets.empty() || s.targets[0].strict
          ? ""
          : (s.targets[0].kind == model::TargetKind::at_most && !s.targets[0].of_size
                 ? " (a change of " + target(r, s, s.targets[0]) + ")"
                 : " (by " + target(r, s, s.targets[0]) + ")");
  switch (c.kind) {
    case Kind::higher:
    case Kind::lower:
      return std::string("It says ") + (c.kind == Kind::higher ? "higher" : "lower") + " in " + to +
             " than in " + from + size + chance(c) + ".";
    case Kind::steady:
      return "It says steady from " + from + " to " + to + size + ".";
    case Kind::rises:
    case Kind::falls:
    case Kind::level:
      break;
  }
  return std::string("It says that it ") + (c.kind == Kind::rises ? "rises" : "falls") + " from " +
         from + " to " + to + ", period by period" + chance(c) + ".";
}

std::vector<std::string> in_words(const Ruleset& r, const model::Standard& s) {
  std::vector<std::string> out;
  const model::Indicator& i = r.indicators[s.indicator];
  std::vector<std::string> groups;
  if (s.per_provider) groups.push_back("provider");
  if (s.per_period != PeriodKind::whole) groups.push_back(period_word(s.per_period));
  for (Index f : s.per_fields) groups.push_back(name_in_words(r.records[i.record].part(f).name));
  const bool fixed = s.comparison && s.comparison->kind == model::Comparison::Kind::periods;
  if (fixed) std::erase(groups, std::string(period_word(s.per_period)));
  out.push_back((s.comparison       ? "Compares \""
                 : s.no_target      ? "Reports \""
                 : s.is_requirement ? "Requires \""
                                    : "Judges \"") +
                i.title + "\"" + (groups.empty() ? "" : " for each " + listed(groups, "and")) +
                ".");
  if (s.claim) {
    out.back() = "Holds a claim against \"" + i.title + "\"" +
                 (groups.empty() ? "" : " for each " + listed(groups, "and")) + ".";
    out.push_back(claim(r, s));
    for (const model::Citation& c : s.cites) out.push_back(in_words(r, c));
    return out;
  }
  if (s.comparison) out.push_back(compared(r, s));
  const auto aim = [&](const model::Target& t) {
    const char* of = !s.comparison ? "" : t.of_size ? "a gap of " : "a difference of ";
    return of + target(r, s, t) + validity(t.valid);
  };
  if (s.no_target) out.push_back("There is no target, because " + *s.no_target + ".");
  for (const model::Target& t : s.targets) {
    if (t.of_override == model::kNone) {
      out.push_back("The target is " + aim(t) + ".");
      continue;
    }
    const model::Override& o = s.overrides[t.of_override];
    out.push_back("For " + whom(o.providers) + " the target is " + aim(t) + ": " +
                  r.specifications[o.specification].name + ", because " + o.because +
                  ", agreed by " + o.agreed_by + " on " + date_in_words(o.agreed_on) + ".");
    for (const model::Tier& tier : o.tiers) {
      out.push_back("Tier " + name_in_words(tier.name) + " for " + whom(o.providers) + ": " +
                    stretch(r, model::measured_type(r, i), tier) +
                    (tier.action.empty() ? "" : "; " + tier.action) + ".");
    }
  }
  for (const model::Binding& b : s.bound) {
    out.push_back("It binds " + whom(b.providers) + validity(b.valid) + ": " +
                  r.specifications[b.specification].name + ".");
  }
  if (s.matures.months != 0 || s.matures.days != 0) {
    out.push_back("A period is judged for good " +
                  value_in_words(r, model::Type{model::Kind::calendar}, Scalar(s.matures)) +
                  " after its end.");
  }
  if (s.in_force.from || s.in_force.until) out.push_back("In force" + validity(s.in_force) + ".");
  for (const model::Tier& t : s.tiers) {
    out.push_back("Tier " + name_in_words(t.name) + ": " +
                  stretch(r, model::measured_type(r, i), t) +
                  (t.action.empty() ? "" : "; " + t.action) + ".");
  }
  if (s.minimum > 0)
    out.push_back("With fewer than " + std::to_string(s.minimum) + " cases" +
                  (s.comparison ? " on either side" : "") + ": " + s.minimum_says + ".");
  if (s.expects_row_for_each_provider_and_period) {
    out.push_back(
        "A record is expected for each provider and period" +
        (s.expects_where == kNoExpr ? "" : " where " + in_words(r, i.record, s.expects_where)) +
        ".");
  }
  for (const model::ReportEvery& every : s.report_every) {
    const model::Part f = r.records[i.record].part(every.field);
    std::vector<std::string> codes;
    for (const CodeIndex c : every.codes)
      codes.push_back(code_in_words(r.code_lists[f.type.list], c));
    out.push_back("Every " + name_in_words(f.name) + " is reported: " + listed(codes, "and") + ".");
  }
  if (s.local_may_tighten) out.push_back("Local versions may tighten the target.");
  if (!s.duty_of.empty()) out.push_back("A duty of " + s.duty_of + ".");
  for (const model::Citation& c : s.cites) out.push_back(in_words(r, c));
  return out;
}

}  // namespace assize::wording

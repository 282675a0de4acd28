#include "engine/explain/record_words.h"

#include <algorithm>

#include "dsl/wording/condition.h"
#include "dsl/wording/values.h"

namespace assize {

namespace {

using Lines = std::vector<std::string>;

std::string because(const RecordOutcome& o) {
  std::string text;
  for (const FieldReason& r : o.reasons) {
    text +=
        (text.empty() ? ", because " : " and ") + r.field + " is " + std::string(word(r.reason));
  }
  return text;
}

std::string where(const RecordOutcome& o) {
  std::string text = o.provider.empty() ? "" : " for " + o.provider;
  if (o.period.kind != PeriodKind::whole) text += " in " + in_words(o.period);
  return text.empty() ? text : " It counts" + text + ".";
}

// The exclusions or excuses that are among what the record could be.
void clauses(Lines& lines, const RecordOutcome& o, const model::Ruleset& r, const std::string& role,
             const std::vector<model::Clause>& all) {
  const model::Index record = r.indicators[o.indicator].record;
  for (const model::Clause& c : all) {
    if (std::find(o.by.begin(), o.by.end(), c.name) == o.by.end()) continue;
    lines.push_back(role + " (" + wording::name_in_words(c.name) + ") when " +
                    wording::in_words(r, record, c.condition) +
                    (c.because.empty() ? "." : ": " + c.because + "."));
  }
}

Lines words_of_rule_outcome(const RecordOutcome& o, const model::Ruleset& r) {
  const model::Rule& rule = r.rules[o.rule];
  const auto test = [&](model::ExprId e) { return wording::in_words(r, rule.record, e); };
  Lines lines = {rule.name + ": " + (o.result == "undecided" ? "is undecided" : o.result) +
                 because(o) + "."};
  if (rule.when != model::kNoExpr) lines.push_back("It applies when " + test(rule.when) + ".");
  if (rule.decided_when != model::kNoExpr)
    lines.push_back("It is decided only when " + test(rule.decided_when) + ".");
  lines.push_back("It asks that " + test(rule.must) + ".");
  if (o.result == "fails") {
    for (const model::Index f : rule.doubted) {
      lines.push_back("So " + wording::name_in_words(r.records[rule.record].fields[f].name) +
                      " is doubtful in every indicator.");
    }
  }
  return lines;
}

}  // namespace

std::string in_words(OutcomeSet set) {
  std::string text;
  for (int i = 0; i < kOutcomeCount; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (set.has(outcome)) text += (text.empty() ? "" : " or ") + std::string(word(outcome));
  }
  return text;
}

Lines words_of(const RecordOutcome& o, const model::Ruleset& r) {
  if (o.rule != model::kNone) return words_of_rule_outcome(o, r);
  const model::Indicator& i = r.indicators[o.indicator];
  const auto test = [&](model::ExprId e) { return wording::in_words(r, i.record, e); };
  Lines lines = {i.name + ": " + in_words(o.could_be) + because(o) + "." + where(o)};
  if (o.could_be.has(Outcome::out) && i.population != model::kNoExpr) {
    lines.push_back("The indicator counts only where " + test(i.population) + ".");
  }
  clauses(lines, o, r, "Left out", i.left_out);
  clauses(lines, o, r, "Excused", i.excused);
  const bool judged = o.could_be.can_count() || o.could_be.has(Outcome::not_yet_due);
  if (judged && i.met != model::kNoExpr) {
    lines.push_back((i.measure == model::Measure::counted ? "Counted when " : "Met when ") +
                    test(i.met) + ".");
  }
  return lines;
}

}  // namespace assize

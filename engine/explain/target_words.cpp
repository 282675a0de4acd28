#include "engine/explain/target_words.h"

#include <algorithm>

#include "engine/explain/numbers.h"

namespace assize {

std::optional<TargetInForce> target_of(const Finding& finding, const model::Ruleset& ruleset) {
  if (finding.standard == model::kNone || finding.target == model::kNone) return std::nullopt;
  const model::Standard& standard = ruleset.standards[finding.standard];
  const model::Target& target = standard.targets[finding.target];
  TargetInForce out;
  out.kind = target.kind;
  out.valid = target.valid;
  out.type = model::measured_type(ruleset, standard);
  out.strict = target.strict;
  out.of_cases = target.of_cases;
  out.per = target.per;
  if (out.of_cases) out.type.unit = model::Unit::none;
  if (out.kind == model::TargetKind::every_case || out.kind == model::TargetKind::no_case)
    return out;
  if (model::is_of_level(standard)) {
    out.value = standard.claim->level;
    out.about = target.of_size;
    out.places = standard.claim->places;
    out.out_of = standard.claim->out_of;
    return out;
  }
  if (target.parameter == model::kNone) {
    out.value = target.value;
    return out;
  }
  const model::Parameter& parameter = ruleset.parameters[target.parameter];
  std::optional<Day> day;
  if (finding.period.kind != PeriodKind::whole) {
    day = days_of(finding.period).first;
    if (standard.in_force.from) day = std::max(*day, *standard.in_force.from);
  }
  for (const model::DatedValue& dated : parameter.values) {
    if (day && !dated.valid.holds(*day)) continue;
    out.value = dated.value;
    if (!out.valid.from) out.valid = dated.valid;
    if (day) break;  // without a day the latest value stands
  }
  return out.value ? std::optional(out) : std::nullopt;
}

std::string in_words(const TargetInForce& target) {
  const auto value = [&] {
    const auto* n = std::get_if<Decimal>(&*target.value);
    if (n != nullptr && target.out_of > 0)
      return with_commas(*n) + " in " + with_commas(target.out_of);
    if (n != nullptr && target.of_cases)
      return with_commas(*n) + (*n == Decimal(1) ? " case" : " cases");
    const auto times =
        n != nullptr && target.per > 0 ? multiply(*n, Decimal(target.per)) : std::nullopt;
    const auto rate = times ? divide(*times, Decimal(100)) : std::nullopt;
    if (rate) return with_commas(*rate) + " per " + with_commas(target.per);
    return in_words(*target.value, target.type);
  };
  if (target.about) return "about " + value();
  const std::string published =
      target.places < 0    ? ""
      : target.places == 0 ? ", to the nearest whole number"
                           : ", to " + counted(target.places, "decimal place", "decimal places");
  switch (target.kind) {
    case model::TargetKind::at_least:
      return (target.strict ? "more than " + value() : value() + " or more") + published;
    case model::TargetKind::at_most:
      if (target.strict)
        return (target.out_of > 0 ? "fewer than " : "less than ") + value() + published;
      return value() + (target.of_cases ? " or fewer" : " or less") + published;
    case model::TargetKind::every_case:
      return "every case";
    case model::TargetKind::no_case:
      return "no case";
  }
  return {};
}

std::string_view word(model::TargetKind kind) {
  switch (kind) {
    case model::TargetKind::at_least:
      return "at least";
    case model::TargetKind::at_most:
      return "at most";
    case model::TargetKind::every_case:
      return "every case";
    case model::TargetKind::no_case:
      return "no case";
  }
  return {};
}

const model::Citation* citation_of(const Finding& finding, const model::Ruleset& ruleset) {
  if (finding.standard != model::kNone && !ruleset.standards[finding.standard].cites.empty()) {
    return &ruleset.standards[finding.standard].cites.front();
  }
  if (finding.rule != model::kNone && ruleset.rules[finding.rule].cites)
    return &*ruleset.rules[finding.rule].cites;
  if (finding.indicator != model::kNone && !ruleset.indicators[finding.indicator].cites.empty()) {
    return &ruleset.indicators[finding.indicator].cites.front();
  }
  return nullptr;
}

std::string in_words(const model::Citation& citation, const model::Ruleset& ruleset) {
  std::string text;
  if (!citation.section.empty()) text = "section \"" + citation.section + "\"";
  if (citation.source != model::kNone) {
    if (!text.empty()) text += " of ";
    text += ruleset.documents[citation.source].title;
  }
  return text;
}

}  // namespace assize

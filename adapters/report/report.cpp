#include "adapters/report/report.h"

#include "engine/explain/finding_words.h"
#include "engine/explain/target_words.h"

namespace assize::report {

bool is_shown(const Report& report, const Finding& finding) {
  if (report.show != Show::fail) return true;
  const Status status = status_of(finding);
  return status == Status::not_met || status == Status::cannot_tell ||
         status == Status::return_unusable || status == Status::not_submitted;
}

std::string_view standard_name(const Report& report, model::Index i) {
  return i == model::kNone ? std::string_view()
                           : std::string_view(report.ruleset.standards[i].name);
}
std::string_view indicator_name(const Report& report, model::Index i) {
  return i == model::kNone ? std::string_view()
                           : std::string_view(report.ruleset.indicators[i].name);
}
std::string_view rule_name(const Report& report, model::Index i) {
  return i == model::kNone ? std::string_view() : std::string_view(report.ruleset.rules[i].name);
}
std::string_view file_name(const Report& report, std::uint32_t file) {
  return file < report.result.files.size() ? std::string_view(report.result.files[file].name)
                                           : std::string_view();
}

std::string_view unit_of(const Report& report, const Finding& finding) {
  if (finding.indicator == model::kNone) return {};
  const model::Indicator& indicator = report.ruleset.indicators[finding.indicator];
  const bool compares =
      finding.standard != model::kNone &&
      (!finding.sides.empty() || report.ruleset.standards[finding.standard].claim.has_value()) &&
      !model::is_of_level(report.ruleset.standards[finding.standard]);
  if (const auto target = target_of(finding, report.ruleset); target && target->of_cases)
    return "number";
  if (!compares && model::gives_share(indicator)) return "share";
  const model::Type type = compares ? model::difference_type(report.ruleset, indicator)
                                    : model::measured_type(report.ruleset, indicator);
  if (type.kind == model::Kind::elapsed) return "seconds";
  switch (type.unit) {
    case model::Unit::percent:
      return "percent";
    case model::Unit::points:
      return "points";
    case model::Unit::pounds:
      return "pounds";
    case model::Unit::none:
      break;
  }
  return "number";
}

std::string decimal_text(const End& end) {
  if (!end.exists) return {};
  if (end.milliseconds) return Decimal::make(*end.milliseconds, 3).value_or(Decimal()).text();
  return end.number ? end.number->text() : std::string();
}

}  // namespace assize::report

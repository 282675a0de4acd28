#include "adapters/cli/run_options.h"

#include <algorithm>
#include <thread>

#include "adapters/cli/fingerprint.h"
#include "adapters/cli/interrupt.h"
#include "adapters/system/today.h"
#include "adapters/system/zones.h"

namespace assize::cli {

namespace {

Day today() {
  const auto london = zone_table("Europe/London");
  return today_in(london ? *london : ZoneTable{"UTC", "", {{INT64_MIN, 0}}});
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& t : texts) out += (out.empty() ? "" : ", ") + t;
  return out;
}

}  // namespace

void add_run_choices(CLI::App& app, RunChoices& c) {
  app.add_option(
         "--period", c.periods,
         "Only this period: 2022-03, \"2022 Q1\", 2021/22, 2022, \"12 months to 2022-03\"; may be "
         "repeated")
      ->check(period_validator())
      ->type_name("")
      ->allow_extra_args(false);
  app.add_option("--provider", c.providers, "Only this provider; may be repeated")
      ->type_name("CODE")
      ->allow_extra_args(false);
  app.add_option("--rule", c.only, "Only this standard, indicator or rule; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  add_as_at(app, c.as_at);
  add_return_options(app, c.map, c.input_format);
  app.add_option("--jobs", c.jobs, "How many threads (else one for each processor)")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  app.add_option_function<std::string>(
         "--evaluator", [&c](const std::string& name) { c.reference = name == "reference"; },
         "Which of the two evaluators runs")
      ->check(CLI::IsMember({"columnar", "reference"}))
      ->group("");
}

bool names_exist(const model::Ruleset& ruleset, const std::vector<std::string>& only,
                 const Console& console) {
  std::vector<std::string> names;
  for (const auto& s : ruleset.standards) names.push_back(s.name);
  for (const auto& v : ruleset.variations) names.push_back(v.name);
  for (const auto& s : ruleset.payment_schemes) names.push_back(s.name);
  for (const auto& i : ruleset.indicators) names.push_back(i.name);
  for (const auto& r : ruleset.rules) names.push_back(r.name);
  bool ok = true;
  for (const std::string& name : only) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string near = nearest(name, names);
    console.error("A6007",
                  "the ruleset has no standard, indicator or rule " + escape_controls(name),
                  near.empty() ? std::string() : "did you mean " + near + "?");
    ok = false;
  }
  return ok;
}

RunOptions run_options(const RunChoices& choices, const std::vector<ReturnHeader>& headers) {
  RunOptions o;
  o.as_at_given = choices.as_at.has_value();
  if (choices.as_at) {
    o.as_at = *choices.as_at;
  } else {
    std::optional<Day> latest;
    bool all = !headers.empty();
    for (const ReturnHeader& h : headers) {
      all = all && h.complete_to.has_value();
      if (h.complete_to) latest = std::max(latest.value_or(*h.complete_to), *h.complete_to);
    }
    o.as_at = all ? *latest : today();
  }
  for (const std::string& text : choices.periods) o.periods.push_back(*parse_period(text));
  o.providers = choices.providers;
  o.only = choices.only;
  o.jobs = choices.jobs > 0 ? choices.jobs
                            : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  o.evaluator = choices.reference ? Evaluator::reference : Evaluator::columnar;
  o.cancelled = [] { return interrupted(); };
  return o;
}

Provenance provenance(const model::Ruleset& ruleset, const RunChoices& choices,
                      const RunOptions& options, const RunResult& result) {
  Provenance p;
  p.ruleset = ruleset.name;
  p.ruleset_version = ruleset.version;
  p.ruleset_hash = ruleset.hash;
  p.engine_version = ASSIZE_VERSION;
  for (const ZoneTable& zone : ruleset.zones) p.zone_version = zone.version;
  p.holiday_version = ruleset.holidays.version;
  p.as_at = date_text(options.as_at);
  p.options = {{"as_at", options.as_at_given ? "given" : "of the return, else today"},
               {"combinations", std::to_string(options.combinations)}};
  if (!choices.map.empty()) p.options.emplace_back("map", choices.map);
  if (!choices.periods.empty()) p.options.emplace_back("period", joined(choices.periods));
  if (!choices.providers.empty()) p.options.emplace_back("provider", joined(choices.providers));
  if (!choices.only.empty()) p.options.emplace_back("rule", joined(choices.only));

  Fingerprint id;
  for (const std::string* part :
       {&p.ruleset, &p.ruleset_version, &p.ruleset_hash, &p.engine_version, &p.zone_version,
        &p.holiday_version, &p.as_at}) {
    id.add(*part);
  }
  for (const auto& [name, value] : p.options) {
    id.add(name);
    id.add(value);
  }
  for (const FileTotals& f : result.files) {
    id.add(f.record);
    id.add(f.name);
    id.add(f.hash);
  }
  p.run_id = id.hex();
  return p;
}

}  // namespace assize::cli

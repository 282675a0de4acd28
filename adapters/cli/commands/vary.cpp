// assize vary FILE.csv --chart CHART: who differs and what changed, from a table, without a
// ruleset.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/cli/plain_table.h"
#include "adapters/cli/shared_options.h"
#include "adapters/cli/vary_options.h"
#include "adapters/cli/vary_report.h"
#include "dsl/base/diagnostic.h"

namespace assize::cli {

namespace {

constexpr const char* kExamples =
    "  assize vary waits.csv --chart xmr --date month --value median_wait --by trust --better "
    "lower\n"
    "  assize vary waits.csv --chart p-prime --date month --value within_four_hours --denominator "
    "attendances\n"
    "  assize vary deaths.csv --chart funnel --by trust --numerator deaths --expected expected "
    "--overdispersion shmi\n"
    "  assize vary waits.csv --chart xmr --date month --value share --preset mdc-excel-2023 "
    "--format "
    "csv";

class Vary {
 public:
  Vary(const VaryOptions& o, const Console& console) : o_(o), console_(console) {}

  int run() {
    std::string why = lacking(o_);
    variation::Settings settings;
    variation::FunnelSettings funnel;
    variation::Multiplicity multiplicity = variation::Multiplicity::none;
    if (why.empty())
      why = is_funnel(o_) ? settings_of(o_, funnel, multiplicity) : settings_of(o_, settings);
    if (!why.empty()) {
      console_.error("A6001", escape_controls(why), "assize vary -h shows examples");
      return kCouldNotRun;
    }
    const auto table = read_plain_table(o_.file, columns_of(o_), console_);
    if (!table) return kCouldNotRun;
    bool doubtful = false;
    if (is_funnel(o_)) {
      const auto report = report_between(o_, *table, funnel, multiplicity, console_, doubtful);
      return report ? write(*report, doubtful) : kCouldNotRun;
    }
    const auto report = report_over_time(o_, *table, settings, console_, doubtful);
    return report ? write(*report, doubtful) : kCouldNotRun;
  }

 private:
  template <class Report>
  int write(const Report& report, bool doubtful) const {
    const auto fill = [&](const report::Writer& writer) {
      if (o_.format == "json") return report::write_vary_json(report, writer);
      if (o_.format == "csv") return report::write_vary_csv(report, writer);
      return report::write_vary_text(report, writer);
    };
    if (o_.output.empty() || o_.output == "-") {
      if (!fill([this](std::string_view bytes) { return console_.print(bytes); }))
        return kCouldNotRun;
    } else {
      OutputFiles files;
      std::string fault = files.write(o_.output, fill);
      if (fault.empty()) fault = files.publish();
      if (!fault.empty()) {
        console_.error("A6008", escape_controls(fault));
        return kCouldNotRun;
      }
    }
    return doubtful ? kCannotTell : kOk;
  }

  const VaryOptions& o_;
  const Console& console_;
};

}  // namespace

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) out += (i == 0 ? "" : " / ") + values[i];
  return out;
}

std::vector<std::string> columns_of(const VaryOptions& o) {
  std::vector<std::string> out = o.by;
  out.insert(out.end(), o.within.begin(), o.within.end());
  for (const std::string* c :
       {&o.date, &o.value, &o.numerator, &o.denominator, &o.expected, &o.target_column}) {
    if (!c->empty()) out.push_back(*c);
  }
  return out;
}

std::string lacking(const VaryOptions& o) {
  const auto needs = [&](const std::string& what) {
    return "--chart " + o.chart + " needs " + what;
  };
  if (is_funnel(o)) {
    if (o.by.empty()) return needs("--by: the column of the units");
    if (o.numerator.empty()) return needs("--numerator");
    if (o.denominator.empty() == o.expected.empty())
      return needs("either --denominator or --expected");
    if (!o.date.empty() || !o.value.empty())
      return "--date and --value are of charts over time; a funnel has --numerator and --within";
    return {};
  }
  if (o.date.empty()) return needs("--date");
  if (o.value.empty()) return needs("--value");
  const bool ratio =
      o.chart == "p" || o.chart == "u" || o.chart == "p-prime" || o.chart == "u-prime";
  if (ratio && o.denominator.empty()) return needs("--denominator");
  const bool plain = o.chart == "c" || o.chart == "g" || o.chart == "t";
  if (plain && !o.denominator.empty()) return "--chart " + o.chart + " has no --denominator";
  if (!o.numerator.empty() || !o.expected.empty() || !o.within.empty())
    return "--numerator, --expected and --within are of --chart funnel; over time it is --value";
  if (!o.targets.empty() && !o.target_column.empty())
    return "targets come from --target or from --target-column, not from both";
  return {};
}

Verb add_vary(CLI::App& root, Console& console) {
  auto options = std::make_shared<VaryOptions>();
  CLI::App* app =
      add_verb(root, "vary", "Who differs, what changed? Charts from a table", kExamples);
  add_vary_options(*app, *options);
  return {app, [options, &console] { return Vary(*options, console).run(); }};
}

}  // namespace assize::cli

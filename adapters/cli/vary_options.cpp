#include "adapters/cli/vary_options.h"

#include <charconv>

#include "dsl/base/decimal.h"
#include "engine/variation/presets.h"

namespace assize::cli {

using namespace variation;

namespace {

std::vector<std::string> chart_names() {
  return {"xmr", "i", "mr", "run", "p", "p-prime", "u", "u-prime", "c", "g", "t", "funnel"};
}

std::vector<std::string> preset_names() {
  std::vector<std::string> out;
  for (const Preset& p : kPresets) out.emplace_back(p.name);
  return out;
}

Better better_of(const std::string& word) {
  return word == "higher" ? Better::higher : word == "lower" ? Better::lower : Better::neither;
}

std::string check_preset(const VaryOptions& o, bool between) {
  const Preset* preset = find_preset(o.preset);
  if (preset == nullptr || (between ? preset->between : preset->over_time)) return {};
  return "the preset " + o.preset + " is for " +
         (between ? "charts over time, not for a funnel" : "a funnel, not for charts over time");
}

// "95,99.8" per cent, in ascending order.
bool read_levels(const std::string& text, std::vector<double>& levels) {
  levels.clear();
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const auto level = number_of(text.substr(at, end - at));
    if (!level || !(*level > 0) || !(*level < 100)) return false;
    levels.push_back(*level / 100);
    at = end + 1;
  }
  for (std::size_t i = 1; i < levels.size(); ++i) {
    if (levels[i] <= levels[i - 1]) return false;
  }
  return !levels.empty();
}

}  // namespace

bool is_funnel(const VaryOptions& o) { return o.chart == "funnel"; }

std::optional<double> number_of(const std::string& text) {
  if (!Decimal::parse(text)) return std::nullopt;
  const char* from = text.data() + (text.starts_with('+') ? 1 : 0);
  double x = 0;
  std::from_chars(from, text.data() + text.size(), x);
  return x;
}

ForSeries for_series(const std::string& text) {
  const std::size_t at = text.rfind('=');
  if (at == std::string::npos) return {{}, text, true};
  return {text.substr(0, at), text.substr(at + 1), false};
}

std::string settings_of(const VaryOptions& o, Settings& s) {
  if (const std::string why = check_preset(o, false); !why.empty()) return why;
  s = *settings_for(o.chart, o.preset);
  s.better = better_of(o.better);
  s.baseline = o.baseline.value_or(0);
  if (o.baseline_from.empty() != o.baseline_to.empty())
    return "--baseline-from and --baseline-to go together";
  if (!o.baseline_from.empty() && (o.baseline || !o.rebases.empty()))
    return "limits from the dates of a baseline hold for all of the chart: leave out " +
           std::string(o.baseline ? "--baseline" : "--rebase");
  s.multiplier = o.multiplier.value_or(1);
  if (!o.screen.empty()) s.screen = o.screen == "on";
  if (!o.factor.empty()) s.individuals_factor = o.factor == "2.66" ? 2.66 : 3 / 1.128;
  if (!o.gaps.empty()) s.gaps_break = o.gaps == "break";
  const auto rule = [&](const std::optional<int>& length, Rule bit, int& into) {
    if (!length) return;
    s.rules = static_cast<std::uint8_t>(*length == 0 ? s.rules & ~bit : s.rules | bit);
    if (*length > 0) into = *length;
  };
  rule(o.run_length, kRun, s.run_length);
  rule(o.trend_length, kTrend, s.trend_length);
  if (o.two_of_three == "off") s.rules = static_cast<std::uint8_t>(s.rules & ~kTwoOfThree);
  if (!o.two_of_three.empty() && o.two_of_three != "off") {
    s.rules |= kTwoOfThree;
    s.two_of_three = o.two_of_three == "between"       ? TwoOfThree::between
                     : o.two_of_three == "beyond"      ? TwoOfThree::beyond
                     : o.two_of_three == "uncancelled" ? TwoOfThree::uncancelled
                                                       : TwoOfThree::any_side;
  }
  if (o.minimum_points) s.minimum_points = *o.minimum_points;
  return {};
}

std::string settings_of(const VaryOptions& o, FunnelSettings& s, Multiplicity& multiplicity) {
  if (const std::string why = check_preset(o, true); !why.empty()) return why;
  s.measure = !o.expected.empty()    ? Measure::ratio
              : o.measure == "rate"  ? Measure::rate
              : o.measure == "ratio" ? Measure::ratio
                                     : Measure::proportion;
  s.limits = s.measure == Measure::ratio ? LimitForm::chi_square : LimitForm::transformed;
  if (!o.preset.empty()) apply_preset(o.preset, s);
  if (o.overdispersion == "none") s.adjust = false;
  if (o.overdispersion == "shmi" || o.overdispersion == "cqc") {
    const bool shmi = o.overdispersion == "shmi";
    s.adjust = true;
    s.trim = shmi ? Trim::truncate : Trim::winsorise;
    s.transform = shmi ? Transform::logarithm : Transform::square_root;
  }
  if (o.form == "approximate") s.limits = LimitForm::transformed;
  if (o.form == "exact") s.limits = LimitForm::exact;
  if (o.form == "chi-square") s.limits = LimitForm::chi_square;
  if (o.form == "score") s.limits = LimitForm::score;
  if (s.measure == Measure::proportion && s.limits == LimitForm::chi_square)
    s.limits = LimitForm::transformed;  // of the presets; asked for, it is refused
  if (s.measure == Measure::proportion && o.form == "chi-square")
    return "--form chi-square is of rates and of observed to expected; a proportion has exact";
  s.better = better_of(o.better);
  if (o.trim) {
    if (!(*o.trim >= 0) || !(*o.trim < 0.5)) return "--trim is a share from 0 to less than 0.5";
    s.trim_share = *o.trim;
    if (*o.trim == 0) s.trim = Trim::none;
  }
  if (!o.levels.empty() && !read_levels(o.levels, s.levels))
    return "--limits " + o.levels + " is no list of ascending levels below 100; write 95,99.8";
  if (o.centre) s.centre = *o.centre / o.multiplier.value_or(1);
  s.least_denominator = o.least.value_or(0);
  multiplicity = o.multiplicity == "bonferroni" ? Multiplicity::bonferroni
                 : o.multiplicity == "holm"     ? Multiplicity::holm
                 : o.multiplicity == "hochberg" ? Multiplicity::hochberg
                 : o.multiplicity == "bh"       ? Multiplicity::benjamini_hochberg
                 : o.multiplicity == "by"       ? Multiplicity::benjamini_yekutieli
                                                : Multiplicity::none;
  return {};
}

void add_vary_options(CLI::App& app, VaryOptions& o) {
  const auto text = [&](const std::string& name, std::string& into, const std::string& help,
                        const std::string& type, const std::string& group) {
    return app.add_option(name, into, help)->type_name(type)->group(group);
  };
  const auto many = [&](const std::string& name, std::vector<std::string>& into,
                        const std::string& help, const std::string& type,
                        const std::string& group) {
    return app.add_option(name, into, help)->type_name(type)->allow_extra_args(false)->group(group);
  };
  const auto one_of = [&](const std::string& name, std::string& into, const std::string& help,
                          const std::vector<std::string>& words, const std::string& group) {
    return text(name, into, help, "WORD", group)->check(CLI::IsMember(words));
  };
  const std::string both = "Data", time = "Over time", between = "Between units";
  app.add_option("FILE", o.file, "A CSV file, or - for standard input")
      ->required()
      ->type_name("FILE");
  one_of("--chart", o.chart, "Which chart: " + CLI::detail::join(chart_names(), ", "),
         chart_names(), both)
      ->required()
      ->type_name("CHART");
  many("--by", o.by, "A column that tells series or units apart; may be repeated", "COL", both);
  text("--denominator", o.denominator, "Cases or exposure", "COL", both);
  one_of("--better", o.better, "Which way is better: higher, lower or neither",
         {"higher", "lower", "neither"}, both);
  one_of("--preset", o.preset,
         "Settings of a published tool: " + CLI::detail::join(preset_names(), ", "), preset_names(),
         both);
  app.add_option("--multiplier", o.multiplier, "Of ratios: 100 gives per cent")
      ->check(CLI::PositiveNumber)
      ->type_name("X")
      ->group(both);
  text("--format", o.format, "text, json or csv", "FORMAT", both)
      ->check(CLI::IsMember({"text", "json", "csv"}));
  text("-o,--output", o.output, "A file instead of standard output", "FILE", both);

  text("--date", o.date, "When: days, months, quarters, years or whole numbers", "COL", time);
  text("--date-layout", o.date_layout, "How dates are written, such as DD/MM/YYYY", "LAYOUT", time);
  text("--value", o.value, "The value; with --denominator the numerator", "COL", time);
  many("--target", o.targets, "A number, or SERIES=NUMBER; may be repeated", "T", time);
  text("--target-column", o.target_column, "Targets by row; the last one counts", "COL", time);
  many("--rebase", o.rebases, "New limits from this date on, or SERIES=DATE; may be repeated",
       "DATE", time);
  app.add_option("--baseline", o.baseline, "Limits from the first N rows of each segment")
      ->check(CLI::Range(2, 1'000'000))
      ->type_name("N")
      ->group(time);
  text("--baseline-from", o.baseline_from, "Limits from the rows of this date on ...", "DATE",
       time);
  text("--baseline-to", o.baseline_to, "... up to those of this one", "DATE", time);
  many("--leave-out", o.left_out, "A date that is shown and makes no limits; may be repeated",
       "DATE", time);
  one_of("--screen", o.screen, "on: large moving ranges make no limits; or off", {"on", "off"},
         time);
  one_of("--factor", o.factor, "Of moving ranges: 2.66, or exact (3/1.128)", {"2.66", "exact"},
         time);
  app.add_option("--run-length", o.run_length, "Points on one side; 0: no such rule")
      ->check(CLI::Range(0, 1000))
      ->type_name("N")
      ->group(time);
  app.add_option("--trend-length", o.trend_length, "Points rising or falling; 0: no such rule")
      ->check(CLI::Range(0, 1000))
      ->type_name("N")
      ->group(time);
  one_of("--two-of-three", o.two_of_three, "between, beyond, uncancelled, any-side or off",
         {"between", "beyond", "uncancelled", "any-side", "off"}, time);
  app.add_option("--minimum-points", o.minimum_points, "Fewer make no limits and no icons")
      ->check(CLI::Range(0, 1'000'000))
      ->type_name("N")
      ->group(time);
  one_of("--gaps", o.gaps, "A period without a row: break runs, or join its neighbours",
         {"break", "join"}, time);

  text("--numerator", o.numerator, "Cases, events or observed events", "COL", between);
  text("--expected", o.expected, "Expected events", "COL", between);
  one_of("--measure", o.measure, "proportion (the default), rate or ratio",
         {"proportion", "rate", "ratio"}, between);
  many("--within", o.within, "A column: a funnel for each of its values; may be repeated", "COL",
       between);
  text("--limits", o.levels, "Two-sided levels in per cent: 95,99.8", "LEVELS", between);
  one_of("--form", o.form, "Of the limits: approximate, exact, chi-square or score",
         {"approximate", "exact", "chi-square", "score"}, between);
  one_of("--overdispersion", o.overdispersion, "none, shmi or cqc", {"none", "shmi", "cqc"},
         between);
  app.add_option("--trim", o.trim, "Share of z scores that is trimmed at each end (0.1)")
      ->type_name("SHARE")
      ->group(between);
  app.add_option("--benchmark", o.centre, "The centre, instead of the pooled figure")
      ->type_name("X")
      ->group(between);
  app.add_option("--least", o.least, "Units with a smaller denominator are not judged")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N")
      ->group(between);
  one_of("--multiplicity", o.multiplicity, "bonferroni, holm, hochberg, bh or by",
         {"none", "bonferroni", "holm", "hochberg", "bh", "by"}, between);
}

}  // namespace assize::cli

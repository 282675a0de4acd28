#include <algorithm>
#include <map>

#include "adapters/cli/returns.h"
#include "adapters/cli/vary_cells.h"
#include "adapters/cli/vary_report.h"
#include "dsl/base/diagnostic.h"
#include "engine/explain/variation_words.h"

namespace assize::cli {

using namespace variation;

namespace {

// Rows of one unit, added up; one without a figure leaves the sum unknown.
struct Total {
  Decimal numerator, denominator;
  std::string reason;
};

class Between {
 public:
  Between(const VaryOptions& o, const PlainTable& table, const FunnelSettings& settings,
          Multiplicity multiplicity, const Console& console)
      : o_(o),
        table_(table),
        settings_(settings),
        multiplicity_(multiplicity),
        console_(console),
        cells_(table),
        size_(o.expected.empty() ? o.denominator : o.expected) {}

  std::optional<report::FunnelReport> report(bool& doubtful) {
    report::FunnelReport out;
    out.file = table_.file;
    out.preset = o_.preset;
    out.method = method_words(settings_, multiplicity_);
    out.numerator = o_.numerator;
    out.denominator = size_;
    out.settings = settings_;
    out.multiplicity = multiplicity_;
    out.multiplier = o_.multiplier.value_or(1);
    out.rows.read = table_.rows.size();
    for (const PlainRow& row : table_.rows) add(row, out.rows);
    if (parts_.empty()) {
      show_problems(cells_.take_problems(), {table_.file}, console_);
      console_.error("A5030", escape_controls(table_.file) + ": no row names a unit");
      return std::nullopt;
    }
    std::size_t judged = 0;
    for (const auto& [within, units] : parts_) {
      out.parts.push_back(part(within, units));
      judged += out.parts.back().funnel.units;
    }
    for (const double level : settings_.levels)
      out.expected_false.push_back(static_cast<double>(judged) * (1 - level));
    std::vector<DataProblem> problems = cells_.take_problems();
    doubtful = !problems.empty() || out.rows.not_used > 0;
    show_problems(problems, {table_.file}, console_);
    return out;
  }

 private:
  using Key = std::vector<std::string>;

  Key values(const PlainRow& row, const std::vector<std::string>& columns) const {
    Key out;
    for (const std::string& name : columns) out.push_back(row.cells[cells_.column(name)]);
    return out;
  }

  void add(const PlainRow& row, report::RowCount& rows) {
    const Key by = row.whole ? values(row, o_.by) : Key{};
    const bool named = std::any_of(by.begin(), by.end(), [](const auto& v) { return !v.empty(); });
    if (!named) {
      ++rows.not_used;
      if (row.whole)
        cells_.fault(Problem::unreadable, row, cells_.column(o_.by.front()),
                     "a blank: the row belongs to no unit");
      return;
    }
    const VaryFigure x = cells_.count(row, cells_.column(o_.numerator));
    const VaryFigure n = cells_.count(row, cells_.column(size_));
    Total& total = parts_[values(row, o_.within)][by];
    std::string reason = x.reason.empty() ? n.reason : x.reason;
    if (reason.empty() && settings_.measure == Measure::proportion && *x.exact > *n.exact) {
      cells_.fault(Problem::out_of_range, row, cells_.column(o_.numerator),
                   "more cases than the denominator has");
      reason = "out of range";
    }
    ++(reason.empty() ? rows.used : rows.gaps);
    if (total.reason.empty()) total.reason = reason;
    if (!total.reason.empty()) return;
    const auto numerator = assize::add(total.numerator, *x.exact);
    const auto denominator = assize::add(total.denominator, *n.exact);
    if (!numerator || !denominator) {
      total.reason = "too large";
      return;
    }
    total.numerator = *numerator;
    total.denominator = *denominator;
  }

  report::FunnelPart part(const Key& within, const std::map<Key, Total>& totals) const {
    report::FunnelPart out;
    out.name = joined(within);
    for (std::size_t i = 0; i < within.size(); ++i)
      out.within.emplace_back(o_.within[i], within[i]);
    std::vector<Unit> units;
    for (const auto& [by, total] : totals) {
      report::UnitRow& row = out.units.emplace_back();
      row.name = joined(by);
      for (std::size_t i = 0; i < by.size(); ++i) row.by.emplace_back(o_.by[i], by[i]);
      row.reason = total.reason;
      Unit& unit = units.emplace_back();
      if (!total.reason.empty()) continue;
      row.numerator = total.numerator.text();
      row.denominator = total.denominator.text();
      unit = {*number_of(row.numerator), *number_of(row.denominator)};
      if (unit.denominator == 0) {
        row.reason = o_.expected.empty() ? "denominator of 0" : "0 expected";
      } else if (unit.denominator < settings_.least_denominator) {
        row.reason = "denominator below " + variation::shown(settings_.least_denominator);
      }
    }
    out.funnel = funnel(units, settings_);
    judge(out);
    return out;
  }

  void judge(report::FunnelPart& out) const {
    std::vector<double> p;
    for (const UnitResult& r : out.funnel.of) p.push_back(r.p);
    const std::vector<double> adjusted = adjust_p(p, multiplicity_);
    if (multiplicity_ != Multiplicity::none) correct(out.funnel, settings_, adjusted);
    for (std::size_t i = 0; i < out.units.size(); ++i) {
      report::UnitRow& row = out.units[i];
      UnitResult& r = out.funnel.of[i];
      row.p_adjusted = adjusted[i];
      if (!r.judged) continue;
      row.comparison = comparison_of(r.level < 0 ? 0 : r.outside, settings_.better);
      if (r.level < 0) continue;
      ++out.flagged;
      row.message = unit_words(r, out.funnel, settings_, o_.multiplier.value_or(1));
    }
  }

  const VaryOptions& o_;
  const PlainTable& table_;
  const FunnelSettings& settings_;
  Multiplicity multiplicity_;
  const Console& console_;
  VaryCells cells_;
  std::string size_;  // the column of denominators
  std::map<Key, std::map<Key, Total>> parts_;
};

}  // namespace

std::optional<report::FunnelReport> report_between(const VaryOptions& o, const PlainTable& table,
                                                   const FunnelSettings& settings,
                                                   Multiplicity multiplicity,
                                                   const Console& console, bool& doubtful) {
  return Between(o, table, settings, multiplicity, console).report(doubtful);
}

}  // namespace assize::cli

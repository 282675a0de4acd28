#include <algorithm>
#include <map>

#include "adapters/cli/returns.h"
#include "adapters/cli/vary_cells.h"
#include "adapters/cli/vary_dates.h"
#include "adapters/cli/vary_report.h"
#include "dsl/base/diagnostic.h"
#include "engine/explain/variation_words.h"
#include "engine/variation/false_signals.h"

namespace assize::cli {

using namespace variation;

namespace {

struct OneRow {
  std::int64_t key = 0;
  const PlainRow* row = nullptr;  // none: a period without a row
};

class OverTime {
 public:
  OverTime(const VaryOptions& o, const PlainTable& table, const Settings& settings,
           const Console& console)
      : o_(o), table_(table), settings_(settings), console_(console), cells_(table) {}

  std::optional<report::TimeReport> report(bool& doubtful) {
    std::optional<Layout> layout;
    if (!read_layout(layout)) return std::nullopt;
    dates_.emplace(column_texts(o_.date), std::move(layout));
    if (!group() || !read_asked()) {
      show_problems(cells_.take_problems(), {table_.file}, console_);
      return std::nullopt;
    }
    report::TimeReport out = begin();
    FalseSignals by_chance(settings_);
    for (const auto& [by, rows] : series_) {
      report::SeriesReport s = one(by, rows, out);
      count_signals(s, by_chance, out);
      out.series.push_back(std::move(s));
    }
    std::vector<DataProblem> problems = cells_.take_problems();
    doubtful = !problems.empty() || out.rows.not_used > 0;
    show_problems(problems, {table_.file}, console_);
    return out;
  }

 private:
  bool read_layout(std::optional<Layout>& layout) const {
    if (o_.date_layout.empty()) return true;
    std::string why;
    layout = parse_layout(o_.date_layout, why);
    if (layout && layout->has(Layout::Word::hour)) why = "it has a clock";
    if (layout && why.empty()) return true;
    console_.error("A6001", "--date-layout " + escape_controls(o_.date_layout) + ": " + why,
                   "write it like DD/MM/YYYY");
    return false;
  }

  std::vector<std::string> column_texts(const std::string& name) const {
    const std::size_t c = cells_.column(name);
    std::vector<std::string> out;
    for (const PlainRow& row : table_.rows) out.push_back(row.cells[c]);
    return out;
  }

  // Rows by series, then by date; a row without a date has no place.
  bool group() {
    const std::size_t date = cells_.column(o_.date);
    for (const PlainRow& row : table_.rows) {
      const auto key = row.whole ? dates_->key(row.cells[date]) : std::nullopt;
      if (!key) {
        ++not_used_;
        if (row.whole) {
          cells_.fault(Problem::unreadable, row, date,
                       row.cells[date].empty()
                           ? "a blank date: the row has no place in time"
                           : assize::shown(row.cells[date], false) + " is no date like the others");
        }
        continue;
      }
      std::vector<std::string> by;
      for (const std::string& name : o_.by) by.push_back(row.cells[cells_.column(name)]);
      series_[std::move(by)].push_back({*key, &row});
    }
    for (auto& [by, rows] : series_) {
      std::stable_sort(rows.begin(), rows.end(),
                       [](const OneRow& a, const OneRow& b) { return a.key < b.key; });
      if (!distinct(by, rows)) return false;
    }
    if (!series_.empty()) return true;
    console_.error("A5030", escape_controls(table_.file) +
                                ": no row has a place in time, so there is "
                                "nothing to chart");
    return false;
  }

  bool distinct(const std::vector<std::string>& by, const std::vector<OneRow>& rows) const {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i].key != rows[i - 1].key) continue;
      const std::uint32_t before = std::min(rows[i - 1].row->line, rows[i].row->line);
      DataProblem p;
      p.code = "A5029";
      p.text = "a second row for " + dates_->words(rows[i].key) +
               (by.empty() ? std::string() : " of " + escape_controls(joined(by))) +
               "; the first is in line " + std::to_string(before) +
               " (--by names the columns that "
               "tell series apart)";
      p.line = std::max(rows[i - 1].row->line, rows[i].row->line);
      p.fatal = true;
      show_problems({p}, {table_.file}, console_);
      return false;
    }
    return true;
  }

  // --rebase, --leave-out and --target: dates that are dates, series that are there.
  std::optional<std::int64_t> key_of(const std::string& option, const std::string& date) const {
    const auto key = dates_->key(date);
    if (!key)
      console_.error("A6001", option + " " + escape_controls(date) +
                                  " is no date like those of the column " +
                                  escape_controls(o_.date));
    return key;
  }

  bool read_asked() {
    const auto dated = [&](const std::string& option, const std::vector<std::string>& texts,
                           std::vector<std::pair<ForSeries, std::int64_t>>& into) {
      for (const std::string& text : texts) {
        ForSeries f = for_series(text);
        const auto key = key_of(option, f.rest);
        if (!key || !exists(option, f)) return false;
        into.emplace_back(std::move(f), *key);
      }
      return true;
    };
    if (!dated("--rebase", o_.rebases, rebases_)) return false;
    if (!dated("--leave-out", o_.left_out, left_out_)) return false;
    if (!o_.baseline_from.empty()) {
      const auto from = key_of("--baseline-from", o_.baseline_from);
      const auto to = key_of("--baseline-to", o_.baseline_to);
      if (!from || !to) return false;
      baseline_ = {*from, *to};
    }
    for (const std::string& text : o_.targets) {
      ForSeries f = for_series(text);
      const auto target = number_of(f.rest);
      if (!target) {
        console_.error("A6001", "--target " + escape_controls(f.rest) + " is no number");
        return false;
      }
      if (!exists("--target", f)) return false;
      targets_.emplace_back(std::move(f), *target);
    }
    return true;
  }

  bool exists(const std::string& option, const ForSeries& f) const {
    if (f.all) return true;
    std::vector<std::string> names;
    for (const auto& [by, rows] : series_) names.push_back(joined(by));
    if (std::find(names.begin(), names.end(), f.series) != names.end()) return true;
    const std::string near = nearest(f.series, names);
    console_.error("A6007", option + ": the table has no series " + escape_controls(f.series),
                   near.empty() ? std::string() : "did you mean " + escape_controls(near) + "?");
    return false;
  }

  report::TimeReport begin() const {
    report::TimeReport out;
    out.file = table_.file;
    out.chart = o_.chart;
    out.preset = o_.preset;
    out.unit = dates_->unit();
    out.method = method_words(settings_);
    out.settings = settings_;
    out.rows.read = table_.rows.size();
    out.rows.not_used = not_used_;
    return out;
  }

  // The rows of a series with those that are missing between them.
  std::vector<OneRow> with_gaps(const std::vector<OneRow>& rows) const {
    std::vector<std::int64_t> keys;
    for (const OneRow& r : rows) keys.push_back(r.key);
    std::vector<OneRow> out = rows;
    for (const std::int64_t key : dates_->missing(keys)) out.push_back({key, nullptr});
    std::sort(out.begin(), out.end(),
              [](const OneRow& a, const OneRow& b) { return a.key < b.key; });
    return out;
  }

  // What a row says of its figures; a period without a row says that.
  report::DatedRow dated(const OneRow& r, double& value, double& denominator) {
    report::DatedRow out;
    value = denominator = kNone;
    if (r.row == nullptr) {
      out.date = dates_->text(r.key);
      out.reason = "no row";
      return out;
    }
    out.date = r.row->cells[cells_.column(o_.date)];
    if (!o_.target_column.empty()) {
      const VaryFigure t = cells_.figure(*r.row, cells_.column(o_.target_column));
      if (!is_none(t.value)) out.target = t.value;
    }
    const bool counts = settings_.chart != Chart::xmr && settings_.chart != Chart::mr &&
                        settings_.chart != Chart::run;
    const std::size_t column = cells_.column(o_.value);
    VaryFigure v = counts ? cells_.count(*r.row, column) : cells_.figure(*r.row, column);
    if (o_.denominator.empty()) {
      out.reason = v.reason;
      value = v.value;
      if (v.exact) out.value = v.exact->text();
      return out;
    }
    const VaryFigure n = cells_.count(*r.row, cells_.column(o_.denominator));
    if (v.exact) out.numerator = v.exact->text();
    if (n.exact) out.denominator = n.exact->text();
    out.reason = v.reason.empty() ? n.reason : v.reason;
    if (out.reason.empty() && n.value == 0) out.reason = "denominator of 0";
    const bool share = settings_.chart == Chart::p || settings_.chart == Chart::p_prime;
    if (out.reason.empty() && share && v.value > n.value) {
      cells_.fault(Problem::out_of_range, *r.row, column, "more cases than the denominator has");
      out.reason = "out of range";
    }
    if (!out.reason.empty()) return out;
    value = v.value;
    denominator = n.value;
    if (!is_ratio(settings_.chart)) value = v.value * settings_.multiplier / n.value;
    return out;
  }

  report::SeriesReport one(const std::vector<std::string>& by, const std::vector<OneRow>& rows,
                           report::TimeReport& out) {
    report::SeriesReport s;
    s.name = joined(by);
    for (std::size_t i = 0; i < by.size(); ++i) s.by.emplace_back(o_.by[i], by[i]);
    Series series;
    std::vector<std::int64_t> keys;  // of the rows that the chart is given
    std::vector<std::string> when;
    for (const OneRow& r : with_gaps(rows)) {
      double value, denominator;
      report::DatedRow& row = s.rows.emplace_back(dated(r, value, denominator));
      if (r.row == nullptr) {
        ++out.gaps_between;
      } else {
        ++(row.reason.empty() ? out.rows.used : out.rows.gaps);
      }
      if (r.row == nullptr && !settings_.gaps_break) continue;
      row.point = keys.size();
      keys.push_back(r.key);
      when.push_back(dates_->words(r.key));
      series.value.push_back(value);
      if (is_ratio(settings_.chart)) series.denominator.push_back(denominator);
    }
    apply_asked(s, keys, series);
    s.target = series.target;
    s.charted = chart(series, settings_);
    s.message = series_words({s.charted, settings_, when, out.unit, s.target ? *s.target : kNone});
    if (is_ratio(settings_.chart) && out.unit == "year") {
      const bool events = settings_.chart == Chart::u || settings_.chart == Chart::u_prime;
      s.recent = recent_trend_of_shares(series.value, series.denominator, events);
      if (s.recent->trend != Trend::cannot_be_calculated)
        s.message +=
            " Over the last 5 years: " + trend_words(s.recent->trend, settings_.better) + ".";
    }
    return s;
  }

  // A segment begins at the first row on or after its date.
  void apply_asked(report::SeriesReport& s, const std::vector<std::int64_t>& keys,
                   Series& series) const {
    const auto mine = [&](const ForSeries& f) { return f.all || f.series == s.name; };
    for (const auto& [f, key] : rebases_) {
      if (!mine(f)) continue;
      const auto at = std::lower_bound(keys.begin(), keys.end(), key) - keys.begin();
      series.starts.push_back(static_cast<std::size_t>(at));
    }
    std::sort(series.starts.begin(), series.starts.end());
    series.starts.erase(std::unique(series.starts.begin(), series.starts.end()),
                        series.starts.end());
    for (const auto& [f, key] : left_out_) {
      const auto at = std::lower_bound(keys.begin(), keys.end(), key);
      if (mine(f) && at != keys.end() && *at == key)
        series.left_out.push_back(static_cast<std::size_t>(at - keys.begin()));
    }
    if (baseline_) series.baseline = rows_between(keys, baseline_->first, baseline_->second);
    for (const auto& [f, target] : targets_) {
      if (f.all) series.target = target;
    }
    for (const auto& [f, target] : targets_) {
      if (!f.all && mine(f)) series.target = target;
    }
    for (report::DatedRow& row : s.rows) {
      if (o_.target_column.empty()) row.target = series.target;
    }
    if (o_.target_column.empty()) return;
    for (const report::DatedRow& row : s.rows) {
      if (row.reason.empty()) series.target = row.target;  // that of the last point
    }
  }

  void count_signals(const report::SeriesReport& s, FalseSignals& by_chance,
                     report::TimeReport& out) const {
    if (!s.charted.judged) return;
    const Segment& segment = s.charted.segments[s.charted.points[*s.charted.last].segment];
    const FalseChances& chances = by_chance.of(segment.points, baseline_ ? segment.used : 0);
    const bool by_runs = settings_.rules == 0;
    out.expected_false += by_runs ? chances.runs : chances.last_point;
    if (by_runs ? segment.runs.signal() : s.charted.variation != Reading::common_cause)
      ++out.signals;
  }

  const VaryOptions& o_;
  const PlainTable& table_;
  const Settings& settings_;
  const Console& console_;
  VaryCells cells_;
  std::optional<VaryDates> dates_;
  std::map<std::vector<std::string>, std::vector<OneRow>> series_;
  std::vector<std::pair<ForSeries, std::int64_t>> rebases_, left_out_;
  std::optional<std::pair<std::int64_t, std::int64_t>> baseline_;
  std::vector<std::pair<ForSeries, double>> targets_;
  std::uint64_t not_used_ = 0;
};

}  // namespace

std::optional<report::TimeReport> report_over_time(const VaryOptions& o, const PlainTable& table,
                                                   const Settings& settings, const Console& console,
                                                   bool& doubtful) {
  return OverTime(o, table, settings, console).report(doubtful);
}

}  // namespace assize::cli

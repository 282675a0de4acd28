#include "adapters/cli/explain_data.h"

#include <algorithm>
#include <map>
#include <set>

#include "adapters/cli/exit_code.h"
#include "adapters/cli/interrupt.h"
#include "adapters/cli/look_again.h"
#include "adapters/cli/returns.h"
#include "adapters/report/table.h"
#include "engine/explain/decision_words.h"
#include "engine/explain/finding_words.h"
#include "engine/explain/numbers.h"
#include "engine/explain/record_words.h"
#include "engine/functions/call.h"
#include "engine/run/trace.h"

namespace assize::cli {

namespace {

using model::Index;
using model::kNone;

// Of a finding's records so many at most are looked at again.
constexpr std::size_t kMostRecords = 5000;

// What a second look made of a record.
struct Looked {
  std::vector<std::string> lines;
  std::optional<Day> day;          // that it counts on, where it is known
  std::vector<std::string> parts;  // of the record, as model::Record::part counts them
};

bool is_asked_for(const RecordOutcome& o, const std::string& record) {
  if (o.key == record) return true;
  // "4711" is a key or, where records are keyed by position, a number; the first part of a compound
  // key will do.
  if (o.key.empty()) return std::to_string(o.record) == record;
  return o.key.substr(0, o.key.find('|')) == record;
}

std::optional<Day> day_of_value(const Value& v, const model::Type& type, const model::Ruleset& r) {
  if (!v.is_known()) return std::nullopt;
  if (const auto* day = std::get_if<DayValue>(&v.point())) return day->day;
  const auto* at = std::get_if<MillisValue>(&v.point());
  if (at == nullptr || at->ms == kNever) return std::nullopt;
  if (type.kind == model::Kind::date_time) return local_day(r.zones[type.zone], at->ms);
  return static_cast<Day>((at->ms - ((at->ms % kDayMillis) + kDayMillis) % kDayMillis) /
                          kDayMillis);
}

class Explain {
 public:
  Explain(const model::Ruleset& ruleset, const ExplainData& asked, const Console& console)
      : r_(ruleset), o_(asked), console_(console) {}

  int run() {
    if (!names_exist(r_, o_.run.only, console_)) return kCouldNotRun;
    OpenedReturns opened = open();
    if (!opened.ok) return kCouldNotRun;
    options_ = run_options(o_.run, opened.headers);
    options_.records = true;
    auto result = assize::run(r_, opened.inputs, options_);
    if (interrupted()) return kInterrupted;
    if (!result) return failed(result.error(), opened.inputs);
    result_ = std::move(*result);
    return o_.record.empty() ? findings() : record();
  }

 private:
  OpenedReturns open() const {
    return open_returns(r_, {o_.files, o_.run.map, o_.run.input_format, {}}, console_);
  }

  int failed(const RunFailure& failure, const std::vector<RunInput>& inputs) const {
    std::vector<std::string> files;
    for (const RunInput& input : inputs) {
      for (const SourceFileInfo& f : input.source->files()) files.push_back(f.name);
    }
    show_problems(failure.problems, files, console_);
    if (failure.problems.empty()) console_.error("A6009", escape_controls(failure.text));
    return kCouldNotRun;
  }

  // Nothing where the returns came from standard input, which can be read once.
  std::map<Which, Looked> look_again(const std::vector<const RecordOutcome*>& outcomes) const {
    std::map<Which, Looked> out;
    if (outcomes.empty() || std::find(o_.files.begin(), o_.files.end(), "-") != o_.files.end())
      return out;
    cli::look_again(r_, options_, result_, open(), outcomes,
                    [&](const Which& w, const RecordTrace& t) { out[w] = looked(t); });
    return out;
  }

  Looked looked(const RecordTrace& t) const {
    Looked out;
    out.lines = in_words(decisions(r_, t));
    if (t.indicator != kNone) {
      const model::ExprId date = r_.indicators[t.indicator].dated_by;
      out.day = day_of_value((*t.values)[date], r_.expr(date).type, r_);
    }
    const auto tell = [&](const Value& v, const model::Type& type) {
      out.parts.push_back(v.is_known() ? plain_text(v.point(), type, r_) : "");
    };
    const model::Record& type = r_.records[t.type];
    for (Index f = 0; f < type.fields.size(); ++f) tell((*t.fields)[f], type.fields[f].type);
    if (t.indicator == kNone) return out;
    for (const model::WorkedOut& w : type.worked_out) tell((*t.values)[w.value], w.type);
    return out;
  }

  std::string place(const RecordOutcome& o) const {
    std::string text = "Record " + std::to_string(o.record) + " of ";
    if (o.file < result_.files.size()) text += result_.files[o.file].name;
    return o.line == 0 ? text : text + ", line " + std::to_string(o.line);
  }

  bool print(const std::string& heading, const std::vector<std::string>& lines,
             std::size_t indent) const {
    std::string out = report::wrapped(escape_controls(heading), indent);
    for (const std::string& line : lines) {
      const std::size_t more = std::min(line.find_first_not_of(' '), line.size());
      out += report::wrapped(escape_controls(line.substr(more)), indent + 2 + more);
    }
    return console_.print(out);
  }

  int record() const {
    std::vector<const RecordOutcome*> asked;
    for (const RecordOutcome& o : result_.outcomes) {
      if (is_asked_for(o, o_.record)) asked.push_back(&o);
    }
    if (asked.empty()) return no_record();
    const auto looked = look_again(asked);
    // By place in the return, so that copies of one key stand apart.
    std::map<std::pair<std::uint32_t, std::uint64_t>, std::vector<std::string>> found;
    for (const RecordOutcome* o : asked) {
      std::vector<std::string>& lines = found[{o->file, o->record}];
      if (lines.empty()) lines.push_back(place(*o));
      for (std::string& line : words_of(*o, r_)) lines.push_back(std::move(line));
      const auto at = looked.find(which(*o));
      if (at != looked.end())
        for (const std::string& line : at->second.lines) lines.push_back("  " + line);
    }
    for (auto& [place, lines] : found) {
      const std::string heading = lines.front();
      lines.erase(lines.begin());
      print(heading, lines, 0);
    }
    return kOk;
  }

  int no_record() const {
    std::set<std::string> keys;
    for (const RecordOutcome& o : result_.outcomes) {
      if (keys.size() < kMostRecords) keys.insert(o.key.empty() ? std::to_string(o.record) : o.key);
    }
    const std::string near = nearest(o_.record, {keys.begin(), keys.end()});
    console_.error("A6007", "no record " + escape_controls(o_.record) + " is in the return",
                   near.empty() ? std::string() : "did you mean " + escape_controls(near) + "?");
    return kCouldNotRun;
  }

  // --- findings ---

  int findings() {
    bool any = false;
    for (const Finding& f : result_.findings) {
      if (f.kind != FindingKind::compliance || f.standard == kNone || !is_chosen(f)) continue;
      if (any) console_.print("\n");
      any = true;
      explain(f);
    }
    if (any) return kOk;
    const bool asked = !o_.run.only.empty() || !o_.run.providers.empty() || !o_.run.periods.empty();
    console_.error("A6007",
                   asked ? "the returns have no finding of that standard, provider and period"
                         : "the returns have no finding of a standard",
                   r_.variations.empty() ? "assize check lists the findings"
                                         : "assize check tells variation, and lists the findings");
    return kCouldNotRun;
  }

  bool is_chosen(const Finding& f) const {
    if (o_.run.only.empty()) return true;
    const std::string& standard = r_.standards[f.standard].name;
    const std::string& indicator = r_.indicators[f.indicator].name;
    return std::any_of(o_.run.only.begin(), o_.run.only.end(), [&](const std::string& name) {
      return name == standard || name == indicator;
    });
  }

  // The outcome that nobody asks about.
  static Outcome good(const model::Indicator& i) {
    return i.measure == model::Measure::counted ? Outcome::not_met : Outcome::met;
  }

  bool is_told(const RecordOutcome& o, const model::Indicator& i) const {
    if (i.measure == model::Measure::totals || i.measure == model::Measure::percentile)
      return !(o.could_be == OutcomeSet(Outcome::out));
    return !(o.could_be == OutcomeSet(good(i)) || o.could_be == OutcomeSet(Outcome::out));
  }

  bool belongs(const Finding& f, const RecordOutcome& o, const Looked& l) const {
    const model::Record& type = r_.records[r_.indicators[f.indicator].record];
    if (f.period.kind != PeriodKind::whole && l.day) {
      const DaySpan days = days_of(f.period);
      if (*l.day < days.first || *l.day > days.last) return false;
    }
    for (const auto& [field, text] : f.subgroup) {
      for (Index i = 0; i < l.parts.size(); ++i) {
        if (type.part(i).name == field && !l.parts[i].empty() && l.parts[i] != text) return false;
      }
    }
    return !f.provider || o.provider.empty() || o.provider == *f.provider;
  }

  void explain(const Finding& f) const {
    const model::Indicator& i = r_.indicators[f.indicator];
    console_.print(
        report::wrapped(escape_controls(r_.standards[f.standard].name + ": " + message(f, r_)), 0));
    std::vector<const RecordOutcome*> candidates;
    bool cut = false;
    for (const RecordOutcome& o : result_.outcomes) {
      if (o.indicator != f.indicator || o.rule != kNone || !is_told(o, i)) continue;
      if (f.provider && !o.provider.empty() && o.provider != *f.provider) continue;
      if (candidates.size() == kMostRecords) {
        cut = true;
        break;
      }
      candidates.push_back(&o);
    }
    const auto looked = look_again(candidates);
    std::map<std::uint8_t, std::vector<const RecordOutcome*>> by_outcome;
    for (const RecordOutcome* o : candidates) {
      const auto at = looked.find(which(*o));
      if (at == looked.end() || belongs(f, *o, at->second))
        by_outcome[o->could_be.bits()].push_back(o);
    }
    for (const auto& [bits, all] : by_outcome) {
      const std::string words = in_words(OutcomeSet::from_bits(bits));
      const bool figures = i.measure == model::Measure::totals;
      console_.print("\n  " + std::string(cut ? "at least " : "") +
                     counted(static_cast<std::int64_t>(all.size()), "record", "records") +
                     (figures ? "" : ": " + words) + "\n");
      for (std::size_t n = 0; n < all.size() && n < static_cast<std::size_t>(o_.most); ++n) {
        const RecordOutcome& o = *all[n];
        std::string heading = place(o);
        if (!o.key.empty()) heading += ", key " + o.key;
        const auto at = looked.find(which(o));
        print(heading, at == looked.end() ? std::vector<std::string>() : at->second.lines, 4);
      }
      if (o_.most > 0 && all.size() > static_cast<std::size_t>(o_.most))
        console_.print("    and " + with_commas(static_cast<std::int64_t>(all.size()) - o_.most) +
                       " more\n");
    }
    if (cut)
      console_.say("Only the first " + with_commas(static_cast<std::int64_t>(kMostRecords)) +
                   " records that are not plainly right were looked at.");
  }

  const model::Ruleset& r_;
  const ExplainData& o_;
  const Console& console_;
  RunOptions options_;
  RunResult result_;
};

}  // namespace

int explain_data(const model::Ruleset& ruleset, const ExplainData& asked, const Console& console) {
  return Explain(ruleset, asked, console).run();
}

}  // namespace assize::cli

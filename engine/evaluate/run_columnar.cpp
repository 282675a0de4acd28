#include "engine/evaluate/run_columnar.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <tuple>

#include "engine/column/problems.h"
#include "engine/evaluate/chunk_evaluator.h"
#include "engine/evaluate/copies.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/finish.h"
#include "engine/evaluate/kept.h"
#include "engine/evaluate/repeated.h"
#include "engine/evaluate/tables.h"
#include "engine/evaluate/tally.h"

namespace assize {
namespace evaluate {
namespace {

using model::Index;
using model::kNone;

// What a run is to give: standards, indicators and rules that were not left out.
struct Selection {
  plan::Wanted wanted;
  std::vector<Judgement> judgements;  // with standards in the ruleset's order, then requests
};

Selection select(const model::Ruleset& ruleset, const RunOptions& options) {
  const auto named = [&](const std::string& name) {
    return options.only.empty() ||
           std::find(options.only.begin(), options.only.end(), name) != options.only.end();
  };
  Selection out;
  out.wanted.outcomes = options.records;
  out.wanted.rules.assign(ruleset.rules.size(), false);
  out.wanted.indicators.assign(ruleset.indicators.size(), false);
  out.wanted.standards.assign(ruleset.standards.size(), false);
  out.wanted.per_fields.resize(ruleset.indicators.size());
  for (std::size_t i = 0; i < ruleset.rules.size(); ++i)
    out.wanted.rules[i] = named(ruleset.rules[i].name);
  for (std::size_t i = 0; i < ruleset.indicators.size(); ++i) {
    out.wanted.indicators[i] =
        !ruleset.indicators[i].combined &&
        (options.only.empty() ? options.records : named(ruleset.indicators[i].name));
  }
  const auto judge = [&](Judgement j) {
    out.wanted.indicators[j.indicator] = true;
    auto& fields = out.wanted.per_fields[j.indicator];
    for (const Index f : j.per_fields) {
      auto at = std::find(fields.begin(), fields.end(), f);
      if (at == fields.end()) at = fields.insert(fields.end(), f);
      j.subgroups.push_back(static_cast<std::size_t>(at - fields.begin()));
    }
    out.judgements.push_back(std::move(j));
  };
  for (std::size_t i = 0; i < ruleset.standards.size(); ++i) {
    const model::Standard& s = ruleset.standards[i];
    if (!named(s.name) && !named(ruleset.indicators[s.indicator].name)) continue;
    if (s.claim || ruleset.indicators[s.indicator].combined) continue;  // engine/run/combined
    out.wanted.standards[i] = true;
    Judgement j;
    j.standard = static_cast<Index>(i);
    j.indicator = s.indicator;
    j.per_provider = s.per_provider;
    j.per_period = s.per_period;
    j.per_fields = s.per_fields;
    if (s.comparison) j.indicator = s.comparison->sides[0];
    judge(j);
    if (!s.comparison || s.comparison->kind != model::Comparison::Kind::groups) continue;
    j.indicator = s.comparison->sides[1];
    j.second = true;
    judge(std::move(j));
  }
  for (const FigureRequest& f : options.figures) {
    Judgement j;
    j.indicator = f.indicator;
    j.per_provider = f.per_provider;
    j.per_period = f.per_period;
    j.per_fields = f.per_fields;
    judge(std::move(j));
  }
  return out;
}

// The cells of the records of one block, as hashes: 64 bits, so that among a million records a pair
// is taken for equal by mistake once in forty million runs.
struct Contents {
  std::uint64_t sequence = 0;
  std::uint32_t file = 0;
  std::uint64_t first_record = 1;
  std::vector<std::uint32_t> lines;
  std::vector<std::uint64_t> hashes;
};

// One thread's share of the work on one record type.
struct Worker {
  using Division = std::tuple<bool, PeriodKind, plan::StepId,
                              std::optional<std::pair<std::size_t, std::size_t>>>;
  Worker(const model::Ruleset& ruleset, const plan::RecordPlan& plan, const Selection& selection,
         const std::vector<SourceFileInfo>& files, const RunOptions& options, Names& names,
         Tables* tables)
      : evaluator(ruleset, plan, options, names, tables), rules(plan.rules.size()) {
    for (Judgement j : selection.judgements) {
      if (ruleset.indicators[j.indicator].record != plan.record) continue;
      for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
        if (plan.indicators[i].indicator == j.indicator)
          j.at = plan.indicators[i].same_as.value_or(i);
      }
      tallies.emplace_back(ruleset, plan, j, files, names);
      placer_of.push_back(j.subgroups.size() > 1 ? kNoPlacer : find_placer(plan, j));
    }
  }
  void count(const ChunkResult& chunk) {
    for (Placer& p : placers) p.place(chunk);
    for (std::size_t i = 0; i < tallies.size(); ++i)
      tallies[i].add(chunk, placer_of[i] == kNoPlacer ? nullptr : &placers[placer_of[i]]);
    rules.add(chunk);
    if (undated.size() <= chunk.file) undated.resize(chunk.file + 1, 0);
    undated[chunk.file] += without_day(chunk);
  }

  // Rows that none of the judgements finds a day for. Rows of one known day are not looked at.
  std::uint64_t without_day(const ChunkResult& chunk) const {
    std::vector<const Dates*> all;  // most judgements date alike
    for (const Tally& t : tallies) {
      const Dates* dates = &chunk.dates[chunk.indicators[t.judgement().at].dates];
      if (std::find(all.begin(), all.end(), dates) == all.end()) all.push_back(dates);
    }
    if (all.empty()) return 0;
    const auto& odd = all[0]->odd;
    return static_cast<std::uint64_t>(std::count_if(odd.begin(), odd.end(), [&](const auto& d) {
      return std::all_of(all.begin(), all.end(),
                         [&](const Dates* dates) { return dates->of(d.first).none(); });
    }));
  }

  static constexpr std::size_t kNoPlacer = SIZE_MAX;
  // One for all judgements that divide alike: by the results of one indicator where a field does.
  std::size_t find_placer(const plan::RecordPlan& plan, const Judgement& j) {
    const auto field = j.subgroups.empty() ? std::nullopt : std::optional(j.subgroups[0]);
    const Division d{j.per_provider, step_of(j.per_period), plan.indicators[j.at].days,
                     field ? std::optional(std::pair(j.at, *field)) : std::nullopt};
    const auto known = std::find(divisions.begin(), divisions.end(), d);
    if (known != divisions.end()) return static_cast<std::size_t>(known - divisions.begin());
    divisions.push_back(d);
    placers.emplace_back(j.per_provider, step_of(j.per_period), j.at, field);
    return placers.size() - 1;
  }

  ChunkEvaluator evaluator;
  std::vector<Tally> tallies;
  std::vector<Division> divisions;
  std::vector<Placer> placers;         // by `divisions`
  std::vector<std::size_t> placer_of;  // by tally
  RuleTally rules;
  std::vector<KeptBlock> kept;     // of records with keys, or of which something is put off
  std::vector<Contents> contents;  // of records without keys
  std::vector<std::pair<std::uint64_t, std::vector<RecordOutcome>>> outcomes;
  std::vector<std::pair<std::uint64_t, std::vector<std::vector<FailingRecord>>>>
      failing;  // by block, by rule
  std::vector<std::pair<std::uint64_t, std::vector<DataProblem>>> problems;
  std::vector<std::uint64_t> read, undated;  // by file
};

// Of lists by block, ascending.
template <class Lists>
auto of_block(Lists& lists, std::uint64_t sequence) {
  return std::lower_bound(lists.begin(), lists.end(), sequence,
                          [](const auto& o, std::uint64_t q) { return o.first < q; });
}

class RecordRun {
 public:
  RecordRun(const model::Ruleset& ruleset, const Selection& selection, const RunInput& input,
            const RunOptions& options, Tables* tables)
      : ruleset_(ruleset),
        selection_(selection),
        source_(*input.source),
        options_(options),
        plan_(plan::make_plan(ruleset, input.record, selection.wanted)) {
    const int jobs = std::max(1, options.jobs);
    for (int i = 0; i < jobs; ++i)
      workers_.push_back(std::make_unique<Worker>(ruleset, plan_, selection, source_.files(),
                                                  options, names_, tables));
  }

  // False: the source is unusable, or the caller stopped the run.
  bool read(std::vector<DataProblem>& fatal) {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < workers_.size(); ++i)
      threads.emplace_back([&, i] { work(*workers_[i]); });
    work(*workers_[0]);
    for (std::thread& t : threads) t.join();
    for (const DataProblem& p : cutting_) {
      if (p.fatal) fatal.push_back(p);
    }
    for (const auto& w : workers_) {
      for (const auto& [sequence, problems] : w->problems) {
        for (const DataProblem& p : problems) {
          if (p.fatal) fatal.push_back(p);
        }
      }
    }
    return fatal.empty() && !cancelled_;
  }
  bool cancelled() const { return cancelled_; }

  // False: the source is not what it was when it was read.
  bool finish(RunResult& out, std::vector<DataProblem>& fatal) {
    files(out);
    for (auto& w : workers_)
      std::move(w->outcomes.begin(), w->outcomes.end(), std::back_inserter(outcomes_));
    std::sort(outcomes_.begin(), outcomes_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& w : workers_)
      std::move(w->failing.begin(), w->failing.end(), std::back_inserter(failing_));
    std::sort(failing_.begin(), failing_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    Worker& all = *workers_[0];
    for (std::size_t i = 1; i < workers_.size(); ++i) {
      for (std::size_t k = 0; k < all.tallies.size(); ++k)
        all.tallies[k].merge(workers_[i]->tallies[k]);
      all.rules.merge(workers_[i]->rules);
    }
    if (!look_again(out, fatal)) return false;
    // Findings are large: room for all of them at once.
    std::size_t findings = out.findings.size() + all.rules.groups().size() * plan_.rules.size();
    for (Tally& t : all.tallies) {
      t.finish(names_);
      findings += t.groups().size();
    }
    out.findings.reserve(findings);
    for (std::size_t i = 0; i < all.tallies.size(); ++i) {
      Tally& t = all.tallies[i];
      const Judgement& j = t.judgement();
      if (j.second) continue;
      if (j.standard == kNone || !ruleset_.standards[j.standard].comparison) {
        add_findings(ruleset_, t, names_, options_, out.findings);
        continue;
      }
      const bool two = i + 1 < all.tallies.size() && all.tallies[i + 1].judgement().second;
      add_comparisons(ruleset_, t, two ? all.tallies[i + 1] : t, names_, options_, out.findings);
    }
    add_rule_findings(ruleset_, plan_, all.rules, names_, options_, out.findings);
    problems(out);
    for (auto& [sequence, list] : outcomes_) {
      for (RecordOutcome& o : list) {
        trim(o);
        o.file += first_file(out);
      }
    }
    std::size_t failing = out.failing.size();
    for (const auto& [sequence, by_rule] : failing_) {
      for (const auto& list : by_rule) failing += list.size();
    }
    out.failing.reserve(failing);
    for (std::size_t k = 0; k < plan_.rules.size(); ++k) {
      for (auto& [sequence, by_rule] : failing_) {
        for (FailingRecord& f : by_rule[k]) {
          f.file += first_file(out);
          out.failing.push_back(std::move(f));
        }
      }
    }
    for (auto& [sequence, list] : outcomes_)
      std::move(list.begin(), list.end(), std::back_inserter(out.outcomes));
    return true;
  }

 private:
  void work(Worker& w) {
    Chunk chunk;
    Block block;
    ChunkResult result;
    w.read.assign(source_.files().size(), 0);
    while (true) {
      {
        const std::lock_guard lock(cutter_);
        if (ended_ || cancelled_) return;
        if (options_.cancelled && options_.cancelled()) {
          cancelled_ = true;
          return;
        }
        if (!source_.next_block(block, cutting_)) {
          ended_ = true;
          return;
        }
        if (options_.progress) options_.progress(records_, bytes_);
      }
      std::vector<DataProblem> problems;
      source_.decode(block, chunk, problems);
      if (!problems.empty()) w.problems.emplace_back(block.sequence, std::move(problems));
      records_ += chunk.rows;
      bytes_ += block.bytes ? block.bytes->size() : 0;
      if (w.read.size() <= chunk.file) w.read.resize(chunk.file + 1, 0);
      w.read[chunk.file] += chunk.rows;
      w.evaluator.evaluate(chunk, source_.files()[chunk.file].header, !is_keyed(), result);
      result.sequence = block.sequence;
      if (options_.records) {
        w.evaluator.outcomes(
            result, w.outcomes.emplace_back(block.sequence, std::vector<RecordOutcome>()).second);
      } else if (options_.failing_records) {
        w.evaluator.failures(
            result,
            w.failing.emplace_back(block.sequence, std::vector<std::vector<FailingRecord>>())
                .second);
      }
      if (!is_keyed()) {
        w.contents.push_back({block.sequence, result.file, result.first_record, chunk.line,
                              std::move(result.content)});
      }
      w.count(result);
      if (is_keyed() || !plan_.put_off.empty())
        w.kept.push_back(keep(block, chunk, source_.reads_again(block), result));
    }
  }

  // Records that only their position tells apart: each that equals an earlier one in its cells is
  // told of.
  std::vector<DataProblem> equal_records() {
    std::vector<Contents> all;
    for (auto& w : workers_)
      std::move(w->contents.begin(), w->contents.end(), std::back_inserter(all));
    std::sort(all.begin(), all.end(),
              [](const Contents& a, const Contents& b) { return a.sequence < b.sequence; });
    struct Seen {
      std::uint64_t hash;
      std::uint32_t chunk, row;
    };
    std::vector<Seen> seen;
    for (std::uint32_t c = 0; c < all.size(); ++c) {
      for (std::uint32_t row = 0; row < all[c].hashes.size(); ++row)
        seen.push_back({all[c].hashes[row], c, row});
    }
    std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) {
      return std::tie(a.hash, a.chunk, a.row) < std::tie(b.hash, b.chunk, b.row);
    });
    std::vector<DataProblem> out;
    for (std::size_t i = 1; i < seen.size(); ++i) {
      if (seen[i].hash != seen[i - 1].hash) continue;
      const Contents& c = all[seen[i].chunk];
      const std::uint32_t row = seen[i].row;
      const ProblemPlace place{
          c.file, c.first_record + row, row < c.lines.size() ? c.lines[row] : 0, 0, {}};
      out.push_back(make_problem(Problem::equal_record, place, std::string(kEqualRecord)));
    }
    return out;
  }

  // Where this source's files stand among those of the run.
  std::uint32_t first_file(const RunResult& out) const {
    return static_cast<std::uint32_t>(out.files.size() - source_.files().size());
  }

  void files(RunResult& out) const {
    for (std::size_t i = 0; i < source_.files().size(); ++i) {
      FileTotals t;
      t.name = source_.files()[i].name;
      t.record = ruleset_.records[plan_.record].name;
      t.hash = source_.files()[i].hash;
      for (const auto& w : workers_) {
        t.read += i < w->read.size() ? w->read[i] : 0;
        t.undated += i < w->undated.size() ? w->undated[i] : 0;
      }
      t.accepted = t.read;
      out.files.push_back(std::move(t));
    }
  }

  // All blocks were counted row by row, and every value that must be unique was taken for it. The
  // copies of a record are counted again as one; records whose value is repeated fail.
  bool look_again(RunResult& out, std::vector<DataProblem>& fatal) {
    std::vector<KeptBlock> kept;
    for (auto& w : workers_) std::move(w->kept.begin(), w->kept.end(), std::back_inserter(kept));
    std::sort(kept.begin(), kept.end(), [](const KeptBlock& a, const KeptBlock& b) {
      return a.block.sequence < b.block.sequence;
    });
    std::vector<std::vector<std::uint32_t>> wanted(kept.size());
    const auto want = [&](auto values_of) {
      std::vector<std::span<const std::uint64_t>> values;
      for (const KeptBlock& b : kept) values.emplace_back(values_of(b));
      const Repeated repeated(values);
      for (std::size_t b = 0; b < kept.size() && !repeated.empty(); ++b) {
        for (std::uint32_t row = 0; row < values[b].size(); ++row) {
          if (repeated.has(values[b][row])) wanted[b].push_back(row);
        }
      }
    };
    want([](const KeptBlock& b) { return std::span(b.keys); });
    for (std::size_t i = 0; i < plan_.put_off.size(); ++i)
      want([&](const KeptBlock& b) { return std::span(b.put_off[i]); });
    Looks looks;
    for (std::size_t b = 0; b < kept.size(); ++b) {
      auto& rows = wanted[b];
      if (rows.empty()) continue;
      std::sort(rows.begin(), rows.end());
      rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
      SecondLook look(std::move(rows));
      if (!look.look(source_, kept[b], workers_[0]->evaluator)) {
        const ProblemPlace file{kept[b].block.file, 0, 0, 0, {}};
        fatal.push_back(make_problem(Problem::cannot_read, file,
                                     "the file was changed while it was being read"));
        return false;
      }
      looks.emplace(b, std::move(look));
    }
    settle_put_off(kept, looks);
    std::vector<Copies> copies;
    if (is_keyed()) copies = find_copies(looks);
    if (ASSIZE_FAULT(10, true, false)) copies.clear();
    merge_copies(kept, copies, looks, out);
    return true;
  }

  bool is_keyed() const { return !ruleset_.records[plan_.record].key.empty(); }

  void settle_put_off(const std::vector<KeptBlock>& kept, Looks& looks) {
    if (plan_.put_off.empty()) return;
    std::vector<std::map<Key, std::size_t>> rows_of(plan_.put_off.size());  // by value
    for (const auto& [b, look] : looks) {
      for (const std::uint32_t row : look.rows()) {
        for (std::size_t i = 0; i < rows_of.size(); ++i)
          ++rows_of[i][look.result().put_off[i][look.at(row)]];
      }
    }
    for (auto& [b, look] : looks) {
      ChunkResult& result = look.result();
      for (const std::uint32_t row : look.rows()) {
        const std::uint32_t at = look.at(row);
        count_rules(result, at, -1);
        for (std::size_t k = 0; k < plan_.rules.size(); ++k) {
          const auto put_off = plan_.rules[k].put_off;
          RuleResult& r = result.rules[k];
          if (ASSIZE_FAULT(51, true, !put_off) || !r.passed.get(at) ||
              rows_of[*put_off].at(result.put_off[*put_off][at]) < 2)
            continue;
          r.passed.clear(at);
          r.failed.set(at);
          if (!options_.failing_records) continue;
          auto& list = of_block(failing_, kept[b].block.sequence)->second[k];
          const std::uint64_t record = kept[b].block.first_record + row;
          const auto later = std::find_if(
              list.begin(), list.end(), [&](const FailingRecord& f) { return f.record > record; });
          list.insert(later, {plan_.rules[k].rule, kept[b].block.file, record, kept[b].line(row),
                              look.key(row)});
        }
        count_rules(result, at, 1);
      }
    }
  }

  // One row on its own, as its chunk was counted; `times` -1 takes it back.
  void count_rules(const ChunkResult& c, std::uint32_t at, std::int64_t times) {
    if (c.rules.empty()) return;
    std::vector<int> results;
    for (std::size_t k = 0; k < c.rules.size(); ++k) results.push_back(result_of(c, at, k));
    workers_[0]->rules.add(c.provider[at], c.rule_month[at], results, times);
  }

  // 0 passes, 1 fails, 2 does not apply, 3 undecided.
  static int result_of(const ChunkResult& c, std::uint32_t at, std::size_t rule) {
    const RuleResult& r = c.rules[rule];
    return r.passed.get(at) ? 0 : r.failed.get(at) ? 1 : r.not_applicable.get(at) ? 2 : 3;
  }

  // One of the copies of a record, looked at again.
  struct Copy {
    const KeptBlock* kept;
    const ChunkResult* result;
    std::uint32_t row, at;  // of the block; of the result
    std::uint64_t sequence() const { return kept->block.sequence; }
    std::uint64_t record() const { return kept->block.first_record + row; }
    std::uint64_t content() const { return result->content[at]; }
  };

  void merge_copies(const std::vector<KeptBlock>& kept, const std::vector<Copies>& copies,
                    const Looks& looks, RunResult& out) {
    Worker& w = *workers_[0];
    for (const Copies& group : copies) {
      std::vector<Copy> all;
      for (const Place& p : group) {
        const SecondLook& look = looks.at(p.block);
        all.push_back({&kept[p.block], &look.result(), p.row, look.at(p.row)});
      }
      for (Tally& t : w.tallies) {
        Facts together = t.facts(*all[0].result, all[0].at);
        for (const Copy& c : all) {
          together = t.unite(together, t.facts(*c.result, c.at));
          t.take_back(*c.result, c.at);
        }
        t.add(together, 1);
      }
      merge_rules(all, w.rules);
      merge_outcomes(all);
      for (std::size_t i = 1; i < all.size(); ++i) {
        const bool copy =
            std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const Copy& c) { return c.content() == all[i].content(); });
        FileTotals& totals = out.files[first_file(out) + all[i].kept->block.file];
        ++(copy ? totals.copies : totals.key_clashes);
      }
    }
  }

  // Each copy is told what the record came to; what fails in some copies only is not a failure.
  void merge_outcomes(const std::vector<Copy>& group) {
    if (!options_.records) {
      if (!options_.failing_records) return;
      for (std::size_t k = 0; k < plan_.rules.size(); ++k) {
        const auto fails = [&](const Copy& c) { return c.result->rules[k].failed.get(c.at); };
        if (std::all_of(group.begin(), group.end(), fails) ||
            std::none_of(group.begin(), group.end(), fails))
          continue;
        for (const Copy& c : group) {
          std::erase_if(of_block(failing_, c.sequence())->second[k], [&](const FailingRecord& f) {
            return f.file == c.kept->block.file && f.record == c.record();
          });
        }
      }
      return;
    }
    for (std::size_t k = 0; k < plan_.rules.size() + plan_.indicators.size(); ++k) {
      std::vector<RecordOutcome*> all;
      for (const Copy& c : group)
        all.push_back(&of_block(outcomes_, c.sequence())->second[k * c.kept->rows + c.row]);
      RecordOutcome merged = *all[0];
      for (const RecordOutcome* o : all) {
        merged.could_be |= o->could_be;
        if (o->result != merged.result) merged.result = "undecided";
        merged.reasons.insert(merged.reasons.end(), o->reasons.begin(), o->reasons.end());
        merged.by.insert(merged.by.end(), o->by.begin(), o->by.end());
      }
      if (merged.indicator != kNone) order(merged);
      for (RecordOutcome* o : all) {
        o->could_be = merged.could_be;
        o->result = merged.result;
        o->reasons = merged.reasons;
        o->by = merged.by;
      }
    }
  }

  // Reasons by the record's order of fields, clauses by the indicator's; each once.
  void order(RecordOutcome& o) const {
    const auto& fields = ruleset_.records[plan_.record].fields;
    std::vector<FieldReason> reasons;
    for (const model::Field& f : fields) {
      for (int r = 0; r < kReasonCount; ++r) {
        const FieldReason wanted{f.name, static_cast<Reason>(r)};
        if (std::find(o.reasons.begin(), o.reasons.end(), wanted) != o.reasons.end())
          reasons.push_back(wanted);
      }
    }
    // What was read across records stands under the names of those, in the ruleset's order.
    for (const model::Record& record : ruleset_.records) {
      const bool is_field = std::any_of(fields.begin(), fields.end(), [&](const model::Field& f) {
        return f.name == record.name;
      });
      for (int r = 0; !is_field && r < kReasonCount; ++r) {
        const FieldReason wanted{record.name, static_cast<Reason>(r)};
        if (std::find(o.reasons.begin(), o.reasons.end(), wanted) != o.reasons.end())
          reasons.push_back(wanted);
      }
    }
    o.reasons = std::move(reasons);
    const model::Indicator& in = ruleset_.indicators[o.indicator];
    std::vector<std::string> by;
    for (const auto* list : {&in.left_out, &in.excused}) {
      for (const model::Clause& c : *list) {
        if (std::find(o.by.begin(), o.by.end(), c.name) != o.by.end()) by.push_back(c.name);
      }
    }
    o.by = std::move(by);
  }

  // Keeps the clauses that are among the outcomes, and reasons only where they are asked for.
  void trim(RecordOutcome& o) const {
    if (o.indicator == kNone) return;
    const auto& excluded = ruleset_.indicators[o.indicator].left_out;
    std::erase_if(o.by, [&](const std::string& name) {
      const bool exclusion = std::any_of(excluded.begin(), excluded.end(),
                                         [&](const model::Clause& c) { return c.name == name; });
      return !o.could_be.has(exclusion ? Outcome::left_out : Outcome::excused);
    });
    if (o.could_be.single() && !o.could_be.has(Outcome::not_yet_due)) o.reasons.clear();
    if (!plan_.across.empty() && !o.reasons.empty()) order(o);
  }

  void merge_rules(const std::vector<Copy>& group, RuleTally& tally) {
    const ChunkResult& first = *group[0].result;
    if (first.rules.empty()) return;
    std::vector<int> results;
    for (std::size_t k = 0; k < first.rules.size(); ++k) {
      int r = result_of(first, group[0].at, k);
      for (const Copy& c : group) r = result_of(*c.result, c.at, k) == r ? r : 3;
      results.push_back(r);
    }
    std::int32_t month = first.rule_month[group[0].at];
    std::uint32_t provider = first.provider[group[0].at];
    for (const Copy& c : group) {
      if (c.result->rule_month[c.at] != month) month = ChunkResult::kNoMonth;
      if (c.result->provider[c.at] != provider) provider = Names::kUnknown;
      count_rules(*c.result, c.at, -1);
    }
    tally.add(provider, month, results);
  }

  void problems(RunResult& out) {
    std::vector<std::pair<std::uint64_t, std::vector<DataProblem>>> all;
    for (auto& w : workers_)
      std::move(w->problems.begin(), w->problems.end(), std::back_inserter(all));
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t before = out.problems.size();
    std::move(cutting_.begin(), cutting_.end(), std::back_inserter(out.problems));
    for (auto& [sequence, list] : all)
      std::move(list.begin(), list.end(), std::back_inserter(out.problems));
    if (ruleset_.records[plan_.record].key.empty()) {
      for (DataProblem& p : equal_records()) out.problems.push_back(std::move(p));
    }
    for (std::size_t i = before; i < out.problems.size(); ++i)
      out.problems[i].file += first_file(out);
    fold(out.problems);
  }

  const model::Ruleset& ruleset_;
  const Selection& selection_;
  RecordSource& source_;
  const RunOptions& options_;
  plan::RecordPlan plan_;
  Names names_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::mutex cutter_;
  bool ended_ = false;
  std::atomic<bool> cancelled_ = false;
  std::atomic<std::uint64_t> records_ = 0, bytes_ = 0;
  std::vector<DataProblem> cutting_;
  std::vector<std::pair<std::uint64_t, std::vector<RecordOutcome>>> outcomes_;  // by sequence
  std::vector<std::pair<std::uint64_t, std::vector<std::vector<FailingRecord>>>>
      failing_;  // the same
};

// The tables that something across records looks at.
std::optional<RunFailure> load_tables(const model::Ruleset& ruleset, const Selection& selection,
                                      const RunOptions& options, std::vector<RunInput>& inputs,
                                      Tables& tables) {
  if (ruleset.across.empty()) return std::nullopt;
  std::vector<plan::LookedAt> wanted(ruleset.records.size());
  for (const RunInput& input : inputs)
    plan::look_at(plan::make_plan(ruleset, input.record, selection.wanted), ruleset, wanted);
  for (Index r = 0; r < wanted.size(); ++r) {
    if (!wanted[r].whole && wanted[r].keys.empty()) continue;
    RunFailure failure;
    if (tables.load(r, wanted[r], inputs, failure.problems)) continue;
    const bool stopped = options.cancelled && options.cancelled();
    std::uint32_t first = 0;
    for (const RunInput& input : inputs) {
      if (input.record < r) first += static_cast<std::uint32_t>(input.source->files().size());
    }
    for (DataProblem& p : failure.problems) p.file += first;
    failure.text = stopped ? "The run was stopped." : "The return cannot be used.";
    return failure;
  }
  return std::nullopt;
}

}  // namespace
}  // namespace evaluate

Result<RunResult, RunFailure> run_columnar(const model::Ruleset& ruleset,
                                           const std::vector<RunInput>& given,
                                           const RunOptions& options) {
  std::vector<RunInput> inputs = given;
  evaluate::Selection selection = evaluate::select(ruleset, options);
  std::vector<model::Index> records;
  for (const RunInput& input : inputs) records.push_back(input.record);
  std::sort(records.begin(), records.end());
  // What is put off is settled for one source.
  if (std::adjacent_find(records.begin(), records.end()) != records.end())
    selection.wanted.outcomes = true;
  RunResult out;
  evaluate::Tables tables(ruleset, options);
  if (auto failure = evaluate::load_tables(ruleset, selection, options, inputs, tables))
    return std::move(*failure);
  for (const RunInput& input : inputs) {
    evaluate::RecordRun run(ruleset, selection, input, options, &tables);
    RunFailure failure;
    if (!run.read(failure.problems)) {
      for (DataProblem& p : failure.problems)
        p.file += static_cast<std::uint32_t>(out.files.size());
      failure.text = run.cancelled() ? "The run was stopped." : "The return cannot be used.";
      return failure;
    }
    if (!run.finish(out, failure.problems)) {
      failure.text = "The return cannot be used.";
      return failure;
    }
  }
  sort(out.findings);
  std::stable_sort(out.outcomes.begin(), out.outcomes.end(),
                   [](const RecordOutcome& a, const RecordOutcome& b) {
                     return std::tie(a.indicator, a.rule, a.file, a.record) <
                            std::tie(b.indicator, b.rule, b.file, b.record);
                   });
  if (inputs.size() > 1) {
    std::stable_sort(
        out.failing.begin(), out.failing.end(),
        [](const FailingRecord& a, const FailingRecord& b) { return a.rule < b.rule; });
  }
  return out;
}

}  // namespace assize

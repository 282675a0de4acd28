// One thread's evaluator of chunks of one record type: registers, the resolver, and what is
// remembered from chunk to chunk.
#pragma once

#include <memory>
#include <vector>

#include "engine/evaluate/batch.h"
#include "engine/evaluate/period_memory.h"
#include "engine/evaluate/resolve.h"
#include "engine/evaluate/result.h"
#include "engine/run/run.h"

namespace assize::evaluate {

// One record's line in the failing records, or one of all outcomes.
struct ChunkOutcomes {
  std::uint64_t sequence = 0;
  std::vector<RecordOutcome> records;
};

class ChunkEvaluator {
 public:
  ChunkEvaluator(const model::Ruleset& ruleset, const plan::RecordPlan& plan,
                 const RunOptions& options, Names& names, Tables* tables);

  // `contents`: hashes of all cells are wanted.
  void evaluate(const Chunk& chunk, const ReturnHeader& header, bool contents, ChunkResult& out);
  // Of the chunk last evaluated, every record. Clauses and reasons are all that there could be: the
  // caller trims them once it knows the outcome of all copies together.
  void outcomes(const ChunkResult& result, std::vector<RecordOutcome>& out) const;
  // Records that fail, rule by rule (in the plan's order).
  void failures(const ChunkResult& result, std::vector<std::vector<FailingRecord>>& by_rule) const;
  std::string key_text(std::uint32_t row) const;

 private:
  void providers(const ReturnHeader& header, ChunkResult& out);
  void keys(const ReturnHeader& header, ChunkResult& out);
  void hash_contents(ChunkResult& out) const;
  void rule_months(ChunkResult& out);
  void indicator(std::size_t i, const ChunkResult& chunk, IndicatorResult& out);
  void dates(plan::StepId step, Dates& out) const;
  void subgroups(const plan::IndicatorPlan& plan, IndicatorResult& out);
  void clauses(const plan::IndicatorPlan& plan, const Tests& tests, IndicatorResult& out) const;
  void totals(const plan::IndicatorPlan& plan, IndicatorResult& out) const;
  void values(const plan::IndicatorPlan& plan, IndicatorResult& out) const;
  void name_codes(const model::Type& type);
  std::uint32_t name_of(const Register& r, const model::Type& type, std::uint32_t row);
  std::string provider_text(std::uint32_t row) const;

  const model::Ruleset& ruleset_;
  const plan::RecordPlan& plan_;
  const model::Record& record_;
  const RunOptions& options_;
  Batch batch_;
  std::vector<Register> fillings_;  // where resolvers work
  std::vector<Resolver> resolvers_;
  std::vector<plan::StepId> date_steps_;  // each once, in the order of ChunkResult::dates
  NameCache names_;
  PeriodMemory months_{PeriodKind::month};
  std::vector<std::vector<std::uint32_t>> code_names_;  // by list and code
};

}  // namespace assize::evaluate

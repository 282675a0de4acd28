#include "adapters/cli/look_again.h"

#include <set>

#include "adapters/cli/picked_blocks.h"

namespace assize::cli {

using model::Index;
using model::kNone;

Which which(const RecordOutcome& o) { return {o.file, o.record, o.indicator, o.rule}; }

void look_again(const model::Ruleset& ruleset, const RunOptions& options, const RunResult& result,
                OpenedReturns opened, const std::vector<const RecordOutcome*>& outcomes,
                const std::function<void(const Which&, const RecordTrace&)>& tell) {
  if (!opened.ok || outcomes.empty()) return;
  std::set<Which> wanted;
  std::set<Index> types;
  for (const RecordOutcome* o : outcomes) {
    wanted.insert(which(*o));
    types.insert(o->rule != kNone ? ruleset.rules[o->rule].record
                                  : ruleset.indicators[o->indicator].record);
  }
  for (RunInput& input : opened.inputs) {
    if (!types.contains(input.record)) continue;
    std::vector<std::set<std::uint64_t>> numbers;
    for (const SourceFileInfo& f : input.source->files()) {
      numbers.emplace_back();
      for (const RecordOutcome* o : outcomes) {
        if (o->file < result.files.size() && result.files[o->file].name == f.name)
          numbers.back().insert(o->record);
      }
    }
    input.source = picked_blocks(input.source, std::move(numbers));
  }
  RunOptions again = options;
  again.evaluator = Evaluator::reference;
  again.progress = {};
  again.trace = [&](const RecordTrace& t) {
    const Which w{t.file, t.record, t.indicator, t.rule};
    if (wanted.contains(w)) tell(w, t);
  };
  (void)assize::run(ruleset, opened.inputs, again);  // it could be run a moment ago
}

}  // namespace assize::cli

#include "adapters/cli/run_side.h"

#include <algorithm>

#include "adapters/cli/interrupt.h"

namespace assize::cli {

std::optional<Side> run_side(const model::Ruleset& ruleset, const std::vector<std::string>& data,
                             const RunChoices& choices, const Console& console) {
  const auto open = [&ruleset, data, choices, console] {
    return open_returns(ruleset, {data, choices.map, choices.input_format, {}}, console);
  };
  OpenedReturns opened = open();
  if (!opened.ok) return std::nullopt;
  Side side;
  side.ruleset = &ruleset;
  side.options = run_options(choices, opened.headers);
  side.options.records = true;
  auto result = assize::run(ruleset, opened.inputs, side.options);
  if (interrupted()) return std::nullopt;
  if (!result) {
    std::vector<std::string> files;
    for (const RunInput& input : opened.inputs) {
      for (const SourceFileInfo& f : input.source->files()) files.push_back(f.name);
    }
    show_problems(result.error().problems, files, console);
    if (result.error().problems.empty())
      console.error("A6009", escape_controls(result.error().text));
    return std::nullopt;
  }
  side.result = std::move(*result);
  if (std::find(data.begin(), data.end(), "-") == data.end()) side.open = open;
  return side;
}

}  // namespace assize::cli

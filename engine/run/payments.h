// Payment schemes of a run: what they need of it, and the lines that come of what was found. The
// same from either evaluator, since they are made of what it found.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/run/run.h"
#include "engine/run/tap.h"

namespace assize {

class PaymentRun {
 public:
  // The schemes that are asked for; none where a run is of some periods or providers alone.
  PaymentRun(const model::Ruleset& ruleset, const RunOptions& options);

  bool any() const { return !schemes_.empty(); }
  // What the evaluators must give besides.
  void ask(RunOptions& options) const;
  // The inputs, tapped where a scheme looks at their cells.
  std::vector<RunInput> tapped(const std::vector<RunInput>& inputs);
  // What the reader of the lines must know.
  std::vector<std::string> notes() const;
  std::vector<PaymentLine> lines(const RunResult& result, Day as_at) const;

 private:
  struct Tapped {
    std::vector<model::Index> fields;
    std::shared_ptr<Tap> tap;
  };

  const model::Ruleset& ruleset_;
  std::vector<model::Index> schemes_;
  std::vector<Tapped> taps_;  // by record
};

}  // namespace assize

#include "engine/evaluate/chunk_tests.h"

namespace assize::evaluate {
namespace {

void one(const std::vector<Register>& registers, plan::StepId step, std::uint32_t rows, Bits& yes,
         Bits& no) {
  if (step == plan::kNoStep) {
    yes.assign(rows, true);
    no.assign(rows, false);
    return;
  }
  yes = registers[step].yes;
  no = registers[step].no;
}

void any(const std::vector<Register>& registers, const std::vector<plan::StepId>& steps,
         std::uint32_t rows, Bits& yes, Bits& no) {
  yes.assign(rows, false);
  no.assign(rows, true);
  for (const plan::StepId s : steps) {
    yes |= registers[s].yes;
    no &= registers[s].no;
  }
}

}  // namespace

void collect_tests(const plan::IndicatorPlan& indicator, const std::vector<Register>& registers,
                   std::uint32_t rows, Tests& out) {
  one(registers, indicator.population, rows, out.population_yes, out.population_no);
  any(registers, indicator.left_out, rows, out.left_out_yes, out.left_out_no);
  out.not_in_force_yes.assign(rows, false);
  out.not_in_force_no.assign(rows, true);
  one(registers, indicator.met, rows, out.met_yes, out.met_no);
  if (indicator.met == plan::kNoStep)
    any(registers, {}, rows, out.excused_yes, out.excused_no);  // totals and values excuse nothing
  else
    any(registers, indicator.excused, rows, out.excused_yes, out.excused_no);
}

bool lower_is_better(const model::Indicator& indicator) {
  if (indicator.direction != model::Direction::not_said)
    return indicator.direction == model::Direction::lower_is_better;
  return indicator.measure == model::Measure::counted;
}

}  // namespace assize::evaluate

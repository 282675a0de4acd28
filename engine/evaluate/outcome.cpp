#include "engine/evaluate/outcome.h"

#include <array>

#include "engine/evaluate/faults.h"

namespace assize::evaluate {
namespace {

// Eight bits as eight bytes of 0 or 1, the lowest bit first.
constexpr std::array<std::uint64_t, 256> kSpread = [] {
  std::array<std::uint64_t, 256> table{};
  for (std::uint64_t bits = 0; bits < 256; ++bits) {
    for (std::uint64_t k = 0; k < 8; ++k) table[bits] |= ((bits >> k) & 1u) << (8 * k);
  }
  return table;
}();

}  // namespace

void possible_outcomes(const Tests& t, bool lower_is_better, std::vector<std::uint8_t>& out) {
  const std::size_t rows = t.population_yes.rows();
  out.resize(rows);
  for (std::size_t i = 0; i < t.population_yes.words(); ++i) {
    const std::uint64_t all = t.population_yes.mask(i);
    const std::uint64_t in = all & ~t.population_no.word(i);
    const std::uint64_t stays = in & ~t.left_out_yes.word(i);
    const std::uint64_t in_force = ASSIZE_FAULT(18, stays, stays & ~t.not_in_force_yes.word(i));
    const std::uint64_t may_meet = in_force & ASSIZE_FAULT(2, t.met_yes.word(i), ~t.met_no.word(i)),
                        may_miss = in_force & ~t.met_yes.word(i);
    const std::uint64_t excusable = ~t.excused_no.word(i), bound = ~t.excused_yes.word(i);
    const bool against_is_met = ASSIZE_FAULT(9, !lower_is_better, lower_is_better);
    std::array<std::uint64_t, kOutcomeCount> can{};
    can[static_cast<int>(Outcome::met)] = against_is_met ? may_meet & bound : may_meet;
    can[static_cast<int>(Outcome::not_met)] = against_is_met ? may_miss : may_miss & bound;
    can[static_cast<int>(Outcome::excused)] = (against_is_met ? may_meet : may_miss) & excusable;
    can[static_cast<int>(Outcome::left_out)] = in & ~t.left_out_no.word(i);
    can[static_cast<int>(Outcome::not_in_force)] =
        ASSIZE_FAULT(18, 0, stays & ~t.not_in_force_no.word(i));
    can[static_cast<int>(Outcome::out)] =
        ASSIZE_FAULT(17, all & t.population_no.word(i), all & ~t.population_yes.word(i));
    if (ASSIZE_FAULT(11, true, false)) {
      const std::uint64_t both =
          can[static_cast<int>(Outcome::left_out)] & excusable & t.excused_yes.word(i);
      can[static_cast<int>(Outcome::excused)] |= both;
      can[static_cast<int>(Outcome::left_out)] &= ~both;
    }
    const std::size_t left = rows - i * 64;
    std::uint8_t* at = out.data() + i * 64;
    for (std::size_t k = 0; k < 64 && k < left; k += 8) {
      std::uint64_t eight = 0;
      for (int o = 0; o < kOutcomeCount; ++o)
        eight |= kSpread[(can[static_cast<std::size_t>(o)] >> k) & 0xFF] << o;
      const std::size_t n = left - k < 8 ? left - k : 8;
      for (std::size_t b = 0; b < n; ++b) at[k + b] = static_cast<std::uint8_t>(eight >> (8 * b));
    }
  }
}

}  // namespace assize::evaluate

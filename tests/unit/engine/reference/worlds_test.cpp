// Bounds and statuses against every world of small random findings, futures included: at least
// 20,000 of them.
//
// A record is drawn as its gaps (g), each with the outcomes of its futures (f). A world picks one
// of each. The statuses of all worlds are the truth; the engine sees only the sets that section 4
// of docs/language/meaning.md makes of them.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "engine/findings/conclude.h"
#include "engine/reference/figures.h"

namespace assize {
namespace {

using model::TargetKind;

constexpr Outcome kDrawn[] = {Outcome::met, Outcome::not_met, Outcome::out, Outcome::left_out,
                              Outcome::excused};

struct Drawn {
  std::vector<std::vector<Outcome>> gaps;  // each: an outcome a future
  OutcomeSet now() const {
    OutcomeSet s;
    for (const auto& futures : gaps) {
      OutcomeSet all;
      for (Outcome o : futures) all |= o;
      s |= all.single() ? all
                        : OutcomeSet(Outcome::not_yet_due);  // each future has one outcome here
    }
    return s;
  }
  OutcomeSet later() const {
    OutcomeSet s;
    for (const auto& futures : gaps)
      for (Outcome o : futures) s |= o;
    return s;
  }
};

class Draw {
 public:
  explicit Draw(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  Drawn record() {
    Drawn d;
    d.gaps.resize(1 + below(3));
    for (auto& futures : d.gaps) {
      futures.resize(below(2) == 0 ? 1 : 2);
      for (Outcome& o : futures) o = kDrawn[below(10) < 6 ? below(2) : below(5)];
    }
    return d;
  }

 private:
  std::mt19937 engine_;
};

struct Goal {
  TargetKind kind;
  std::int64_t n, d, minimum;
};

Status status_of(const std::vector<Outcome>& world, const Goal& goal) {
  std::int64_t n = 0, d = 0;
  for (Outcome o : world) {
    n += o == Outcome::met;
    d += o == Outcome::met || o == Outcome::not_met;
  }
  const bool is_bound = goal.kind == TargetKind::at_least || goal.kind == TargetKind::at_most;
  if (d == 0) return Status::no_cases;
  if (is_bound && d < goal.minimum) return Status::too_few;
  switch (goal.kind) {
    case TargetKind::at_least:
      return n * goal.d >= goal.n * d ? Status::met : Status::not_met;
    case TargetKind::at_most:
      return n * goal.d <= goal.n * d ? Status::met : Status::not_met;
    case TargetKind::every_case:
      return n == d ? Status::met : Status::not_met;
    default:
      return n == 0 ? Status::met : Status::not_met;
  }
}

// Calls f with every way of picking one outcome a record.
template <class F>
void each_world(const std::vector<std::vector<Outcome>>& choices, std::vector<Outcome>& world,
                F f) {
  if (world.size() == choices.size()) {
    f(world);
    return;
  }
  for (Outcome o : choices[world.size()]) {
    world.push_back(o);
    each_world(choices, world, f);
    world.pop_back();
  }
}

std::set<Status> truth_of(const std::vector<OutcomeSet>& sets, const Goal& goal) {
  std::vector<std::vector<Outcome>> choices;
  for (OutcomeSet s : sets) {
    choices.emplace_back();
    for (int i = 0; i < kOutcomeCount; ++i) {
      if (s.has(static_cast<Outcome>(i))) choices.back().push_back(static_cast<Outcome>(i));
    }
  }
  std::set<Status> all;
  std::vector<Outcome> world;
  each_world(choices, world,
             [&](const std::vector<Outcome>& w) { all.insert(status_of(w, goal)); });
  return all;
}

Ends ends_of(const std::vector<OutcomeSet>& sets, TargetKind kind) {
  Ends ends = reference::ends_of_shares(sets);
  const Outcome bad = kind == TargetKind::no_case ? Outcome::met : Outcome::not_met;
  for (OutcomeSet s : sets) {
    ends.certain_breaches += s == OutcomeSet(bad);
    ends.possible_breaches += s.has(bad);
  }
  return ends;
}

// One status, or none: a finding that must be too few or have no cases is said to be too few.
std::optional<Status> the_one(std::set<Status> all) {
  if (all == std::set<Status>{Status::no_cases, Status::too_few}) return Status::too_few;
  return all.size() == 1 ? std::optional(*all.begin()) : std::nullopt;
}

TEST(Worlds, TwentyThousandSmallFindings) {
  Draw draw(20220331);
  const Goal goals[] = {{TargetKind::at_least, 1, 2, 0},   {TargetKind::at_least, 2, 3, 2},
                        {TargetKind::at_least, 1, 1, 3},   {TargetKind::at_most, 0, 1, 0},
                        {TargetKind::at_most, 1, 3, 2},    {TargetKind::at_most, 1, 2, 0},
                        {TargetKind::every_case, 1, 1, 0}, {TargetKind::no_case, 0, 1, 0}};
  std::map<Status, int> seen;
  for (int i = 0; i < 24000; ++i) {
    const Goal& goal = goals[draw.below(8)];
    std::vector<OutcomeSet> now, later;
    for (std::size_t n = 1 + draw.below(4); n > 0; --n) {
      const Drawn d = draw.record();
      now.push_back(d.now());
      later.push_back(d.later());
    }
    model::Ruleset ruleset;
    model::Parameter parameter;
    parameter.type.kind = model::Kind::number;  // a share, not a percentage
    parameter.values.push_back({*Decimal::make(goal.n, 0), {}});
    if (goal.d == 2) parameter.values[0].value = *Decimal::parse("0.5");
    model::Standard standard;
    standard.minimum = goal.minimum;
    model::Target target;
    target.kind = goal.kind;
    target.parameter = 0;
    ruleset.parameters.push_back(parameter);
    // Thirds have no decimal: nothing of up to four records lies between 2/3 and 0.6667, nor
    // between 0.3333 and 1/3.
    if (goal.d == 3)
      ruleset.parameters[0].values[0].value =
          *Decimal::parse(goal.n == 2 ? "0.66666666666666666666" : "0.33333333333333333334");
    standard.targets.push_back(target);

    BothPasses passes;
    passes.later = ends_of(later, goal.kind);
    passes.now = ends_of(now, goal.kind);
    for (OutcomeSet s : now) {
      passes.any_not_yet_due |= s.has(Outcome::not_yet_due);
      passes.any_gap |= !s.single();
    }
    const Verdict verdict = judge(passes, standard, target, ruleset, 0, false);
    ++seen[verdict.judged.status];

    const std::set<Status> all = truth_of(later, goal);
    const auto in_the_end = the_one(all);
    auto today = the_one(truth_of(now, goal));
    const bool in_doubt =
        passes.any_gap || all.contains(Status::too_few) || all.contains(Status::no_cases);
    if (in_doubt && (today == Status::too_few || today == Status::no_cases))
      today.reset();  // a gap must not buy it
    if (in_the_end) {
      EXPECT_EQ(verdict.judged.status, *in_the_end) << "finding " << i;
    } else if (today && passes.any_not_yet_due) {
      EXPECT_EQ(verdict.judged.status, Status::not_yet_due) << "finding " << i;
      EXPECT_EQ(verdict.so_far, today) << "finding " << i;
    } else {
      EXPECT_EQ(verdict.judged.status, Status::cannot_tell) << "finding " << i;
    }
  }
  for (Status s : {Status::met, Status::not_met, Status::not_yet_due, Status::cannot_tell,
                   Status::no_cases, Status::too_few}) {
    EXPECT_GT(seen[s], 100) << word(s);
  }
}

TEST(Worlds, EndsOfSharesAreAttained) {
  Draw draw(20220401);
  for (int i = 0; i < 8000; ++i) {
    std::vector<OutcomeSet> sets;
    for (std::size_t n = 1 + draw.below(4); n > 0; --n) sets.push_back(draw.record().later());
    const Ends ends = reference::ends_of_shares(sets);
    if (ends.cases_low == 0) continue;
    std::vector<std::vector<Outcome>> choices;
    for (OutcomeSet s : sets) {
      choices.emplace_back();
      for (Outcome o : kDrawn) {
        if (s.has(o)) choices.back().push_back(o);
      }
    }
    std::vector<Outcome> world;
    bool low = false, high = false;
    each_world(choices, world, [&](const std::vector<Outcome>& w) {
      std::int64_t n = 0, d = 0;
      for (Outcome o : w) n += o == Outcome::met, d += o == Outcome::met || o == Outcome::not_met;
      EXPECT_GE(n * ends.low.d, ends.low.n * d);
      EXPECT_LE(n * ends.high.d, ends.high.n * d);
      low |= n * ends.low.d == ends.low.n * d;
      high |= n * ends.high.d == ends.high.n * d;
    });
    EXPECT_TRUE(low && high) << "finding " << i;
  }
}

}  // namespace
}  // namespace assize

// Sums, means and numbers of cases against every way of filling the gaps of small random returns,
// in both evaluators: each lies between the ends, met and not met hold in each, what is proved is
// reached.
#include <array>
#include <functional>
#include <random>
#include <set>

#include "tests/unit/engine/reference/running.h"

namespace assize {
namespace {

const std::string kRules = R"(
module t version 1.0.0;
source DOC "A document";
record stay "A stay"
  key id;
  id:    text, required;
  org:   organisation, required;
  day:   date, required;
  cost:  number, required, "*" means from -2 to 3;
  ours:  yes or no, blank means unknown;
end
indicator SUM "What stays cost"
  cites DOC in our words "cost";
  for each stay;
  dated by day;
  only those where: ours;
  value: cost, sum;
  lower is better;
end
indicator MEAN "What a stay costs"
  cites DOC in our words "cost";
  for each stay;
  dated by day;
  only those where: ours;
  value: cost, mean;
  lower is better;
end
indicator DEAR "Stays that cost more than 2"
  cites DOC in our words "cost";
  for each stay;
  dated by day;
  only those where: ours;
  counted when: cost is more than 2;
end
standard S_SUM "Stays cost at most 4"
  judges SUM per provider;
  target at most 4;
end
standard S_MEAN "A stay costs at most 1.5"
  judges MEAN per provider;
  target at most 1.5;
end
standard S_DEAR "At most one is dear"
  judges DEAR per provider;
  target at most 1 case;
end
)";

struct Row {
  std::string cost, ours;
};

void each_world(std::vector<Row> rows, std::size_t at,
                const std::function<void(const std::vector<Row>&)>& f) {
  if (at == rows.size()) return f(rows);
  const Row gaps = rows[at];
  const std::vector<std::string> costs =
      gaps.cost == "*" ? std::vector<std::string>{"-2", "-1", "0", "1", "2", "3"}
                       : std::vector<std::string>{gaps.cost};
  const std::vector<std::string> ours = gaps.ours.empty() ? std::vector<std::string>{"yes", "no"}
                                                          : std::vector<std::string>{gaps.ours};
  for (const auto& cost : costs) {
    for (const auto& yes : ours) {
      rows[at] = {cost, yes};
      each_world(rows, at + 1, f);
    }
  }
}

Ratio value_of(const End& e) { return e.exact ? *e.exact : Ratio(*e.number); }

TEST(Summaries, HoldInEveryWorld) {
  const auto program = running::compile(kRules);
  std::mt19937 engine(20240402);
  const auto pick = [&](std::vector<std::string> from) { return from[engine() % from.size()]; };
  std::map<std::string, std::map<Status, int>> seen;
  for (int i = 0; i < 1200; ++i) {
    std::vector<Row> rows;
    running::Given given;
    given.fields = {"id", "org", "day", "cost", "ours"};
    for (std::size_t n = 1 + engine() % 5; n > 0; --n) {
      const Row r{pick({"-1", "0", "1", "1.5", "2.5", "4", "*"}), pick({"yes", "yes", "no", ""})};
      given.rows.push_back({std::to_string(rows.size()), "P1", "2022-03-01", r.cost, r.ours});
      rows.push_back(r);
    }
    for (const Evaluator evaluator : {Evaluator::reference, Evaluator::columnar}) {
      RunOptions o = running::options(*day_of(2022, 3, 31));
      o.evaluator = evaluator;
      const RunResult result = running::run_on(program, {given}, o);
      for (const Finding& f : result.findings) {
        const std::string name = program.rules().standards[f.standard].name;
        const std::string what = name + " of return " + std::to_string(i);
        std::set<Status> statuses;
        bool low = false, high = false, empty = false;
        each_world(rows, 0, [&](const std::vector<Row>& world) {
          Ratio sum;
          std::int64_t n = 0, dear = 0;
          for (const Row& r : world) {
            if (r.ours != "yes") continue;
            const Ratio cost(*Decimal::parse(r.cost));
            sum = sum + cost;
            ++n;
            dear += cost > Ratio(2);
          }
          if (n == 0 && name != "S_DEAR") {
            statuses.insert(Status::no_cases);
            empty = true;
            return;
          }
          const Ratio x = name == "S_SUM" ? sum : name == "S_MEAN" ? sum / Ratio(n) : Ratio(dear);
          const Ratio limit = name == "S_SUM"    ? Ratio(4)
                              : name == "S_MEAN" ? Ratio(3, 2)
                                                 : Ratio(1);
          statuses.insert(x <= limit ? Status::met : Status::not_met);
          if (!f.low.exists || !f.high.exists) return;
          EXPECT_LE(value_of(f.low), x) << what;
          EXPECT_GE(value_of(f.high), x) << what;
          low |= value_of(f.low) == x;
          high |= value_of(f.high) == x;
        });
        ++seen[name][f.status];
        if (f.status == Status::cannot_tell) {
          if (f.proved) {
            EXPECT_GT(statuses.size(), 1u) << what;
          }
        } else {
          EXPECT_EQ(statuses, std::set<Status>{f.status}) << what;
        }
        if (f.proved && !empty) {
          EXPECT_TRUE(low && high) << what;
        }
      }
    }
  }
  for (const char* name : {"S_SUM", "S_MEAN", "S_DEAR"}) {
    for (Status s : {Status::met, Status::not_met, Status::cannot_tell})
      EXPECT_GT(seen[name][s], 20) << name << " " << word(s);
  }
}

TEST(Summaries, AreExactBeyondWhatANumberHolds) {
  running::Given given;
  given.fields = {"id", "org", "day", "cost", "ours"};
  const char* const third = "1.49999999999999999999999999999999";
  for (int i = 0; i < 3; ++i)
    given.rows.push_back({std::to_string(i), "P1", "2022-03-01", i == 0 ? "1.5" : third, "yes"});
  const auto program = running::compile(kRules);
  for (const Evaluator evaluator : {Evaluator::reference, Evaluator::columnar}) {
    RunOptions o = running::options(*day_of(2022, 3, 31));
    o.evaluator = evaluator;
    for (const Finding& f : running::run_on(program, {given}, o).findings) {
      if (program.rules().standards[f.standard].name != "S_MEAN") continue;
      EXPECT_EQ(f.status, Status::met);
      EXPECT_LT(*f.high.exact, Ratio(3, 2));
    }
  }
}

}  // namespace
}  // namespace assize

// Comparisons against every way of filling the gaps of small random returns, in both evaluators:
// the difference of each lies between the ends, met and not met hold in each, and what is proved is
// reached.
#include "engine/findings/comparison.h"

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
codes SEX "Sex"
  F "Female";
  M "Male";
end
record visit "A visit"
  key id;
  id:  text, required;
  org: organisation, required;
  day: date, required;
  sex: code in SEX, required;
  seen: yes or no, blank means unknown;
end
indicator SEEN "Visits that were seen"
  cites DOC in our words "seen";
  for each visit;
  dated by day;
  met when: seen;
  higher is better;
end
comparison GAP "As many of both"
  compares SEEN per provider, per financial year;
  group women where: sex is F;
  against men where: sex is M;
  target gap at most 25 points;
  with fewer than %MINIMUM% cases on either side: say "too few";
end
comparison DIFFERENCE "Women not much less"
  compares SEEN per provider, per financial year;
  group women where: sex is F;
  against men where: sex is M;
  target difference at least -40 points;
end
comparison CHANGE "Not much less than before"
  compares SEEN per provider;
  change from 2020/21 to 2021/22;
  target change at least -34 points;
  with fewer than %MINIMUM% cases on either side: say "too few";
end
comparison YEARLY "Not far from the year before"
  compares SEEN per provider, per financial year;
  change on the year before;
  target gap at most 50 points;
end
)";

struct Row {
  std::string day, sex, seen;
};

// A share of each side in one world, by hand.
struct Counted {
  std::int64_t n[2] = {0, 0}, d[2] = {0, 0};
  bool any() const { return d[0] > 0 && d[1] > 0; }
  Ratio difference(bool later_first) const {
    const Ratio a(n[0], d[0]), b(n[1], d[1]);
    return Ratio(100) * (later_first ? b - a : a - b);
  }
};

Counted count(const std::vector<Row>& world, const std::function<int(const Row&)>& side) {
  Counted c;
  for (const Row& r : world) {
    const int at = side(r);
    if (at < 0) continue;
    ++c.d[at];
    c.n[at] += r.seen == "yes";
  }
  return c;
}

void each_world(std::vector<Row> rows, std::size_t at,
                const std::function<void(const std::vector<Row>&)>& f) {
  if (at == rows.size()) return f(rows);
  const Row gaps = rows[at];
  const auto choices = [](const std::string& cell, std::vector<std::string> all) {
    return cell.empty() ? all : std::vector<std::string>{cell};
  };
  for (const auto& day : choices(gaps.day, {"2019-05-01", "2020-05-01", "2021-05-01"})) {
    for (const auto& sex : choices(gaps.sex, {"F", "M", "other"})) {
      for (const auto& seen : choices(gaps.seen, {"yes", "no"})) {
        rows[at] = {day, sex, seen};
        each_world(rows, at + 1, f);
      }
    }
  }
}

std::string year_of(const std::string& day) {
  return day.starts_with("2019") ? "2019/20" : day.starts_with("2020") ? "2020/21" : "2021/22";
}

struct Expected {
  const char* standard;
  std::function<int(const Row&, const std::string& period)> side;
  bool later_first;
  bool size;
  std::int64_t minimum;
  std::function<bool(const Ratio&)> met;
};

void hold(const Finding& f, const Expected& e, const std::vector<Row>& rows,
          const std::string& what) {
  const std::string period = text(f.period);
  std::set<Status> statuses;
  bool low = false, high = false, all_have_figures = true;
  each_world(rows, 0, [&](const std::vector<Row>& world) {
    const Counted c = count(world, [&](const Row& r) { return e.side(r, period); });
    if (!c.any()) {
      statuses.insert(Status::no_cases);
      all_have_figures = false;
      return;
    }
    Ratio x = c.difference(e.later_first);
    if (e.size) x = x.absolute();
    if (std::min(c.d[0], c.d[1]) < e.minimum) {
      statuses.insert(Status::too_few);
    } else {
      statuses.insert(e.met(x) ? Status::met : Status::not_met);
    }
    if (!f.low.exists || !f.high.exists) return;
    EXPECT_LE(*f.low.exact, x) << what;
    EXPECT_GE(*f.high.exact, x) << what;
    low |= *f.low.exact == x;
    high |= *f.high.exact == x;
  });
  switch (f.status) {
    case Status::met:
    case Status::not_met:
    case Status::no_cases:
      EXPECT_EQ(statuses, std::set<Status>{f.status}) << what;
      break;
    case Status::too_few:
      for (Status s : statuses) EXPECT_TRUE(s == Status::too_few || s == Status::no_cases) << what;
      break;
    default:
      EXPECT_EQ(f.status, Status::cannot_tell) << what;
      if (f.proved) {
        EXPECT_GT(statuses.size(), 1u) << what;
      }
  }
  if (f.proved && all_have_figures) {
    EXPECT_TRUE(low && high) << what;
  }
}

std::string with_minimum(std::string text, const std::string& n) {
  for (auto at = text.find("%MINIMUM%"); at != std::string::npos; at = text.find("%MINIMUM%"))
    text.replace(at, 9, n);
  return text;
}

TEST(Comparisons, HoldInEveryWorld) {
  const auto sexes = [](const Row& r, const std::string& period) {
    if (year_of(r.day) != period) return -1;
    return r.sex == "F" ? 0 : r.sex == "M" ? 1 : -1;
  };
  const auto years = [](const Row& r, const std::string& period) {
    const std::string year = year_of(r.day);
    const std::string before = period == "2021/22"   ? "2020/21"
                               : period == "2020/21" ? "2019/20"
                                                     : "2018/19";
    return year == before ? 0 : year == period ? 1 : -1;
  };
  const std::int64_t minimum = 2;
  const std::array<Expected, 4> expected = {{
      {"GAP", sexes, false, true, minimum, [](const Ratio& x) { return x <= Ratio(25); }},
      {"DIFFERENCE", sexes, false, false, 0, [](const Ratio& x) { return x >= Ratio(-40); }},
      {"CHANGE", years, true, false, minimum, [](const Ratio& x) { return x >= Ratio(-34); }},
      {"YEARLY", years, true, true, 0, [](const Ratio& x) { return x <= Ratio(50); }},
  }};
  const auto program = running::compile(with_minimum(kRules, std::to_string(minimum)));
  std::mt19937 engine(20240401);
  const auto pick = [&](std::vector<std::string> from) { return from[engine() % from.size()]; };
  std::map<Status, int> seen;
  int proved = 0, findings = 0;
  for (int i = 0; i < 600; ++i) {
    std::vector<Row> rows;
    running::Given given;
    given.fields = {"id", "org", "day", "sex", "seen"};
    for (std::size_t n = 2 + engine() % 6, gaps = 3; n > 0; --n) {
      Row r{pick({"2019-05-01", "2020-05-01", "2021-05-01", "2021-05-01"}), pick({"F", "M"}),
            pick({"yes", "no"})};
      for (std::string* cell : {&r.day, &r.sex, &r.seen}) {
        if (gaps > 0 && engine() % 7 == 0) {
          cell->clear();
          --gaps;
        }
      }
      given.rows.push_back({std::to_string(rows.size()), "P1", r.day, r.sex, r.seen});
      rows.push_back(r);
    }
    for (const Evaluator evaluator : {Evaluator::reference, Evaluator::columnar}) {
      RunOptions o = running::options(*day_of(2022, 3, 31));
      o.evaluator = evaluator;
      const RunResult result = running::run_on(program, {given}, o);
      for (const Finding& f : result.findings) {
        const auto& name = program.rules().standards[f.standard].name;
        for (const Expected& e : expected) {
          if (name != e.standard || f.period.kind == PeriodKind::whole) continue;
          hold(f, e, rows, name + " " + text(f.period) + " of return " + std::to_string(i));
          ++seen[f.status];
          ++findings;
          proved += f.proved;
        }
      }
    }
  }
  for (Status s :
       {Status::met, Status::not_met, Status::cannot_tell, Status::no_cases, Status::too_few}) {
    EXPECT_GT(seen[s], 20) << word(s);
  }
  EXPECT_GT(proved * 2, findings) << "most are exact";
}

TEST(Comparisons, AreDecidedWithoutRounding) {
  Ends a, b;
  a.low = a.high = {true, 5'000'000'000'000'000'001, 9'000'000'000'000'000'000, {}, {}};
  b.low = b.high = {true, 5'000'000'000'000'000'000, 9'000'000'000'000'000'000, {}, {}};
  a.cases_low = a.cases_high = b.cases_low = b.cases_high = 9'000'000'000'000'000'000;
  const Ends e = difference_of_shares(a, b, false);
  EXPECT_EQ(*e.low.exact, Ratio(100, 9'000'000'000'000'000'000));
  EXPECT_EQ(compare(e.low, Scalar(Decimal(0)), {}), 1);
  EXPECT_EQ(compare(difference_of_shares(b, a, false).low, Scalar(Decimal(0)), {}), -1);
  EXPECT_EQ(compare(difference_of_shares(b, a, true).low, Scalar(Decimal(0)), {}), 1);
}

}  // namespace
}  // namespace assize

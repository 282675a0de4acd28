// The frozen tables of tests/data/semantics (point 25): made by a script that tries every world and
// knows nothing of the engine.
#include "engine/findings/conclude.h"
#include "engine/reference/figures.h"
#include "tests/unit/engine/reference/csv_rows.h"
#include "tests/unit/engine/reference/running.h"

namespace assize {
namespace {

using reference::Case;
using reference::TotalsRow;

OutcomeSet set_of(const std::string& words) {
  OutcomeSet s;
  std::string rest = words + " or ";
  for (std::size_t at = rest.find(" or "); at != std::string::npos; at = rest.find(" or ")) {
    const std::string one = rest.substr(0, at);
    rest = rest.substr(at + 4);
    for (int i = 0; i < kOutcomeCount; ++i) {
      if (word(static_cast<Outcome>(i)) == one) s |= static_cast<Outcome>(i);
    }
  }
  return s;
}

// "2/3", "1" and "0" against a share.
bool equals(const End& e, const std::string& fraction) {
  const auto parts = split(fraction, '/');
  const std::int64_t n = std::stoll(parts[0]), d = parts.size() > 1 ? std::stoll(parts[1]) : 1;
  return e.exists && e.n * d == n * e.d;
}

TEST(Tables, StatusesAreThoseOfEveryWorld) {
  const std::map<std::string, model::TargetKind> kinds = {
      {"at least", model::TargetKind::at_least},
      {"at most", model::TargetKind::at_most},
      {"every case", model::TargetKind::every_case},
      {"no case", model::TargetKind::no_case}};
  std::size_t rows = 0;
  for (const CsvRow& row : csv_rows("tests/data/semantics/statuses.csv")) {
    ++rows;
    std::vector<OutcomeSet> sets;
    for (const auto& words : split(row.at("sets"), '|')) sets.push_back(set_of(words));
    model::Ruleset ruleset;
    model::Standard standard;
    model::Target target;
    target.kind = kinds.at(row.at("target"));
    if (!row.at("percent").empty()) target.value = *Decimal::parse(row.at("percent"));
    standard.targets.push_back(target);
    standard.minimum = std::stoll(row.at("minimum"));
    Ends ends = reference::ends_of_shares(sets);
    const Outcome bad = target.kind == model::TargetKind::no_case ? Outcome::met : Outcome::not_met;
    for (OutcomeSet s : sets) {
      ends.certain_breaches += s == OutcomeSet(bad);
      ends.possible_breaches += s.has(bad);
    }
    const auto truth = split(row.at("statuses"), '|');
    const bool none_or_few = row.at("statuses") == "no cases|too few";
    const std::string expected = none_or_few         ? "too few"
                                 : truth.size() == 1 ? truth[0]
                                                     : "cannot tell";
    const Judged judged = judge(ends, standard, target, ruleset, 0, false);
    EXPECT_EQ(word(judged.status), expected)
        << row.at("sets") << " " << row.at("target") << " " << row.at("percent") << " minimum "
        << row.at("minimum");
    if (ends.cases_low == 0) continue;  // some world has no share
    EXPECT_TRUE(equals(ends.low, row.at("low"))) << row.at("sets") << " low " << row.at("low");
    EXPECT_TRUE(equals(ends.high, row.at("high"))) << row.at("sets") << " high " << row.at("high");
  }
  EXPECT_EQ(rows, 2856u);
}

TEST(Tables, RecordsHaveTheOutcomesOfEveryFilling) {
  const auto program = running::compile(R"(
module test.tables version 1.0.0;
source S "Somewhere";
record request "Request"
  key id;
  id: text, required;
  provider: organisation, required;
  day: date, required;
  start: date, required;
  response: date, blank means not by the cut-off;
  left: yes or no, blank means unknown;
  shut: yes or no, blank means unknown;
  ours: yes or no, blank means unknown;
end
indicator PROMPT "Prompt"
  cites S in our words "x";
  for each request;
  dated by day;
  only those where: ours;
  leave out gone when: left;
  excuse closed when: shut;
  met when: response is within 1 day after start;
  higher is better;
end
)");
  const auto rows = csv_rows("tests/data/semantics/records.csv");
  ASSERT_EQ(rows.size(), 540u);
  const auto day = [](const std::string& v) {
    return v == "unknown" ? "2022-O3-31"
           : v == "blank" ? ""
                          : "2022-03-" + std::to_string(29 + std::stoi(v));
  };
  const auto flag = [](const std::string& v) {
    return v == "unknown" ? "" : v == "1" ? "yes" : "no";
  };
  running::Given given{{"id", "provider", "day", "start", "response", "left", "shut", "ours"}, {}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const CsvRow& r = rows[i];
    given.rows.push_back({std::to_string(i), "P1", "2022-03-29", day(r.at("start")),
                          day(r.at("response")), flag(r.at("left_out")), flag(r.at("excused")),
                          flag(r.at("population"))});
  }
  const RunResult result = running::run_on(program, given, *day_of(2022, 3, 31));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(running::outcomes_of(result, std::to_string(i)), rows[i].at("now"))
        << "start " << rows[i].at("start") << " response " << rows[i].at("response") << " left out "
        << rows[i].at("left_out") << " excused " << rows[i].at("excused") << " population "
        << rows[i].at("population");
  }
}

Value count_between(const std::string& low, const std::string& high) {
  const Decimal a = *Decimal::parse(low), b = *Decimal::parse(high);
  return a == b ? Value::of(a) : Value::between(a, b, Reason::suppressed);
}

TEST(Tables, TotalsHaveTheEndsOfEveryWorld) {
  std::size_t rows = 0;
  for (const CsvRow& r : csv_rows("tests/data/semantics/totals.csv")) {
    ++rows;
    const std::vector<TotalsRow> two = {
        {Outcome::met, count_between(r.at("a"), r.at("b")), count_between(r.at("c"), r.at("e"))},
        {Outcome::met, count_between(r.at("a2"), r.at("b2")),
         count_between(r.at("c2"), r.at("e2"))}};
    const auto t = reference::ends_of_totals(two, r.at("part_of") == "1");
    EXPECT_TRUE(equals(t.ends.low, r.at("low"))) << rows;
    EXPECT_TRUE(equals(t.ends.high, r.at("high"))) << rows;
  }
  EXPECT_EQ(rows, 1665u);
}

TEST(Tables, PercentilesHaveTheEndsOfEveryWorld) {
  std::size_t rows = 0;
  for (const CsvRow& r : csv_rows("tests/data/semantics/percentiles.csv")) {
    ++rows;
    std::vector<Case> cases;
    for (const auto& v : split(r.at("certain"), '|')) {
      if (!v.empty()) cases.push_back({Outcome::met, Value::of(*Decimal::parse(v))});
    }
    for (const auto& v : split(r.at("optional"), '|')) {
      if (!v.empty())
        cases.push_back({OutcomeSet(Outcome::met) | Outcome::out, Value::of(*Decimal::parse(v))});
    }
    const Ends ends = reference::ends_of_percentile(cases, *Decimal::parse(r.at("percentile")));
    ASSERT_TRUE(ends.low.exists && ends.high.exists);
    EXPECT_EQ(ends.low.number->text(), r.at("low")) << rows;
    EXPECT_EQ(ends.high.number->text(), r.at("high")) << rows;
  }
  EXPECT_EQ(rows, 716u);
}

}  // namespace
}  // namespace assize

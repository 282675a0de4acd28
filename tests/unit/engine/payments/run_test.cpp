// Payment schemes end to end: both evaluators give the same bytes, and what a gap can do to what is
// paid.
#include <gtest/gtest.h>

#include <random>

#include "adapters/report/payments.h"
#include "dsl/check/check.h"
#include "dsl/syntax/parse.h"
#include "engine/ruletests/ruletests.h"

namespace assize {
namespace {

using model::Pence;

std::string rules(const std::string& caps) {
  return R"(module paid version 1.0.0;
codes PAYER "Who pays"
  A "One";
  B "Another";
end
record spell "A spell"
  key id;
  id:       text, required;
  provider: organisation, required;
  person:   text, blank means unknown;
  score:    number from 0 to 1, blank means unknown;
  day:      date, required;
  weeks:    whole number from 0 to 60, blank means unknown;
end
rule WEEKS "Weeks are whole"
  for each spell;
  must: weeks is less than 60;
  if broken: person is doubtful;
end
indicator WORK "In work"
  for each spell;
  dated by day;
  met when: weeks is at least 26;
  higher is better;
end
standard MOST "Most are in work"
  judges WORK per provider, per quarter;
  target at least 50%;
end
payment scheme S "A scheme"
  payers A, B in PAYER;
  in force since 2022-01-01;
  outcome IN_WORK "In work"
    for each record that meets WORK,
    person is person,
    certain where score is at least 0.95,
    pays £1000.00,
    shared by A 1/3, B the rest, remainder pennies to B;
  outcome MOSTLY "Most are in work"
    when MOST is met,
    pays £500.01,
    shared by A 50%, B 50%, remainder pennies to A;
  pay once for each person and outcome in any 12 months, whoever pays;
)" + caps +
         R"(end
test "one"
  as at 2024-03-31;
  given spell (id, provider, person, score, day, weeks) ("1", "P", "K", 0.99, 2022-02-01, 30);
  expect S pays £1500.01;
end
)";
}

using Rows = std::vector<std::vector<std::string>>;

Rows some_rows(std::mt19937& random) {
  Rows rows;
  const std::size_t n = random() % 12 + 1;
  for (std::size_t i = 0; i < n; ++i) {
    const auto maybe = [&](std::string text, unsigned in) {
      return random() % in == 0 ? std::string() : text;
    };
    const std::string day = "202" + std::to_string(2 + random() % 2) + "-0" +
                            std::to_string(random() % 9 + 1) + "-1" + std::to_string(random() % 9);
    // Now and then a copy of another, and one that is not known to be one.
    const std::string id = random() % 8 == 0 ? "0" : maybe(std::to_string(i), 15);
    rows.push_back({id, maybe(random() % 2 == 0 ? "P" : "Q", 12),
                    maybe("K" + std::to_string(random() % 3), 6),
                    maybe(random() % 5 == 0 ? "0.5" : "0.99", 12), maybe(day, 12),
                    maybe(std::to_string(random() % 5 == 0 ? 60 : random() % 60), 6)});
  }
  return rows;
}

struct Sums {
  Pence paid = 0, held = 0, of_records = 0, parts = 0;
};

class Scheme {
 public:
  explicit Scheme(const std::string& caps) {
    Sources sources;
    Diagnostics diagnostics;
    const std::uint32_t file = sources.add("paid.assize", rules(caps));
    std::vector<syntax::File> files;
    files.push_back(syntax::parse(sources, file, diagnostics).file);
    checked_ = check(std::move(files), sources, {}, diagnostics);
    EXPECT_TRUE(checked_.ok);
    for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << d.code << " " << d.text;
  }
  RunResult run_with(const Rows& rows, Evaluator evaluator) const {
    model::RuleTest test = checked_.tests[0];
    test.given[0].rows = rows;
    RunOptions options = options_of(test, test.expected, checked_.ruleset);
    options.evaluator = evaluator;
    auto result = run(checked_.ruleset, inputs_of(checked_.ruleset, test), options);
    EXPECT_TRUE(result);
    return std::move(*result);
  }
  std::string bytes(const RunResult& result) const {
    std::string out;
    report::Buffer buffer([&](std::string_view b) {
      out += b;
      return true;
    });
    const Provenance none;
    const report::Report report{checked_.ruleset, result, none, report::Show::all, true};
    for (const PaymentLine& l : report::payment_lines(report)) {
      report::write_payment_json(buffer, report, l, true);
      buffer << '\n';
    }
    buffer.flush();
    return out;
  }
  static Sums sums(const RunResult& result) {
    Sums s;
    for (const PaymentLine& l : result.payments) {
      s.paid += l.paid;
      s.held += l.held_high;
      if (!l.record.empty()) s.of_records += l.paid;
      Pence parts = 0;
      for (const Pence p : l.payers) parts += p;
      EXPECT_EQ(parts, l.paid);
      EXPECT_GE(l.held_low, 0);
      EXPECT_GE(l.held_high, l.held_low);
    }
    return s;
  }

 private:
  Checked checked_;
};

TEST(Payments, BothEvaluatorsGiveTheSameBytes) {
  std::mt19937 random(3);
  const Scheme scheme("");
  for (int round = 0; round < 300; ++round) {
    const Rows rows = some_rows(random);
    const std::string columnar = scheme.bytes(scheme.run_with(rows, Evaluator::columnar));
    EXPECT_EQ(columnar, scheme.bytes(scheme.run_with(rows, Evaluator::reference)));
  }
}

TEST(Payments, AGapIsNeverPaid) {
  std::mt19937 random(5);
  const Scheme scheme(""),
      capped("  pay at most £1500.00 for each person;\n  pay at most £2500.00 in all;\n");
  for (int round = 0; round < 1500; ++round) {
    Rows rows = some_rows(random);
    const Sums all = Scheme::sums(scheme.run_with(rows, Evaluator::columnar));
    const Sums cut = Scheme::sums(capped.run_with(rows, Evaluator::columnar));
    // £1000.00 for each record and £500.01 for each provider and quarter is all that there could
    // be.
    const auto n = static_cast<Pence>(rows.size());
    EXPECT_LE(all.paid + all.held, n * 100000 + 2 * n * 4 * 50001);
    EXPECT_LE(cut.paid, 250000);
    EXPECT_LE(cut.paid, all.paid);
    EXPECT_LE(cut.paid + cut.held, all.paid + all.held);
    const std::size_t one = random() % rows.size();
    const std::size_t column = 2 + random() % 4;  // person, score, day or weeks
    // A rule that no longer fails leaves the person no longer doubtful: that is the rule's doing.
    if (column == 5 && rows[one][5] == "60") continue;
    rows[one][column].clear();
    const Sums blanked = Scheme::sums(scheme.run_with(rows, Evaluator::columnar));
    EXPECT_LE(blanked.paid, all.paid) << "round " << round << ", column " << column;
    const Sums less = Scheme::sums(capped.run_with(rows, Evaluator::columnar));
    EXPECT_LE(less.paid, 250000);
    // Without its only date a cohort has no finding, and so no place under a cap.
    if (column == 4) continue;
    EXPECT_LE(less.paid, cut.paid) << "round " << round << ", column " << column;
  }
}

TEST(Payments, ABrokenRuleLeavesNobodyNamed) {
  const Scheme scheme("");
  const Rows rows = {{"1", "P", "K", "0.99", "2022-02-01", "60"}};
  const RunResult result = scheme.run_with(rows, Evaluator::columnar);
  ASSERT_FALSE(result.payments.empty());
  EXPECT_EQ(result.payments[0].state, PaymentState::held);
  EXPECT_EQ(result.payments[0].repeat, Repeat::not_checkable);
}

TEST(Payments, CopiesAreOneClaim) {
  const Scheme scheme("");
  const Rows row = {{"1", "P", "K", "0.99", "2022-02-01", "30"}};
  const Rows twice = {row[0], row[0]};
  EXPECT_EQ(Scheme::sums(scheme.run_with(row, Evaluator::columnar)).paid,
            Scheme::sums(scheme.run_with(twice, Evaluator::columnar)).paid);
  // Copies that do not agree on whose it is name nobody.
  const Rows differ = {row[0], {"1", "P", "L", "0.99", "2022-02-01", "30"}};
  EXPECT_EQ(Scheme::sums(scheme.run_with(differ, Evaluator::columnar)).of_records, 0);
}

TEST(Payments, SummariesNameNoRecord) {
  const Scheme scheme("");
  std::mt19937 random(9);
  const RunResult result = scheme.run_with(some_rows(random), Evaluator::columnar);
  Pence paid = 0, of_lines = 0;
  for (const PaymentLine& l : summed(result.payments)) {
    EXPECT_TRUE(l.record.empty());
    EXPECT_TRUE(l.repeats.empty());
    paid += l.paid;
  }
  for (const PaymentLine& l : result.payments) of_lines += l.paid;
  EXPECT_EQ(paid, of_lines);
}

}  // namespace
}  // namespace assize

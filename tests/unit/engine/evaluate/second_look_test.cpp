// Copies and repeated values are settled at the end of the file, from records that are read again:
// the same from a file, from a pipe, and whether or not every record's outcome is asked for.
#include <map>

#include "adapters/csv/csv_source.h"
#include "adapters/system/byte_streams.h"
#include "tests/unit/engine/evaluate/returns.h"

namespace assize::test {
namespace {

constexpr const char* kRules = R"(
record visit "A visit"
  key id, org;
  id: text, required;
  org: organisation, required;
  day: date, required;
  wait: whole number from 0 to 1000, blank means unknown;
end
rule ONCE "A number is used once"
  cites DOC in our words "x";
  for each visit;
  when: org is not "P9";
  must: id is unique;
end
indicator MIDDLE "Middle wait"
  cites DOC in our words "x";
  for each visit;
  dated by day;
  value: wait, median by rank;
  lower is better;
end
indicator LONGEST "Long waits"
  cites DOC in our words "x";
  for each visit;
  dated by day;
  value: wait, 100th percentile by rank;
  lower is better;
end
standard M "The middle wait is short"
  judges MIDDLE per provider;
  target at most 7;
end
standard L "No wait is long"
  judges LONGEST per provider;
  target at most 7;
end
)";

// `a` is used by two providers; P1's `b` is sent twice alike, and `c` twice with other waits; `d`
// of P9, to whom the rule does not apply, is used again by P1.
constexpr const char* kVisits =
    "id,org,day,wait\n"
    "a,P1,2022-03-01,1\n"
    "a,P2,2022-03-01,3\n"
    "b,P1,2022-03-02,5\n"
    "b,P1,2022-03-02,5\n"
    "c,P1,2022-03-03,6\n"
    "c,P1,2022-03-03,9\n"
    "d,P9,2022-03-04,2\n"
    "d,P1,2022-03-04,4\n"
    "e,P1,2022-03-05,7\n";

// Bytes that can be read once, or that are others when they are read again.
class Stream final : public ByteStream {
 public:
  Stream(std::string bytes, bool again, std::string later)
      : first_(memory_stream(std::move(bytes))), again_(again), later_(std::move(later)) {}
  std::size_t read(char* into, std::size_t at_most) override { return first_->read(into, at_most); }
  std::string hash() const override { return first_->hash(); }
  bool reads_again() const override { return again_; }
  bool read_again(std::uint64_t from, char* into, std::size_t n) const override {
    if (from + n > later_.size()) return false;
    later_.copy(into, n, from);
    return true;
  }

 private:
  std::unique_ptr<ByteStream> first_;
  bool again_;
  std::string later_;
};

Result<RunResult, RunFailure> run_of(const model::Ruleset& ruleset,
                                     std::unique_ptr<ByteStream> bytes, bool outcomes) {
  std::vector<InputFile> files;
  files.push_back({"visits.csv", std::move(bytes), {}});
  auto source = open_csv(ruleset, 0, std::move(files), {});
  EXPECT_TRUE(source);
  RunOptions options = options_at(2022, 6, 30);
  options.records = outcomes;
  options.failing_records = !outcomes;
  return run(ruleset, {{0, std::shared_ptr<RecordSource>(std::move(*source))}}, options);
}

// Figures of one provider: cases, lowest and highest.
std::string figures(const RunResult& r, const model::Ruleset& ruleset, const std::string& standard,
                    const std::string& provider) {
  for (const Finding& f : r.findings) {
    if (f.kind != FindingKind::compliance || ruleset.standards[f.standard].name != standard ||
        f.provider != provider)
      continue;
    return std::to_string(f.denominator.low) + " " + f.low.number->text() + " " +
           f.high.number->text();
  }
  return "none";
}

void check(const RunResult& r, const model::Ruleset& ruleset) {
  // P1's records: a 1, b 5, c 6 or 9, d 4, e 7.
  EXPECT_EQ(figures(r, ruleset, "M", "P1"), "5 5 5");
  EXPECT_EQ(figures(r, ruleset, "L", "P1"), "5 7 9");
  EXPECT_EQ(figures(r, ruleset, "M", "P2"), "1 3 3");
  EXPECT_EQ(r.files[0].copies, 1u);
  EXPECT_EQ(r.files[0].key_clashes, 1u);
  std::map<std::string, std::string> rules;  // passed, failed, does not apply, undecided
  for (const Finding& f : r.findings) {
    if (f.kind != FindingKind::rule) continue;
    std::string& line = rules[f.provider.value_or("")];
    for (const std::int64_t n : {f.passed, f.failed, f.not_applicable, f.undecided})
      line += std::to_string(n) + " ";
  }
  EXPECT_EQ(rules["P1"], "1 4 0 0 ");
  EXPECT_EQ(rules["P2"], "0 1 0 0 ");
  EXPECT_EQ(rules["P9"], "0 0 1 0 ");
}

TEST(SecondLook, AFileAPipeAndEveryOutcomeGiveTheSame) {
  const model::Ruleset ruleset = ruleset_of(kRules);
  for (const bool again : {true, false}) {
    for (const bool outcomes : {true, false}) {
      const auto r = run_of(ruleset, std::make_unique<Stream>(kVisits, again, kVisits), outcomes);
      ASSERT_TRUE(r) << r.error().text;
      check(*r, ruleset);
      if (outcomes) continue;
      std::vector<std::pair<std::uint64_t, std::uint64_t>> failing;  // record, line
      for (const FailingRecord& f : r->failing) failing.emplace_back(f.record, f.line);
      const std::vector<std::pair<std::uint64_t, std::uint64_t>> expected = {
          {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {8, 9}};
      EXPECT_EQ(failing, expected);
      EXPECT_EQ(r->failing[6].key, "d|P1");
    }
  }
}

TEST(SecondLook, AFileThatChangesIsRefused) {
  const model::Ruleset ruleset = ruleset_of(kRules);
  std::string other = kVisits;
  other[other.find("b,P1")] = 'x';
  for (const std::string& later : {other, std::string("id,org\n")}) {
    const auto r = run_of(ruleset, std::make_unique<Stream>(kVisits, true, later), false);
    ASSERT_FALSE(r);
    ASSERT_EQ(r.error().problems.size(), 1u);
    EXPECT_EQ(r.error().problems[0].text, "the file was changed while it was being read");
  }
}

}  // namespace
}  // namespace assize::test

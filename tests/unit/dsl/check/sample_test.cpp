// The sample of the design, and every ruleset of the repository.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

using model::Op;

const char* const kCodes = R"(
module nhs.codes version 1.0.0;
codes ETHNIC_CATEGORY "Ethnic category"
  A "White British";
  Z "Not stated", means not stated;
end
)";

const char* const kFramework = R"(
module framework version 1.0.0;
outcome domain D5 "Safe environment";
priority area PA2 "Early intervention";
)";

const char* const kSample = R"(
module hj.police_custody version 1.3.0;
import nhs.codes as nhs;
import framework;

source REVIEW "Integrated service review", published by "Essex County Council", dated 2022-06-01, evidence verified;

codes REQUEST_STATUS "State of a healthcare request"
  OPEN      "Waiting for a practitioner";
  SEEN      "Practitioner attended";
  CANCELLED "Cancelled by custody staff";
  WITHDRAWN "Declined by the detainee", from 2020-04-01;
end

record custody_request "A request for healthcare in police custody"
  key request_id;
  request_id:   text, required;
  provider:     organisation, required;
  status:       code in REQUEST_STATUS, required;
  requested_at: date and time in "Europe/London", required;
  responded_at: date and time in "Europe/London", blank means not by the cut-off;
  suite_closed: yes or no, blank means no because "ticked only when the suite was shut";
  ethnic_group: code in nhs.ETHNIC_CATEGORY, personal, blank means unknown;
end

parameter response_limit "Longest wait" is 60 minutes, in force since 2019-04-01;
parameter pass_mark is 95%, in force since 2019-04-01, evidence derived, because "94.6% is called just below the threshold";

rule R_ORDER "A response is never earlier than its request"
  for each custody_request;
  when: responded_at is known;
  must: responded_at is on or after requested_at;
  if broken: responded_at is doubtful;
end

indicator RESPONSE_60 "Custody requests answered within 60 minutes"
  cites REVIEW section "Appendix II" quoting "requests for police custody service being responded to by a practitioner within 60 minutes";
  for each custody_request;
  dated by requested_at;
  leave out called_off when: status in (CANCELLED, WITHDRAWN), because "nobody was due to attend";
  excuse shut when: suite_closed, because "a practitioner could not reach the detainee";
  met when: responded_at is within response_limit after requested_at;
  higher is better;
end

standard PC_01 "Custody healthcare is prompt"
  judges RESPONSE_60 per provider, per month;
  in force since 2019-04-01;
  target at least pass_mark;
  tier watch: from 90% to below target, action "ask for a recovery note";
  tier poor: below 90%, action "formal review";
  with fewer than 20 cases: say "too few to judge";
  duty of "the custody healthcare provider";
  local versions may tighten the target;
end

mapping "Outcome domains and priorities"
  PC_01 to framework.D5, framework.PA2;
end

test "the minute, the cancelled, the unreadable and the one not yet due"
  as at 2022-03-31;
  given custody_request
    (request_id, provider, status, requested_at, responded_at, suite_closed)
    ("1", "P1", SEEN, 2022-03-01T10:00, 2022-03-01T11:00, no)
    ("2", "P1", SEEN, 2022-03-01T10:00, 2022-03-01T11:01, no)
    ("3", "P1", CANCELLED, 2022-03-01T10:00, blank, no)
    ("4", "P1", SEEN, 2022-03-01T10:00, unreadable "1O:30", no)
    ("5", "P1", OPEN, 2022-03-31T23:30, blank, no);
  expect RESPONSE_60 for provider "P1" in 2022-03 is from 1 of 3 to 2 of 3;
  expect record "3" in RESPONSE_60 is left out by called_off;
  expect record "4" in RESPONSE_60 is met or not met because responded_at is unreadable;
  expect record "5" in RESPONSE_60 is not yet due;
end
)";

TEST(Sample, IsChecked) {
  const Outcome o = check_texts({kSample, kCodes, kFramework});
  ASSERT_TRUE(o.checked.ok) << o.messages;
  EXPECT_EQ(o.messages, "");
  const model::Ruleset& r = o.checked.ruleset;
  EXPECT_EQ(r.name, "hj.police_custody");
  EXPECT_EQ(r.version, "1.3.0");
  ASSERT_EQ(r.records.size(), 1u);
  const model::Record& record = r.records[0];
  EXPECT_EQ(record.key, std::vector<model::Index>{0});
  EXPECT_EQ(record.provider, 1u);
  EXPECT_EQ(record.fields[4].blank, model::Blank::not_by_cut_off);
  EXPECT_EQ(record.fields[5].blank, model::Blank::no);
  EXPECT_EQ(r.code_lists[record.fields[6].type.list].name, "ETHNIC_CATEGORY");
  EXPECT_EQ(r.code_lists[0].codes[3].valid.from, day_of(2020, 4, 1));

  ASSERT_EQ(r.indicators.size(), 1u);
  const model::Indicator& i = r.indicators[0];
  EXPECT_EQ(i.left_out[0].name, "called_off");
  const model::Expr& in = r.expr(i.left_out[0].condition);
  EXPECT_EQ(in.op, Op::in);
  ASSERT_EQ(in.args.size(), 3u);
  EXPECT_EQ(std::get<CodeIndex>(r.expr(in.args[1]).value.point()).at, 2);
  const model::Expr& met = r.expr(i.met);
  EXPECT_EQ(met.op, Op::within_after);
  EXPECT_EQ(r.expr(met.args[0]).index, 4u);
  EXPECT_EQ(r.expr(met.args[1]).op, Op::parameter);
  EXPECT_EQ(met.args[2], i.dated_by) << "the same field is one node";
  EXPECT_EQ(r.rules[0].doubted, std::vector<model::Index>{4});

  ASSERT_EQ(r.standards.size(), 1u);
  const model::Standard& s = r.standards[0];
  EXPECT_EQ(s.minimum, 20);
  EXPECT_EQ(s.targets[0].parameter, 1u);
  EXPECT_EQ(s.tiers[0].high.kind, model::TierEnd::Kind::target);
  EXPECT_EQ(s.domains, std::vector<std::string>{"D5"});
  EXPECT_EQ(s.priorities, std::vector<std::string>{"PA2"});

  ASSERT_EQ(o.checked.tests.size(), 1u);
  const model::RuleTest& t = o.checked.tests[0];
  EXPECT_EQ(t.given[0].rows[3],
            (std::vector<std::string>{"4", "P1", "SEEN", "2022-03-01T10:00", "1O:30", "no"}));
  EXPECT_EQ(t.given[0].rows[4][4], "");
  EXPECT_EQ(t.expected[0].low_n, 1);
  EXPECT_EQ(t.expected[0].high_d, 3);
  EXPECT_EQ(t.expected[2].because[0].reason, Reason::unreadable);
}

// Every operand stands before its user, whatever the order of declaration.
TEST(Sample, OperandsStandBeforeTheirUsers) {
  const Outcome o = check_texts({kSample, kCodes, kFramework});
  for (std::size_t id = 0; id < o.checked.ruleset.exprs.size(); ++id) {
    for (model::ExprId a : o.checked.ruleset.exprs[id].args) EXPECT_LT(a, id);
  }
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// All rulesets of the repository check, each with what it imports.
TEST(Rulesets, Check) {
  std::map<std::string, std::filesystem::path> by_module;
  for (const char* root : {"rulesets", "tests/hostile", "tests/bench/w1"}) {
    if (!std::filesystem::exists(root)) GTEST_SKIP() << "run from the top of the repository";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      const std::string name = entry.path().filename().string();
      if (!name.ends_with(".assize") && !name.ends_with(".assize.md")) continue;
      Sources sources;
      Diagnostics diagnostics;
      const auto file =
          syntax::parse(sources, sources.add(name, read(entry.path())), diagnostics).file;
      if (!file.modules.empty()) by_module[file.modules[0].name] = entry.path();
    }
  }
  for (const auto& [module, path] : by_module) {
    Sources sources;
    Diagnostics diagnostics;
    std::vector<syntax::File> files;
    std::vector<std::string> wanted{module};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const auto at = by_module.find(wanted[i]);
      if (at == by_module.end()) continue;
      files.push_back(
          syntax::parse(sources, sources.add(at->second.string(), read(at->second)), diagnostics)
              .file);
      for (const ImportRef& ref : imports(files.back())) {
        if (std::find(wanted.begin(), wanted.end(), ref.module) == wanted.end())
          wanted.push_back(ref.module);
      }
    }
    Environment environment;
    environment.zone = [](const std::string& name) -> std::optional<ZoneTable> {
      Result<ZoneTable, std::string> table = zone_table(name);
      return table ? std::optional<ZoneTable>(std::move(*table)) : std::nullopt;
    };
    const Checked checked = check(std::move(files), sources, environment, diagnostics);
    EXPECT_TRUE(checked.ok) << path << "\n" << render(diagnostics, sources);
  }
}

}  // namespace
}  // namespace assize

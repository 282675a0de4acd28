// The blanking guarantee as a property: blanking a cell never pays. Not met stays so, or becomes
// cannot tell; beside records that are not yet due it may become not yet due, with not met so far.
// (Met may become anything: an answer that is blanked may be excused.)
//
// Random small returns of an indicator with a population, an exclusion, an excuse and a time limit,
// none of whose clauses says that a blank counts in the provider's favour. Another record of the
// same provider and month keeps the finding in being.
#include <random>

#include "tests/unit/engine/reference/running.h"

namespace assize {
namespace {

using running::compile;
using running::Given;
using running::run_on;

std::string program_text(const char* target) {
  return std::string(R"(
module test.blanking version 1.0.0;
source S "Somewhere";
codes KIND "Kind" A "Ward"; B "Clinic"; C "Home"; end
record request "Request"
  key id;
  id: text, required;
  provider: organisation, required;
  asked: date and time in "Europe/London", required;
  answered: date and time in "Europe/London", blank means not by the cut-off;
  kind: code in KIND, blank means unknown;
  ours: yes or no, blank means unknown;
  shut: yes or no, blank means unknown;
end
rule ORDER "An answer is never earlier than its request" cites S in our words "x"; for each request;
  when: answered is known; must: answered is on or after asked; if broken: answered is doubtful; end
indicator ANSWERED "Answered within an hour"
  cites S in our words "within an hour";
  for each request;
  dated by asked;
  only those where: ours;
  leave out clinics when: kind is B;
  excuse closed when: shut;
  met when: answered is within 60 minutes after asked;
  higher is better;
end
standard PROMPT "Prompt" judges ANSWERED per provider, per month; )") +
         target + " end\n";
}

TEST(Blanking, NeverPays) {
  const std::vector<std::string> fields = {"id",   "provider", "asked", "answered",
                                           "kind", "ours",     "shut"};
  std::mt19937 random(7);
  const auto pick = [&](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  std::size_t tried = 0, moved = 0;
  for (const char* target :
       {"target at least 50%;", "target at least 66%; with fewer than 2 cases: say \"few\";",
        "target every case;"}) {
    const auto program = compile(program_text(target));
    for (int i = 0; i < 160; ++i) {
      Given given{fields, {}};
      const std::size_t n = 2 + random() % 3;
      for (std::size_t k = 0; k < n; ++k) {
        given.rows.push_back({std::to_string(k), "P1",
                              pick({"2022-03-01T10:00", "2022-03-20T10:00", "2022-03-31T23:30"}),
                              pick({"2022-03-01T10:30", "2022-03-20T11:00", "2022-03-20T11:01",
                                    "2022-03-31T23:45", ""}),
                              pick({"A", "A", "B", "C"}), pick({"yes", "yes", "no"}),
                              pick({"no", "no", "yes"})});
      }
      const auto finding = [&](const Given& g) -> std::optional<Finding> {
        for (const Finding& f : run_on(program, g, *day_of(2022, 3, 31)).findings) {
          if (f.kind == FindingKind::compliance && f.provider == "P1" &&
              text(f.period) == "2022-03")
            return f;
        }
        return std::nullopt;
      };
      const auto before = finding(given);
      if (!before || (before->status != Status::met && before->status != Status::not_met)) continue;
      for (std::size_t row = 0; row < n; ++row) {
        for (std::size_t field = 0; field < fields.size(); ++field) {
          if (given.rows[row][field].empty()) continue;
          Given blanked = given;
          blanked.rows[row][field].clear();
          const auto after = finding(blanked);
          ++tried;
          ASSERT_TRUE(after);
          moved += after->status != before->status;
          const bool not_met_so_far =
              after->status == Status::not_yet_due && after->so_far == Status::not_met;
          const bool allowed = before->status == Status::met ||
                               after->status == Status::cannot_tell ||
                               after->status == Status::not_met || not_met_so_far;
          EXPECT_TRUE(allowed) << target << " row " << row << " of " << n << ", " << fields[field]
                               << " blanked: " << running::short_text(*before) << " to "
                               << running::short_text(*after);
        }
      }
    }
  }
  EXPECT_GT(tried, 3000u);
  EXPECT_GT(moved, 100u);
}

}  // namespace
}  // namespace assize

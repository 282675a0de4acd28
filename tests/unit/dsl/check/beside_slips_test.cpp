// Two separate slips in one file give two messages: the first does not hide the second, and neither
// brings others with it.
#include "dsl/check/beside_slips.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/dsl/check/checking.h"

namespace assize {
namespace {

const std::string kRules = R"(module services.waits version 1.0.0;
source REVIEW "The review", evidence verified;
codes STATUS "Where a request stands"
  OPEN      "Waiting";
  SEEN      "Attended";
  CANCELLED "Cancelled";
end
record request "A request"
  key id;
  id:           text, required;
  provider:     organisation, required;
  status:       code in STATUS, required;
  requested_at: date and time in "Europe/London", required;
  responded_at: date and time in "Europe/London", blank means not by the cut-off;
  visits:       count, required;
end
parameter limit "Longest wait" is 60 minutes;
parameter pass_mark is 95%;
derived seldom of request: yes or no is visits is at most 3;
condition often of request means visits is more than 3;
rule ORDER "A response is never earlier than its request"
  for each request;
  when: responded_at is known;
  must: responded_at is on or after requested_at;
  if broken: responded_at is doubtful;
end
indicator PROMPT "Requests that were answered"
  cites REVIEW quoting "answered within the hour";
  for each request;
  dated by requested_at;
  leave out called_off when: status is CANCELLED, because "nobody was due to attend";
  met when: responded_at is within limit after requested_at;
  higher is better;
end
indicator RARE "Requests of those who come seldom"
  for each request;
  dated by requested_at;
  met when: not often;
  higher is better;
end
standard S1 "Requests are answered"
  judges PROMPT per provider, per month;
  in force since 2024-01-01;
  target at least pass_mark;
end
standard S2 "People come seldom"
  judges RARE per provider, per month;
  in force since 2024-01-01;
  target at least 50%;
end
test "an answer in time"
  as at 2024-03-31;
  given request
    (id, provider, status, requested_at, responded_at, visits)
    ("1", "P1", SEEN, 2024-03-01T10:00, 2024-03-01T10:30, 1);
  expect record "1" in PROMPT is met;
  expect RARE for provider "P1" in 2024-03 is 1 of 1;
end
)";

struct Slip {
  std::string was, is;
  std::string code;
};

// As the command reads a file: the text, then its meaning, whatever was wrong with the text.
std::multiset<std::string> errors_of(const std::string& text, std::string& messages) {
  Sources sources;
  Diagnostics diagnostics;
  const std::uint32_t file = sources.add("waits.assize", text);
  std::vector<syntax::File> files = {syntax::parse(sources, file, diagnostics).file};
  Environment world;
  world.zone = [](const std::string& name) -> std::optional<ZoneTable> {
    auto table = zone_table(name);
    return table ? std::optional<ZoneTable>(std::move(*table)) : std::nullopt;
  };
  if (diagnostics.has_errors()) {
    check_beside_slips(files, sources, world, diagnostics);
  } else {
    check(files, sources, world, diagnostics);
  }
  std::multiset<std::string> codes;
  for (const Diagnostic& d : diagnostics.all()) {
    if (d.severity == Severity::error) codes.insert(d.code);
    messages += render(d, sources);
  }
  return codes;
}

class TwoSlips : public testing::TestWithParam<std::pair<Slip, Slip>> {};

TEST_P(TwoSlips, GiveTwoMessages) {
  std::string text = kRules;
  std::multiset<std::string> expected;
  for (const Slip& slip : {GetParam().first, GetParam().second}) {
    const std::size_t at = text.find(slip.was);
    ASSERT_NE(at, std::string::npos) << slip.was;
    text.replace(at, slip.was.size(), slip.is);
    expected.insert(slip.code);
  }
  std::string messages;
  EXPECT_EQ(errors_of(text, messages), expected) << messages;
}

TEST(BesideSlips, TheRulesAreRight) {
  std::string messages;
  EXPECT_TRUE(errors_of(kRules, messages).empty()) << messages;
}

const Slip kNoSemicolon{"evidence verified;", "evidence verified", "A1010"};
const Slip kBadParameter{"is 60 minutes;", "60 minutes;", "A1010"};
const Slip kBadClause{"  higher is better;\nend\nindicator RARE",
                      "  hihger is better;\nend\nindicator RARE", "A1011"};
const Slip kBadMet{"within limit after requested_at;", "within limit requested_at;", "A1010"};
const Slip kBadField{"text, required", "text, requird", "A1010"};
const Slip kBadDeclaration{"condition often", "conditon often", "A1012"};
const Slip kBadCode{"  SEEN      \"Attended\";", "  SEEN      Attended;", "A1010"};
const Slip kBadTarget{"target at least 50%", "target atleast 50%", "A1010"};
const Slip kOpenText{"\"Longest wait\"", "\"Longest wait", "A1006"};
const Slip kWrongField{"must: responded_at is on", "must: respnded_at is on", "A2001"};
const Slip kWrongCode{"status is CANCELLED", "status is CANCELED", "A2012"};
const Slip kWrongType{"visits is more than 3", "visits is more than 3 minutes", "A3001"};
const Slip kWrongSource{"cites REVIEW", "cites REVEIW", "A2001"};
const Slip kWrongParameter{"at least pass_mark", "at least passmark", "A2001"};
const Slip kWrongIndicator{"judges RARE", "judges RAER", "A2001"};
const Slip kWrongDirection{"target at least 50%", "target at most 50%", "A3023"};
const Slip kWrongZone{"responded_at: date and time in \"Europe/London\"",
                      "responded_at: date and time in \"Europe/Londn\"", "A3015"};
const Slip kWrongKey{"key id;", "key idd;", "A2001"};
const Slip kWrongExpect{"expect record \"1\" in PROMPT", "expect record \"1\" in PROMT", "A2001"};
const Slip kWrongRow{"2024-03-01T10:30, 1)", "2024-03-01T10:30)", "A3037"};

INSTANTIATE_TEST_SUITE_P(
    Each, TwoSlips,
    testing::Values(std::pair(kNoSemicolon, kWrongField), std::pair(kBadParameter, kWrongCode),
                    std::pair(kBadClause, kWrongType), std::pair(kBadMet, kWrongField),
                    std::pair(kBadField, kWrongParameter), std::pair(kBadDeclaration, kWrongSource),
                    std::pair(kBadCode, kWrongIndicator), std::pair(kBadTarget, kWrongZone),
                    std::pair(kBadMet, kWrongCode), std::pair(kBadClause, kWrongDirection),
                    std::pair(kBadParameter, kWrongRow), std::pair(kNoSemicolon, kWrongKey),
                    std::pair(kBadParameter, kWrongExpect), std::pair(kBadClause, kBadTarget),
                    std::pair(kBadMet, kBadParameter), std::pair(kOpenText, kWrongIndicator),
                    std::pair(kWrongField, kWrongCode), std::pair(kWrongType, kWrongSource),
                    std::pair(kWrongZone, kWrongExpect), std::pair(kBadField, kBadDeclaration),
                    std::pair(kWrongRow, kWrongParameter), std::pair(kBadCode, kWrongType)));

}  // namespace
}  // namespace assize

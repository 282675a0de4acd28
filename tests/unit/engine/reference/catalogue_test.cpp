// Each function's example in the catalogue gives the result that stands beside it: through the
// parser, the checker and the reference, as `assize eval` does.
#include "dsl/functions/catalogue.h"

#include <gtest/gtest.h>

#include "adapters/system/holidays.h"
#include "adapters/system/zones.h"
#include "dsl/check/check.h"
#include "dsl/syntax/parse.h"
#include "engine/functions/call.h"
#include "engine/reference/evaluate.h"

namespace assize {
namespace {

std::string evaluated(const std::string& expression) {
  Environment world;
  world.holidays = bank_holidays_england();
  world.zone = [](const std::string& name) {
    const auto table = zone_table(name);
    return table ? std::optional(*table) : std::nullopt;
  };
  Sources texts;
  Diagnostics problems;
  const std::uint32_t file = texts.add("example", expression);
  const auto tree = syntax::parse_expression(texts, file, problems);
  if (!tree) return "not parsed";
  const CheckedExpression checked = check_expression(*tree, {}, texts, world, problems);
  if (!checked.ok) return "refused: " + problems.all().front().text;
  reference::Bindings nothing;
  nothing.record = 0;
  const Value value = reference::evaluate(checked.ruleset, checked.expression, nothing);
  const model::Type& type = checked.ruleset.expr(checked.expression).type;
  if (!value.is_known()) return "not known";
  const std::string text = plain_text(value.point(), type, checked.ruleset);
  return type.kind == model::Kind::text ? '"' + text + '"' : text;
}

TEST(Catalogue, EveryExampleGivesItsResult) {
  EXPECT_GT(functions::catalogue().size(), 40u);
  for (const functions::Entry& entry : functions::catalogue()) {
    EXPECT_EQ(evaluated(std::string(entry.example)), entry.result) << entry.example;
  }
}

}  // namespace
}  // namespace assize

#include "dsl/syntax/parse.h"

#include <gtest/gtest.h>

#include "tests/unit/dsl/syntax/support.h"

namespace assize::syntax {
namespace {

const std::string kFiles = "tests/unit/dsl/syntax/files/";

TEST(Parse, ReadsEveryFormOfTheReference) {
  const Parsed p(read_file(kFiles + "every_form.assize"));
  EXPECT_TRUE(p.result.ok);
  EXPECT_EQ(p.messages(), "");
  EXPECT_EQ(p.result.file.declarations.size(), 67u);
}

TEST(Parse, ReadsTheSampleOfTheDesign) {
  const Parsed p(read_file(kFiles + "police_custody.assize"));
  ASSERT_TRUE(p.result.ok) << p.messages();
  const File& f = p.result.file;
  ASSERT_EQ(f.modules.size(), 1u);
  EXPECT_EQ(f.modules[0].name, "hj.police_custody");
  EXPECT_EQ(f.modules[0].version, "1.3.0");
  ASSERT_EQ(f.imports.size(), 2u);
  EXPECT_EQ(f.imports[0].alias.text, "nhs");
  EXPECT_EQ(f.imports[1].alias.text, "framework");
  ASSERT_EQ(f.declarations.size(), 10u);

  const auto& record = p.declaration<RecordDecl>(2);
  EXPECT_EQ(record.keys[0].fields[0].text, "request_id");
  ASSERT_EQ(record.fields.size(), 7u);
  EXPECT_EQ(record.fields[6].type.codes.module_alias, "nhs");
  EXPECT_EQ(record.fields[4].options[0].kind, OptionKind::blank_not_by_the_cut_off);
  EXPECT_EQ(record.fields[5].options[0].text->text, "ticked only when the suite was shut");

  const auto& limit = p.declaration<ParameterDecl>(3);
  EXPECT_EQ(limit.values[0].value.literal, LiteralKind::elapsed);
  EXPECT_EQ(limit.values[0].value.text, "60 minutes");
  EXPECT_EQ(limit.values[0].dates.from[0].text, "2019-04-01");

  const auto& indicator = p.declaration<IndicatorDecl>(6);
  EXPECT_EQ(indicator.cites[0].section->text, "Appendix II");
  EXPECT_EQ(indicator.leave_out[0].name.text, "called_off");
  EXPECT_EQ(indicator.met_when[0].condition.kind, Kind::within);
  EXPECT_EQ(dump(indicator.met_when[0].condition),
            "(within responded_at response_limit requested_at)");

  const auto& standard = p.declaration<StandardDecl>(7);
  EXPECT_TRUE(standard.judges[0].per_provider);
  EXPECT_EQ(standard.judges[0].per_period[0].text, "month");
  EXPECT_EQ(standard.tiers[0].high->kind, Kind::target);
  EXPECT_EQ(standard.tiers[1].kind, TierKind::below);

  const auto& test = p.declaration<TestDecl>(9);
  ASSERT_EQ(test.given[0].rows.size(), 5u);
  EXPECT_EQ(test.given[0].rows[3].values[4].literal, LiteralKind::unreadable);
  EXPECT_EQ(test.given[0].rows[3].values[4].text, "1O:30");
  const auto& share = std::get<ExpectShare>(test.expectations[0].what);
  EXPECT_EQ(share.where.provider[0].text, "P1");
  EXPECT_EQ(share.where.period[0].text, "2022-03");
  EXPECT_EQ(share.high_part.text, "2");
  const auto& doubt = std::get<ExpectOutcome>(test.expectations[2].what);
  EXPECT_EQ(doubt.could_be[1].outcome.text, "not met");
  EXPECT_EQ(doubt.because[0].reason.text, "unreadable");
}

TEST(Parse, GivesSpansOfTheWordsThemselves) {
  const std::string text = "source A \"Title\";\n  rule R \"T\"\n  must: a is at most 5;\nend\n";
  const Parsed p(text);
  const auto& rule = p.declaration<RuleDecl>(1);
  const auto at = [&](Span s) { return text.substr(s.begin, s.end - s.begin); };
  EXPECT_EQ(at(rule.span), "rule R \"T\"\n  must: a is at most 5;\nend");
  EXPECT_EQ(at(rule.id.span), "R");
  EXPECT_EQ(at(rule.title.span), "\"T\"");
  EXPECT_EQ(at(rule.must[0].span), "must: a is at most 5;");
  EXPECT_EQ(at(rule.must[0].condition.span), "a is at most 5");
  EXPECT_EQ(at(rule.must[0].condition.children[1].span), "5");
}

TEST(Parse, KeepsWordsOfTheLanguageAsNamesAndCodes) {
  const Parsed p(
      "record test \"T\" key key; key: text; provider: organisation; from_date: date; month: text; "
      "record: count; end\n"
      "codes codes \"C\" ordered ordered \"O\"; rule \"R\"; end\n"
      "codes more \"C\" ordered \"o\"; end\n"
      "codes less \"C\" ordered \"01\" \"O\"; end\n");
  ASSERT_TRUE(p.result.ok) << p.messages();
  EXPECT_EQ(p.declaration<RecordDecl>(0).fields.size(), 5u);
  EXPECT_TRUE(p.declaration<CodesDecl>(1).ordered);
  EXPECT_EQ(p.declaration<CodesDecl>(1).codes.size(), 2u);
  EXPECT_FALSE(p.declaration<CodesDecl>(2).ordered);
  EXPECT_TRUE(p.declaration<CodesDecl>(3).ordered);
}

TEST(Parse, KeepsEveryOccurrenceOfAClause) {
  const Parsed p("rule R \"T\" must: a; must: b; severity error; severity warning; end");
  ASSERT_TRUE(p.result.ok) << p.messages();
  EXPECT_EQ(p.declaration<RuleDecl>(0).must.size(), 2u);
  EXPECT_EQ(p.declaration<RuleDecl>(0).severity.size(), 2u);
}

TEST(Parse, CollectsCommentsAndReadsLineEndsOfAnySystem) {
  const Parsed p("\xEF\xBB\xBF// first  \r\nsource A \"T\"; // second\r\n//third");
  ASSERT_TRUE(p.result.ok) << p.messages();
  ASSERT_EQ(p.result.file.comments.size(), 3u);
  EXPECT_EQ(p.result.file.comments[0].text, "// first");
  EXPECT_EQ(p.result.file.comments[1].text, "// second");
}

TEST(Parse, AnEmptyFileHoldsNothing) {
  const Parsed p("");
  EXPECT_TRUE(p.result.ok);
  EXPECT_TRUE(p.result.file.declarations.empty());
}

TEST(Expressions, BindInTheOrderOfTheReference) {
  EXPECT_EQ(expression("a implies b or c and not d is 1 + 2 * -x"),
            "(implies a (or b (and c (not (equal d (sum \"+\" (number \"1\" \"\") (product \"*\" "
            "(number \"2\" \"\") (minus x))))))))");
  EXPECT_EQ(expression("a - b + c - d"), "(sum \"-+-\" a b c d)");
  EXPECT_EQ(expression("a - (b + c)"), "(sum \"-\" a (sum \"+\" b c))");
  EXPECT_EQ(expression("a / b * c"), "(product \"/*\" a b c)");
  EXPECT_EQ(expression("a xor b xor c"), "(xor a b c)");
  EXPECT_EQ(expression("a or else b because \"w\" + c"),
            "(sum \"+\" (or_else a b (because \"w\")) c)");
  EXPECT_EQ(expression("-2 to the power 2"),
            "(minus (call \"to the power\" (number \"2\" \"\") (number \"2\" \"\")))");
  EXPECT_EQ(expression("-2"), "(number \"-2\" \"\")");
  EXPECT_EQ(expression("a - 2"), "(sum \"-\" a (number \"2\" \"\"))");
  EXPECT_EQ(expression("year of date of a + 1"),
            "(sum \"+\" (call \"year of\" (call \"date of\" a)) (number \"1\" \"\"))");
}

TEST(Expressions, ReadTheTestsInWords) {
  EXPECT_EQ(expression("a is not within 60 minutes after b signed"),
            "(within negated \"signed\" a (elapsed \"60 minutes\" \"\") b)");
  EXPECT_EQ(expression("a is no earlier than 3 working days before b"),
            "(no_earlier before a (working_days \"3 working days\" \"\") b)");
  EXPECT_EQ(expression("a is on or before b by day"), "(on_or_before by_day a b)");
  EXPECT_EQ(expression("a is from 1 to below b"), "(between open a (number \"1\" \"\") b)");
  EXPECT_EQ(expression("a is unknown because not a listed code"),
            "(is_unknown \"not a listed code\" a)");
  EXPECT_EQ(expression("a is a"), "(equal a a)");
  EXPECT_EQ(expression("a is a listed code"), "(is_listed a)");
  EXPECT_EQ(expression("a <> b"), "(equal negated a b)");
  EXPECT_EQ(expression("a not in (b, \"c\")"), "(in negated a (list b (text \"c\" \"\")))");
  EXPECT_EQ(expression("r.R1 does not apply"), "(verdict \"does not apply\" r.R1)");
  EXPECT_EQ(expression("x matches (at least 2 digits, optional \"-\")"),
            "(matches x (part 2 2 0 false \"\") (part 5 1 1 true \"-\"))");
}

TEST(Expressions, ReadFunctionsInWords) {
  EXPECT_EQ(expression("time from a to b signed"), "(call \"time from\" \"signed\" a b)");
  EXPECT_EQ(expression("day of the year of d"), "(call \"day of the year of\" d)");
  EXPECT_EQ(expression("5 working days after d"),
            "(call \"working days after\" (number \"5\" \"\") d)");
  EXPECT_EQ(expression("x rounded to 2 decimal places half even"),
            "(call \"rounded to\" \"half even\" x (number \"2\" \"\"))");
  EXPECT_EQ(expression("sum of (1)"), "(call \"sum of\" (list (number \"1\" \"\")))");
  EXPECT_EQ(expression("sum of x"), "(call \"sum of\" x)");
  EXPECT_EQ(expression("remainder of a divided by b"), "(call \"remainder of\" a b)");
  EXPECT_EQ(expression("age of a on b with birthdays on 28 February"),
            "(call \"age of\" \"with birthdays on 28 February\" a b)");
  EXPECT_EQ(expression("time + month + day"), "(sum \"++\" time month day)");
}

TEST(Literals, KeepTheirTextAndKind) {
  EXPECT_EQ(literal("-3.5"), "(number \"-3.5\" \"\")");
  EXPECT_EQ(literal("95 %"), "(percent \"95%\" \"\")");
  EXPECT_EQ(literal("1 point"), "(points \"1 points\" \"\")");
  EXPECT_EQ(literal("£3.50"), "(money \"£3.50\" \"\")");
  EXPECT_EQ(literal("\"a \"\"b\"\"\""), "(text \"a \"b\"\" \"\")");
  EXPECT_EQ(literal("2022-03"), "(date \"2022-03\" \"\")");
  EXPECT_EQ(literal("2022-03-01T10:00:30.250+01:00"),
            "(datetime \"2022-03-01T10:00:30.250+01:00\" \"\")");
  EXPECT_EQ(literal("-6 months"), "(calendar \"-6 months\" \"\")");
  EXPECT_EQ(literal("unknown because not stated"), "(unknown \"unknown\" \"not stated\")");
  EXPECT_EQ(literal("blank"), "(blank \"blank\" \"\")");
  EXPECT_EQ(literal("from 1 to below 5"), "(range open (number \"1\" \"\") (number \"5\" \"\"))");
  EXPECT_EQ(literal("(1, yes)"), "(list (number \"1\" \"\") (yes_no \"yes\" \"\"))");
  EXPECT_EQ(literal("()"), "(list)");
  EXPECT_EQ(literal("A"), "A");
}

}  // namespace
}  // namespace assize::syntax

#include "dsl/syntax/antlr/messages.h"

#include <algorithm>
#include <array>

#include "AssizeLexer.h"
#include "antlr4-runtime.h"
#include "dsl/base/phrasebook.h"

namespace assize::syntax {
namespace {

using Lexer = grammar::AssizeLexer;
using Parser = grammar::AssizeParser;

constexpr std::size_t kMostChoices = 4;
constexpr std::size_t kQuotedWord = 40;  // characters of the author's that a message repeats

// --- words of the language ---

struct Block {
  PieceKind kind;
  std::string_view article;  // "an indicator"
  std::string_view name;     // "indicator"
  std::vector<std::string> clauses;
};

const std::vector<Block>& blocks() {
  static const std::vector<Block> all = {
      {PieceKind::codes, "a list of codes", "list of codes", {}},
      {PieceKind::record,
       "a record",
       "record",
       {"key", "keyed by", "provider is", "includes", "link", "span", "dated by",
        "covers every row"}},
      {PieceKind::block, "a block", "block", {"includes"}},
      {PieceKind::table,
       "a decision table",
       "decision table",
       {"given", "across", "when", "otherwise"}},
      {PieceKind::keyed_parameter, "a parameter", "parameter", {}},
      {PieceKind::grouping, "a grouping", "grouping", {}},
      {PieceKind::code_mapping, "a mapping", "mapping", {}},
      {PieceKind::rule,
       "a rule",
       "rule",
       {"cites", "for each", "once for each", "severity", "when", "decided when", "must", "message",
        "if broken"}},
      {PieceKind::indicator,
       "an indicator",
       "indicator",
       {"cites", "for each", "dated by", "rules as at", "only those where", "once for each",
        "leave out", "excuse", "met when", "counted when", "from counts", "value",
        "show failures by", "higher is better", "lower is better", "a blank", "records not placed",
        "shown to"}},
      {PieceKind::standard,
       "a standard",
       "standard",
       {"cites", "judges", "in force since", "matures", "target", "no target", "tier",
        "with fewer than", "expects one row", "report every", "duty of",
        "local versions may tighten the target"}},
      {PieceKind::comparison,
       "a comparison",
       "comparison",
       {"cites", "compares", "group", "against", "change from", "change on the", "in force since",
        "target gap", "target difference", "target change", "no target", "with fewer than",
        "a blank", "duty of", "local versions may tighten the target"}},
      {PieceKind::requirement,
       "a requirement",
       "requirement",
       {"cites", "for each", "must", "attested by", "evidenced by", "computed", "in force since",
        "duty of"}},
      {PieceKind::specification,
       "a specification",
       "specification",
       {"cites", "binds", "in force since", "override"}},
      {PieceKind::variation,
       "a variation",
       "variation",
       {"cites", "of", "over time as", "between providers", "between groups of", "settings as in",
        "baseline first", "new limits from", "limits at", "overdispersion", "target", "setting",
        "with fewer than", "duty of"}},
      {PieceKind::claim, "a claim", "claim", {"cites", "about", "says", "by more than chance at"}},
      {PieceKind::payment_scheme,
       "a payment scheme",
       "payment scheme",
       {"cites", "payers", "in force since", "outcome", "fee", "foundation", "volume of",
        "pay once for each person and outcome", "pay at most", "if cannot tell", "duty of"}},
      {PieceKind::mapping, "a mapping", "mapping", {}},
      {PieceKind::test,
       "a test",
       "test",
       {"as at", "period", "with no minimum", "table", "given", "expect"}},
  };
  return all;
}

const Block* block_of(PieceKind kind) {
  for (const Block& b : blocks()) {
    if (b.kind == kind) return &b;
  }
  return nullptr;
}

const std::vector<std::string>& declarations() {
  static const std::vector<std::string> all = {"module",
                                               "import",
                                               "source",
                                               "codes",
                                               "record",
                                               "parameter",
                                               "derived",
                                               "condition",
                                               "rule",
                                               "indicator",
                                               "standard",
                                               "comparison",
                                               "variation",
                                               "claim",
                                               "outcome domain",
                                               "priority area",
                                               "mapping",
                                               "test",
                                               "subset",
                                               "table",
                                               "block",
                                               "grouping",
                                               "reference",
                                               "row",
                                               "requirement",
                                               "national specification",
                                               "local specification",
                                               "payment scheme"};
  return all;
}

// The clause or part that a rule of the grammar stands for, where a message may say so.
std::string_view part_of(std::size_t rule) {
  switch (rule) {
    case Parser::RuleRuleWhen:
      return "`when:`";
    case Parser::RuleDecidedWhen:
      return "`decided when:`";
    case Parser::RuleMust:
      return "`must:`";
    case Parser::RuleIfBroken:
      return "`if broken:`";
    case Parser::RuleCites:
      return "`cites`";
    case Parser::RuleForEach:
      return "`for each`";
    case Parser::RuleSeverity:
      return "`severity`";
    case Parser::RuleMessage:
      return "`message`";
    case Parser::RuleDatedBy:
      return "`dated by`";
    case Parser::RuleRulesAsAt:
      return "`rules as at`";
    case Parser::RuleOnlyWhere:
      return "`only those where:`";
    case Parser::RuleLeaveOut:
      return "`leave out`";
    case Parser::RuleExcuse:
      return "`excuse`";
    case Parser::RuleMetWhen:
      return "`met when:`";
    case Parser::RuleCountedWhen:
      return "`counted when:`";
    case Parser::RuleFromCounts:
      return "`from counts:`";
    case Parser::RuleRankValue:
      return "`value:`";
    case Parser::RuleFailures:
      return "`show failures`";
    case Parser::RuleJudges:
      return "`judges`";
    case Parser::RuleInForce:
      return "`in force`";
    case Parser::RuleCompares:
      return "`compares`";
    case Parser::RuleGroupSide:
      return "`group`";
    case Parser::RuleAgainstSide:
      return "`against`";
    case Parser::RuleChange:
      return "`change`";
    case Parser::RuleSmallSides:
      return "`with fewer than`";
    case Parser::RuleGapTarget:
    case Parser::RuleTarget:
      return "`target`";
    case Parser::RuleTier:
      return "`tier`";
    case Parser::RuleSmallCases:
      return "`with fewer than`";
    case Parser::RuleExpects:
      return "`expects`";
    case Parser::RuleReportEvery:
      return "`report every`";
    case Parser::RuleKey:
      return "`key`";
    case Parser::RuleField:
      return "the field";
    case Parser::RuleGiven:
      return "`given`";
    case Parser::RuleExpect:
      return "`expect`";
    case Parser::RuleCode:
      return "the code";
    case Parser::RuleTableInputs:
      return "`given`";
    case Parser::RuleTableAcross:
      return "`across`";
    case Parser::RuleTableRow:
      return "the row";
    case Parser::RuleTableOtherwise:
      return "`otherwise`";
    case Parser::RuleKeyedValue:
      return "the value";
    case Parser::RulePayers:
      return "`payers`";
    case Parser::RulePaidOutcome:
      return "`outcome`";
    case Parser::RuleFee:
      return "`fee`";
    case Parser::RuleFoundation:
      return "`foundation`";
    case Parser::RuleVolume:
      return "`volume`";
    case Parser::RulePayOnce:
      return "`pay once`";
    case Parser::RulePayAtMost:
      return "`pay at most`";
    case Parser::RuleGroupingEntry:
      return "the group";
    case Parser::RuleCodeMapEntry:
      return "the entry";
    default:
      return {};
  }
}

// The words stand in two sections of the lexer, each in the order of the alphabet.
bool is_reserved(std::size_t type) { return type >= Lexer::AFTER && type < Lexer::A; }
bool is_wordlike(std::size_t type) {
  return is_reserved(type) || (type >= Lexer::A && type <= Lexer::NAME);
}

std::string shortened(std::string_view word) {
  if (word.size() <= kQuotedWord) return std::string(word);
  std::size_t end = kQuotedWord;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0u) == 0x80u) --end;
  return std::string(word.substr(0, end)) + "...";
}

// --- what stands here ---

struct Reading {
  const Tokens& tokens;
  const Scene& scene;
  const Mistake& mistake;

  bool at_end() const { return mistake.token >= scene.end || mistake.token >= tokens.all.size(); }
  // Where the caret goes: at the end of a piece, behind its last word.
  Span place() const {
    if (!at_end()) return tokens.span(mistake.token);
    if (scene.end > scene.begin) {
      const std::uint32_t end = tokens.all[scene.end - 1].end;
      return {tokens.file, end, end};
    }
    return tokens.end_span();
  }
  std::string found() const {
    return at_end() ? std::string("the end") : "`" + shortened(tokens.word(mistake.token)) + "`";
  }
  std::string after() const {
    const std::size_t here = at_end() ? scene.end : mistake.token;
    if (here <= scene.begin) return {};
    const std::size_t before = here - 1;
    if (tokens.all[before].type != Lexer::STRING)
      return " after `" + shortened(tokens.word(before)) + "`";
    const bool title = before == scene.begin + 1 || (before == scene.begin + 2 && !scene.clause);
    return title && !scene.clause ? " after the title" : " after the text";
  }
  // The name of the declaration: "the rule R05".
  std::string owner() const {
    const Block* block = block_of(scene.kind);
    if (!block || scene.owner + 1 >= tokens.all.size()) return {};
    const bool two_words = scene.kind == PieceKind::payment_scheme;
    const std::size_t name = scene.owner + (two_words ? 2 : 1);
    if (name >= tokens.all.size()) return {};
    const std::string_view word = tokens.word(name);
    if (tokens.all[name].type == Lexer::STRING)
      return std::string(block->name) + " " + shortened(word);
    return std::string(block->name) + " " + shortened(word);
  }
  std::string inside() const {
    for (const std::size_t rule : mistake.rules) {
      if (const std::string_view part = part_of(rule); !part.empty()) {
        if (rule == Parser::RuleField && scene.clause) {
          return " in the field `" + shortened(tokens.word(scene.begin)) + "` of the " + owner();
        }
        return " in " + std::string(part) + (scene.clause ? " of the " + owner() : "");
      }
    }
    return {};
  }
};

// --- what was expected ---

struct Wanted {
  std::string text;                // "a title in quotation marks", "`;`", "`most` or `least`"
  std::vector<std::string> words;  // words of the language that could stand here
};

std::string spelling(std::size_t type) {
  static const antlr4::dfa::Vocabulary vocabulary = [] {
    antlr4::ANTLRInputStream none;
    return Lexer(&none).getVocabulary();
  }();
  std::string literal = vocabulary.getLiteralName(type);
  return literal.size() > 2 ? literal.substr(1, literal.size() - 2) : std::string();
}

std::string either(std::vector<std::string> choices) {
  std::string out;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0) out += i + 1 == choices.size() ? " or " : ", ";
    out += choices[i];
  }
  return out;
}

std::string title_or_text(const Mistake& m) {
  const std::size_t rule = m.rules.empty() ? 0 : m.rules.front();
  switch (rule) {
    case Parser::RuleSource:
    case Parser::RuleCodes:
    case Parser::RuleRecord:
    case Parser::RuleRecordRule:
    case Parser::RuleIndicator:
    case Parser::RuleStandard:
    case Parser::RuleComparisonBlock:
    case Parser::RuleVariation:
    case Parser::RuleClaim:
    case Parser::RuleDomain:
    case Parser::RulePriority:
    case Parser::RuleMapping:
    case Parser::RuleGrouping:
    case Parser::RuleCodeMapping:
    case Parser::RulePaymentScheme:
    case Parser::RulePaidOutcome:
    case Parser::RuleTest:
      return "a title in quotation marks";
    case Parser::RuleCode:
      return "the code's meaning in quotation marks";
    default:
      return "a text in quotation marks";
  }
}

// What stands where one of several forms of a clause begins.
std::string_view form_of(std::size_t rule) {
  switch (rule) {
    case Parser::RuleTargetValue:
      return "`at least`, `at most`, `every case` or `no case`";
    case Parser::RuleTierBounds:
      return "`at target`, `from A to below B`, `below B`, `above A` or `above A to B`";
    case Parser::RuleCites:
      return "`section`, `quoting` or `in our words`";
    case Parser::RuleCodeName:
    case Parser::RuleOneKeyedValue:
    case Parser::RuleKeyedValue:
    case Parser::RuleOneGroupingEntry:
    case Parser::RuleGroupingEntry:
    case Parser::RuleOneCodeMapEntry:
    case Parser::RuleCodeMapEntry:
    case Parser::RuleOneCode:
      return "a code: a word, or a text in quotation marks";
    case Parser::RuleDated:
      return "`from` or `until`";
    case Parser::RuleTableCell:
      return "a test of the input, such as `any`, `at least 5`, `from 1 to below 5` or a code";
    case Parser::RuleListDetail:
      return "`from`, `snapshot` or `stale after`";
    default:
      return {};
  }
}

// What could stand after words that were read before none of the forms fitted.
std::string_view form_after(const Mistake& m, std::size_t before) {
  const auto inside = [&](std::size_t rule) {
    return std::find(m.rules.begin(), m.rules.end(), rule) != m.rules.end();
  };
  switch (before) {
    case Lexer::BECAUSE:
      return "a reason, such as `blank` or `unreadable`";
    case Lexer::IS:
      if (inside(Parser::RuleExpectRecord))
        return "an outcome, such as `met`, `left out` or `not yet due`";
      if (inside(Parser::RuleExpectWhole))
        return "a status, such as `met`, or a figure, such as `1 of 3`";
      return "a value or a test, such as `is known` or `is at most 5`";
    case Lexer::NUMERAL:
      return inside(Parser::RuleLimit) ? "a unit of time, such as `minutes` or `days`" : "";
    case Lexer::RECORD:
      return "the record's key in quotation marks";
    case Lexer::AT:
      return "`most` or `least`";
    case Lexer::LESS:
    case Lexer::MORE_:
      return "`than`";
    default:
      return {};
  }
}

// What could stand at the place of the mistake, said in a few words; empty text where too much
// could.
Wanted wanted(const Mistake& m, std::size_t found) {
  Wanted out;
  std::vector<std::size_t> types;
  for (const ssize_t type : m.expected.toList()) {
    if (type > 0) types.push_back(static_cast<std::size_t>(type));
  }
  const auto has = [&](std::size_t type) {
    return std::find(types.begin(), types.end(), type) != types.end();
  };
  for (const std::size_t type : types) {
    if (is_wordlike(type)) {
      if (std::string word = spelling(type); !word.empty()) out.words.push_back(std::move(word));
    }
  }
  const bool operators = has(Lexer::STAR) || has(Lexer::PLUS);
  if (operators || has(Lexer::SEMICOLON)) {
    // An expression or a clause could end here: say how.
    constexpr std::array<std::size_t, 7> kEnds = {Lexer::SEMICOLON, Lexer::THEN,  Lexer::OUT,
                                                  Lexer::TO,        Lexer::AFTER, Lexer::END,
                                                  Lexer::COMMA};
    if (has(Lexer::RIGHT_BRACKET)) {
      out.text = has(Lexer::COMMA) ? "`,` or `)`" : "`)`";
      return out;
    }
    if (has(Lexer::SEMICOLON) && has(Lexer::COMMA) && is_wordlike(found) &&
        (!operators || found == Lexer::BECAUSE)) {
      out.text = "`,` or `;`";
      return out;
    }
    for (const std::size_t end : kEnds) {
      if (!has(end)) continue;
      out.text = "`" + spelling(end) + "`";
      return out;
    }
    return out;
  }
  if (has(Lexer::LEFT_BRACKET) && has(Lexer::NUMERAL) && has(Lexer::NAME)) {
    const std::size_t rule = m.rules.empty() ? 0 : m.rules.front();
    const bool condition = has(Lexer::NOT) && rule != Parser::RuleIsTest;
    out.text = condition ? "a condition or a value" : "a value";
    return out;
  }
  if (const std::string_view form = form_of(m.rules.empty() ? 0 : m.rules.front()); !form.empty()) {
    out.text = form;
    return out;
  }
  if (has(Lexer::TEXT) && has(Lexer::ORGANISATION) && !has(Lexer::NAME)) {
    out.text = "a type, such as `text`, `date`, `yes or no` or `code in CODES`";
    return out;
  }
  if (has(Lexer::REQUIRED) && has(Lexer::PERSONAL) && !has(Lexer::NAME)) {
    out.text = "an option, such as `required`, `personal` or `blank means unknown`";
    return out;
  }
  if (has(Lexer::DAY_DATE) && has(Lexer::MONTH_DATE) && !has(Lexer::STRING)) {
    out.text = "a date, such as `2022-03-01`";
    return out;
  }
  if (has(Lexer::RELEASE)) {
    out.text = "a version of three numbers, such as `1.0.0`";
    return out;
  }
  if (has(Lexer::ONE) && has(Lexer::NUMERAL) && !has(Lexer::NAME)) {
    out.text = "a part of a pattern, such as `2 letters`";
    return out;
  }
  if (has(Lexer::DIGITS) && has(Lexer::LETTERS) && !has(Lexer::NAME)) {
    out.text = "`letters`, `digits` or `characters`";
    return out;
  }
  if (has(Lexer::MINUTES) && has(Lexer::MONTHS) && !has(Lexer::NAME)) {
    out.text = "a unit of time, such as `minutes` or `days`";
    return out;
  }
  std::vector<std::string> choices;
  const bool name = has(Lexer::NAME);
  if (name) choices.push_back("a name");
  if (has(Lexer::STRING)) choices.push_back(title_or_text(m));
  if (has(Lexer::NUMERAL)) choices.push_back("a number");
  if (has(Lexer::ORDINAL)) choices.push_back("`90th`");
  for (const std::size_t type : types) {
    const std::string word = spelling(type);
    if (word.empty() || (name && is_wordlike(type) && !is_reserved(type))) continue;
    choices.push_back("`" + word + "`");
  }
  if (choices.size() <= kMostChoices) out.text = either(std::move(choices));
  return out;
}

// The words at token i, as many as `count`, joined by one blank; empty if fewer are words.
std::string phrase(const Tokens& tokens, std::size_t i, std::size_t end, std::size_t count) {
  std::string out;
  for (std::size_t k = 0; k < count; ++k) {
    if (i + k >= end || !is_wordlike(tokens.all[i + k].type)) return {};
    if (k > 0) out += ' ';
    out += tokens.word(i + k);
  }
  return out;
}

std::size_t words_in(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

// The clause that the words at token i were meant to be: longer clauses first.
std::string nearest_clause(const Tokens& tokens, std::size_t i, std::size_t end,
                           const std::vector<std::string>& all) {
  for (std::size_t count = 6; count > 0; --count) {
    const std::string written = phrase(tokens, i, end, count);
    if (written.empty()) continue;
    std::vector<std::string> candidates;
    for (const std::string& c : all) {
      if (words_in(c) == count) candidates.push_back(c);
    }
    if (std::string found = nearest(written, candidates); !found.empty()) return found;
  }
  // The last word alone: `wen` for `met when`.
  const std::string written = phrase(tokens, i, end, 1);
  for (const std::string& c : all) {
    if (words_in(c) > 1 && !nearest(written, {c.substr(c.rfind(' ') + 1)}).empty()) return c;
  }
  return {};
}

bool fails_at(const Mistake& m, std::initializer_list<std::size_t> rules) {
  return m.rules.empty() || std::find(rules.begin(), rules.end(), m.rules.front()) != rules.end();
}

bool at_clause_start(const Mistake& m, const Scene& scene) {
  return scene.clause && m.start == scene.begin &&
         fails_at(m, {Parser::RuleComparedClause,    Parser::RuleIndicatorClause,
                      Parser::RuleOneComparedClause, Parser::RuleOneIndicatorClause,
                      Parser::RuleOneRecordClause,   Parser::RuleOneRuleClause,
                      Parser::RuleOneStandardClause, Parser::RuleOneTableClause,
                      Parser::RuleOneTestClause,     Parser::RuleOneVariationClause,
                      Parser::RuleOneClaimClause,    Parser::RuleClaimClause,
                      Parser::RuleOneSchemeClause,   Parser::RuleSchemeClause,
                      Parser::RuleVariationClause,   Parser::RuleRecordClause,
                      Parser::RuleRuleClause,        Parser::RuleStandardClause,
                      Parser::RuleTableClause,       Parser::RuleTestClause});
}

// Whether a rule of the grammar is being read here.
bool is_inside(const Mistake& m, std::size_t rule) {
  return std::find(m.rules.begin(), m.rules.end(), rule) != m.rules.end();
}

// What people write who think of mathematics.
std::string_view hint_of_order(const Tokens& tokens, std::size_t i, std::size_t found,
                               const Mistake& m) {
  const auto back = [&](std::size_t n) { return i >= n ? tokens.all[i - n].type : 0; };
  const bool between_values = m.expects(Lexer::SEMICOLON) || m.expects(Lexer::NUMERAL);
  switch (back(1)) {
    case Lexer::AT:
      if (back(2) == Lexer::AND)
        return "each test says what it is about: `X is at least A and X is at most B`, or `X is "
               "from A to B`";
      return "an order is written `is at most` or `is at least`";
    case Lexer::LESS:
      if (back(2) == Lexer::NO) return "write `is at least`";
      return "an order is written `is less than` or `is more than`";
    case Lexer::MORE_:
      if (back(2) == Lexer::NO) return "write `is at most`";
      return "an order is written `is less than` or `is more than`";
    case Lexer::THAN:
      if (found != Lexer::OR) break;
      return back(2) == Lexer::LESS ? "write `is at most`" : "write `is at least`";
    case Lexer::MATCHES:
      return "a pattern stands in brackets: `matches (\"A\", 2 digits)`";
    default:
      break;
  }
  switch (found) {
    case Lexer::IS:
    case Lexer::EQUAL:
    case Lexer::UNDER:
    case Lexer::OVER:
    case Lexer::AT_MOST:
    case Lexer::AT_LEAST:
      if (!between_values) return {};
      if (back(1) == Lexer::EQUAL) return "equal is written `is` or `=`";
      return "a test compares two things: join tests with `and`, or write `is from A to B`";
    case Lexer::OR:
    case Lexer::XOR:
    case Lexer::IMPLIES:
      return "write brackets where `or`, `xor` and `implies` meet";
    case Lexer::AFTER:
    case Lexer::BEFORE:
      return "a limit is written `within D after X`, `no later than D after X` or `no earlier than "
             "D after X`";
    case Lexer::OF:
      return m.expects(Lexer::AFTER) ? "a limit is written `within D after X`" : "";
    case Lexer::WITHIN:
      return between_values ? "write `is within D after X`" : "";
    case Lexer::LEFT_BRACKET:
      return back(1) == Lexer::OF && back(2) == Lexer::ONE ? "write `is in (A, B)`" : "";
    default:
      return {};
  }
}

std::string_view hint_for(const Tokens& tokens, std::size_t i, std::size_t found,
                          const Mistake& m) {
  if (const std::string_view hint = hint_of_order(tokens, i, found, m); !hint.empty()) return hint;
  const auto back = [&](std::size_t n) { return i >= n ? tokens.all[i - n].type : 0; };
  const bool slashed = found == Lexer::SLASH && back(1) == Lexer::NUMERAL;
  if (m.expects(Lexer::DAY_DATE) && found == Lexer::STRING)
    return "a date stands without quotation marks: `2022-03-01`";
  if (slashed && (is_inside(m, Parser::RuleInForce) || is_inside(m, Parser::RuleTestClause) ||
                  is_inside(m, Parser::RuleOneTestClause)))
    return phrasebook::in_condition("date");
  const bool before_number = i + 1 < tokens.all.size() && tokens.all[i + 1].type == Lexer::NUMERAL;
  if ((found == Lexer::NUMERAL && back(1) == Lexer::COMMA && back(2) == Lexer::NUMERAL) ||
      (found == Lexer::COMMA && back(1) == Lexer::NUMERAL && before_number))
    return "a number is written without commas: `1000`";
  if (is_inside(m, Parser::RuleJudges) && found == Lexer::AND)
    return "what follows `per` is joined with a comma: `per provider, per month`";
  if (is_inside(m, Parser::RuleJudges)) {
    for (const std::size_t from : {i, i > 0 ? i - 1 : i}) {
      for (const std::size_t count : {2, 1}) {
        const auto hint = phrasebook::behind_per(phrase(tokens, from, tokens.all.size(), count));
        if (!hint.empty()) return hint;
      }
    }
  }
  if ((back(1) == Lexer::OUT || back(1) == Lexer::EXCUSE) &&
      (found == Lexer::COLON || found == Lexer::STRING || found == Lexer::WHEN))
    return back(1) == Lexer::OUT ? "what is left out has a name: `leave out NAME when: CONDITION`"
                                 : "what is excused has a name: `excuse NAME when: CONDITION`";
  // Which forms a target has the message says itself.
  if (fails_at(m, {Parser::RuleTargetValue})) return {};
  // The words here, or the one before, in the words of another language.
  for (const std::size_t from : {i, i > 0 ? i - 1 : i}) {
    for (const std::size_t count : {2, 1}) {
      const std::string words = phrase(tokens, from, tokens.all.size(), count);
      const std::string_view hint =
          words.empty() ? std::string_view() : phrasebook::in_condition(words);
      if (!hint.empty()) return hint;
    }
  }
  return {};
}

// Whether the words at token i begin a clause of this kind of block.
bool begins_clause(const Tokens& tokens, PieceKind kind, std::size_t i) {
  const Block* block = block_of(kind);
  if (!block) return false;
  return std::any_of(block->clauses.begin(), block->clauses.end(), [&](const std::string& c) {
    return phrase(tokens, i, tokens.all.size(), words_in(c)) == c;
  });
}

void report_unknown_clause(const Tokens& tokens, const Scene& scene, Diagnostics& diagnostics) {
  const Block& block = *block_of(scene.kind);
  std::size_t words = 1;
  while (words < 3 && !phrase(tokens, scene.begin, scene.end, words + 1).empty() &&
         tokens.all[scene.begin + words].begin <= tokens.all[scene.begin + words - 1].end + 1) {
    ++words;
  }
  const std::size_t colon = scene.begin + words;
  if (colon >= scene.end || tokens.all[colon].type != Lexer::COLON) words = 1;
  std::string written = phrase(tokens, scene.begin, scene.end, words);
  if (written.empty()) written = std::string(tokens.word(scene.begin));
  std::string hint(phrasebook::as_clause(phrase(tokens, scene.begin, scene.end, 1)));
  const std::string near =
      hint.empty() ? nearest_clause(tokens, scene.begin, scene.end, block.clauses) : "";
  if (!near.empty()) {
    hint = "did you mean `" + near + "`?";
  } else if (hint.empty()) {
    for (const Block& other : blocks()) {
      const bool its =
          std::any_of(other.clauses.begin(), other.clauses.end(), [&](const std::string& c) {
            return phrase(tokens, scene.begin, scene.end, words_in(c)) == c;
          });
      if (its && other.kind != scene.kind) hint = "it is a clause of " + std::string(other.article);
    }
  }
  diagnostics.error("A1011", tokens.span(scene.begin),
                    "`" + shortened(written) + "` is not a clause of " + std::string(block.article),
                    hint);
}

// Says what could stand after the last word, where that is known from the word itself.
bool report_form(const Tokens& tokens, const Mistake& mistake, const Scene& scene,
                 const Reading& reading, const std::string& hint, Diagnostics& diagnostics) {
  const std::size_t before = mistake.token > scene.begin ? tokens.all[mistake.token - 1].type : 0;
  const std::string_view form = form_after(mistake, before);
  if (form.empty()) return false;
  diagnostics.error("A1010", reading.place(),
                    "expected " + std::string(form) + reading.after() + ", not " + reading.found() +
                        reading.inside(),
                    hint);
  return true;
}

}  // namespace

void report(const Tokens& tokens, const Mistake& mistake, const Scene& scene,
            Diagnostics& diagnostics) {
  const Reading reading{tokens, scene, mistake};
  if (mistake.too_deep) {
    diagnostics.error("A1004", reading.place(), "nested too deeply",
                      "give a part of it a name with `derived` or `condition`");
    return;
  }
  if (!reading.at_end()) {
    const std::size_t type = tokens.all[mistake.token].type;
    // Reported when the tokens were read.
    if (type == Lexer::OTHER || type == Lexer::UNCLOSED_STRING) return;
  }
  if (at_clause_start(mistake, scene)) {
    const bool known = begins_clause(tokens, scene.kind, scene.begin);
    const bool field = (scene.kind == PieceKind::record || scene.kind == PieceKind::block) &&
                       is_reserved(tokens.all[scene.begin].type);
    if (field) {
      const std::string word(tokens.word(scene.begin));
      diagnostics.error(
          "A1014", tokens.span(scene.begin),
          "`" + word + "` is a word of the language and cannot be the name of a field",
          "choose another name and give the heading with `column \"" + word + "\"`");
      return;
    }
    if (!known && mistake.token <= scene.begin + 2)
      return report_unknown_clause(tokens, scene, diagnostics);
  }
  const std::size_t found = reading.at_end() ? 0 : tokens.all[mistake.token].type;
  std::string hint(hint_for(tokens, mistake.token, found, mistake));
  if (mistake.token != mistake.start) {
    if (report_form(tokens, mistake, scene, reading, hint, diagnostics)) return;
    diagnostics.error("A1010", reading.place(),
                      reading.found() + " cannot stand" + reading.after() + reading.inside(), hint);
    return;
  }
  const Wanted want = wanted(mistake, found);
  if (is_wordlike(found)) {
    const std::string word(tokens.word(mistake.token));
    if (const std::string near = nearest(word, want.words); !near.empty() && near != word) {
      hint = "did you mean `" + near + "`?";
    }
    if (is_reserved(found) && found != Lexer::WHEN && mistake.expects(Lexer::NAME) &&
        !mistake.expects(Lexer::LEFT_BRACKET)) {
      diagnostics.error(
          "A1014", reading.place(),
          "`" + word + "` is a word of the language and cannot be a name" + reading.inside(),
          (mistake.expects(Lexer::STRING)
               ? "a code is written in quotation marks, \"" + word + "\"; a name is another one, "
               : "choose another name, ") +
              "for example `" + word + "_`");
      return;
    }
  }
  if (found == Lexer::NUMERAL && mistake.expects(Lexer::STRING) && mistake.expects(Lexer::NAME) &&
      scene.kind == PieceKind::codes) {
    hint = "write a code that is not a word in quotation marks: \"" +
           std::string(tokens.word(mistake.token)) + "\"";
  }
  if (want.text.empty() && report_form(tokens, mistake, scene, reading, hint, diagnostics)) return;
  std::string text = want.text.empty() ? reading.found() + " cannot stand" + reading.after()
                                       : "expected " + want.text + reading.after();
  // A word that begins the next line, or a clause, is not what is wrong: the end before it is.
  const bool ends = want.text == "`;`" || want.text == "`,` or `;`";
  if (!want.text.empty() && !reading.at_end() &&
      !(ends && (tokens.all[mistake.token].first_on_line ||
                 begins_clause(tokens, scene.kind, mistake.token))))
    text += ", not " + reading.found();
  diagnostics.error("A1010", reading.place(), text + reading.inside(), hint);
}

void report_stray(const Tokens& tokens, const Piece& piece, Diagnostics& diagnostics) {
  const std::size_t type = tokens.all[piece.begin].type;
  if (type == Lexer::OTHER || type == Lexer::UNCLOSED_STRING) return;
  const std::string word = shortened(tokens.word(piece.begin));
  if (type == Lexer::END) {
    diagnostics.error("A1013", tokens.span(piece.begin), "this `end` closes no block");
    return;
  }
  if (type == Lexer::SEMICOLON) {
    diagnostics.error("A1012", tokens.span(piece.begin), "this `;` ends nothing",
                      "a block that has ended with `end` takes no `;`");
    return;
  }
  const std::string near = nearest_clause(tokens, piece.begin, piece.end, declarations());
  std::string hint = near.empty() ? "" : "did you mean `" + near + "`?";
  for (const Block& block : blocks()) {
    if (hint.empty() && begins_clause(tokens, block.kind, piece.begin)) {
      hint = "it is a clause of " + std::string(block.article);
    }
  }
  diagnostics.error("A1012", tokens.span(piece.begin),
                    "`" + word + "` does not begin a declaration", hint);
}

void report_open_block(const Tokens& tokens, const Piece& piece, Diagnostics& diagnostics) {
  const Mistake none;
  const Scene scene{piece.kind, piece.begin, piece.end, piece.begin, false};
  const Reading reading{tokens, scene, none};
  Diagnostic& d = diagnostics.error("A1013", tokens.span(piece.begin),
                                    "the " + reading.owner() + " is not closed: `end` is missing");
  const std::uint32_t end = tokens.all[piece.end - 1].end;
  d.notes.push_back({"it goes as far as this", Span{tokens.file, end, end}});
}

}  // namespace assize::syntax

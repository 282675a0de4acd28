#include <array>

#include "dsl/format/format.h"
#include "dsl/format/print.h"

namespace assize {
namespace formatting {

using namespace syntax;  // NOLINT: the nodes of one tree

namespace {

// How tightly a form binds, as in grammar/AssizeParser.g4: brackets go around what binds less than
// its place asks for.
enum Level {
  implication,
  disjunction,
  conjunction,
  negation,
  comparison,
  summing,
  multiplying,
  signing,
  postfix,
  operand,
  primary
};

bool is_negative_literal(const Expression& e) {
  return e.kind == Kind::literal && e.literal != LiteralKind::text && !e.text.empty() &&
         e.text[0] == '-';
}

bool is_postfix(const Expression& e) {
  if (e.kind == Kind::or_else || e.kind == Kind::mapped) return true;
  return e.kind == Kind::call &&
         (e.text == "rounded to" || e.text == "to the power" || e.text == "working days after" ||
          e.text == "working days before" || e.text == "without" || e.text == "followed by" ||
          e.text.starts_with("as "));
}

Level level(const Expression& e) {
  switch (e.kind) {
    case Kind::implies:
      return implication;
    case Kind::or_:
    case Kind::xor_:
      return disjunction;
    case Kind::and_:
      return conjunction;
    case Kind::not_:
      return negation;
    case Kind::sum:
      return summing;
    case Kind::product:
      return multiplying;
    case Kind::minus:
      return level(e.children[0]) == primary && e.children[0].kind != Kind::literal ? operand
                                                                                    : signing;
    case Kind::or_else:
    case Kind::mapped:
      return postfix;
    case Kind::call:
      return is_postfix(e) ? postfix : primary;
    case Kind::literal:
      return is_negative_literal(e) ? operand : primary;
    case Kind::name:
    case Kind::target:
    case Kind::cut_off:
    case Kind::list:
    case Kind::choose:
    case Kind::surely:
    case Kind::lookup:
    case Kind::use:
    case Kind::across:
      return primary;
    case Kind::range:
      return implication;
    default:
      return comparison;
  }
}

std::string at(const Expression& e, Level least) {
  return level(e) < least ? "(" + print(e) + ")" : print(e);
}

std::string joined(const std::vector<Expression>& all, std::string_view between, Level least) {
  std::string out;
  for (const Expression& e : all) {
    if (!out.empty()) out += between;
    out += at(e, least);
  }
  return out;
}

// Whether the first words that are printed of an operand are rounded: `a + b rounded to ...` is
// refused without brackets.
bool begins_rounded(const Expression& e) {
  switch (e.kind) {
    case Kind::product:
    case Kind::minus:
    case Kind::or_else:
    case Kind::mapped:
      return begins_rounded(e.children[0]);
    case Kind::call:
      return is_postfix(e) && (e.text == "rounded to" || begins_rounded(e.children[0]));
    default:
      return false;
  }
}

std::string chain(const Expression& e, Level least) {
  std::string out = at(e.children[0], least);
  for (std::size_t i = 1; i < e.children.size(); ++i) {
    out += ' ';
    out += e.text[i - 1];
    const Expression& operand = e.children[i];
    out += ' ' + (begins_rounded(operand) ? "(" + print(operand) + ")" : at(operand, least));
  }
  return out;
}

bool is_limit_part(const Expression& e) {
  const bool unit = e.kind == Kind::literal &&
                    (e.literal == LiteralKind::elapsed || e.literal == LiteralKind::calendar ||
                     e.literal == LiteralKind::working_days);
  return (unit && e.text[0] != '-') || e.kind == Kind::name || e.kind == Kind::list ||
         e.kind == Kind::lookup || e.kind == Kind::use;
}

std::string limit_part(const Expression& e) {
  return is_limit_part(e) ? print(e) : "(" + print(e) + ")";
}

std::string limit(const Expression& e) {
  if (e.kind != Kind::sum) return limit_part(e);
  std::string out = limit_part(e.children[0]);
  for (std::size_t i = 1; i < e.children.size(); ++i) {
    out += ' ';
    out += e.text[i - 1];
    out += ' ' + limit_part(e.children[i]);
  }
  return out;
}

std::string literal(const Expression& e) {
  switch (e.literal) {
    case LiteralKind::text:
      return quoted(e.text);
    case LiteralKind::unreadable:
      return "unreadable " + quoted(e.text);
    case LiteralKind::unknown:
      return e.option.empty() ? "unknown" : "unknown because " + e.option;
    default:
      return e.text;
  }
}

std::string pattern(const std::vector<PatternPart>& parts) {
  constexpr std::array<std::string_view, 5> kClasses = {"letter", "capital letter", "digit",
                                                        "letters or digits", "character"};
  std::string out;
  for (const PatternPart& p : parts) {
    if (!out.empty()) out += ", ";
    if (p.optional) out += "optional ";
    if (p.of == PatternPart::Class::literal || p.of == PatternPart::Class::one_of) {
      out += (p.of == PatternPart::Class::one_of ? "one of " : "") + quoted(p.text);
      continue;
    }
    if (p.most == 0) out += "at least ";
    out += std::to_string(p.least);
    if (p.most != 0 && p.most != p.least) out += " to " + std::to_string(p.most);
    out += ' ';
    out += kClasses[static_cast<std::size_t>(p.of)];
    const bool one = p.least == 1 && p.most == 1;
    if (!one && p.of != PatternPart::Class::letters_or_digits) out += 's';
  }
  return "(" + out + ")";
}

// "time from A to B signed", "remainder of A divided by B", "X rounded to N decimal places half
// up".
std::string call(const Expression& e) {
  const auto& c = e.children;
  const std::string option = e.option.empty() ? "" : " " + e.option;
  if (is_postfix(e)) {
    const std::string subject = is_postfix(c[0]) ? print(c[0]) : at(c[0], primary);
    if (e.text.starts_with("as "))
      return subject + " " + e.text + (e.option.empty() ? "" : " written " + quoted(e.option));
    const std::string other = at(c[1], operand);
    if (e.text == "rounded to")
      return subject + " rounded to " + other + " decimal places" + option;
    return subject + " " + e.text + " " + other;
  }
  if (e.text == "characters from")
    return e.text + " " + at(c[0], operand) + " to " + at(c[1], operand) + " in " +
           at(c[2], operand);
  std::string out = e.text + " " + at(c[0], operand);
  if (c.size() > 1) {
    const bool division = e.text == "remainder of" || e.text == "whole part of";
    out += (division ? " divided by " : e.text == "age of" ? " on " : " to ") + at(c[1], operand);
  }
  return out + option;
}

std::string choice(const Expression& e, std::string_view line) {
  std::string out = "choose";
  for (std::size_t i = 0; i + 1 < e.children.size(); i += 2) {
    ((out += line) += "when ") += print(e.children[i]) + " then " + print(e.children[i + 1]) + ";";
  }
  return (out += line) + "otherwise " + print(e.children.back());
}

// The words between a subject and its one operand.
std::string_view relation(Kind k) {
  switch (k) {
    case Kind::at_most:
      return " at most ";
    case Kind::at_least:
      return " at least ";
    case Kind::less_than:
      return " less than ";
    case Kind::more_than:
      return " more than ";
    case Kind::before:
      return " before ";
    case Kind::after:
      return " after ";
    case Kind::on_or_before:
      return " on or before ";
    case Kind::on_or_after:
      return " on or after ";
    case Kind::on:
      return " on ";
    default:
      return " ";
  }
}

std::string test(const Expression& e) {
  const auto& c = e.children;
  const std::string is = e.negated ? " is not" : " is";
  const std::string subject = at(c[0], summing);
  const auto limited = [&](std::string_view words) {
    return subject + is + std::string(words) + limit(c[1]) +
           (e.side == Side::before ? " before " : " after ") + at(c[2], summing) +
           (e.option.empty() ? "" : " " + e.option);
  };
  switch (e.kind) {
    case Kind::between:
      return subject + is + " from " + at(c[1], summing) + (e.open_above ? " to below " : " to ") +
             at(c[2], summing);
    case Kind::in:
      return subject + (e.negated ? " is not in " : " in ") + print(c[1]);
    case Kind::within:
      return limited(" within ");
    case Kind::no_later:
      return limited(" no later than ");
    case Kind::no_earlier:
      return limited(" no earlier than ");
    case Kind::is_blank:
      return subject + is + " blank";
    case Kind::is_supplied:
      return subject + is + " supplied";
    case Kind::is_well_formed:
      return subject + is + " well formed";
    case Kind::is_listed:
      return subject + is + " a listed code";
    case Kind::is_known:
      return subject + is + " known";
    case Kind::is_unknown:
      return subject + is + " unknown" + (e.option.empty() ? "" : " because " + e.option);
    case Kind::has_happened:
      return subject + " has happened";
    case Kind::matches:
      return subject + " matches " + pattern(e.pattern);
    case Kind::valid_nhs_number:
      return subject + is + " a valid NHS number";
    case Kind::verdict:
      return subject + " " + e.text;
    case Kind::is_unique:
      return subject + is + " unique";
    case Kind::spans:
      return subject + (e.text == "inside" ? is + " " : " ") + e.text + " " + at(c[1], summing) +
             (e.grain == Grain::by_day ? " by day" : "");
    case Kind::has_item: {
      std::string items;
      for (std::size_t i = 1; i < c.size(); ++i) items += (i == 1 ? "" : ", ") + print(c[i]);
      return subject + (c.size() == 2 ? " has " + items : " has any of (" + items + ")");
    }
    default: {
      const std::string grain = e.grain == Grain::by_day    ? " by day"
                                : e.grain == Grain::exactly ? " exactly"
                                                            : "";
      return subject + is + std::string(relation(e.kind)) + at(c[1], summing) + grain;
    }
  }
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"') out += c;
  }
  return out + '"';
}

std::string print(const Name& name) {
  return name.module_alias.empty() ? name.id : name.module_alias + "." + name.id;
}

std::string print(const Expression& e) {
  switch (e.kind) {
    case Kind::literal:
      return literal(e);
    case Kind::name:
      return print(e.name);
    case Kind::target:
      return "target";
    case Kind::cut_off:
      return "the cut-off";
    case Kind::list:
      return "(" + joined(e.children, ", ", implication) + ")";
    case Kind::range:
      return "from " + at(e.children[0], signing) + (e.open_above ? " to below " : " to ") +
             at(e.children[1], signing);
    case Kind::implies:
      return joined(e.children, " implies ", disjunction);
    case Kind::or_:
      return joined(e.children, " or ", conjunction);
    case Kind::xor_:
      return joined(e.children, " xor ", conjunction);
    case Kind::and_:
      return joined(e.children, " and ", negation);
    case Kind::not_:
      return "not " + at(e.children[0], negation);
    case Kind::sum:
      return chain(e, multiplying);
    case Kind::product:
      return chain(e, signing);
    case Kind::minus: {
      const Expression& of = e.children[0];
      // A minus before a literal would become part of it.
      return of.kind == Kind::literal ? "-(" + print(of) + ")" : "-" + at(of, postfix);
    }
    case Kind::or_else:
      return (is_postfix(e.children[0]) ? print(e.children[0]) : at(e.children[0], primary)) +
             " or else " + at(e.children[1], operand) + " because " +
             quoted(e.because ? e.because->text : "");
    case Kind::choose:
      return choice(e, " ") + " end";
    case Kind::surely:
      return "surely (" + print(e.children[0]) + ")";
    case Kind::lookup:
      return print(e.name) + " for " + at(e.children[0], operand);
    case Kind::use:
      return print(e.name) + "(" + joined(e.children, ", ", implication) + ")";
    case Kind::mapped:
      return (is_postfix(e.children[0]) ? print(e.children[0]) : at(e.children[0], primary)) +
             " as " + print(e.name);
    case Kind::call:
      return call(e);
    case Kind::across:
      return print_across(e);
    default:
      return test(e);
  }
}

std::string clause(const std::string& opening, const Expression& e, const std::string& closing,
                   std::size_t indent) {
  const std::string line = opening + " " + print(e) + closing;
  if (indent + line.size() <= kWidth) return line;
  if (e.kind == Kind::choose) return opening + " " + choice(e, "\n    ") + "\n  end" + closing;
  if (e.kind != Kind::and_ && e.kind != Kind::or_) return line;
  const bool both = e.kind == Kind::and_;
  std::string out = opening + " ";
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    if (i > 0) out += both ? "\n    and " : "\n    or ";
    out += at(e.children[i], both ? negation : conjunction);
  }
  return out + closing;
}

}  // namespace formatting

std::string format(const syntax::Expression& expression) { return formatting::print(expression); }

}  // namespace assize

// What a test expects of a payment scheme: sums, lists of records, instalments.
#include <algorithm>

#include "dsl/check/literals.h"

namespace assize::check_detail {

using Expected = model::Expectation::Kind;
using model::Kind;
using model::Unit;

namespace {

const model::PaymentScheme* scheme_of(Program& p, std::uint32_t module, const syntax::Name& n,
                                      model::Expectation& e) {
  const Symbol* s = p.resolve(module, n, What::payment_scheme);
  if (s == nullptr) return nullptr;
  e.scheme = s->index;
  return &p.ruleset.payment_schemes[s->index];
}

std::optional<std::int64_t> pence(Program& p, const syntax::Expression& e) {
  const std::optional<Literal> l = literal(p, e);
  if (!l) return std::nullopt;
  const model::Type pounds{Kind::number, Unit::pounds};
  const auto all = l->type == pounds && l->value.is_known()
                       ? multiply(std::get<Decimal>(l->value.point()), Decimal(100))
                       : std::nullopt;
  const auto n = all ? all->as_int64() : std::nullopt;
  if (!n) p.error("A3039", e.span, "what is paid is a sum of whole pennies: `£1200.00`");
  return n;
}

std::optional<Period> period(Program& p, const syntax::Word& w) {
  const auto found = parse_period(w.text);
  if (!found)
    p.error(
        "A3011", w.span, "`" + w.text + "` is no period",
        "periods are written `2022-03`, `2022 Q1`, `2021/22`, `2022` or `12 months to 2022-03`");
  return found;
}

// A name out of those that there are, with a message where there is none of it.
bool among(Program& p, const syntax::Expression& e, const std::string& text,
           const std::vector<std::string>& names, const std::string& what) {
  if (std::find(names.begin(), names.end(), text) != names.end()) return true;
  const std::string near = nearest(text, names);
  p.error("A3039", e.span, "`" + text + "` is no " + what,
          near.empty() ? "" : "did you mean `" + near + "`?");
  return false;
}

std::vector<std::string> parts_of(const model::PaymentScheme& s) {
  std::vector<std::string> out;
  for (const model::PaidOutcome& o : s.outcomes) out.push_back(o.name);
  if (s.fee) out.push_back("fee");
  if (s.foundation) out.push_back("foundation");
  if (s.volume) out.push_back("volume");
  return out;
}

}  // namespace

bool expect_of_scheme(Program& p, std::uint32_t module, const syntax::ExpectPays& x,
                      model::Expectation& e) {
  const model::PaymentScheme* s = scheme_of(p, module, x.scheme, e);
  if (s == nullptr) return false;
  e.kind = x.holds ? Expected::holds : Expected::pays;
  const auto amount = pence(p, x.amount);
  if (!amount) return false;
  e.pence = *amount;
  if (const syntax::Text* t = only(p, x.where.provider, "for provider")) e.provider = t->text;
  if (const syntax::Word* w = only(p, x.where.period, "in")) {
    e.period = period(p, *w);
    if (!e.period) return false;
  }
  for (const syntax::Group& g : x.where.groups) {
    const std::string& text = g.code.kind == syntax::Kind::name ? g.code.name.id : g.code.text;
    if (g.field.text == "outcome") {
      if (!among(p, g.code, text, parts_of(*s), "outcome of `" + s->name + "`")) return false;
      e.paid_part = text;
    } else if (g.field.text == "payer") {
      std::vector<std::string> names;
      for (const CodeIndex c : s->payers)
        names.push_back(
            p.ruleset.code_lists[s->payer_list].codes[static_cast<std::size_t>(c.at)].text);
      if (!among(p, g.code, text, names, "payer of `" + s->name + "`")) return false;
      e.payer = text;
    } else {
      e.subgroup.emplace_back(g.field.text, text);
    }
  }
  if (x.holds && !e.payer.empty()) {
    p.error("A3039", x.amount.span, "what is held is not shared out until it is paid",
            "leave out `for payer " + e.payer + "`");
    return false;
  }
  return true;
}

bool expect_of_scheme(Program& p, std::uint32_t module, const syntax::ExpectRecords& x,
                      model::Expectation& e) {
  if (scheme_of(p, module, x.scheme, e) == nullptr) return false;
  e.kind = Expected::listed;
  e.word = x.are.text;
  for (const syntax::Text& k : x.keys) e.keys.push_back(k.text);
  std::sort(e.keys.begin(), e.keys.end());
  return true;
}

bool expect_of_scheme(Program& p, std::uint32_t module, const syntax::ExpectInstalments& x,
                      model::Expectation& e) {
  const model::PaymentScheme* s = scheme_of(p, module, x.scheme, e);
  if (s == nullptr) return false;
  e.kind = Expected::instalments;
  e.period = period(p, x.period);
  if (!s->fee) {
    p.error("A3039", x.scheme.span, "`" + s->name + "` has no fee that is paid in instalments");
    return false;
  }
  for (const auto& [count, amount] : x.instalments) {
    const auto n = whole_number(p, count);
    const auto each = pence(p, amount);
    if (!n || !each) return false;
    e.parts.emplace_back(*n, *each);
  }
  return e.period.has_value();
}

}  // namespace assize::check_detail

#include "dsl/check/sharing.h"

#include <algorithm>
#include <charconv>

#include "dsl/base/ratio.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

using model::Kind;
using model::Pence;
using model::Unit;

namespace {

std::optional<std::int64_t> whole(const std::string& text) {
  std::int64_t n = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

// "70%", "1/3"; nullopt where it is neither.
std::optional<Ratio> fraction(const std::string& text) {
  if (text.ends_with("%")) {
    const auto percent = Decimal::parse(text.substr(0, text.size() - 1));
    if (!percent) return std::nullopt;
    return Ratio(*percent) / Ratio(100);
  }
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const auto n = whole(text.substr(0, slash)), d = whole(text.substr(slash + 1));
  if (!n || !d || *d == 0) return std::nullopt;
  return Ratio(*n, *d);
}

std::string in_words(const Ratio& r) {
  const Ratio percent = r * Ratio(100);
  if (const auto exactly = percent.decimal()) return exactly->text() + "%";
  return r.numerator() + "/" + r.denominator();
}

// Whether whole pennies leave something over.
bool leaves_over(Pence amount, const model::Sharing& s) {
  return std::any_of(s.shares.begin(), s.shares.end(), [&](const model::PayerShare& p) {
    return amount % p.d != 0 && (amount % p.d) * (p.n % p.d) % p.d != 0;
  });
}

}  // namespace

std::optional<Decimal> Money::constant(const syntax::Expression& e, Unit unit,
                                       const std::string& what) {
  const auto wrong = [&](const std::string& text, std::string hint = {}) {
    p_.error("A3908", e.span, text, std::move(hint));
    return std::nullopt;
  };
  if (e.kind == syntax::Kind::name) {
    const Symbol* s = p_.resolve(module_, e.name, What::parameter);
    if (s == nullptr) return std::nullopt;
    const model::Parameter& q = p_.ruleset.parameters[s->index];
    if (q.values.empty()) return std::nullopt;  // reported where it is declared
    scheme_.parameters.push_back(s->index);
    if (!(q.type == model::Type{Kind::number, unit}))
      return wrong(what + "; `" + q.name + "` is " + p_.in_words(q.type));
    if (q.values.size() > 1 || p_.local_values.contains(s->index))
      return wrong("`" + q.name + "` has more than one value, and a scheme pays by one tariff",
                   "write a scheme for each tariff, with its dates");
    return std::get<Decimal>(q.values[0].value);
  }
  const std::optional<Literal> l = literal(p_, e);
  if (!l) return std::nullopt;
  if (!(l->type == model::Type{Kind::number, unit}) || !l->value.is_known())
    return wrong(what + "; this is " + p_.in_words(l->type),
                 unit == Unit::pounds            ? "write `£1200.00`"
                 : l->type.unit == Unit::percent ? "write it as a number: `0.5` for 50%"
                                                 : "");
  return std::get<Decimal>(l->value.point());
}

std::optional<Pence> Money::pence(const syntax::Expression& e) {
  const auto pounds = constant(e, Unit::pounds, "what is paid is a sum of money");
  if (!pounds) return std::nullopt;
  const auto all = multiply(*pounds, Decimal(100));
  const auto n = all ? all->as_int64() : std::nullopt;
  constexpr Pence kMost = 1'000'000'000'000;  // so that millions of them can be added up
  if (all && !all->is_whole()) {
    p_.error("A3904", e.span, "this is not a whole number of pennies",
             "payments are made in whole pennies");
    return std::nullopt;
  }
  if (!n || *n <= 0 || *n > kMost) {
    p_.error("A3908", e.span, "a payment is more than £0.00 and at most £10,000,000,000.00");
    return std::nullopt;
  }
  return n;
}

std::string Money::list_of_payers() const {
  std::string out;
  for (const CodeIndex c : scheme_.payers) {
    out += (out.empty() ? "" : ", ") +
           p_.ruleset.code_lists[scheme_.payer_list].codes[static_cast<std::size_t>(c.at)].text;
  }
  return out;
}

std::optional<std::uint32_t> Money::payer(const syntax::CodeWord& w) {
  if (scheme_.payer_list == kNone) return std::nullopt;  // reported
  const auto& codes = p_.ruleset.code_lists[scheme_.payer_list].codes;
  for (std::uint32_t i = 0; i < scheme_.payers.size(); ++i) {
    if (codes[static_cast<std::size_t>(scheme_.payers[i].at)].text == w.code.text) return i;
  }
  p_.error("A3902", w.code.span,
           "`" + w.code.text + "` is not among the payers of `" + scheme_.name + "`",
           "the payers are " + list_of_payers());
  return std::nullopt;
}

bool Money::shares(const syntax::Sharing& s, model::Sharing& out) {
  const auto wrong = [&](Span span, const std::string& text, const std::string& hint = {}) {
    p_.error("A3901", span, text, hint);
    return false;
  };
  Ratio all;
  std::size_t rest = kNone;
  std::vector<Ratio> parts;
  for (const syntax::PayerShare& one : s.payers) {
    const auto who = payer(one.payer);
    if (!who) return false;
    for (const model::PayerShare& earlier : out.shares) {
      if (earlier.payer == *who)
        return wrong(one.span, "`" + one.payer.code.text + "` bears two parts",
                     "name each payer once");
    }
    Ratio part;
    if (s.equally) {
      if (!one.share.empty()) return wrong(one.span, "parts are equal, or each is said");
      part = Ratio(1, static_cast<std::int64_t>(s.payers.size()));
    } else if (one.share == "the rest") {
      if (rest != kNone) return wrong(one.span, "two payers bear the rest");
      rest = parts.size();
    } else if (one.share.empty()) {
      if (s.payers.size() > 1)
        return wrong(one.span, "it is not said which part `" + one.payer.code.text + "` bears",
                     "write `equally` behind the last payer, or a share such as `30%` or `1/3`");
      part = Ratio(1);
    } else {
      const auto said = fraction(one.share);
      if (!said || *said <= Ratio(0))
        return wrong(one.span, "a share is more than nothing: `30%` or `1/3`");
      part = *said;
    }
    all = all + part;
    parts.push_back(part);
    out.shares.push_back({*who, 0, 1});
  }
  if (rest != kNone) {
    parts[rest] = Ratio(1) - all;
    if (parts[rest] <= Ratio(0))
      return wrong(s.payers[rest].span,
                   "nothing is left for the rest: the other shares are " + in_words(all));
    all = Ratio(1);
  }
  if (all != Ratio(1))
    return wrong(s.span, "the shares are " + in_words(all) + " in all, not 100%",
                 "give what is missing to a payer: `the rest`");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto n = whole(parts[i].numerator()), d = whole(parts[i].denominator());
    constexpr std::int64_t kWidest = 1'000'000'000;
    if (!n || !d || *d > kWidest)
      return wrong(s.payers[i].span, "this share has more digits than a payment can follow");
    out.shares[i].n = *n;
    out.shares[i].d = *d;
  }
  return true;
}

model::Sharing Money::sharing(const std::optional<syntax::Sharing>& s, Span at,
                              const std::vector<Pence>& amounts) {
  model::Sharing out;
  if (!s) {
    if (scheme_.payers.size() == 1) {
      out.shares.push_back({0, 1, 1});
    } else if (!scheme_.payers.empty()) {
      p_.error("A3901", at, "it is not said who pays this", "end the clause with `shared by ...`");
    }
    return out;
  }
  if (!shares(*s, out)) return out;
  if (s->remainder) {
    const auto who = payer(*s->remainder);
    if (!who) return out;
    for (std::uint32_t i = 0; i < out.shares.size(); ++i) {
      if (out.shares[i].payer == *who) out.remainder = i;
    }
    if (out.remainder == model::kNobody)
      p_.error(
          "A3903", s->remainder->code.span,
          "`" + s->remainder->code.text + "` bears no part, and so no pennies that are left over");
    return out;
  }
  const bool left = amounts.empty()
                        ? std::any_of(out.shares.begin(), out.shares.end(),
                                      [](const model::PayerShare& p) { return p.d != 1; })
                        : std::any_of(amounts.begin(), amounts.end(),
                                      [&](Pence a) { return leaves_over(a, out); });
  if (left)
    p_.error("A3903", s->span, "these shares can leave pennies over, and nobody is to pay them",
             "add `, remainder pennies to " + s->payers[0].payer.code.text + "`");
  return out;
}

}  // namespace assize::check_detail

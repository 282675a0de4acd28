#include "engine/explain/finding_words.h"

#include <algorithm>
#include <set>

#include "dsl/model/composite.h"
#include "engine/explain/numbers.h"
#include "engine/explain/target_words.h"

namespace assize {

namespace {

using model::Index;
using model::kNone;

// Beyond this many places a difference of shares differs from any target that a person writes.
constexpr int kMostPlaces = 12;
constexpr int kPlacesOfRate = 2;

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  if (text.back() != '.') text += '.';
  return text;
}

const model::Indicator* indicator_of(const Finding& f, const model::Ruleset& r) {
  if (f.indicator != kNone) return &r.indicators[f.indicator];
  if (f.standard != kNone) return &r.indicators[r.standards[f.standard].indicator];
  return nullptr;
}

// Rounded so that it never seems to lie on the other side of the target.
std::string rounded(const Ratio& exact, int places, const std::optional<Ratio>& line) {
  std::string text;
  for (; places <= kMostPlaces; ++places) {
    text = exact.rounded(places);
    const auto value = Decimal::parse(text);
    if (!line || !value || (exact <=> *line) == (Ratio(*value) <=> *line)) break;
  }
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

// A difference in points; a sum or a mean in the unit of its indicator.
std::string exact_in_words(const Ratio& exact, const Finding& f, const model::Ruleset& r) {
  const auto target = target_of(f, r);
  std::optional<Ratio> line;
  if (target && target->value && target->out_of == 0) {
    if (const auto* n = std::get_if<Decimal>(&*target->value)) line = Ratio(*n);
    if (const auto* ms = std::get_if<MillisValue>(&*target->value)) line = Ratio(ms->ms);
  }
  const model::Indicator* indicator = indicator_of(f, r);
  const bool judged = f.standard != kNone;
  const model::Type type = judged                 ? model::measured_type(r, r.standards[f.standard])
                           : indicator != nullptr ? model::measured_type(r, *indicator)
                                                  : model::Type{};
  const bool points = type.unit == model::Unit::points;
  if (indicator != nullptr && indicator->combined && indicator->shown_per > 0 && !points) {
    const Ratio rate = exact * Ratio(indicator->shown_per) / Ratio(100);
    const int places = indicator->decimals >= 0 ? indicator->decimals : kPlacesOfRate;
    return rounded(rate, places,
                   line ? std::optional(*line * Ratio(indicator->shown_per) / Ratio(100)) : line) +
           " per " + with_commas(indicator->shown_per);
  }
  const int house = points ? 1 : 2;
  const int places = indicator != nullptr && indicator->decimals >= 0 ? indicator->decimals : house;
  const auto value = Decimal::parse(rounded(exact, places, line));
  if (!value) return exact.rounded(0);
  if (type.kind != model::Kind::elapsed) return in_words(Scalar(*value), type);
  const auto whole = round(*value, 0, Rounding::half_up);
  const auto ms = whole ? whole->as_int64() : std::nullopt;
  return ms ? elapsed_in_words(*ms) : value->text() + " milliseconds";
}

std::optional<Ratio> number_of(const End& e) {
  if (e.number) return Ratio(*e.number);
  if (e.milliseconds) return Ratio(*e.milliseconds);
  return e.exact;
}

std::string ordinal(const Decimal& percentile) {
  if (percentile == Decimal(50)) return "median";
  std::string text = percentile.text();
  if (!percentile.is_whole()) return text + "th percentile";
  const bool teen = text.size() >= 2 && text[text.size() - 2] == '1';
  const char last = text.back();
  text += teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
  return text + " percentile";
}

std::string summary_of(const model::Indicator& indicator) {
  switch (indicator.summary) {
    case model::Summary::sum:
      return "sum";
    case model::Summary::mean:
      return "mean";
    case model::Summary::rank:
      break;
  }
  return ordinal(indicator.percentile);
}

// "met X", "counted under X" ...: what the cases of the numerator did.
std::string verb(const model::Indicator& indicator) {
  switch (indicator.measure) {
    case model::Measure::met:
      return "met";
    case model::Measure::counted:
      return "counted under";
    case model::Measure::totals:
      return "under";
    case model::Measure::percentile:
    case model::Measure::combined:
      return "for";
  }
  return {};
}

// "women 30 of 60 cases (50%), men 45 of 60 cases (75%): the gap is 25 points".
std::string compared(const Finding& f, const model::Ruleset& r) {
  const model::Standard& standard = r.standards[f.standard];
  std::string text;
  for (const Side& s : f.sides) {
    Finding side;  // the words of a share, in the words of what is compared
    side.indicator = f.indicator;
    side.low = s.low;
    side.high = s.high;
    const bool any = s.low.exists || s.high.exists;
    text += (text.empty() ? "" : ", ") + s.name + " " +
            (any ? value_in_words(side, r) : std::string("no case"));
  }
  if (f.low.exists || f.high.exists) {
    const bool size = f.target != kNone && f.target < standard.targets.size() &&
                      standard.targets[f.target].of_size;
    const bool groups = standard.comparison->kind == model::Comparison::Kind::groups;
    text += std::string(": the ") +
            (size     ? "gap"
             : groups ? "difference"
                      : "change") +
            " is " + value_in_words(f, r);
  }
  return text;
}

std::string combined_word(const model::Combined& c) {
  switch (c.kind) {
    case model::Combined::Kind::average:
      return "average of the monthly shares";
    case model::Combined::Kind::ratio:
      return "ratio";
    case model::Combined::Kind::standardised:
      break;
  }
  return "standardised rate";
}

// "72.4% in 2020/21, 71.1% in 2021/22: the change is -1.3 points".
std::string claimed(const Finding& f, const model::Ruleset& r) {
  std::string text;
  for (const Side& s : f.sides) {
    Finding side;  // a figure, in the words of what the claim is about
    side.indicator = f.indicator;
    side.low = s.low;
    side.high = s.high;
    const bool any = s.low.exists || s.high.exists;
    text += (text.empty() ? "" : ", ") +
            (any ? value_in_words(side, r) : std::string("no figure")) + " in " + s.name;
  }
  if (!model::is_of_level(r.standards[f.standard]) && (f.low.exists || f.high.exists)) {
    const bool trend = r.standards[f.standard].claim->kind >= model::Claim::Kind::rises;
    text += std::string(": the ") + (trend ? "least favourable step" : "change") + " is " +
            value_in_words(f, r);
  }
  const std::string where = f.provider ? " of " + *f.provider : std::string();
  return "\"" + r.standards[f.standard].title + "\"" + where + ": " + sentence(text);
}

std::string figures(const Finding& f, const model::Ruleset& r) {
  const model::Indicator* indicator = indicator_of(f, r);
  if (indicator == nullptr) return {};
  if (!f.sides.empty() && r.standards[f.standard].comparison) {
    const std::string where = whereabouts(f, r);
    return "\"" + r.standards[f.standard].title + "\"" + (where.empty() ? "" : " " + where) + ": " +
           sentence(compared(f, r));
  }
  const std::string place = whereabouts(f, r);
  const std::string tail = " \"" + indicator->title + "\"" + (place.empty() ? "" : " " + place);
  if (!f.low.exists && !f.high.exists) {
    const std::string about = "no figure for" + tail;
    return sentence(about);
  }
  if (f.standard != kNone && r.standards[f.standard].claim) return claimed(f, r);
  if (indicator->combined) {
    return sentence("the " + combined_word(*indicator->combined) + " is " + value_in_words(f, r) +
                    " for" + tail);
  }
  if (indicator->measure == model::Measure::percentile) {
    const bool between = f.interpolated && f.low == f.high && !(number_of(f.low) == f.interpolated);
    return sentence(
        "the " + summary_of(*indicator) + " is " + value_in_words(f, r) +
        (between ? " (" + exact_in_words(*f.interpolated, f, r) + " interpolated)" : "") +
        " over " + in_words(f.denominator) +
        (f.denominator == Figure{1, 1} ? " case for" : " cases for") + tail);
  }
  const auto target = target_of(f, r);
  const bool cases = target && target->of_cases;
  const bool one = cases && f.low == f.high && f.low.number == Decimal(1);
  return sentence(value_in_words(f, r) +
                  (!cases ? " "
                   : one  ? " case "
                          : " cases ") +
                  verb(*indicator) + tail);
}

std::string asks(const Finding& f, const model::Ruleset& r) {
  if (f.standard != kNone && r.standards[f.standard].no_target)
    return sentence("it has no target, because " + *r.standards[f.standard].no_target);
  const auto target = target_of(f, r);
  if (!target) return {};
  std::string because;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) because += (because.empty() ? "" : ", ") + part;
  };
  const model::Standard& standard = r.standards[f.standard];
  if (standard.cites.empty() && f.indicator != kNone &&
      model::is_composite(r.indicators[f.indicator])) {
    std::set<std::string> said;  // the parts may stand in several documents
    for (const model::Citation& c : r.indicators[f.indicator].cites) {
      if (const std::string words = in_words(c, r); said.insert(words).second) add(words);
    }
  } else if (const model::Citation* c = citation_of(f, r)) {
    add(in_words(*c, r));
  }
  const auto from = target->valid.from ? target->valid.from : standard.in_force.from;
  if (from) add("in force from " + date_in_words(*from));
  return (standard.claim ? "The claim says " : "The standard asks for ") + in_words(*target) +
         (because.empty() ? "" : " (" + because + ")") + ".";
}

std::string change(const Finding& f, const model::Ruleset& r) {
  if (f.status == Status::cannot_tell) {
    std::string text;
    if (!f.undecided_because.empty())
      text = "It may turn out that there are " + f.undecided_because + ".";
    if (f.deciding > 0) {
      text += (text.empty() ? "" : " ") +
              counted(f.deciding, "record decides it.", "records decide it.");
    }
    if (!f.proved)
      text += std::string(text.empty() ? "" : " ") + "Another answer could not be ruled out.";
    if (!f.possible_tiers.empty()) {
      text += text.empty() ? "The tier could be " : " The tier could be ";
      for (std::size_t i = 0; i < f.possible_tiers.size(); ++i) {
        text += (i == 0                             ? ""
                 : i + 1 == f.possible_tiers.size() ? " or "
                                                    : ", ") +
                f.possible_tiers[i];
      }
      text += ".";
    }
    return text;
  }
  if (f.status != Status::not_met) return {};
  if (f.standard != kNone && r.standards[f.standard].claim) return {};  // it is to be borne out
  const model::Indicator* indicator = indicator_of(f, r);
  const auto target = target_of(f, r);
  if (indicator == nullptr || !target || !f.low.exists || !(f.low == f.high) || f.low.d <= 0)
    return {};
  if (target->kind == model::TargetKind::every_case || target->kind == model::TargetKind::no_case) {
    const std::int64_t breaches =
        target->kind == model::TargetKind::no_case ? f.low.n : f.low.d - f.low.n;
    return counted(breaches, "case breaks it.", "cases break it.");
  }
  if (!model::gives_share(*indicator)) return {};
  const auto n = short_of(f.low, *target);
  if (!n || *n <= 0) return {};
  const char* than = target->kind == model::TargetKind::at_least ? " more" : " fewer";
  return with_commas(*n) + than + " would have met it.";
}

std::string aside(const Finding& f) {
  std::string text;
  const auto add = [&](const Figure& figure, const char* what) {
    if (figure.high > 0) text += (text.empty() ? "" : ", ") + in_words(figure) + " " + what;
  };
  add(f.left_out, "left out");
  add(f.excused, "excused");
  add(f.not_yet_due, "not yet due");
  add(f.not_in_force, "dated when nothing was in force");
  if (f.status != Status::cannot_tell || f.unknown.high != f.deciding)
    add(f.unknown, "not certain");
  add(f.not_placed, "not placed for certain");
  return text.empty() ? text : text + ".";
}

std::string status_words(const Finding& f, const model::Ruleset& r) {
  std::string text(word(f.status));
  if (f.status == Status::not_yet_due && f.so_far)
    text += ": " + std::string(word(*f.so_far)) + " so far";
  if (f.status == Status::too_few && f.standard != kNone &&
      !r.standards[f.standard].minimum_says.empty()) {
    text += ": " + r.standards[f.standard].minimum_says;
  }
  if (!f.tier.empty()) text += " (" + f.tier + ")";
  return sentence(text);
}

FindingWords rule_words(const Finding& f, const model::Ruleset& r) {
  const model::Rule& rule = r.rules[f.rule];
  const std::string place = whereabouts(f, r);
  FindingWords w;
  w.status = f.failed > 0      ? "Broken."
             : f.undecided > 0 ? "Undecided."
             : f.passed > 0    ? "Kept."
                               : "Does not apply.";
  w.figures = "\"" + rule.title + "\"" + (place.empty() ? "" : " " + place) + ": " +
              with_commas(f.passed) + " passed, " + with_commas(f.failed) + " failed, " +
              with_commas(f.undecided) + " undecided, " + with_commas(f.not_applicable) +
              " not applicable.";
  if (f.failed > 0) w.asks = rule.message.empty() ? std::string() : sentence(rule.message);
  w.notes = f.notes;
  return w;
}

}  // namespace

Status status_of(const Finding& f) {
  if (f.kind != FindingKind::rule) return f.status;
  if (f.failed > 0) return Status::not_met;
  if (f.undecided > 0) return Status::cannot_tell;
  return f.passed > 0 ? Status::met : Status::no_cases;
}

std::string whereabouts(const Finding& f, const model::Ruleset& r) {
  std::string text;
  if (f.provider && f.provider->empty()) {
    text = "for records without a known provider";
  } else if (f.provider) {
    text = "for " + *f.provider;
  }
  if (f.period.kind != PeriodKind::whole)
    text += (text.empty() ? "in " : " in ") + in_words(f.period);
  else if (f.standard != model::kNone && r.standards[f.standard].per_period != PeriodKind::whole)
    text += (text.empty() ? "in " : " in ") + std::string("no known period");
  for (const auto& [field, code] : f.subgroup)
    text += (text.empty() ? "for " : ", ") + field + " " + (code.empty() ? "not known" : code);
  return text;
}

std::string shown(const End& end, const Finding& f, const model::Ruleset& r, int least_decimals) {
  const model::Indicator* indicator = indicator_of(f, r);
  const int decimals =
      indicator != nullptr && indicator->decimals >= 0 ? indicator->decimals : least_decimals;
  std::optional<Decimal> line;
  if (const auto target = target_of(f, r); target && target->value && target->out_of == 0 &&
                                           std::holds_alternative<Decimal>(*target->value)) {
    line = std::get<Decimal>(*target->value);
  }
  if (indicator != nullptr && indicator->shown_per > 0) {
    const Ratio per(indicator->shown_per);
    std::optional<Ratio> limit;
    if (line) limit = Ratio(*line) * per / Ratio(100);
    const int places = indicator->decimals >= 0 ? indicator->decimals : kPlacesOfRate;
    return rounded(Ratio(end.n, end.d) * per, places, limit) + " per " +
           with_commas(indicator->shown_per);
  }
  return percent_text(end.n, end.d, decimals, line);
}

std::string end_in_words(const End& end, const Finding& f, const model::Ruleset& r) {
  if (!end.exists) return "no figure";
  if (end.exact) return exact_in_words(*end.exact, f, r);
  if (end.milliseconds) return elapsed_in_words(*end.milliseconds);
  if (end.number) {
    const model::Indicator* indicator = indicator_of(f, r);
    const bool valued = indicator != nullptr && indicator->measure == model::Measure::percentile;
    return in_words(
        Scalar(*end.number),  // of a share: a number of cases
        valued ? model::measured_type(r, *indicator) : model::Type{model::Kind::number});
  }
  if (end.d <= 0) return "no figure";
  return with_commas(end.n) + " of " + with_commas(end.d) + " (" +
         shown(end, f, r, house_decimals(end.d)) + ")";
}

std::string value_in_words(const Finding& f, const model::Ruleset& r) {
  if (f.low == f.high) {
    if (!f.low.exists || f.low.d <= 0 || f.low.number || f.low.milliseconds || f.low.exact)
      return end_in_words(f.low, f, r);
    return with_commas(f.low.n) + " of " + counted(f.low.d, "case", "cases") + " (" +
           shown(f.low, f, r, house_decimals(f.low.d)) + ")";
  }
  return "from " + end_in_words(f.low, f, r) + " to " + end_in_words(f.high, f, r);
}

FindingWords words_of(const Finding& f, const model::Ruleset& r) {
  if (f.kind == FindingKind::rule && f.rule != kNone) return rule_words(f, r);
  FindingWords w;
  w.status = status_words(f, r);
  w.figures = figures(f, r);
  w.asks = asks(f, r);
  w.change = change(f, r);
  w.aside = aside(f);
  if (f.by_convention > 0) {
    w.notes.push_back("Of " + counted(f.by_convention, "record", "records") +
                      " a value was not known and the rule says what that counts as (`is known`, "
                      "`surely`, `of those who answered`).");
  }
  if (f.rests_on_blank > 0) {
    w.notes.push_back(counted(f.rests_on_blank, "record is", "records are") +
                      " met, or left out, on the strength of a blank.");
  }
  for (const std::string& note : f.notes) w.notes.push_back(sentence(note));
  return w;
}

std::optional<std::int64_t> short_of(const End& end, const TargetInForce& target) {
  if (!target.value || !std::holds_alternative<Decimal>(*target.value)) return std::nullopt;
  // n/d against t per cent: the least n with 100 n >= t d, or the greatest with 100 n <= t d.
  const auto product = multiply(std::get<Decimal>(*target.value), Decimal(end.d));
  const auto cases = product ? divide(*product, Decimal(100)) : std::nullopt;
  if (!cases) return std::nullopt;
  const bool at_least = target.kind == model::TargetKind::at_least;
  const auto whole = round(*cases, 0, at_least ? Rounding::ceiling : Rounding::floor);
  const auto n = whole ? whole->as_int64() : std::nullopt;
  if (!n || *n < 0 || *n > end.d) return std::nullopt;
  return at_least ? *n - end.n : end.n - *n;
}

std::string message(const Finding& f, const model::Ruleset& r) {
  const FindingWords w = words_of(f, r);
  std::string text;
  const auto say = [&](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  };
  for (const std::string* part : {&w.status, &w.figures, &w.asks, &w.change, &w.aside}) say(*part);
  for (const std::string& note : w.notes) say(note);
  return text;
}

}  // namespace assize

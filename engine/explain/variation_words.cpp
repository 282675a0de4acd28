#include "engine/explain/variation_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "engine/explain/numbers.h"
#include "engine/variation/benchmark.h"

namespace assize::variation {

std::string shown(double x) {
  if (is_none(x)) return "none";
  if (std::isinf(x)) return x > 0 ? "infinite" : "-infinite";
  const double size = std::fabs(x);
  if (size >= 1000 && size < 1e15) return with_commas(static_cast<std::int64_t>(std::llround(x)));
  int places = 3;
  for (double s = size; s > 0 && s < 1 && places < 12; s *= 10) ++places;
  if (size >= 1) places = size >= 100 ? 1 : size >= 10 ? 2 : 3;
  char digits[400];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, x, std::chars_format::fixed, places).ptr;
  std::string text(digits, end);
  while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
    const bool point = text.back() == '.';
    text.pop_back();
    if (point) break;
  }
  return text == "-0" ? "0" : text;
}

std::string about(double expected) {
  if (expected < 0.5) return "fewer than 1";
  return "about " + with_commas(static_cast<std::int64_t>(std::llround(expected)));
}

std::string of_units(std::size_t n, std::string_view unit) {
  return with_commas(static_cast<std::int64_t>(n)) + " " + std::string(unit) + (n == 1 ? "" : "s");
}

namespace {

std::string_view chart_words(Chart c) {
  switch (c) {
    case Chart::xmr:
      return "Individuals chart (XmR)";
    case Chart::mr:
      return "Moving range chart";
    case Chart::run:
      return "Run chart";
    case Chart::p:
      return "p chart";
    case Chart::p_prime:
      return "p' chart (Laney)";
    case Chart::u:
      return "u chart";
    case Chart::u_prime:
      return "u' chart (Laney)";
    case Chart::c:
      return "c chart";
    case Chart::g:
      return "g chart";
    case Chart::t:
      return "t chart";
  }
  return {};
}

std::string_view three_words(TwoOfThree t) {
  switch (t) {
    case TwoOfThree::between:
      return "two of three between 2 and 3 sigma on one side";
    case TwoOfThree::beyond:
      return "two of three beyond 2 sigma on one side";
    case TwoOfThree::uncancelled:
      return "two of three beyond 2 sigma, the third not beyond on the other side";
    case TwoOfThree::any_side:
      return "two of three beyond 2 sigma on either side";
  }
  return {};
}

bool takes_ranges(Chart c) {
  return is_individuals(c) || c == Chart::mr || c == Chart::p_prime || c == Chart::u_prime;
}

std::string rules_in_words(const Settings& s) {
  std::string out;
  const auto add = [&](std::string_view text) {
    if (!out.empty()) out += ", ";
    out += text;
  };
  if (s.rules & kOutside) add("a point outside the limits");
  if (s.rules & kTrend) add(std::to_string(s.trend_length) + " points rising or falling");
  if (s.rules & kTwoOfThree) add(three_words(s.two_of_three));
  if (s.rules & kRun) add(std::to_string(s.run_length) + " on one side of the centre");
  if (s.rules & kMovingRange) add("a step of more than 3.27 mean moving ranges");
  return out;
}

std::string_view centre_word(const Settings& s) {
  return s.chart == Chart::run || s.chart == Chart::g ? "median" : "mean";
}

std::string_view heading(Reading r) {
  switch (r) {
    case Reading::improvement:
      return "Improvement";
    case Reading::concern:
      return "Concern";
    case Reading::neutral_high:
      return "Special cause, high";
    case Reading::neutral_low:
      return "Special cause, low";
    default:
      return "Common cause";
  }
}

// The stretch of rows up to `last` that bear the mark, gaps between not counted: its first row and
// its points.
struct Stretch {
  std::size_t first = 0, points = 0;
};
template <class Mark>
Stretch stretch(const Charted& c, std::size_t last, Mark mark) {
  Stretch out{last, 0};
  for (std::size_t i = last + 1; i-- > 0 && c.points[i].segment == c.points[last].segment;) {
    if (c.points[i].gap() || mark(c.points[i]) == 0 || mark(c.points[i]) != mark(c.points[last]))
      break;
    out.first = i;
    ++out.points;
  }
  return out;
}

class Words {
 public:
  explicit Words(const SeriesWords& s) : s_(s), c_(s.charted) {}

  std::string all() const {
    if (!c_.last) return "Cannot tell: no " + unit() + " has a figure.";
    const Segment& segment = c_.segments[c_.points[*c_.last].segment];
    if (segment.too_few) {
      return "Cannot tell: " + of_units(segment.used, "point") + ", and limits need " +
             std::to_string(s_.settings.minimum_points) + ".";
    }
    if (!c_.judged)
      return "Cannot tell: " + of_units(segment.used, "point") +
             (segment.used == 1 ? " makes" : " make") + " no limits.";
    std::string text = last_point() + target() + runs(segment);
    if (segment.few) {
      text += " The limits are provisional: they rest on " + of_units(segment.used, "point") +
              ", fewer than " + std::to_string(s_.settings.few_points) + ".";
    }
    if (c_.gaps_matter) {
      const auto none = static_cast<std::size_t>(
          std::count_if(c_.points.begin(), c_.points.end(),
                        [](const Point& p) { return p.gap() && p.makes_limits; }));
      text += " " + of_units(none, unit()) + (none == 1 ? " has" : " have") + " no figure: the " +
              (s_.settings.chart == Chart::run ? "median rests" : "limits rest") +
              " on the others.";
    }
    return text;
  }

 private:
  std::string unit() const { return std::string(s_.unit); }
  const std::string& when(std::size_t i) const { return s_.when[i]; }

  std::string last_point() const {
    const std::size_t last = *c_.last;
    const Point& p = c_.points[last];
    std::string text(heading(p.reading));
    text += ": ";
    const bool up = p.direction > 0;
    switch (p.label) {
      case kOutside:
        return text + when(last) + " is " +
               (up ? "above the upper limit (" : "below the lower limit (") + shown(p.value) +
               " against " + shown(up ? p.upper : p.lower) + ").";
      case kTrend: {
        // A trend is a walk up or down: its points, not those that were marked.
        std::size_t first = last;
        while (first > 0 && c_.points[first - 1].segment == p.segment &&
               side(c_.points[first].value, c_.points[first - 1].value) == p.direction)
          --first;
        return text + of_units(last - first + 1, unit()) + (up ? " rising" : " falling") +
               ", from " + when(first) + " to " + when(last) + ".";
      }
      case kTwoOfThree:
        return text + "2 of 3 " + unit() + "s near the " + (up ? "upper" : "lower") +
               " limit, the last in " + when(last) + ".";
      case kRun: {
        const Stretch run = stretch(c_, last, [](const Point& q) { return q.broken.run; });
        return text + of_units(run.points, unit()) + " in a row " + (up ? "above" : "below") +
               " the " + std::string(centre_word(s_.settings)) + " since " + when(run.first) + ".";
      }
      case kMovingRange:
        return text + "the step to " + when(last) + " is larger than chance makes them.";
      default:
        if (s_.settings.rules == 0)
          return when(last) + ": " + shown(p.value) + ", median " + shown(p.centre) + ".";
        return text + when(last) + " breaks no rule.";
    }
  }

  std::string target() const {
    const std::string target = " The target of " + shown(s_.target);
    switch (c_.assurance) {
      case Assurance::pass:
        return target + " will be met consistently, as things are.";
      case Assurance::fail:
        return target + " will be missed consistently, as things are.";
      case Assurance::inconsistent:
        return target + " may be met or missed by chance.";
      case Assurance::none:
        return {};
    }
    return {};
  }

  // Runs are judged apart where the rules have none of their own.
  std::string runs(const Segment& segment) const {
    const RunAnalysis& r = segment.runs;
    if ((s_.settings.rules & kRun) || !r.judged) return {};
    if (r.too_long()) {
      return " The longest run about the centre has " + of_units(r.longest, "point") +
             ", more than the " + std::to_string(r.longest_expected) + " that chance makes.";
    }
    if (r.too_few_crossings()) {
      return " The centre is crossed " + of_units(r.crossings, "time") + ", fewer than the " +
             std::to_string(r.crossings_expected) + " that chance makes.";
    }
    return s_.settings.rules == 0 ? " Runs and crossings are those of chance." : "";
  }

  const SeriesWords& s_;
  const Charted& c_;
};

}  // namespace

std::string method_words(const Settings& s) {
  std::string text(chart_words(s.chart));
  if (s.chart == Chart::xmr || s.chart == Chart::t) {
    text += s.individuals_factor == 2.66 ? "; limits 2.66 mean moving ranges from the mean"
                                         : "; limits 3/1.128 mean moving ranges from the mean";
  } else if (s.chart != Chart::run) {
    text += "; limits of 3 sigma";
  } else {
    text += "; median, runs and crossings";
  }
  if (takes_ranges(s.chart))
    text += s.screen ? ", large moving ranges left out once" : ", all moving ranges";
  text += s.baseline > 0 ? "; limits from the first " + of_units(s.baseline, "row") : "";
  if (const std::string rules = rules_in_words(s); !rules.empty()) text += "; signals: " + rules;
  if (s.minimum_points > 0) text += "; no limits below " + of_units(s.minimum_points, "point");
  text += s.gaps_break ? "; a period without a row breaks runs"
                       : "; neighbours of a period without a row count as neighbours";
  return text + ".";
}

std::string method_words(const FunnelSettings& s, Multiplicity multiplicity) {
  std::string text = s.measure == Measure::proportion ? "Funnel of proportions"
                     : s.measure == Measure::rate     ? "Funnel of rates"
                                                      : "Funnel of observed to expected";
  const bool ratio = s.measure == Measure::ratio;
  switch (s.limits) {
    case LimitForm::exact:
      text += "; exact limits, interpolated";
      break;
    case LimitForm::chi_square:
      text += "; exact limits by chi-square";
      break;
    case LimitForm::score:
      text += "; score limits";
      break;
    case LimitForm::transformed:
      text += "; approximate limits";
      break;
  }
  text += s.centre ? " about a given centre" : ratio ? " about 1" : " about the pooled figure";
  const bool root = ratio && s.transform == Transform::square_root;
  const std::string scale = s.measure == Measure::proportion ? "arc sine root"
                            : root                           ? "square root"
                                                             : "logarithm";
  text += "; z scores on the scale of the " + scale;
  if (s.trim == Trim::winsorise) {
    text += ", winsorised at " + shown(s.trim_share * 100) + "% for phi";
  } else if (s.trim == Trim::truncate) {
    text += ", truncated at " + shown(s.trim_share * 100) + "% for phi";
  }
  text += s.adjust ? "; limits widened by additive overdispersion" : "; no overdispersion";
  switch (multiplicity) {
    case Multiplicity::none:
      break;
    case Multiplicity::bonferroni:
      text += "; p values by Bonferroni";
      break;
    case Multiplicity::holm:
      text += "; p values by Holm";
      break;
    case Multiplicity::hochberg:
      text += "; p values by Hochberg";
      break;
    case Multiplicity::benjamini_hochberg:
      text += "; false discoveries by Benjamini and Hochberg";
      break;
    case Multiplicity::benjamini_yekutieli:
      text += "; false discoveries by Benjamini and Yekutieli";
      break;
  }
  return text + ".";
}

std::string series_words(const SeriesWords& s) { return Words(s).all(); }

std::string trend_words(Trend trend, Better better) {
  switch (trend) {
    case Trend::cannot_be_calculated:
      return "cannot be calculated";
    case Trend::no_change:
      return "no change";
    case Trend::increasing:
    case Trend::decreasing:
      break;
  }
  const bool up = trend == Trend::increasing;
  const std::string words = up ? "increasing" : "decreasing";
  if (better == Better::neither) return words;
  return words + (up == (better == Better::higher) ? " and getting better" : " and getting worse");
}

std::string unit_words(const UnitResult& r, const Funnel& funnel, const FunnelSettings& settings,
                       double multiplier) {
  if (!r.judged) return {};
  const double k = multiplier;
  if (r.level < 0)
    return funnel.adjusted ? "Within the limits, which allow for how much all differ."
                           : "Within the limits: chance alone would explain it.";
  const auto at = static_cast<std::size_t>(r.level);
  const std::string level = shown(settings.levels[at] * 100) + "%";
  const bool high = r.outside > 0;
  const Comparison c = comparison_of(r.outside, settings.better);
  const std::string head = c == Comparison::better   ? "Better: "
                           : c == Comparison::worse  ? "Worse: "
                           : c == Comparison::higher ? "Higher: "
                                                     : "Lower: ";
  return head + shown(r.value * k) + " is " + (high ? "above the upper " : "below the lower ") +
         level + " limit (" + shown((high ? r.used[at].upper : r.used[at].lower) * k) +
         "); the centre is " + shown(funnel.centre * k) +
         (funnel.adjusted ? ", limits widened for overdispersion." : ".");
}

}  // namespace assize::variation

// Variation: what is charted, over what, and by which method.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"
#include "dsl/model/variation_names.h"

namespace assize::check_detail {

using Form = model::Variation::Form;
using model::Kind;
using model::Measure;

namespace {

class Variations {
 public:
  Variations(Program& p, Index at)
      : p_(p),
        decl_(*p.variations[at].decl),
        module_(p.variations[at].module),
        v_(p.ruleset.variations[at]) {}

  void check() {
    v_.span = decl_.id.span;
    v_.cites = citations(p_, module_, decl_.cites);
    if (const syntax::Text* t = only(p_, decl_.duty_of, "duty of")) v_.duty_of = t->text;
    if (!of() || !form()) return;
    switch (v_.form) {
      case Form::over_time:
        over_time();
        break;
      case Form::between_providers:
        between_providers();
        break;
      case Form::between_groups:
        between_groups();
        break;
    }
    preset();
    method();
    standardised();
    settings();
    levels();
    minimum();
    target();
  }

 private:
  const model::Indicator& indicator() const { return p_.ruleset.indicators[v_.indicator]; }

  bool of() {
    const syntax::Judges* j = required(p_, decl_.of, "of", decl_.id.span);
    if (j == nullptr) return false;
    const Symbol* s = p_.resolve(module_, j->indicators[0], What::indicator);
    if (s == nullptr || p_.ruleset.indicators[s->index].record == kNone) return false;
    v_.indicator = s->index;
    Per per = check_per(p_, module_, *j, indicator().record);
    v_.per_provider = per.provider;
    v_.per_period = per.period;
    v_.per_fields = std::move(per.fields);
    return true;
  }

  bool form() {
    const std::size_t forms =
        decl_.over_time.size() + decl_.between_providers.size() + decl_.between_groups.size();
    if (forms == 1) {
      v_.form = !decl_.over_time.empty()           ? Form::over_time
                : !decl_.between_providers.empty() ? Form::between_providers
                                                   : Form::between_groups;
      return true;
    }
    p_.error("A3701", decl_.id.span,
             forms == 0 ? "`" + v_.name + "` does not say between what it varies"
                        : "`" + v_.name + "` says more than once between what it varies",
             "say one of `over time as CHART chart;`, `between providers;` and `between groups of "
             "FIELD;`");
    return false;
  }

  template <class Names>
  void name_of(const Names& names, const syntax::Word& written, const std::string& what) {
    const auto at = std::find(std::begin(names), std::end(names), written.text);
    if (at != std::end(names)) return;
    std::vector<std::string> all(std::begin(names), std::end(names));
    std::string list;
    for (const std::string& n : all) list += (list.empty() ? "" : ", ") + n;
    const std::string near = nearest(written.text, all);
    p_.error("A3702", written.span, "`" + written.text + "` is no " + what,
             near.empty() ? "there are " + list : "did you mean `" + near + "`?");
  }

  void unfit(Span span, std::string text, std::string hint = {}) {
    p_.error("A3703", span, std::move(text), std::move(hint));
  }

  void over_time() {
    const syntax::Word& chart = decl_.over_time[0];
    name_of(model::kVariationCharts, chart, "kind of chart");
    v_.chart = chart.text;
    if (v_.per_period == PeriodKind::whole) {
      p_.error("A3701", chart.span, "over time means one point a period, and `of` names no period",
               "add `per month`, `per quarter`, `per financial year` or `per calendar year`");
    }
    const bool ratio =
        v_.chart == "p" || v_.chart == "p_prime" || v_.chart == "u" || v_.chart == "u_prime";
    if (ratio && !model::gives_share(indicator())) {
      unfit(chart.span,
            "a " + v_.chart + " chart is of a share, and `" + indicator().name +
                "` gives another figure",
            "an `xmr` chart is of any figure");
    }
    if (v_.chart == "c" && indicator().measure != Measure::counted)
      unfit(chart.span, "a c chart is of cases that are counted",
            "an `xmr` chart is of any figure");
  }

  void between_providers() {
    const syntax::BetweenProviders& between = decl_.between_providers[0];
    const Span span = between.span;
    if (!v_.per_provider)
      p_.error("A3701", span, "between providers means one figure a provider",
               "add `per provider` to `of`");
    if (!model::gives_share(indicator()))
      unfit(span, "providers are held against one another by shares, and `" + indicator().name +
                      "` gives another figure");
    comparator(between);
  }

  void comparator(const syntax::BetweenProviders& between) {
    using Comparator = model::Variation::Comparator;
    if (between.all) v_.comparator = Comparator::all_providers;
    if (between.value) {
      v_.comparator = Comparator::figure;
      v_.figure = percent(*between.value, "what providers are held against");
      v_.figure_name = between.name.text;
      if (v_.figure && (*v_.figure <= Decimal(0) || *v_.figure >= Decimal(100)))
        p_.error("A3018", between.value->span,
                 "a figure to hold shares against lies between 0% and 100%");
    }
    if (between.target_of) target_of(*between.target_of);
  }

  // Only a share that is asked for can be the centre of a funnel.
  void target_of(const syntax::Name& name) {
    const Symbol* s = p_.resolve(module_, name, What::standard);
    if (s == nullptr) return;
    v_.comparator = model::Variation::Comparator::target;
    v_.target_of = s->index;
    const model::Standard& standard = p_.ruleset.standards[s->index];
    const auto fits = [](const model::Target& t) {
      const bool share =
          t.kind == model::TargetKind::at_least || t.kind == model::TargetKind::at_most;
      return share && !t.of_cases && !t.of_size;
    };
    const bool share = standard.indicator != kNone &&
                       model::gives_share(p_.ruleset.indicators[standard.indicator]);
    if (!share || standard.comparison || standard.claim || standard.targets.empty() ||
        !std::all_of(standard.targets.begin(), standard.targets.end(), fits))
      unfit(name.span,
            "`" + standard.name + "` asks for no share of at least or at most so many per cent");
  }

  void between_groups() {
    const syntax::BetweenGroups& g = decl_.between_groups[0];
    if (!model::gives_share(indicator()))
      unfit(g.span, "groups are held against one another by shares, and `" + indicator().name +
                        "` gives another figure");
    for (const syntax::Word& w : g.fields) {
      if (!group(w)) return;
    }
    if (g.against.empty()) return;
    if (g.against.size() != v_.groups.size()) {
      p_.error(
          "A3701", g.span,
          "each field that makes the groups has a code of the group that they are held against",
          "write `between groups of sex and age_band against male and adult;`");
      return;
    }
    for (std::size_t i = 0; i < g.against.size(); ++i) against(v_.groups[i], g.against[i].code);
  }

  bool group(const syntax::Word& word) {
    const Index record = indicator().record;
    const Index f = p_.part(module_, record, word);
    if (f == kNone) return false;
    const model::Part field = p_.ruleset.records[record].part(f);
    if (field.type.kind != Kind::code) {
      p_.error(
          "A3701", word.span,
          "groups are the codes of a field; `" + field.name + "` is " + p_.in_words(field.type));
      return false;
    }
    parts_once(f, word, "makes the groups");
    v_.groups.push_back(f);
    return true;
  }

  // A field divides figures once: by what they are given for, into groups, or into what is allowed
  // for.
  void parts_once(Index f, const syntax::Word& word, const std::string& does) {
    const auto has = [&](const std::vector<Index>& all) {
      return std::find(all.begin(), all.end(), f) != all.end();
    };
    if (has(v_.per_fields))
      p_.error("A3701", word.span, "`" + word.text + "` " + does + " and parts them too",
               "leave it out of `of`");
    if (has(v_.groups) || has(v_.strata))
      p_.error("A3701", word.span, "`" + word.text + "` stands twice in this block");
  }

  void against(Index group, const syntax::Word& code) {
    const Index list = p_.ruleset.records[indicator().record].part(group).type.list;
    const auto& codes = p_.ruleset.code_lists[list].codes;
    const auto at = std::find_if(codes.begin(), codes.end(),
                                 [&](const model::Code& c) { return c.text == code.text; });
    if (at == codes.end()) {
      p_.error("A2012", code.span,
               "`" + code.text + "` is not a code of " + p_.ruleset.code_lists[list].name,
               p_.code_hint(list, code.text));
      return;
    }
    v_.against.push_back(CodeIndex{static_cast<int>(at - codes.begin())});
  }

  // Cases differ by age, say, and providers by the ages that they see.
  void standardised() {
    using Standardised = model::Variation::Standardised;
    const auto* s = only(p_, decl_.standardised, "standardised by");
    if (s == nullptr) return;
    v_.standardised = s->directly ? Standardised::directly : Standardised::indirectly;
    if (v_.form == Form::over_time) {
      unfit(s->span, "figures over time are not standardised here",
            "an indicator that is a `standardised rate` can be charted");
    } else if (v_.form == Form::between_providers && s->directly) {
      unfit(s->span,
            "each provider has cases of its own, and a funnel holds what it has against "
            "what was to be expected of these",
            "write `indirectly standardised by ...`");
    } else if (v_.form == Form::between_providers &&
               v_.comparator != model::Variation::Comparator::peers &&
               v_.comparator != model::Variation::Comparator::all_providers) {
      unfit(s->span,
            "what is to be expected follows from all providers together, not from one figure",
            "leave `against ...` out of `between providers`");
    }
    for (const syntax::Word& w : s->fields) {
      const Index record = indicator().record;
      const Index f = p_.part(module_, record, w);
      if (f == kNone) continue;
      const model::Part field = p_.ruleset.records[record].part(f);
      if (field.type.kind != Kind::code && field.type.kind != Kind::yes_no)
        p_.error(
            "A3701", w.span,
            "cases are allowed for by codes; `" + field.name + "` is " + p_.in_words(field.type));
      parts_once(f, w, "is allowed for");
      v_.strata.push_back(f);
    }
  }

  void preset() {
    const syntax::Text* t = only(p_, decl_.settings, "settings as in");
    if (t == nullptr) return;
    v_.preset = t->text;
    if (v_.form == Form::between_groups) {
      unfit(t->span, "settings of published tools are of charts; groups have none");
    } else if (v_.form == Form::over_time) {
      name_of(model::kPresetsOverTime, {t->text, t->span}, "name of settings over time");
    } else {
      name_of(model::kPresetsBetween, {t->text, t->span}, "name of settings between providers");
    }
  }

  void method() {
    const bool time = v_.form == Form::over_time;
    if (const auto* b = only(p_, decl_.baseline, "baseline")) {
      if (!time) unfit(b->span, "a baseline is of a chart over time");
      baseline(*b, time);
    }
    for (const syntax::NewLimits& n : decl_.new_limits) {
      const auto period = parse_period(n.from.text);
      if (!time) unfit(n.span, "new limits are of a chart over time");
      if (period && time && period->kind == v_.per_period) {
        v_.new_limits.push_back({*period, n.because.text});
      } else if (time) {
        p_.error("A3701", n.from.span,
                 "`" + n.from.text + "` is no period like those of the chart");
      }
    }
    std::sort(v_.new_limits.begin(), v_.new_limits.end(),
              [](const auto& a, const auto& b) { return a.from < b.from; });
    if (const syntax::Word* w = only(p_, decl_.overdispersion, "overdispersion")) {
      name_of(model::kOverdispersion, *w, "way to see overdispersion");
      v_.overdispersion = w->text;
      if (v_.form != Form::between_providers)
        unfit(w->span, "overdispersion is of what providers differ by");
    }
  }

  void baseline(const syntax::Baseline& b, bool time) {
    std::optional<Period> ends[2];
    if (b.first) {
      v_.baseline = whole_number(p_, *b.first).value_or(0);
    } else {
      for (std::size_t i = 0; i < 2; ++i) {
        ends[i] = parse_period(b.periods[i].text);
        if (time && (!ends[i] || ends[i]->kind != v_.per_period)) {
          p_.error("A3701", b.periods[i].span,
                   "`" + b.periods[i].text + "` is no period like those of the chart");
          return;
        }
      }
      if (!ends[0] || !ends[1]) return;
      v_.baseline_of = {*ends[0], *ends[1]};
      if (!decl_.new_limits.empty())
        unfit(b.span, "limits from the periods of a baseline hold for all of the chart",
              "leave out `new limits from ...`, or say `baseline first N periods;`");
    }
    const std::int64_t periods = b.first ? v_.baseline : ends[1]->index - ends[0]->index + 1;
    if (periods < 2) p_.error("A3018", b.span, "a baseline has at least 2 periods");
  }

  void settings() {
    for (const syntax::VariationSetting& s : decl_.set) setting(s);
    together();
  }

  const model::Variation::Setting* set_to(const char* name, const char* word) const {
    const auto at = std::find_if(v_.settings.begin(), v_.settings.end(), [&](const auto& s) {
      return s.name == name && !s.words.empty() && s.words[0] == word;
    });
    return at == v_.settings.end() ? nullptr : &*at;
  }
  bool has_setting(const char* name) const {
    return std::any_of(v_.settings.begin(), v_.settings.end(),
                       [&](const auto& s) { return s.name == name; });
  }

  // Settings that nothing would come of, or that say two things.
  void together() {
    const Span span = decl_.id.span;
    const bool by_interval = set_to("judged_by", "interval") != nullptr;
    if (by_interval && (v_.overdispersion == "shmi" || v_.overdispersion == "cqc"))
      unfit(span, "overdispersion widens limits, and `" + v_.name + "` is judged by intervals",
            "say one of the two");
    if (by_interval && (has_setting("correction") || has_setting("limits_by")))
      unfit(span, "`correction` and `limits_by` are of limits, and `" + v_.name +
                      "` is judged by intervals");
    if (has_setting("interval_by") && !by_interval)
      unfit(span, "`interval_by` sets what nothing is judged by",
            "add `setting judged_by is interval;`");
    const bool events = set_to("counts_as", "rate") != nullptr ||
                        set_to("counts_as", "ratio") != nullptr ||
                        v_.standardised == model::Variation::Standardised::indirectly;
    if (set_to("interval_by", "wilson") != nullptr && events)
      unfit(span, "Wilson's interval is of shares of cases; of events it is `byar` or `exact`");
    if (set_to("interval_by", "byar") != nullptr && !events)
      unfit(span, "Byar's interval is of events; of shares of cases it is `wilson` or `exact`");
    if (has_setting("counts_as") && v_.standardised != model::Variation::Standardised::no)
      unfit(span,
            "what is standardised counts as a ratio, of what there was to what was to be expected");
    if (has_setting("centre") && v_.comparator != model::Variation::Comparator::peers)
      unfit(span, "`setting centre` and `against` both say what providers are held against");
    if (has_setting("centre") && v_.standardised != model::Variation::Standardised::no)
      unfit(span, "the centre of what is standardised is 1: as many as were to be expected");
    if (has_setting("ratio_by") && v_.standardised != model::Variation::Standardised::no)
      unfit(span, "`ratio_by` is of figures that are not standardised");
  }

  void setting(const syntax::VariationSetting& s) {
    using Value = model::SettingName::Value;
    std::vector<std::string_view> names;
    for (const model::SettingName& n : model::kSettings) names.push_back(n.name);
    name_of(names, s.name, "setting");
    const auto known =
        std::find_if(std::begin(model::kSettings), std::end(model::kSettings),
                     [&](const model::SettingName& n) { return n.name == s.name.text; });
    if (known == std::end(model::kSettings)) return;
    const bool fits = v_.form == Form::over_time           ? known->over_time
                      : v_.form == Form::between_providers ? known->between_providers
                                                           : known->between_groups;
    if (!fits) return unfit(s.name.span, "`" + s.name.text + "` is no setting of this form");
    const bool twice = std::any_of(v_.settings.begin(), v_.settings.end(),
                                   [&](const auto& other) { return other.name == s.name.text; });
    if (twice) {
      p_.error("A2011", s.span, "`setting " + s.name.text + "` stands twice in this block");
      return;
    }
    model::Variation::Setting set{s.name.text, std::nullopt, {}};
    const bool number = known->value == Value::number || known->value == Value::percent;
    if (number != s.number.has_value() ||
        (number && s.percent != (known->value == Value::percent)) ||
        (known->value == Value::word && s.words.size() > 1)) {
      return unfit(s.span, std::string("`") + s.name.text + "` is " +
                               (known->value == Value::number    ? "a whole number"
                                : known->value == Value::percent ? "a percentage"
                                : known->value == Value::word    ? "one word"
                                                                 : "one or more words"));
    }
    if (number) {
      const auto n = literal(p_, *s.number);
      if (!n) return;
      set.number = std::get<Decimal>(n->value.point());
      const bool whole = known->value == Value::number;
      const Decimal least(whole ? (s.name.text == "minimum_points" ? 0 : 2) : 0);
      const Decimal most(whole ? 1000 : s.name.text == "trim_share" ? 49 : 100);
      if (*set.number < least || *set.number > most || (whole && !set.number->is_whole())) {
        p_.error("A3018", s.number->span,
                 "`" + s.name.text + "` lies from " + least.text() + " to " + most.text());
        return;
      }
    }
    std::vector<std::string_view> there;
    for (const std::string_view w : known->words) {
      if (!w.empty()) there.push_back(w);
    }
    for (const syntax::Word& w : s.words) {
      name_of(there, w, "word for `" + s.name.text + "`");
      set.words.push_back(w.text);
    }
    v_.settings.push_back(std::move(set));
  }

  std::optional<Decimal> percent(const syntax::Expression& e, const std::string& what) {
    const std::optional<Literal> l = literal(p_, e);
    if (!l || !l->value.is_known()) return std::nullopt;
    if (l->type == model::Type{Kind::number, model::Unit::percent})
      return std::get<Decimal>(l->value.point());
    p_.error("A3014", e.span, what + " is a percentage here; this is " + p_.in_words(l->type));
    return std::nullopt;
  }

  void levels() {
    const auto* levels = only_list();
    if (levels == nullptr) return;
    for (const syntax::Expression& e : *levels) {
      const auto level = percent(e, "a level");
      if (!level) return;
      const bool inside = *level > Decimal(0) && *level < Decimal(100);
      if (!inside || (!v_.levels.empty() && *level <= v_.levels.back())) {
        p_.error("A3018", e.span, "levels are below 100% and in ascending order",
                 "write `limits at 95%, 99.8%;`");
        return;
      }
      v_.levels.push_back(*level);
    }
    if (v_.form == Form::over_time) unfit(levels->front().span, "limits over time are of 3 sigma");
  }
  const std::vector<syntax::Expression>* only_list() {
    if (decl_.limits.empty()) return nullptr;
    if (decl_.limits.size() > 1)
      p_.error("A2011", decl_.limits[1].front().span,
               "`limits at` stands more than once in this block");
    return &decl_.limits.front();
  }

  void minimum() {
    const syntax::SmallCases* c = only(p_, decl_.small_cases, "with fewer than");
    if (c == nullptr) return;
    v_.minimum = whole_number(p_, c->fewer_than).value_or(0);
    v_.minimum_says = c->say.text;
  }

  void target() {
    const syntax::Expression* e = only(p_, decl_.target, "target");
    if (e == nullptr) return;
    if (v_.form != Form::over_time)
      return unfit(e->span, "a target is held against the limits of a chart over time");
    if (model::gives_share(indicator())) {
      v_.target = percent(*e, "the target of a share");
    } else {
      v_.target = plain_number(p_, *e);
    }
  }

  Program& p_;
  const syntax::VariationDecl& decl_;
  std::uint32_t module_;
  model::Variation& v_;
};

}  // namespace

void check_variations(Program& p) {
  for (Index i = 0; i < p.variations.size(); ++i) Variations(p, i).check();
}

}  // namespace assize::check_detail

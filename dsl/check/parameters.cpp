// Parameters: values of one type, in stretches of time that do not overlap.
#include <algorithm>

#include "dsl/check/expressions.h"
#include "dsl/check/literals.h"

namespace assize::check_detail {

void check_parameters(Program& p) {
  for (Index i = 0; i < p.parameters.size(); ++i) {
    const syntax::ParameterDecl& d = *p.parameters[i].decl;
    model::Parameter& q = p.ruleset.parameters[i];
    q.span = d.id.span;
    if (const syntax::Text* t = only(p, d.because, "because")) q.because = t->text;
    if (const syntax::Word* w = only(p, d.tighter, "tighter is")) {
      q.tighter = w->text == "lower" ? model::Direction::lower_is_better
                                     : model::Direction::higher_is_better;
    }
    q.evidence = evidence(p, d.evidence).value_or(model::Evidence::not_said);
    bool ok = true;
    std::vector<std::pair<model::DatedValue, Span>> values;
    for (const syntax::ParameterValue& v : d.values) {
      const model::Validity valid = validity(p, v.dates, v.span);
      if (v.value.kind != syntax::Kind::literal) {
        p.error("A3014", v.value.span, "the value of a parameter is a literal");
        ok = false;
        continue;
      }
      const std::optional<Literal> l = literal(p, v.value);
      if (!l) {
        ok = false;
        continue;
      }
      if (!l->value.is_known()) {
        p.error("A3014", v.value.span,
                "the value of a parameter is one value; `" + v.value.text + "` can be several");
        ok = false;
        continue;
      }
      if (!values.empty() && !(l->type == q.type)) {
        p.error("A3014", v.value.span,
                "`" + q.name + "` is " + p.in_words(q.type) + " at one time and " +
                    p.in_words(l->type) + " at another");
        ok = false;
        continue;
      }
      q.type = l->type;
      values.push_back({{l->value.point(), valid}, v.span});
    }
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
      return a.first.valid.from.value_or(kFirstDay) < b.first.valid.from.value_or(kFirstDay);
    });
    for (std::size_t v = 1; v < values.size(); ++v) {
      const Day ends = values[v - 1].first.valid.until.value_or(kLastDay);
      const Day begins = values[v].first.valid.from.value_or(kFirstDay);
      if (begins > ends) continue;
      Diagnostic& m =
          p.error("A3022", values[v].second,
                  "two values of `" + q.name + "` are in force on " + date_in_words(begins),
                  "end the earlier one with `until " +
                      date_text(begins == kFirstDay ? begins : begins - 1) + "`");
      m.notes.push_back({"the other value", values[v - 1].second});
    }
    if (!ok) continue;  // a parameter without values is silently not used
    for (auto& [v, span] : values) q.values.push_back(std::move(v));
  }
}

}  // namespace assize::check_detail

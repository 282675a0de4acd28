// Record rules.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

void check_rules(Program& p) {
  for (Index i = 0; i < p.rules.size(); ++i) {
    const auto& [decl, module] = p.rules[i];
    const syntax::RuleDecl& d = *decl;
    model::Rule& r = p.ruleset.rules[i];
    if (const syntax::Cites* c = only(p, d.cites, "cites")) r.cites = citation(p, module, *c);
    if (const syntax::Word* w = only(p, d.severity, "severity")) {
      r.severity = w->text == "warning"       ? model::RuleSeverity::warning
                   : w->text == "information" ? model::RuleSeverity::information
                                              : model::RuleSeverity::error;
    }
    if (const syntax::Text* t = only(p, d.message, "message")) r.message = t->text;
    const syntax::ForEach* record = required(p, d.for_each, "for each", d.id.span);
    const syntax::Test* when = only(p, d.when, "when");
    const syntax::Test* decided = only(p, d.decided_when, "decided when");
    const syntax::Test* must = required(p, d.must, "must", d.id.span);
    const std::optional<Each> each = record == nullptr ? std::nullopt : each_of(p, module, *record);
    if (!each) continue;
    Typer typer(p, module, r.record);
    if (!record->by.empty()) p.group = {record, r.record};
    r.when = record->by.empty() ? each->where : typer.leads(*record);
    if (when != nullptr) r.when = both(p, r.when, typer.test(when->condition), when->span);
    if (const syntax::OnceForEach* once = only(p, d.once, "once for each"))
      r.when = both(p, r.when, typer.kept(*once, r.when), once->span);
    if (decided != nullptr) r.decided_when = typer.test(decided->condition);
    if (must != nullptr) r.must = typer.test(must->condition);
    p.group = {};
    if (const syntax::IfBroken* b = only(p, d.if_broken, "if broken")) {
      if (!record->by.empty())
        p.error("A3809", b->span, "a group has no one record that could be doubtful");
      for (const syntax::Word& w : b->fields) {
        const Index f = p.field(r.record, w);
        if (f == kNone) continue;
        if (std::find(r.doubted.begin(), r.doubted.end(), f) != r.doubted.end()) {
          p.error("A2011", w.span, "`" + w.text + "` is named twice");
        }
        r.doubted.push_back(f);
      }
    }
  }
}

}  // namespace assize::check_detail

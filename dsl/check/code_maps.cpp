// Groupings and mappings: what each code of one list is in another.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

namespace {

class CodeMaps {
 public:
  CodeMaps(Program& p, Index at) : p_(p), decl_(p.maps[at]), map_(p.ruleset.code_maps[at]) {}

  void check() {
    const bool grouping = decl_.grouping != nullptr;
    const Symbol* from = p_.resolve(
        decl_.module, grouping ? decl_.grouping->codes : decl_.mapping->from, What::codes);
    const Symbol* to =
        grouping ? nullptr : p_.resolve(decl_.module, decl_.mapping->to, What::codes);
    if (from == nullptr || (!grouping && to == nullptr)) return;
    map_.from = from->index;
    map_.to = grouping ? decl_.list : to->index;
    const std::size_t codes = list(map_.from).codes.size();
    values_.assign(codes, Value::unknown(Reason::not_known));
    said_.assign(codes, std::nullopt);
    if (grouping)
      for (const syntax::GroupingEntry& e : decl_.grouping->entries) group(e);
    else
      for (const syntax::CodeMapEntry& e : decl_.mapping->entries) entry(e);
    complete();
    if (ok_) map_.values = std::move(values_);
  }

 private:
  const model::CodeList& list(Index at) const { return p_.ruleset.code_lists[at]; }

  std::optional<std::size_t> code(Index of, const syntax::CodeWord& w) {
    const auto found = p_.code_of[of].find(w.code.text);
    if (found != p_.code_of[of].end()) return found->second;
    p_.error("A2012", w.code.span, "`" + w.code.text + "` is no code of `" + list(of).name + "`",
             p_.code_hint(of, w.code.text));
    ok_ = false;
    return std::nullopt;
  }

  void put(std::size_t at, const Value& v, Span span) {
    if (said_[at]) {
      Diagnostic& d = p_.error("A3063", span,
                               "`" + list(map_.from).codes[at].text + "` is placed more than once",
                               "place each code once");
      d.notes.push_back({"first here", *said_[at]});
      ok_ = false;
      return;
    }
    said_[at] = span;
    values_[at] = v;
  }

  void rest(const Value& v, Span span) {
    if (rest_) {
      Diagnostic& d = p_.error("A2011", span, "`otherwise` stands more than once in this block");
      d.notes.push_back({"first here", rest_span_});
    }
    rest_ = v;
    rest_span_ = span;
  }

  void group(const syntax::GroupingEntry& e) {
    Value v = Value::unknown(Reason::not_known);
    if (!e.unknown) {
      const auto at = code(map_.to, e.group);
      if (!at) return;
      v = Value::of(CodeIndex{static_cast<std::int32_t>(*at)});
    }
    if (e.otherwise) return rest(v, e.span);
    for (const syntax::CodeSpan& s : e.codes) {
      const auto first = code(map_.from, s.first);
      const auto last = s.last ? code(map_.from, *s.last) : first;
      if (!first || !last) continue;
      if (s.last && !list(map_.from).ordered) {
        p_.error("A3006", s.span, "the codes of `" + list(map_.from).name + "` have no order",
                 "name the codes one by one");
        ok_ = false;
        continue;
      }
      for (std::size_t at = std::min(*first, *last); at <= std::max(*first, *last); ++at)
        put(at, v, s.span);
    }
  }

  void entry(const syntax::CodeMapEntry& e) {
    Reason why = Reason::not_known;
    if (!e.reason.empty()) reason_of(e.reason, why);
    Value v = Value::unknown(why);
    std::vector<CodeIndex> to;
    for (const syntax::CodeWord& w : e.to) {
      if (const auto at = code(map_.to, w)) to.push_back({static_cast<std::int32_t>(*at)});
    }
    if (to.size() != e.to.size()) return;
    std::sort(to.begin(), to.end());
    to.erase(std::unique(to.begin(), to.end()), to.end());
    if (to.size() == 1) {
      v = Value::of(to[0]);
    } else if (!to.empty()) {
      v.state = Value::State::range;
      v.codes = to;
      v.reasons = Reason::imprecise;
    }
    if (e.otherwise) return rest(v, e.span);
    for (const syntax::CodeWord& w : e.from) {
      if (const auto at = code(map_.from, w)) put(*at, v, w.code.span);
    }
  }

  void complete() {
    std::string missing;
    std::size_t count = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (said_[i] || list(map_.from).codes[i].role != model::CodeRole::ordinary) continue;
      if (!rest_ && ++count <= 3)
        missing += (missing.empty() ? "`" : ", `") + list(map_.from).codes[i].text + "`";
      else if (rest_)
        values_[i] = *rest_;
    }
    if (count == 0) return;
    ok_ = false;
    p_.error(
        "A3063", map_.span,
        "`" + map_.name + "` does not say what becomes of " + missing +
            (count > 3 ? " and " + std::to_string(count - 3) + " more" : ""),
        decl_.grouping != nullptr
            ? "put each code into a group, or behind `unknown:`; `otherwise` stands for the rest"
            : "say `CODE to ...`, `CODE to unknown`, or `otherwise to ...`");
  }

  Program& p_;
  const Program::MapDecl& decl_;
  model::CodeMap& map_;
  std::vector<Value> values_;
  std::vector<std::optional<Span>> said_;
  std::optional<Value> rest_;
  Span rest_span_;
  bool ok_ = true;
};

}  // namespace

void check_code_maps(Program& p) {
  for (Index i = 0; i < p.maps.size(); ++i) {
    CodeMaps(p, i).check();
    const model::CodeMap& m = p.ruleset.code_maps[i];
    p.maps_between[{m.from, m.to}].push_back(i);
  }
}

}  // namespace assize::check_detail

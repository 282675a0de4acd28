// Parameters that have a value a code: every code has one, all of one type, over the same days.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

namespace {

// The days on which a parameter has a value, where they are one stretch; its values are in order.
std::pair<Day, Day> days_of(const model::Parameter& q) {
  const Day first = q.values.front().valid.from.value_or(kFirstDay);
  const Day last = q.values.back().valid.until.value_or(kLastDay);
  return {first, last};
}

std::string stretch_in_words(std::pair<Day, Day> days) {
  const std::string from = days.first == kFirstDay ? "" : "from " + date_in_words(days.first);
  const std::string until = days.second == kLastDay ? "" : "until " + date_in_words(days.second);
  if (from.empty() && until.empty()) return "at all times";
  return from + (from.empty() || until.empty() ? "" : " ") + until;
}

class KeyedParameter {
 public:
  KeyedParameter(Program& p, Program::Keyed& k) : p_(p), k_(k) {}

  void check() {
    const Symbol* s = p_.resolve(k_.module, *k_.decl->by, What::codes);
    if (s == nullptr) return;
    k_.list = s->index;
    const model::CodeList& list = p_.ruleset.code_lists[k_.list];
    k_.of_code.assign(list.codes.size(), kNone);
    bool ok = true;
    for (const auto& [word, parameter] : k_.parameters) ok = place(word, parameter) && ok;
    std::string missing;
    std::size_t count = 0, otherwise = 0;
    for (std::size_t i = 0; i < list.codes.size(); ++i) {
      if (k_.of_code[i] != kNone || list.codes[i].role != model::CodeRole::ordinary) continue;
      if (k_.otherwise != kNone) {
        k_.of_code[i] = k_.otherwise;
        ++otherwise;
      } else if (++count <= 3) {
        missing += (missing.empty() ? "`" : ", `") + list.codes[i].text + "`";
      }
    }
    const Span span = k_.decl->id.span;
    if (count > 0) {
      p_.error("A3061", span,
               "`" + k_.decl->id.text + "` has no value for " + missing +
                   (count > 3 ? " and " + std::to_string(count - 3) + " more" : ""),
               "give every code of `" + list.name + "` a value, or add `otherwise is ...;`");
      ok = false;
    }
    if (k_.otherwise != kNone && otherwise == 0) {
      p_.error("A3061", p_.parameters[k_.otherwise].decl->span,
               "every code of `" + list.name + "` has a value: `otherwise` stands for none",
               "leave `otherwise` out");
      ok = false;
    }
    k_.ok = ok && agree();
  }

 private:
  bool place(const syntax::CodeWord& word, Index parameter) {
    const auto found = p_.code_of[k_.list].find(word.code.text);
    if (found == p_.code_of[k_.list].end()) {
      p_.error(
          "A2012", word.code.span,
          "`" + word.code.text + "` is no code of `" + p_.ruleset.code_lists[k_.list].name + "`",
          p_.code_hint(k_.list, word.code.text));
      return false;
    }
    if (p_.ruleset.code_lists[k_.list].codes[found->second].role != model::CodeRole::ordinary) {
      p_.error("A3061", word.code.span,
               "`" + word.code.text + "` means not known: nothing is looked up by it");
      return false;
    }
    k_.of_code[found->second] = parameter;
    return true;
  }

  // A record whose code has no value on its day is out: not because of what other codes lack.
  bool agree() {
    const model::Parameter* first = nullptr;
    for (const Index at : k_.of_code) {
      if (at == kNone) continue;
      const model::Parameter& q = p_.ruleset.parameters[at];
      if (q.values.empty()) return false;  // reported
      if (first == nullptr) first = &q;
      if (!(q.type == first->type)) {
        p_.error("A3014", q.span,
                 "`" + q.name + "` is " + p_.in_words(q.type) + "; `" + first->name + "` is " +
                     p_.in_words(first->type));
        return false;
      }
      bool hole = false;
      for (std::size_t v = 1; v < q.values.size(); ++v)
        hole = hole || q.values[v - 1].valid.until.value_or(kLastDay) + 1 !=
                           q.values[v].valid.from.value_or(kFirstDay);
      if (hole || days_of(q) != days_of(*first)) {
        Diagnostic& d =
            p_.error("A3061", q.span,
                     hole ? "the values of `" + q.name + "` leave days between them without one"
                          : "`" + q.name + "` has a value " + stretch_in_words(days_of(q)) + ", `" +
                                first->name + "` " + stretch_in_words(days_of(*first)),
                     "give all codes values over the same days");
        d.notes.push_back({"the other is here", first->span});
        return false;
      }
    }
    return first != nullptr;
  }

  Program& p_;
  Program::Keyed& k_;
};

}  // namespace

void check_keyed(Program& p) {
  for (Program::Keyed& k : p.keyed) KeyedParameter(p, k).check();
}

}  // namespace assize::check_detail

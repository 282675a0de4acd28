// What a name stands for: a field, a code, a parameter, a definition.
#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::Kind;
using model::kNoExpr;
using model::Op;
using model::Type;

// An argument of the definition, also within its conditions about rows: written out it is the same
// there, a field is handed in. nullopt: there is none of that name.
std::optional<Typed> Typer::argument(const std::string& name, Span span) {
  if (const auto it = constants.find(name); it != constants.end()) return it->second;
  if (scope_.outer == nullptr) return std::nullopt;
  const std::optional<Typed> given = scope_.outer->argument(name, span);
  if (!given || !given->ok() || p_.arena[given->id].op == Op::literal) return given;
  return hand_in(*given, span);
}

// Which value holds is a matter of the date, and of the provider, of the record that the rule is
// about.
Typed Typer::parameter_value(Index at, Span span) {
  const model::Parameter& parameter = p_.ruleset.parameters[at];
  const bool always = parameter.values.size() == 1 && !parameter.values[0].valid.from &&
                      !parameter.values[0].valid.until;
  const bool local = p_.local_values.contains(at);
  if (scope_.outer != nullptr && (!always || local))
    return hand_in(scope_.outer->parameter_value(at, span), span);
  Node n;
  n.op = Op::parameter;
  n.index = at;
  const Typed national = make(std::move(n), parameter.type, span);
  return local ? local_value(at, national, span) : national;
}

// A name that a block of the record defines, and the module too as something else.
bool Typer::said_by_block_and_module(const std::string& name, const Symbol& s, Span span) {
  const Symbol* own = p_.look_up(module_, syntax::Name{{}, name, span});
  if (own == nullptr || s.what != What::definition) return false;
  if (own->what == s.what && own->index == s.index) return false;
  if (own->what != What::parameter && own->what != What::definition) return false;
  if (own->what == What::definition && p_.ruleset.definitions[s.index].made_from == own->index)
    return false;
  Diagnostic& d = p_.error("A2003", span,
                           "`" + name + "` is both defined of a block of `" +
                               p_.ruleset.records[record_].name + "` and " + in_words(own->what),
                           "give one of them another name");
  d.notes.push_back({"defined of the block here", s.span});
  d.notes.push_back({"declared here", own->span});
  return true;
}

bool Typer::is_about(const syntax::Name& name, const Symbol& s, Span span) {
  const model::Definition& d = p_.ruleset.definitions[s.index];
  const Index block = s.index < p_.definitions.size() ? p_.definitions[s.index].block : kNone;
  if (d.record == record_ || (d.record == kNone && block == kNone)) return true;
  const std::string here =
      record_ == kNone ? std::string("this") : "`" + p_.ruleset.records[record_].name + "`";
  Diagnostic& m =
      block == kNone
          ? p_.error("A2013", span,
                     "`" + name.id + "` is about `" + p_.ruleset.records[d.record].name +
                         "`, not about " + here)
          : p_.error("A2013", span,
                     "`" + name.id + "` is about records that include `" +
                         p_.blocks[block].decl->body.id.text + "`, and not about " + here);
  m.notes.push_back({"declared here", d.span});
  return false;
}

Typed Typer::name(const E& e, const Type* want) {
  const bool plain = e.name.module_alias.empty();
  if (plain) {
    if (const auto it = constants.find(e.name.id); it != constants.end()) return it->second;
  } else if (const auto of_record = qualified(e)) {
    return *of_record;
  }
  const Symbol* s = p_.look_up(module_, record_, e.name);
  const bool has_value =
      s != nullptr && (s->what == What::parameter || s->what == What::definition);
  if (plain && has_value && said_by_block_and_module(e.name.id, *s, e.span)) return wrong();
  Index field = kNone;
  if (plain && record_ != kNone) {
    const auto it = p_.field_of[record_].find(e.name.id);
    if (it != p_.field_of[record_].end()) field = it->second;
  }
  if (plain && field == kNone) {
    if (const auto given = argument(e.name.id, e.span)) return *given;
  }
  if (want != nullptr && want->kind == Kind::code && plain) {
    if (const auto code = code_word(e, want->list, field == kNone && !has_value)) {
      if (code->ok() && (field != kNone || has_value)) {
        p_.error("A2003", e.span,
                 "`" + e.name.id + "` is both a code of `" +
                     p_.ruleset.code_lists[want->list].name + "` and a " +
                     (field != kNone ? "field" : "declaration"),
                 "write the code in quotation marks: `\"" + e.name.id + "\"`");
        return wrong();
      }
      return *code;
    }
  }
  if (field != kNone) {
    if (has_value) {
      Diagnostic& d = p_.error("A2003", e.span,
                               "`" + e.name.id + "` is both a field of `" +
                                   p_.ruleset.records[record_].name + "` and " + in_words(s->what),
                               "give one of them another name");
      d.notes.push_back({"declared here", s->span});
      return wrong();
    }
    const bool untyped = p_.ruleset.records[record_].fields[field].type.kind == Kind::nothing;
    if (untyped && !lists_)
      return wrong();  // its declaration was reported; only `assize eval` has fields of no type
    if (!is_of_group(field)) {
      p_.error("A3809", e.span,
               "a group has no one `" + e.name.id + "`: its records may differ in it",
               "ask for it among the rows of the group, or add it behind `by`");
      return wrong();
    }
    Node n;
    n.op = Op::field;
    n.index = field;
    return make(std::move(n), p_.ruleset.records[record_].fields[field].type, e.span);
  }
  if (const syntax::SpanDecl* span = s == nullptr && plain ? span_named(e) : nullptr) {
    p_.error("A3810", e.span, "`" + span->id.text + "` is a span; a value is needed here",
             "ask how it lies (`is inside`, `overlaps`, `covers`, `starts in`), or name its end");
    return wrong();
  }
  if (s == nullptr) {
    p_.unknown_name(module_, e.name, record_);
    return wrong();
  }
  if (s->what == What::parameter) {
    const model::Parameter& parameter = p_.ruleset.parameters[s->index];
    if (parameter.values.empty()) return wrong();
    return parameter_value(s->index, e.span);
  }
  if (s->what == What::definition && p_.weighing) {
    p_.error("A3808", e.span, "where a link is certain the row's own fields say");
    return wrong();
  }
  if (s->what == What::definition && p_.group.each != nullptr && scope_.outer == nullptr &&
      record_ == p_.group.record) {
    p_.error("A3809", e.span, "`" + e.name.id + "` is said of one record, not of a group",
             "ask it of the rows of the group");
    return wrong();
  }
  if (s->what == What::definition) {
    if (!is_about(e.name, *s, e.span)) return wrong();
    const model::Definition& d = p_.ruleset.definitions[s->index];
    if (s->index < p_.definitions.size() && !p_.definitions[s->index].arguments().empty())
      return use(e.name, e.span, {});
    if (d.expr == kNoExpr) return wrong();
    Node n;
    n.op = Op::named;
    n.index = s->index;
    n.args = {d.expr};
    return make(std::move(n), p_.definition_types[s->index], e.span);
  }
  Diagnostic& d = p_.error(
      "A2004", e.span, "`" + e.name.id + "` is " + in_words(s->what) + "; a value is needed here",
      s->what == What::rule    ? "ask `" + e.name.id + " passes` or `fails`"
      : s->what == What::keyed ? "say which: `" + e.name.id + " for FIELD`"
                               : "");
  d.notes.push_back({"declared here", s->span});
  return wrong();
}

}  // namespace assize::check_detail

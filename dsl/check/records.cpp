// Records: the types of their fields, what a blank means in each, their key and whose they are.
#include <algorithm>

#include "dsl/check/literals.h"
#include "dsl/check/program.h"

namespace assize::check_detail {

using model::Kind;
using model::Type;
using model::Unit;
using syntax::OptionKind;
using syntax::TypeKind;

Index Program::zone(const std::string& name, Span span) {
  for (Index i = 0; i < ruleset.zones.size(); ++i) {
    if (ruleset.zones[i].name == name) return i;
  }
  std::optional<ZoneTable> table = environment.zone ? environment.zone(name) : std::nullopt;
  if (!table) {
    // Those that returns of these islands name; the list of a machine is not known here.
    const std::string near =
        nearest(name, {"Europe/London", "Europe/Belfast", "Europe/Dublin", "Europe/Guernsey",
                       "Europe/Isle_of_Man", "Europe/Jersey", "Europe/Paris", "UTC"});
    error("A3015", span, "there is no time zone `" + name + "`",
          near.empty() ? "zones are named as in \"Europe/London\""
                       : "did you mean \"" + near + "\"?");
    return kNone;
  }
  ruleset.zones.push_back(std::move(*table));
  return static_cast<Index>(ruleset.zones.size() - 1);
}

Index Program::utc() {
  for (Index i = 0; i < ruleset.zones.size(); ++i) {
    if (ruleset.zones[i].name == "UTC") return i;
  }
  ruleset.zones.push_back({"UTC", "", {{INT64_MIN, 0}}});
  return static_cast<Index>(ruleset.zones.size() - 1);
}

Type declared_type(Program& p, std::uint32_t module, const syntax::Type& t) {
  switch (t.kind) {
    case TypeKind::text:
    case TypeKind::organisation:
    case TypeKind::texts_in_cell:
    case TypeKind::codes_in_cell:
      return {Kind::text};
    case TypeKind::yes_or_no:
      return {Kind::yes_no};
    case TypeKind::number:
    case TypeKind::whole_number:
    case TypeKind::count:
      return {Kind::number};
    case TypeKind::money:
      return {Kind::number, Unit::pounds};
    case TypeKind::percentage:
      return {Kind::number, Unit::percent};
    case TypeKind::code: {
      const Symbol* s = p.resolve(module, t.codes, What::codes);
      return s == nullptr ? Type{} : Type{Kind::code, Unit::none, s->index};
    }
    case TypeKind::date:
      return {Kind::date};
    case TypeKind::zoned_time: {
      const Index z = p.zone(t.zone.text, t.zone.span);
      return z == kNone ? Type{} : Type{Kind::date_time, Unit::none, 0, z};
    }
    case TypeKind::written_time:
      return {Kind::wall_time};
  }
  return {};
}

namespace {

bool is_event(const Type& t) {
  return t.kind == Kind::date || t.kind == Kind::date_time || t.kind == Kind::wall_time;
}

class Records {
 public:
  Records(Program& p, Index at)
      : p_(p), at_(at), decl_(*p.records[at].decl), record_(p.ruleset.records[at]) {}

  void check() {
    record_.span = decl_.id.span;
    if (decl_.file) record_.file = decl_.file->text;
    std::vector<Index> open;
    for (const syntax::Name& n : decl_.includes) include(p_.records[at_].module, n, open);
    for (const syntax::FieldDecl& d : decl_.fields) add(p_.records[at_].module, d);
    if (record_.fields.empty())
      p_.error("A2010", decl_.id.span, "`" + record_.name + "` has no fields");
    key();
    provider();
  }

 private:
  // The fields of a block, those of the blocks that it includes first.
  void include(std::uint32_t module, const syntax::Name& name, std::vector<Index>& open) {
    const Symbol* s = p_.resolve(module, name, What::block);
    if (s == nullptr) return;
    if (std::find(open.begin(), open.end(), s->index) != open.end()) {
      p_.error("A2005", name.span, "`" + name.id + "` includes itself");
      return;
    }
    const auto& [block, of] = p_.blocks[s->index];
    p_.blocks_of[at_].push_back(s->index);
    open.push_back(s->index);
    for (const syntax::Name& n : block->body.includes) include(of, n, open);
    open.pop_back();
    for (const syntax::FieldDecl& d : block->body.fields) add(of, d);
  }

  void add(std::uint32_t module, const syntax::FieldDecl& d) {
    const auto [it, fresh] =
        p_.field_of[at_].try_emplace(d.id.text, static_cast<Index>(record_.fields.size()));
    if (!fresh) {
      Diagnostic& m = p_.error(
          "A2002", d.id.span, "`" + record_.name + "` has more than one field `" + d.id.text + "`");
      m.notes.push_back({"first here", record_.fields[it->second].span});
      return;
    }
    record_.fields.push_back(field(d, module));
    const model::Field& f = record_.fields.back();
    const auto [h, new_heading] = headings_.try_emplace(f.heading, d.id.span);
    if (!new_heading) {
      Diagnostic& m =
          p_.error("A2002", d.id.span,
                   "two fields of `" + record_.name + "` read the column \"" + f.heading + "\"");
      m.notes.push_back({"the other is here", h->second});
    }
  }

  model::Field field(const syntax::FieldDecl& d, std::uint32_t module) {
    model::Field f;
    f.name = d.id.text;
    f.title = d.title ? d.title->text : "";
    f.heading = d.id.text;
    f.span = d.id.span;
    f.type = declared_type(p_, module, d.type);
    f.is_organisation = d.type.kind == TypeKind::organisation;
    f.whole = d.type.kind == TypeKind::count || d.type.kind == TypeKind::whole_number;
    if (d.type.kind == TypeKind::count) f.low = Decimal(0);
    if (d.type.kind == TypeKind::codes_in_cell || d.type.kind == TypeKind::texts_in_cell) {
      f.separator = d.type.zone.text;
      if (f.separator.empty())
        p_.error("A3020", d.type.span, "nothing stands between the items of `" + f.name + "`",
                 "say what does: `separated by \";\"`");
      if (d.type.kind == TypeKind::codes_in_cell) {
        const Symbol* s = p_.resolve(p_.records[at_].module, d.type.codes, What::codes);
        if (s == nullptr) f.type = {};
        if (s != nullptr) f.items = s->index;
      }
    }
    if (d.type.from) f.low = plain_number(p_, *d.type.from);
    if (d.type.to) f.high = plain_number(p_, *d.type.to);
    if (f.low && f.high && *f.high < *f.low)
      p_.error("A3018", d.type.span,
               "no number is at least " + f.low->text() + " and at most " + f.high->text());
    std::vector<const syntax::Option*> seen;
    for (const syntax::Option& o : d.options) {
      for (const syntax::Option* s : seen) {
        const bool blanks = is_blank(o.kind) && is_blank(s->kind);
        if (blanks || (o.kind == s->kind && o.kind != OptionKind::stands_for)) {
          Diagnostic& m = p_.error("A2011", o.span,
                                   blanks ? "`" + f.name + "` says twice what a blank means"
                                          : "`" + f.name + "` says this more than once");
          m.notes.push_back({"first here", s->span});
          break;
        }
      }
      seen.push_back(&o);
      option(f, o);
    }
    if (f.required && f.blank_declared && f.blank != model::Blank::unknown) {
      p_.error("A3020", d.id.span, "`" + f.name + "` is required, and says what a blank means",
               "leave one of the two out");
    }
    return f;
  }

  static bool is_blank(OptionKind k) {
    return k == OptionKind::blank_not_by_the_cut_off || k == OptionKind::blank_did_not_happen ||
           k == OptionKind::blank_unknown || k == OptionKind::blank_no ||
           k == OptionKind::blank_none;
  }

  void misfit(const syntax::Option& o, const model::Field& f, const std::string& what) {
    p_.error("A3020", o.span, what + "; `" + f.name + "` is " + p_.in_words(f.type));
  }

  void option(model::Field& f, const syntax::Option& o) {
    const bool typed = f.type.kind != Kind::nothing;
    switch (o.kind) {
      case OptionKind::required:
        f.required = true;
        break;
      case OptionKind::personal:
        f.personal = true;
        break;
      case OptionKind::column:
        if (o.text) f.heading = o.text->text;
        break;
      case OptionKind::blank_not_by_the_cut_off:
      case OptionKind::blank_did_not_happen:
        f.blank = o.kind == OptionKind::blank_did_not_happen ? model::Blank::did_not_happen
                                                             : model::Blank::not_by_cut_off;
        f.blank_declared = true;
        if (typed && !is_event(f.type))
          misfit(o, f, "only a date or a time can be that of an event that has not happened");
        break;
      case OptionKind::blank_unknown:
        f.blank_declared = true;
        break;
      case OptionKind::blank_none:
        f.blank = model::Blank::none;
        f.blank_declared = true;
        if (o.text) f.because = o.text->text;
        if (typed && f.separator.empty())
          misfit(o, f, "a blank can mean none only where a cell holds several items");
        break;
      case OptionKind::blank_no:
        f.blank = model::Blank::no;
        f.blank_declared = true;
        if (o.text) f.because = o.text->text;
        if (!o.text || o.text->text.empty())
          p_.error("A3032", o.span, "`blank means no` does not say why", "add `because \"...\"`");
        if (typed && f.type.kind != Kind::yes_no)
          misfit(o, f, "a blank can mean no only where the answer is yes or no");
        break;
      case OptionKind::stands_for: {
        if (typed && f.type.kind != Kind::number)
          misfit(o, f, "only a number can stand hidden behind a mark");
        const auto low = o.from ? plain_number(p_, *o.from) : std::nullopt;
        const auto high = o.to ? plain_number(p_, *o.to) : std::nullopt;
        if (!low || !high || !o.text) break;
        if (*high < *low)
          p_.error("A3018", o.span,
                   "no number is at least " + low->text() + " and at most " + high->text());
        f.hidden.push_back({o.text->text, *low, *high});
        break;
      }
      case OptionKind::rounded:
        if (typed && f.type.kind != Kind::number) misfit(o, f, "only a number can be rounded");
        if (o.from) f.rounded_to = plain_number(p_, *o.from);
        if (f.rounded_to && *f.rounded_to <= Decimal(0))
          p_.error("A3018", o.span, "numbers are rounded to a nearest that is more than 0");
        break;
      case OptionKind::written_as:
        if (typed && !is_event(f.type)) {
          misfit(o, f, "only a date or a time is written in a layout");
          break;
        }
        for (const syntax::Text& written : o.layouts) layout(f, written);
        break;
    }
  }

  void layout(model::Field& f, const syntax::Text& written) {
    const auto l = checked_layout(p_, written.text, written.span, f.type.kind != Kind::date);
    if (!l) return;
    if (l->has(Layout::Word::zone) && f.type.kind == Kind::wall_time) {
      p_.error("A3019", written.span, "a time as written has no zone, and this layout has one");
      return;
    }
    f.layouts.push_back(*l);
  }

  void key() {
    const syntax::KeyClause* k = required(p_, decl_.keys, "key", decl_.id.span);
    if (k == nullptr) return;
    for (const syntax::Word& w : k->fields) {
      const Index f = p_.field(at_, w);
      if (f == kNone) continue;
      if (std::find(record_.key.begin(), record_.key.end(), f) != record_.key.end()) {
        p_.error("A3021", w.span, "`" + w.text + "` is named twice in the key");
      }
      record_.key.push_back(f);
    }
  }

  void provider() {
    std::vector<Index> organisations;
    for (Index i = 0; i < record_.fields.size(); ++i) {
      if (record_.fields[i].is_organisation) organisations.push_back(i);
    }
    if (const syntax::Word* w = only(p_, decl_.provider, "provider is")) {
      record_.provider = p_.field(at_, *w);
      const Kind kind =
          record_.provider == kNone ? Kind::nothing : record_.fields[record_.provider].type.kind;
      if (kind != Kind::nothing && kind != Kind::text && kind != Kind::code) {
        p_.error("A3021", w->span,
                 "a provider is an organisation, a text or a code; `" + w->text + "` is " +
                     p_.in_words(record_.fields[record_.provider].type));
      }
    } else if (organisations.size() == 1) {
      record_.provider = organisations[0];
    } else if (organisations.size() > 1) {
      p_.error("A3021", decl_.id.span,
               "`" + record_.name +
                   "` has several organisations and does not say which one is the provider",
               "add `provider is " + record_.fields[organisations[0]].name + ";`");
    }
  }

  Program& p_;
  Index at_;
  const syntax::RecordDecl& decl_;
  model::Record& record_;
  std::unordered_map<std::string, Span> headings_;
};

// A block holds fields; which of them are the key, and whose the records are, the record says.
void check_blocks(Program& p) {
  for (const auto& [block, module] : p.blocks) {
    const syntax::RecordDecl& body = block->body;
    for (const syntax::KeyClause& k : body.keys)
      p.error("A3021", k.span, "a block has no key",
              "write the key in each record that includes it");
    for (const syntax::Word& w : body.provider) {
      p.error("A3021", w.span, "a block does not say whose its records are",
              "write `provider is " + w.text + ";` in each record that includes it");
    }
  }
}

}  // namespace

void check_records(Program& p) {
  p.field_of.resize(p.records.size());
  p.blocks_of.resize(p.records.size());
  check_blocks(p);
  for (Index i = 0; i < p.records.size(); ++i) Records(p, i).check();
}

}  // namespace assize::check_detail

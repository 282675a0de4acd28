// Code lists: no code twice at one time, and a list that can hold a known value. A long list may
// stand in a file beside the ruleset, whose hash is written here.
#include <algorithm>

#include "dsl/check/literals.h"
#include "dsl/check/program.h"

namespace assize {

std::vector<CodeFileRef> code_files(const syntax::File& file) {
  std::vector<CodeFileRef> all;
  for (const syntax::Declaration& d : file.declarations) {
    if (const auto* list = std::get_if<syntax::CodesDecl>(&d)) {
      for (const syntax::CodeFile& f : list->files) all.push_back({f.path.text, f.path.span});
    }
  }
  return all;
}

namespace check_detail {

namespace {

class CodeLists {
 public:
  CodeLists(Program& p, Index at)
      : p_(p), at_(at), decl_(*p.codes[at].decl), list_(p.ruleset.code_lists[at]) {}

  void check() {
    list_.ordered = decl_.ordered;
    list_.span = decl_.id.span;
    for (const syntax::CodeDecl& c : decl_.codes) {
      model::Code code{c.code.text,
                       c.meaning.text,
                       validity(p_, c.dates, c.span),
                       model::CodeRole::ordinary,
                       {}};
      if (const syntax::Word* w = only(p_, c.means, "means")) {
        code.role =
            w->text == "not stated" ? model::CodeRole::not_stated : model::CodeRole::not_known;
      }
      add(std::move(code), c.code.span);
    }
    totals();
    bool unread = false;
    for (const syntax::CodeFile& f : decl_.files) unread = !file(f) || unread;
    taken();
    if (decl_.from_highest) turn();
    if (!unread && std::none_of(list_.codes.begin(), list_.codes.end(), [](const model::Code& c) {
          return c.role == model::CodeRole::ordinary;
        })) {
      p_.error("A3018", decl_.id.span, "`" + list_.name + "` lists no code that says something");
    }
  }

 private:
  void add(model::Code code, Span span) {
    const auto [it, fresh] =
        p_.code_of[at_].try_emplace(code.text, static_cast<Index>(list_.codes.size()));
    if (!fresh) {
      Diagnostic& m =
          p_.error("A2002", span, "`" + code.text + "` is in `" + list_.name + "` more than once");
      m.notes.push_back({"first here", first_at_[it->second]});
      return;
    }
    first_at_.push_back(span);
    list_.codes.push_back(std::move(code));
  }

  // total of CODE, CODE: other codes of the list, and none that it is a part of.
  void totals() {
    for (const syntax::CodeDecl& c : decl_.codes) {
      const auto whole = p_.code_of[at_].find(c.code.text);
      for (const syntax::CodeWord& part : c.total_of) {
        const auto found = p_.code_of[at_].find(part.code.text);
        if (found == p_.code_of[at_].end()) {
          p_.error("A2012", part.code.span,
                   "`" + part.code.text + "` is no code of `" + list_.name + "`",
                   p_.code_hint(at_, part.code.text));
          continue;
        }
        auto& parts = list_.codes[whole->second].total_of;
        const CodeIndex at{static_cast<int>(found->second)};
        const bool again =
            std::any_of(parts.begin(), parts.end(), [&](CodeIndex p) { return p.at == at.at; });
        if (again || is_part(whole->second, found->second)) {
          p_.error("A3090", part.code.span,
                   again ? "`" + part.code.text + "` is named twice"
                         : "`" + c.code.text + "` would be a part of itself");
          continue;
        }
        parts.push_back(at);
      }
    }
  }

  // Is `code` the total `of`, or a part of what is a part of it?
  bool is_part(Index code, Index of) const {
    if (code == of) return true;
    const auto& parts = list_.codes[of].total_of;
    return std::any_of(parts.begin(), parts.end(),
                       [&](CodeIndex p) { return is_part(code, static_cast<Index>(p.at)); });
  }

  std::optional<Day> day(const std::string& text, const syntax::CodeFile& f, std::size_t line,
                         bool end) {
    if (text.empty()) return std::nullopt;
    const std::optional<DaySpan> days = parse_date(text);
    if (!days) {
      p_.error("A2016", f.path.span,
               "line " + std::to_string(line) + " of " + f.path.text + ": `" + text +
                   "` is no day of the calendar");
      return std::nullopt;
    }
    return end ? days->last : days->first;
  }

  // False: the caller could not read it, and has said so.
  bool file(const syntax::CodeFile& f) {
    const auto found =
        p_.environment.code_tables.find({p_.files[p_.codes[at_].module].file, f.path.text});
    if (!f.hash) {
      p_.error("A2016", f.span,
               "the hash of " + f.path.text +
                   " is not written here, so that its codes could change "
                   "unseen",
               found == p_.environment.code_tables.end()
                   ? "add `hash \"...\"`: the SHA-256 of the file"
                   : "add `hash \"" + found->second.hash + "\"`");
    }
    if (found == p_.environment.code_tables.end()) return false;
    const CodeTable& table = found->second;
    if (f.hash && f.hash->text != table.hash) {
      p_.error("A2016", f.hash->span, f.path.text + " is not the file that this hash was taken of",
               "its hash is `" + table.hash + "`: write that after looking at what has changed");
      return false;
    }
    for (const CodeTable::Row& row : table.rows) {
      if (row.code.empty()) {
        p_.error("A2016", f.path.span,
                 "line " + std::to_string(row.line) + " of " + f.path.text + " has no code");
        continue;
      }
      const std::size_t before = list_.codes.size();
      add({row.code,
           row.meaning.empty() ? row.code : row.meaning,
           {day(row.from, f, row.line, false), day(row.until, f, row.line, true)},
           model::CodeRole::ordinary,
           {}},
          f.path.span);
      if (list_.codes.size() == before) return true;  // one message a file is enough
    }
    return true;
  }

  void taken() {
    const syntax::Expression* snapshot = only(p_, decl_.snapshot, "snapshot");
    const syntax::Expression* stale = only(p_, decl_.stale_after, "stale after");
    if (snapshot != nullptr) list_.snapshot = whole_day(p_, *snapshot);
    if (decl_.reference && snapshot == nullptr) {
      p_.error("A2010", decl_.id.span, "this reference does not say on which day it was taken",
               "add `, snapshot 2024-04-01` behind its title");
    }
    if (stale == nullptr) return;
    const std::optional<Literal> l = literal(p_, *stale);
    if (!l) return;
    if (l->type.kind != model::Kind::calendar) {
      p_.error("A3014", stale->span, "a list grows stale after days, weeks, months or years");
      return;
    }
    list_.stale_after = std::get<CalendarDuration>(l->value.point());
    if (snapshot == nullptr && !decl_.reference) {
      p_.error("A2010", stale->span, "this list does not say on which day it was taken",
               "add `, snapshot 2024-04-01` behind its title");
    }
  }

  // The first of the list is its lowest.
  void turn() {
    std::reverse(list_.codes.begin(), list_.codes.end());
    for (Index i = 0; i < list_.codes.size(); ++i) p_.code_of[at_][list_.codes[i].text] = i;
  }

  Program& p_;
  Index at_;
  const syntax::CodesDecl& decl_;
  model::CodeList& list_;
  std::vector<Span> first_at_;
};

}  // namespace

void check_codes(Program& p) {
  p.code_of.resize(p.codes.size());
  for (Index i = 0; i < p.codes.size(); ++i) CodeLists(p, i).check();
}

}  // namespace check_detail
}  // namespace assize

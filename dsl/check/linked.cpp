// Which rows of another record belong to this one, and where that is certain.
#include "dsl/check/expressions.h"

namespace assize::check_detail {

using model::ExprId;
using model::Kind;
using model::kNoExpr;
using model::LinkKey;
using model::Op;

namespace {

std::string named(const std::string& name) { return "`" + name + "`"; }

}  // namespace

// How rows of `record` are linked to this one: by the same values of fields that are named, by a
// link that either declares to the other, or by links of both to a third.
bool Typer::find_keys(const E& e, Index record, std::vector<LinkKey>& keys,
                      std::vector<Weight>& weights) {
  const model::Record& mine = p_.ruleset.records[record_];
  const model::Record& theirs = p_.ruleset.records[record];
  if (!e.same.empty()) {
    for (const syntax::Word& w : e.same) {
      const Index a = p_.field(record_, w), b = p_.field(record, w);
      if (a == kNone || b == kNone) return false;
      const Kind k = mine.fields[a].type.kind;
      const bool fits = k == Kind::text || k == Kind::code || k == Kind::number || k == Kind::date;
      if (!fits || !agreed(mine.fields[a].type, theirs.fields[b].type)) {
        p_.error("A3080", w.span,
                 named(w.text) + " of " + named(mine.name) + " is " +
                     p_.in_words(mine.fields[a].type) + ", of " + named(theirs.name) + " " +
                     p_.in_words(theirs.fields[b].type),
                 "records are linked by texts, codes, numbers or dates of one type");
        return false;
      }
      keys.push_back({a, b});
    }
    return true;
  }
  struct Way {
    std::vector<LinkKey> keys;
    std::vector<Weight> weights;
    void weigh(const Program& p, Index whose, const model::Link& l, bool mine) {
      const auto at = static_cast<std::size_t>(&l - p.ruleset.records[whose].links.data());
      if (const E* c = p.certain[whose][at]) weights.push_back({c, whose, mine});
    }
  };
  std::vector<Way> ways;
  for (const model::Link& l : theirs.links) {
    if (l.record != record_) continue;
    Way& way = ways.emplace_back();
    for (const LinkKey& k : l.keys) way.keys.push_back({k.theirs, k.mine});
    way.weigh(p_, record, l, false);
  }
  if (ways.empty()) {
    for (const model::Link& l : mine.links) {
      if (l.record != record) continue;
      ways.push_back({l.keys, {}});
      ways.back().weigh(p_, record_, l, true);
    }
  }
  if (ways.empty()) {
    for (const model::Link& l : mine.links) {
      for (const model::Link& m : theirs.links) {
        if (l.record != m.record || l.keys.size() != m.keys.size()) continue;
        Way way;
        for (const LinkKey& k : l.keys) {
          for (const LinkKey& o : m.keys) {
            if (o.theirs == k.theirs) way.keys.push_back({k.mine, o.mine});
          }
        }
        if (way.keys.size() != l.keys.size()) continue;
        way.weigh(p_, record_, l, true);
        way.weigh(p_, record, m, false);
        ways.push_back(std::move(way));
      }
    }
  }
  if (ways.size() == 1) {
    keys = std::move(ways[0].keys);
    weights = std::move(ways[0].weights);
    return true;
  }
  Diagnostic& d = p_.error(
      "A3080", e.name.span,
      ways.empty() ? "nothing says which rows of " + named(theirs.name) + " belong to one of " +
                         named(mine.name)
                   : "rows of " + named(theirs.name) + " are linked to " + named(mine.name) +
                         " in more than one way",
      "say by which fields: " + named(theirs.name + " with the same FIELD") +
          (ways.empty() ? ", or declare `link NAME to " + mine.name + " by FIELD;` in the record"
                        : ""));
  d.notes.push_back({"the record", theirs.span});
  return false;
}

// Where the link is certain, read in the module of its record; `outer`: around the condition about
// a row that this is.
ExprId Typer::certainty(const Weight& w, Typer* outer) {
  const std::uint32_t module = p_.records[w.record].module;
  Typer own(p_, module, record_);
  own.scope_ = scope_;
  Typer around(p_, module, outer == nullptr ? record_ : outer->record_);
  if (outer != nullptr) {
    around.scope_ = outer->scope_;
    own.scope_.outer = &around;
  }
  p_.weighing = true;
  const ExprId holds = own.test(*w.condition);
  p_.weighing = false;
  scope_.handed_in = own.scope_.handed_in;
  if (outer != nullptr) outer->scope_.handed_in = around.scope_.handed_in;
  return holds;
}

}  // namespace assize::check_detail

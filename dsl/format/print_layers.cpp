// Requirements and specifications.
#include "dsl/format/block_lines.h"
#include "dsl/format/print.h"

namespace assize::formatting {

using namespace syntax;  // NOLINT: the nodes of one tree

namespace {

constexpr std::size_t kInner = 2;  // indent of a clause

std::string print(const ShelfLife& l) {
  return (l.until ? " until " : " on ") + l.field.text +
         (l.valid_for ? ", valid for " + formatting::print(*l.valid_for) : "");
}

std::string print(const Binds& b) {
  std::string who = "every provider";
  if (b.list) {
    who = "provider in " + formatting::print(*b.list);
  } else if (!b.every) {
    who.clear();
    for (const Expression& e : b.providers) who += (who.empty() ? "" : ", ") + formatting::print(e);
    who = "provider in (" + who + ")";
  }
  std::string to;
  for (const Name& n : b.standards) to += (to.empty() ? "" : ", ") + formatting::print(n);
  return "binds " + who + " to " + to + dates(b.dates) + ";";
}

std::string print(const OverrideDecl& o) {
  std::string out = "override " + formatting::print(o.of);
  if (o.key) out += " for " + formatting::print(*o.key);
  out += ": ";
  if (o.target) {
    Target t = *o.target;
    t.dates = {};
    out += print_target(t);
    for (const Tier& tier : o.tiers) out += ",\n  " + print_tier(tier);
  } else {
    out += "is " + formatting::print(*o.value);
  }
  out += dates(o.dates);
  for (const Text& t : o.because) out += ",\n  because " + quoted(t.text);
  return out + " agreed by " + quoted(o.agreed_by.text) + " on " + formatting::print(o.agreed_on) +
         ";";
}

}  // namespace

std::vector<Line> print_lines(const RequirementDecl& d) {
  Block block("requirement " + d.id.text + " " + quoted(d.title.text), d.span, d.title.span);
  add_cites(block, d.cites);
  add_for_each(block, d.for_each);
  for (const Test& t : d.must) block.add(t.span, clause("must:", t.condition, ";", kInner));
  for (const InPlace& i : d.attested)
    block.add(i.span, "attested by " + i.by.text + print(i.life) + ";");
  for (const InPlace& i : d.evidenced)
    block.add(i.span, "evidenced by " + i.by.text + print(i.life) + ";");
  for (const Test& t : d.computed) {
    block.add(t.span,
              clause("computed:", t.condition,
                     (t.because ? ", because " + quoted(t.because->text) : "") + ";", kInner));
  }
  add_in_force(block, d.in_force);
  for (const Text& t : d.duty_of) block.add(t.span, "duty of " + quoted(t.text) + ";");
  return block.close();
}

std::vector<Line> print_lines(const SpecificationDecl& d) {
  Block block((d.national ? "national" : "local") + std::string(" specification ") + d.id.text +
                  " " + quoted(d.title.text),
              d.span, d.title.span);
  add_cites(block, d.cites);
  for (const Binds& b : d.binds) block.add(b.span, print(b));
  add_in_force(block, d.in_force);
  for (const OverrideDecl& o : d.overrides) block.add(o.span, print(o));
  return block.close();
}

}  // namespace assize::formatting

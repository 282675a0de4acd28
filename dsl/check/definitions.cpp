// Derived fields and conditions, each after those that it is made from; circles, through rules'
// verdicts too, are refused.
#include <algorithm>

#include "dsl/check/expressions.h"

namespace assize::check_detail {

namespace {

using Names = std::vector<const syntax::Name*>;

// Depth is bounded by the parser.
// `across`: those that stand within a condition about another record.
void names_in(const syntax::Expression& e, Names& out, Names& across) {
  if (e.kind == syntax::Kind::use) out.push_back(&e.name);
  if (e.kind == syntax::Kind::name) {
    (e.name.module_alias.empty() ? out : across).push_back(&e.name);
    if (!e.name.module_alias.empty()) out.push_back(&e.name);
  }
  Names& below = e.kind == syntax::Kind::across ? across : out;
  for (const syntax::Expression& c : e.children) names_in(c, below, across);
}

// Definitions and rules as one graph of what refers to what: definition i is node i, rule i is node
// definitions + i.
struct Graph {
  std::vector<std::vector<std::uint32_t>> edges;

  // A name there may be a field of any record, a definition, or (before a point) a row that is made
  // from others.
  void connect_across(const Program& p, std::uint32_t node, std::uint32_t module,
                      const Names& names, int depth) {
    constexpr int kRows = 20;  // a row made from itself is told of where it is used
    for (const syntax::Name* n : names) {
      const Symbol* s = p.look_up(module, *n);
      const Symbol* whose = n->module_alias.empty()
                                ? nullptr
                                : p.look_up(module, syntax::Name{{}, n->module_alias, n->span});
      if (s == nullptr) s = p.look_up(module, syntax::Name{{}, n->id, n->span});
      if (s != nullptr && s->what == What::definition) edges[node].push_back(s->index);
      for (const auto& names_of : p.block_names_of) {
        const auto of_block = names_of.find(n->id);
        if (of_block != names_of.end()) edges[node].push_back(of_block->second.index);
      }
      if (whose == nullptr || whose->what != What::row || depth == kRows) continue;
      const auto& row = p.rows[whose->index];
      Names plain, across;
      names_in(row.decl->pick, plain, across);
      connect_across(p, node, row.module, across, depth + 1);
    }
  }

  void connect(const Program& p, std::uint32_t node, std::uint32_t module, Index record,
               const syntax::Expression& e) {
    Names names, across;
    names_in(e, names, across);
    connect_across(p, node, module, across, 0);
    for (const syntax::Name* n : names) {
      const bool is_field =
          record != kNone && n->module_alias.empty() && p.field_of[record].contains(n->id);
      if (is_field) continue;
      const Symbol* s = p.look_up(module, record, *n);
      if (s == nullptr) continue;
      if (s->what == What::definition) edges[node].push_back(s->index);
      if (s->what == What::rule)
        edges[node].push_back(static_cast<std::uint32_t>(p.definitions.size() + s->index));
    }
  }
};

Graph graph_of(const Program& p) {
  Graph g;
  g.edges.resize(p.definitions.size() + p.rules.size());
  for (std::uint32_t i = 0; i < p.definitions.size(); ++i) {
    const Program::DefinitionDecl& d = p.definitions[i];
    const Index record = p.ruleset.definitions[i].record;
    if (d.table != nullptr) {
      for (const syntax::TableInputs& t : d.table->given)
        for (const syntax::Expression& e : t.inputs) g.connect(p, i, d.module, record, e);
      for (const syntax::TableRow& r : d.table->rows)
        for (const syntax::Expression& e : r.results) g.connect(p, i, d.module, record, e);
      for (const syntax::Test& t : d.table->otherwise)
        g.connect(p, i, d.module, record, t.condition);
      continue;
    }
    g.connect(p, i, d.module, record,
              d.derived != nullptr ? d.derived->value : d.condition->condition);
  }
  for (std::uint32_t i = 0; i < p.rules.size(); ++i) {
    const auto node = static_cast<std::uint32_t>(p.definitions.size() + i);
    const syntax::RuleDecl& r = *p.rules[i].decl;
    for (const syntax::ForEach& each : r.for_each) {
      const Symbol* s = p.look_up(p.rules[i].module, each.of);
      if (s != nullptr && s->what == What::definition) g.edges[node].push_back(s->index);
    }
    for (const syntax::OnceForEach& o : r.once) {
      for (const syntax::Word& w : o.by) {
        const Symbol* s =
            p.look_up(p.rules[i].module, p.ruleset.rules[i].record, {"", w.text, w.span});
        if (s != nullptr && s->what == What::definition) g.edges[node].push_back(s->index);
      }
      for (const syntax::Expression& key : o.keys)
        g.connect(p, node, p.rules[i].module, p.ruleset.rules[i].record, key);
    }
    for (const auto* tests : {&r.when, &r.decided_when, &r.must}) {
      for (const syntax::Test& t : *tests)
        g.connect(p, node, p.rules[i].module, p.ruleset.rules[i].record, t.condition);
    }
  }
  return g;
}

// Every node after those that it refers to; depth first without recursion. Circles are reported
// with their whole way round.
std::vector<std::uint32_t> in_order(Program& p, const Graph& g) {
  enum class Mark : std::uint8_t { fresh, open, done };
  const std::size_t count = g.edges.size();
  std::vector<Mark> marks(count, Mark::fresh);
  std::vector<std::uint32_t> order;
  struct Step {
    std::uint32_t node;
    std::size_t next;
  };
  const auto place = [&](std::uint32_t n) {
    return n < p.definitions.size() ? p.ruleset.definitions[n].span
                                    : p.rules[n - p.definitions.size()].decl->id.span;
  };
  const auto name = [&](std::uint32_t n) {
    return n < p.definitions.size() ? p.ruleset.definitions[n].name
                                    : p.ruleset.rules[n - p.definitions.size()].name;
  };
  for (std::uint32_t start = 0; start < count; ++start) {
    if (marks[start] != Mark::fresh) continue;
    std::vector<Step> path{{start, 0}};
    marks[start] = Mark::open;
    while (!path.empty()) {
      Step& top = path.back();
      if (top.next == g.edges[top.node].size()) {
        marks[top.node] = Mark::done;
        order.push_back(top.node);
        path.pop_back();
        continue;
      }
      const std::uint32_t to = g.edges[top.node][top.next++];
      if (marks[to] == Mark::fresh) {
        marks[to] = Mark::open;
        path.push_back({to, 0});
      } else if (marks[to] == Mark::open) {
        const auto from =
            std::find_if(path.begin(), path.end(), [&](const Step& s) { return s.node == to; });
        Diagnostic& d = p.error("A2005", place(to), "`" + name(to) + "` is defined by itself");
        constexpr std::ptrdiff_t kShown = 20;
        for (auto s = from; s != path.end() && s - from < kShown; ++s) {
          const std::uint32_t next = s + 1 == path.end() ? to : (s + 1)->node;
          d.notes.push_back({"`" + name(s->node) + "` uses `" + name(next) + "`", place(s->node)});
        }
      }
    }
  }
  return order;
}

void check_definition(Program& p, Index i) {
  const Program::DefinitionDecl& d = p.definitions[i];
  model::Definition& definition = p.ruleset.definitions[i];
  if (definition.record == kNone) return;
  Typer typer(p, d.module, definition.record);
  // One that has arguments is looked at once with nothing known of them; its uses are expressions
  // of their own.
  const std::vector<syntax::Argument>& arguments = d.arguments();
  for (std::size_t a = 0; a < arguments.size(); ++a)
    typer.unknown_constant(arguments[a].id.text, p.argument_types[i][a], arguments[a].span);
  const model::ExprId expr = typer.body(i);
  if (arguments.empty()) p.ruleset.definitions[i].expr = expr;
}

// One of a block is one of each record that includes the block.
void of_blocks(Program& p) {
  p.block_names_of.resize(p.records.size());
  const auto written = static_cast<Index>(p.definitions.size());
  for (Index i = 0; i < written; ++i) {
    const Symbol* s = p.look_up(p.definitions[i].module, p.definitions[i].record());
    if (s == nullptr || s->what != What::block) continue;
    p.definitions[i].block = s->index;
    for (Index record = 0; record < p.records.size(); ++record) {
      const auto& blocks = p.blocks_of[record];
      if (std::find(blocks.begin(), blocks.end(), s->index) == blocks.end()) continue;
      const Program::DefinitionDecl& d = p.definitions[i];
      const std::string name = d.derived != nullptr     ? d.derived->id.text
                               : d.condition != nullptr ? d.condition->id.text
                                                        : d.table->id.text;
      const Span span = p.ruleset.definitions[i].span;
      const auto at = static_cast<Index>(p.definitions.size());
      const Symbol symbol{What::definition, at, span};
      const auto field = p.field_of[record].find(name);
      const auto [other, fresh] = p.block_names_of[record].try_emplace(name, symbol);
      if (field != p.field_of[record].end() || !fresh) {
        Diagnostic& m = p.error("A2003", span,
                                "`" + name + "` has two meanings for `" +
                                    p.ruleset.records[record].name + "`, which includes the block");
        m.notes.push_back(
            {"the other is here",
             fresh ? p.ruleset.records[record].fields[field->second].span : other->second.span});
        continue;
      }
      p.of_block.emplace(std::make_pair(i, record), symbol);
      Program::DefinitionDecl decl = p.definitions[i];
      decl.block = kNone;
      p.definitions.push_back(decl);
      model::Definition made = p.ruleset.definitions[i];
      made.record = record;
      made.made_from = i;
      p.ruleset.definitions.push_back(std::move(made));
    }
  }
}

}  // namespace

void check_definitions(Program& p) {
  of_blocks(p);
  p.definition_types.resize(p.definitions.size());
  p.argument_types.resize(p.definitions.size());
  for (Index i = 0; i < p.definitions.size(); ++i) {
    const Program::DefinitionDecl& d = p.definitions[i];
    const bool settled = d.block != kNone || p.ruleset.definitions[i].record != kNone;
    if (const Symbol* s = settled ? nullptr : p.resolve(d.module, d.record(), What::record))
      p.ruleset.definitions[i].record = s->index;
    p.definition_types[i] = d.derived != nullptr ? declared_type(p, d.module, d.derived->type)
                            : d.table != nullptr ? declared_type(p, d.module, d.table->type)
                                                 : kYesNo;
    for (const syntax::Argument& a : d.arguments())
      p.argument_types[i].push_back(declared_type(p, d.module, a.type));
  }
  for (Index i = 0; i < p.rules.size(); ++i) {
    p.ruleset.rules[i].span = p.rules[i].decl->id.span;
    if (p.rules[i].decl->for_each.empty()) continue;
    const Symbol* s = p.look_up(p.rules[i].module, p.rules[i].decl->for_each[0].of);
    if (s == nullptr) continue;
    if (s->what == What::record) p.ruleset.rules[i].record = s->index;
    if (s->what == What::definition)  // a subset
      p.ruleset.rules[i].record = p.ruleset.definitions[s->index].record;
  }
  const std::size_t before = p.out.errors();
  const std::vector<std::uint32_t> order = in_order(p, graph_of(p));
  if (p.out.errors() > before) return;
  for (std::uint32_t node : order) {
    if (node < p.definitions.size()) check_definition(p, node);
  }
}

}  // namespace assize::check_detail

// The formatter of what is written once and used in many places.
#include "dsl/format/block_lines.h"
#include "dsl/format/print.h"

namespace assize::formatting {

using namespace syntax;  // NOLINT: the nodes of one tree

std::string dates(const Dates& d, std::string_view since) {
  std::string out;
  for (const Expression& e : d.from) out += ", " + std::string(since) + " " + print(e);
  for (const Expression& e : d.until) out += ", until " + print(e);
  return out;
}

std::string print(const CodeWord& c) { return c.quoted ? quoted(c.code.text) : c.code.text; }

std::string print(const CodeSpan& s) {
  return print(s.first) + (s.last ? " to " + print(*s.last) : "");
}

std::string print(const std::vector<Argument>& arguments) {
  std::string out;
  for (const Argument& a : arguments)
    out += (out.empty() ? "(" : ", ") + a.id.text + ": " + print(a.type);
  return out.empty() ? out : out + ")";
}

std::string print(const ForEach& f) {
  if (!f.by.empty()) {
    std::string fields;
    for (const Word& w : f.by) fields += (fields.empty() ? "" : ", ") + w.text;
    return "group of " + print(f.of) + " by " + fields + (f.alias.empty() ? "" : " as " + f.alias);
  }
  if (f.arguments.empty()) return print(f.of);
  std::string out;
  for (const Expression& e : f.arguments) out += (out.empty() ? "" : ", ") + print(e);
  return print(f.of) + "(" + out + ")";
}

namespace {

std::string joined(const std::vector<TableCell>& cells) {
  std::string out;
  for (const TableCell& c : cells) out += (out.empty() ? "" : ", ") + print(c);
  return out;
}

std::string joined(const std::vector<Expression>& values) {
  std::string out;
  for (const Expression& e : values) out += (out.empty() ? "" : ", ") + print(e);
  return out;
}

std::string joined(const std::vector<CodeWord>& codes) {
  std::string out;
  for (const CodeWord& c : codes) out += (out.empty() ? "" : ", ") + print(c);
  return out;
}

}  // namespace

std::string print(const TableCell& c) {
  using Cell = TableCell::Test;
  const std::string first = c.values.empty() ? "" : print(c.values[0]);
  switch (c.test) {
    case Cell::any:
      return "any";
    case Cell::at_most:
      return "at most " + first;
    case Cell::at_least:
      return "at least " + first;
    case Cell::less_than:
      return "less than " + first;
    case Cell::more_than:
      return "more than " + first;
    case Cell::before:
      return "before " + first;
    case Cell::after:
      return "after " + first;
    case Cell::on_or_before:
      return "on or before " + first;
    case Cell::on_or_after:
      return "on or after " + first;
    case Cell::between:
      return "from " + first + (c.open_above ? " to below " : " to ") + print(c.values[1]);
    case Cell::is:
      break;
  }
  std::string out = c.negated ? "not " : "";
  for (std::size_t i = 0; i < c.values.size(); ++i)
    out += (i == 0 ? "" : " or ") + print(c.values[i]);
  return out;
}

std::vector<Line> print_lines(const TableDecl& d) {
  Block block("table " + d.id.text + " of " + print(d.record) +
                  (d.title ? " " + quoted(d.title->text) : "") + ": " + print(d.type),
              d.span, d.type.span);
  for (const TableInputs& g : d.given) block.add(g.span, "given " + joined(g.inputs) + ";");
  for (const TableAcross& a : d.across) block.add(a.span, "across " + joined(a.cells) + ";");
  // The cells of each column are padded to the widest, as the author would lay out a table.
  std::vector<std::size_t> widths;
  for (const TableRow& r : d.rows) {
    widths.resize(std::max(widths.size(), r.cells.size()));
    for (std::size_t i = 0; i < r.cells.size(); ++i)
      widths[i] = std::max(
          widths[i], std::min(print(r.cells[i]).size() + (i + 1 < r.cells.size()), kWidestColumn));
  }
  for (const TableRow& r : d.rows) {
    std::string text = "when ";
    for (std::size_t i = 0; i < r.cells.size(); ++i)
      text += padded(print(r.cells[i]) + (i + 1 < r.cells.size() ? "," : ""), widths[i]) + " ";
    block.add(r.span, text + "then " + joined(r.results) + ";");
  }
  for (const Test& t : d.otherwise) block.add(t.span, "otherwise " + print(t.condition) + ";");
  return block.close();
}

std::vector<Line> print_lines(const GroupingDecl& d) {
  Block block("grouping " + d.id.text + " " + quoted(d.title.text) + " of " + print(d.codes),
              d.span, d.codes.span);
  std::vector<std::string> names;
  for (const GroupingEntry& e : d.entries) {
    names.push_back((e.unknown ? "unknown" : print(e.group)) +
                    (e.title ? " " + quoted(e.title->text) : "") + ":");
  }
  const std::size_t width = column(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const GroupingEntry& e = d.entries[i];
    std::string codes = e.otherwise ? "otherwise" : "";
    for (const CodeSpan& s : e.codes) codes += (codes.empty() ? "" : ", ") + print(s);
    block.add(e.span, padded(names[i], width) + " " + codes + ";");
  }
  return block.close();
}

std::vector<Line> print_lines(const CodeMappingDecl& d) {
  Block block("mapping " + d.id.text + " " + quoted(d.title.text) + " from " + print(d.from) +
                  " to " + print(d.to),
              d.span, d.to.span);
  for (const CodeMapEntry& e : d.entries) {
    const std::string to = e.to.empty()
                               ? "unknown" + (e.reason.empty() ? "" : " because " + e.reason)
                               : (e.to.size() > 1 ? "one of " : "") + joined(e.to);
    block.add(e.span, (e.otherwise ? "otherwise" : joined(e.from)) + " to " + to + ";");
  }
  return block.close();
}

}  // namespace assize::formatting

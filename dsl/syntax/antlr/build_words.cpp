// Words, names and places.
#include "dsl/syntax/antlr/build.h"

namespace assize::syntax {

Span Builder::span(const Rule* c) const {
  const Token& first = tokens_.all[c->start->getStartIndex()];
  const Token& last = tokens_.all[c->stop->getStartIndex()];
  return {tokens_.file, first.begin, last.end};
}

Span Builder::span(antlr4::tree::TerminalNode* t) const {
  return tokens_.span(t->getSymbol()->getStartIndex());
}

std::string_view Builder::word(antlr4::tree::TerminalNode* t) const {
  return tokens_.word(t->getSymbol()->getStartIndex());
}

std::string Builder::words(std::size_t first, std::size_t last) const {
  std::string out(tokens_.word(first));
  for (std::size_t i = first + 1; i <= last; ++i) {
    out += ' ';
    out += tokens_.word(i);
  }
  return out;
}

Word Builder::words(const Rule* c) const {
  return {words(c->start->getStartIndex(), c->stop->getStartIndex()), span(c)};
}

Word Builder::words(antlr4::tree::TerminalNode* first, antlr4::tree::TerminalNode* last) const {
  const std::size_t from = first->getSymbol()->getStartIndex();
  const std::size_t to = last->getSymbol()->getStartIndex();
  return {words(from, to), {tokens_.file, tokens_.all[from].begin, tokens_.all[to].end}};
}

Text Builder::text(antlr4::tree::TerminalNode* string) const {
  const std::string_view written = word(string);
  std::string out;
  for (std::size_t i = 1; i + 1 < written.size(); ++i) {
    out += written[i];
    if (written[i] == '"') ++i;
  }
  return {std::move(out), span(string)};
}

std::string Builder::id(P::NameContext* c) const {
  return std::string(tokens_.word(c->start->getStartIndex()));
}

Word Builder::declared(P::NameContext* c) const { return {id(c), span(c)}; }

std::vector<Word> Builder::declared(const std::vector<P::NameContext*>& names) const {
  std::vector<Word> out;
  out.reserve(names.size());
  for (auto* n : names) out.push_back(declared(n));
  return out;
}

Name Builder::reference(P::ReferenceContext* c) const {
  const auto names = c->name();
  if (names.size() == 1) return {{}, id(names[0]), span(c)};
  return {id(names[0]), id(names[1]), span(c)};
}

std::string Builder::module_name(P::ModuleNameContext* c) const {
  std::string out;
  for (auto* part : c->name()) out += (out.empty() ? "" : ".") + id(part);
  return out;
}

}  // namespace assize::syntax

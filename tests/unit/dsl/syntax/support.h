// Reading rule text in tests.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "dsl/base/diagnostic.h"
#include "dsl/syntax/dump.h"
#include "dsl/syntax/parse.h"

namespace assize::syntax {

struct Parsed {
  Sources sources;
  Diagnostics diagnostics;
  ParseResult result;

  explicit Parsed(std::string text, const std::string& name = "t.assize") {
    sources.add(name, std::move(text));
    result = parse(sources, 0, diagnostics);
    diagnostics.sort();
  }
  template <class T>
  const T& declaration(std::size_t i) const {
    return std::get<T>(result.file.declarations.at(i));
  }
  // One line a message: "2:7 A1011 text | hint".
  std::string messages() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) {
      const Position p = sources.file(0).position(d.span->begin);
      out += std::to_string(p.line) + ":" + std::to_string(p.column) + " " + d.code + " " + d.text +
             (d.hint.empty() ? "" : " | " + d.hint) + "\n";
    }
    return out;
  }
};

// The dump of an expression, or its messages.
inline std::string expression(const std::string& text) {
  Sources sources;
  sources.add("e", text);
  Diagnostics diagnostics;
  const std::optional<Expression> e = parse_expression(sources, 0, diagnostics);
  return e ? dump(*e) : render(diagnostics, sources, {.compact = true});
}
inline std::string literal(const std::string& text) {
  Sources sources;
  sources.add("e", text);
  Diagnostics diagnostics;
  const std::optional<Expression> e = parse_literal(sources, 0, diagnostics);
  return e ? dump(*e) : render(diagnostics, sources, {.compact = true});
}

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace assize::syntax

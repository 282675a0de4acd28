// What we say to the author of a rule, or to the sender of a return, when something is wrong.
//
// Codes are stable for ever: A1 syntax, A2 names, A3 types, A4 lint, A5 data, A6 usage.
// dsl/base/codes.h is the one table; each has a page in docs/diagnostics/. Texts are in the
// author's words, never a parser's token list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/base/source.h"

namespace assize {

enum class Severity { error, warning, information };

// Where, in a file of rules (span) or of data (file name, line, column, all from 1; 0 where it does
// not apply).
struct DataPlace {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;  // the column of the table, counted from 1; named in the text
};

struct Note {
  std::string text;
  std::optional<Span> span;
};

struct Diagnostic {
  std::string code;  // "A3014"
  Severity severity = Severity::error;
  std::string text;
  std::optional<Span> span;
  std::optional<DataPlace> place;
  std::vector<Note> notes;
  std::string hint;
};

// A bounded list: after `limit` errors nothing more is kept and a last line says how many were left
// out.
class Diagnostics {
 public:
  explicit Diagnostics(std::size_t limit = 100) : limit_(limit) {}
  Diagnostic& add(Diagnostic d);
  Diagnostic& error(std::string code, Span span, std::string text, std::string hint = {});
  Diagnostic& warning(std::string code, Span span, std::string text, std::string hint = {});
  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  std::size_t dropped() const { return dropped_; }
  const std::vector<Diagnostic>& all() const { return all_; }
  // By file, place, code, text: the order of printing, independent of the order of discovery.
  void sort();

 private:
  std::vector<Diagnostic> all_;
  Diagnostic sink_;
  std::size_t limit_;
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
};

// `file:line:col: error[A3014]: text`, the source line, a caret, notes and the hint; at most 200
// characters of a line are quoted. With `compact`, the first line alone.
struct RenderOptions {
  bool compact = false;
  bool colour = false;
};
std::string render(const Diagnostic& d, const Sources& sources, const RenderOptions& options = {});
// All that were kept, in their order, and a last line if some were left out.
std::string render(const Diagnostics& diagnostics, const Sources& sources,
                   const RenderOptions& options = {});

// Makes a text safe for a terminal and a log line: control characters, line ends and bidirectional
// controls become \u{..}.
std::string escape_controls(std::string_view text);
// The nearest of `candidates` by edit distance, if near enough to be a slip of the keyboard; empty
// otherwise.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace assize

#include "dsl/check/beside_slips.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace assize {

namespace {

using Words = std::set<std::string, std::less<>>;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void add_words(std::string_view text, Words& to) {
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
    to.emplace(text.substr(i, end - i));
    i = end;
  }
}

// Words of the language that stand where a statement could give a name, and are hardly ever one.
bool is_common(std::string_view word) {
  static const Words kCommon = {
      "a",        "an",      "and",       "as",        "at",        "better", "blank",    "broken",
      "by",       "cites",   "codes",     "condition", "counted",   "counts", "dated",    "decided",
      "derived",  "duty",    "each",      "end",       "every",     "excuse", "expect",   "expects",
      "failures", "fewer",   "for",       "force",     "from",      "given",  "higher",   "if",
      "import",   "in",      "indicator", "is",        "judges",    "key",    "leave",    "local",
      "lower",    "mapping", "means",     "message",   "met",       "module", "must",     "not",
      "of",       "on",      "only",      "out",       "parameter", "period", "record",   "report",
      "rule",     "rules",   "severity",  "show",      "shown",     "source", "standard", "table",
      "target",   "test",    "than",      "the",       "those",     "tier",   "to",       "value",
      "versions", "when",    "where",     "with"};
  return kCommon.contains(word);
}

// The names that statements may declare: what stands among the first words of each.
void add_names(std::string_view text, Words& to) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    std::string_view statement = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    for (int n = 0; n < 4; ++n) {
      std::size_t begin = 0;
      while (begin < statement.size() && !is_letter(statement[begin])) ++begin;
      std::size_t stop = begin;
      while (stop < statement.size() && (is_letter(statement[stop]) || is_digit(statement[stop])))
        ++stop;
      const std::string_view word = statement.substr(begin, stop - begin);
      if (!word.empty() && !is_common(word)) to.emplace(word);
      statement.remove_prefix(stop);
    }
  }
}

bool mentions(std::string_view text, const Words& words) {
  Words mine;
  add_words(text, mine);
  return std::any_of(mine.begin(), mine.end(),
                     [&](const std::string& w) { return words.contains(w); });
}

// A declaration that could be read, at least in part.
struct Part {
  Span span;
  Words words;
  bool broken = false, doubtful = false;
};

// Messages about one name hold unless it is one that was lost; about the types of one expression,
// always, since what reads a lost name is passed over in silence.
bool is_about_a_name(const std::string& code) {
  return code == "A2001" || code == "A2004" || code == "A2012" || code == "A2013";
}
bool is_about_types(const std::string& code) { return code >= "A3001" && code < "A3018"; }

class Beside {
 public:
  Beside(const std::vector<syntax::File>& files, const Sources& texts,
         const Diagnostics& diagnostics)
      : texts_(texts) {
    for (const syntax::File& f : files) {
      for (const syntax::Declaration& d : f.declarations) {
        Part p;
        p.span = syntax::span_of(d);
        add_words(text(p.span), p.words);
        parts_.push_back(std::move(p));
      }
    }
    for (const Diagnostic& d : diagnostics.all()) {
      if (d.severity == Severity::error && d.span) spoil(*d.span);
    }
    spread();
  }

  bool holds(const Diagnostic& d) const {
    if (d.severity != Severity::error || !d.span) return false;
    const Part* part = part_at(*d.span);
    if (part == nullptr) return false;
    if (is_about_a_name(d.code)) return !mentions(text(*d.span), lost_);
    // A row of a test depends on its record alone, of which only a lost field could be missing.
    if (d.code == "A3037" && !part->broken) return !mentions(text(part->span), names_);
    return is_about_types(d.code) || !(part->broken || part->doubtful);
  }

 private:
  std::string_view text(Span s) const {
    const std::string_view all(texts_.file(s.file).text());
    const std::size_t begin = std::min<std::size_t>(s.begin, all.size());
    return all.substr(begin, std::min<std::size_t>(s.end, all.size()) - begin);
  }

  const Part* part_at(Span s) const {
    for (const Part& p : parts_) {
      if (p.span.file == s.file && p.span.begin <= s.begin && s.begin < p.span.end) return &p;
    }
    return nullptr;
  }

  // The words of the clause that holds the mistake, or of all that lies between two declarations,
  // may name anything.
  void spoil(Span s) {
    std::size_t low = 0, high = texts_.file(s.file).text().size();
    for (Part& p : parts_) {
      if (p.span.file != s.file) continue;
      if (p.span.begin <= s.begin && s.begin < p.span.end) {
        p.broken = true;
        return spoil_clause(s, p);
      }
      if (p.span.end <= s.begin) low = std::max<std::size_t>(low, p.span.end);
      if (p.span.begin > s.begin) high = std::min<std::size_t>(high, p.span.begin);
    }
    lose({s.file, static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(high)});
  }

  void lose(Span s) {
    add_words(text(s), lost_);
    add_names(text(s), names_);
  }

  void spoil_clause(Span s, const Part& p) {
    const std::string& all = texts_.file(s.file).text();
    std::uint32_t begin = s.begin, end = std::max(s.end, s.begin);
    while (begin > p.span.begin && all[begin - 1] != ';') --begin;
    while (end < p.span.end && all[end] != ';' && all[end] != '\n') ++end;
    // In the opening words of the block stands its name, which was read, before what was not.
    if (begin == p.span.begin) begin = s.begin;
    lose({s.file, begin, end});
  }

  // What mentions something of a broken declaration may follow from it.
  void spread() {
    Words doubtful = names_;
    const auto name_of = [&](const Part& p) {
      Words first;
      const std::string_view all = text(p.span);
      const std::size_t keyword = std::min(all.find(' '), all.size());
      const std::size_t begin = std::min(all.find_first_not_of(" \t\r\n", keyword), all.size());
      std::size_t end = begin;
      while (end < all.size() && (is_letter(all[end]) || is_digit(all[end]))) ++end;
      return std::string(all.substr(begin, end - begin));
    };
    for (const Part& p : parts_) {
      if (p.broken) doubtful.insert(name_of(p));
    }
    for (bool more = true; more;) {
      more = false;
      for (Part& p : parts_) {
        if (p.broken || p.doubtful) continue;
        const bool touched = std::any_of(p.words.begin(), p.words.end(),
                                         [&](const auto& w) { return doubtful.contains(w); });
        if (!touched) continue;
        p.doubtful = more = true;
        doubtful.insert(name_of(p));
      }
    }
  }

  const Sources& texts_;
  std::vector<Part> parts_;
  Words lost_;   // all words of what could not be read
  Words names_;  // those that it may have declared
};

}  // namespace

void check_beside_slips(std::vector<syntax::File> files, Sources texts,
                        const Environment& environment, Diagnostics& diagnostics) {
  const Beside beside(files, texts, diagnostics);
  const Sources& kept = texts;
  Diagnostics found;
  check(std::move(files), kept, environment, found);
  for (const Diagnostic& d : found.all()) {
    if (beside.holds(d)) diagnostics.add(d);
  }
}

}  // namespace assize

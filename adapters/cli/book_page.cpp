#include "adapters/cli/book_page.h"

#include <algorithm>
#include <map>

#include "adapters/cli/as_written.h"
#include "adapters/cli/html.h"
#include "dsl/model/type.h"
#include "dsl/wording/block.h"
#include "dsl/wording/condition.h"
#include "dsl/wording/declaration.h"
#include "dsl/wording/values.h"
#include "engine/explain/numbers.h"

namespace assize::cli {

namespace {

using model::Index;
using model::kNone;

constexpr const char* kStyle = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; color: #212b32; background: #fff; }
a { color: #005eb8; }
a:focus, [tabindex]:focus { outline: 3px solid #212b32; outline-offset: 2px; background: #ffeb3b; color: #212b32; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; display: inline-block; padding: .5rem; }
header, .page, footer { max-width: 90rem; margin: 0 auto; padding: 0 1rem; }
header { border-bottom: 4px solid #005eb8; padding-top: 1rem; padding-bottom: 1rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.5rem; margin: 2.5rem 0 1rem; border-bottom: 1px solid #768692; }
h3 { font-size: 1.25rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h4 { font-size: 1rem; margin: 0 0 .5rem; }
nav ul { columns: 18rem; padding-left: 1.25rem; }
nav h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
article { border: 1px solid #768692; border-radius: 4px; padding: 1rem; margin: 0 0 1.5rem; }
.beside { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) minmax(0, 3fr); gap: 1.5rem; }
@media (max-width: 64rem) { .beside { grid-template-columns: minmax(0, 1fr); } }
blockquote { margin: 0 0 1rem; padding: .25rem 0 .25rem 1rem; border-left: 4px solid #005eb8; }
blockquote p { margin: 0; }
pre { background: #f0f4f5; border: 1px solid #aeb7bd; padding: .75rem; margin: 0 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; }
.wide { overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid #aeb7bd; }
tbody th { font-weight: 400; }
.never { color: #a61b0b; font-weight: 600; }
.name { color: #425563; font-weight: 400; }
footer { border-top: 1px solid #768692; margin-top: 3rem; padding-top: 1rem; padding-bottom: 2rem; color: #425563; }
@media print {
  @page { margin: 15mm; }
  body { font-size: 10pt; }
  .skip, nav { display: none; }
  .wide { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  h2, h3, h4 { break-after: avoid; }
  blockquote, pre, tr { break-inside: avoid; }
  .beside { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
}
)css";

std::string list(const std::vector<std::string>& items) {
  if (items.empty()) return {};
  std::string out = "<ul>\n";
  for (const std::string& i : items) out += "<li>" + i + "</li>\n";
  return out + "</ul>\n";
}

std::string link(const std::string& kind, const std::string& name) {
  return "<a href=\"#" + html_id(kind, name) + "\">" + html(name) + "</a>";
}

std::string times_in_words(std::int64_t n) {
  return n == 0 ? "<span class=\"never\">never</span>" : with_commas(n);
}

class Page {
 public:
  explicit Page(const Book& book) : b_(book), r_(*book.ruleset), tests_(*book.tests) {}

  std::string text() {
    // One after another: each adds to the contents and the index, and tells its prose once.
    std::string body;
    body += specifications();
    body += standards();
    body += variations();
    body += payments();
    body += indicators();
    body += rules();
    body += parameters();
    body += definitions();
    body += domains();
    body += records();
    body += codes();
    body += sources();
    body += tests();
    body += index();
    std::string out =
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n<title>" +
        html(r_.name) + ", version " + html(r_.version) + "</title>\n<style>" + kStyle +
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the rules</a>\n";
    out += header() + "<div class=\"page\">\n" + contents() + "<main id=\"main\">\n" + body +
           "</main>\n</div>\n<footer><p>Made by assize " + html(b_.engine) +
           " from the ruleset with the fingerprint " + html(r_.hash) +
           ". This document needs no network.</p></footer>\n</body>\n</html>\n";
    return out;
  }

 private:
  bool here(Span s) const { return s.file == b_.file; }

  // --- head ---

  std::string header() const {
    const Coverage& c = *b_.coverage;
    std::string tested =
        tests_.empty()
            ? "It has no tests."
            : "Its " + counted(static_cast<std::int64_t>(tests_.size()), "test", "tests") +
                  (b_.failed_tests == 0
                       ? (tests_.size() == 1 ? " passes" : " pass")
                       : ": " + counted(b_.failed_tests, "test fails", "tests fail")) +
                  (c.points == 0 ? std::string()
                                 : " and " + std::string(tests_.size() == 1 ? "sees " : "see ") +
                                       std::to_string(c.seen * 100 / c.points) +
                                       "% of what can be seen of it") +
                  ".";
    return "<header>\n<h1>" + html(r_.name) + "</h1>\n<p>Version " + html(r_.version) + ". " +
           tested + "</p>\n</header>\n";
  }

  void note(const std::string& group, const std::string& kind, const std::string& name,
            const std::string& title) {
    contents_[group].push_back(
        link(kind, name) +
        (title.empty() ? "" : " <span class=\"name\">" + html(title) + "</span>"));
    index_.push_back({name, kind, title});
  }

  std::string contents() const {
    std::string out = "<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n";
    std::vector<std::string> rest;
    for (const auto& [id, title] : sections_) {
      const auto blocks = contents_.find(title);
      if (blocks != contents_.end()) {
        out += "<h3>" + html(title) + "</h3>\n" + list(blocks->second);
        continue;
      }
      rest.push_back("<a href=\"#" + id + "\">" + html(title) + "</a>");
    }
    return out + "<h3>Also here</h3>\n" + list(rest) + "</nav>\n";
  }

  std::string section(const std::string& id, const std::string& title, const std::string& body) {
    if (body.empty()) return {};
    sections_.emplace_back(id, title);
    return "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + html(title) +
           "</h2>\n" + body + "</section>\n";
  }

  // --- the three columns ---

  std::string citation(const model::Citation& c) const {
    const model::SourceDocument& source = r_.documents[c.source];
    std::string where =
        "<a href=\"#" + html_id("source", source.name) + "\">" + html(source.title) + "</a>";
    if (!c.section.empty()) where += ", section " + html(c.section);
    if (c.in_our_words) return "<p>In our words: " + html(c.quotation) + ". " + where + "</p>\n";
    return "<blockquote><p>" + html(c.quotation) + "</p></blockquote>\n<p>" + where + "</p>\n";
  }

  // The prose above the fence in which a block stands, once for each fence.
  std::string prose(Span s) {
    if (!here(s)) return {};
    const std::string& text = r_.texts.file(s.file).text();
    const std::string& name = r_.texts.file(s.file).name();
    if (!name.ends_with(".md") || s.begin >= text.size()) return {};
    const std::size_t fence = text.rfind("\n```assize", s.begin);
    if (fence == std::string::npos || !told_.insert({fence, true}).second) return {};
    const std::size_t before = fence == 0 ? std::string::npos : text.rfind("\n```", fence - 1);
    const std::size_t begin =
        before == std::string::npos ? 0 : std::min(text.find('\n', before + 1), fence);
    return html_of_prose(std::string_view(text).substr(begin, fence - begin));
  }

  std::string clause(const std::vector<model::Citation>& cites, Span block) {
    std::string body = prose(block);
    for (const model::Citation& c : cites) body += citation(c);
    if (body.empty()) body = "<p>It cites nothing.</p>\n";
    return "<section>\n<h4>The clause</h4>\n" + body + "</section>\n";
  }

  template <class Block>
  std::string rule(const Block& block) const {
    std::vector<std::string> lines;
    for (const std::string& line : wording::in_words(r_, block)) lines.push_back(html(line));
    return "<section>\n<h4>The rule</h4>\n" + list(lines) + "<pre><code>" +
           html(declaration_text(r_.texts.file(block.span.file), block.span)) +
           "</code></pre>\n</section>\n";
  }

  std::string words_of(Span s) const {
    const std::string& text = r_.texts.file(s.file).text();
    std::string out;
    for (const char c : text.substr(s.begin, s.end - s.begin)) {
      const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank)
        out += c;
      else if (!out.empty() && out.back() != ' ')
        out += ' ';
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == ';')) out.pop_back();
    return out.starts_with("expect ") ? out.substr(7) : out;
  }

  template <class Belongs>
  std::string tests_of(const std::string& kind, const std::string& name, Belongs belongs) const {
    std::string body;
    for (const model::RuleTest& t : tests_) {
      std::vector<std::string> lines;
      for (const model::Expectation& e : t.expected) {
        if (belongs(e)) lines.push_back("<code>" + html(words_of(e.span)) + "</code>");
      }
      if (!lines.empty())
        body += "<p><a href=\"#" + html_id("test", t.title) + "\">" + html(t.title) + "</a></p>\n" +
                list(lines);
    }
    if (body.empty()) body = "<p>No test names it" + judged_by(kind, name) + ".</p>\n";
    return "<section>\n<h4>Its tests</h4>\n" + body + seen(kind, name) + "</section>\n";
  }

  // The standards through which an indicator is tested.
  std::string judged_by(const std::string& kind, const std::string& name) const {
    std::string out;
    for (const model::Standard& s : r_.standards) {
      if (kind == "indicator" && r_.indicators[s.indicator].name == name && here(s.span))
        out += (out.empty() ? "; see the standard " : ", ") + link("standard", s.name);
    }
    return out;
  }

  std::string seen(const std::string& kind, const std::string& name) const {
    std::string out;
    for (const CoveredBlock& b : b_.coverage->blocks) {
      if (b.kind != kind || b.name != name) continue;
      HtmlTable table("What the tests of " + name + " have seen",
                      {"Test", "True", "False", "Unknown"});
      const auto add = [&](const std::string& role, model::ExprId id, const TimesSeen& s) {
        table.add({html(role + wording::in_words(r_, b.record, id)), times_in_words(s.yes),
                   times_in_words(s.no),
                   s.can_be_unknown ? times_in_words(s.unknown) : "cannot be"});
      };
      for (const CoveredClause& c : b.clauses) {
        if (c.is_test) add(c.role + ": ", c.expr, c.seen);
        for (const CoveredTest& t : c.tests) add("", t.expr, t.seen);
      }
      out += table.text();
      std::vector<std::string> lines;
      for (const auto* words : {&b.statuses, &b.tiers}) {
        for (const ReachedWord& w : *words)
          lines.push_back(html(w.word) + ": " +
                          (w.times > 0 ? std::string("reached") : times_in_words(0)));
      }
      if (!lines.empty())
        out += "<p>Statuses and tiers that the tests reached:</p>\n" + list(lines);
    }
    return out;
  }

  std::string article(const std::string& kind, const std::string& name, const std::string& title,
                      const std::string& body) {
    return "<article id=\"" + html_id(kind, name) + "\">\n<h3>" + html(title) +
           " <span class=\"name\">" + html(name) + "</span></h3>\n" + body + "</article>\n";
  }

  // --- blocks ---

  // Who is bound to what, and what a local version changes.
  std::string specifications() {
    std::string body;
    for (const model::Specification& s : r_.specifications) {
      if (!here(s.span)) continue;
      note("Specifications", "specification", s.name, s.title);
      body += article("specification", s.name, s.title,
                      "<div class=\"beside\">\n" + clause(s.cites, s.span) + rule(s) + "</div>\n");
    }
    return section("specifications", "Specifications", body);
  }

  std::string standards() {
    std::string body;
    for (Index s = 0; s < r_.standards.size(); ++s) {
      const model::Standard& standard = r_.standards[s];
      if (!here(standard.span)) continue;
      const model::Indicator& i = r_.indicators[standard.indicator];
      note("Standards", "standard", standard.name, standard.title);
      std::vector<std::string> lines = {"Judges " + link("indicator", i.name) + ": " +
                                        html(i.title) + "."};
      for (const auto* names : {&standard.domains, &standard.priorities}) {
        for (const std::string& d : *names) {
          const auto at = std::find_if(r_.outcome_domains.begin(), r_.outcome_domains.end(),
                                       [&](const auto& x) { return x.name == d; });
          if (at != r_.outcome_domains.end())
            lines.push_back((at->is_priority ? "Priority area " : "Outcome domain ") + html(d) +
                            ": " + html(at->title) + ".");
        }
      }
      body += article("standard", standard.name, standard.title,
                      list(lines) + "<div class=\"beside\">\n" +
                          clause(standard.cites.empty() ? i.cites : standard.cites, standard.span) +
                          rule(standard) +
                          tests_of("standard", standard.name,
                                   [&](const model::Expectation& e) { return e.standard == s; }) +
                          "</div>\n");
    }
    return section("standards", "Standards", body);
  }

  std::string variations() {
    std::string body;
    for (Index at = 0; at < r_.variations.size(); ++at) {
      const model::Variation& v = r_.variations[at];
      if (!here(v.span)) continue;
      note("Variation", "variation", v.name, v.title);
      const model::Indicator& i = r_.indicators[v.indicator];
      body +=
          article("variation", v.name, v.title,
                  list({"Looks at " + (here(i.span) ? link("indicator", i.name) : html(i.name)) +
                        ": " + html(i.title) + "."}) +
                      "<div class=\"beside\">\n" +
                      clause(v.cites.empty() ? i.cites : v.cites, v.span) + rule(v) +
                      tests_of("variation", v.name,
                               [&](const model::Expectation& e) { return e.variation == at; }) +
                      "</div>\n");
    }
    return section("variation", "Variation", body);
  }

  std::string payments() {
    std::string body;
    for (std::size_t i = 0; i < r_.payment_schemes.size(); ++i) {
      const model::PaymentScheme& s = r_.payment_schemes[i];
      if (!here(s.span)) continue;
      note("Payments", "payment", s.name, s.title);
      body += article("payment", s.name, s.title,
                      "<div class=\"beside\">\n" + clause(s.cites, s.span) + rule(s) +
                          tests_of("payment", s.name,
                                   [&](const model::Expectation& e) { return e.scheme == i; }) +
                          "</div>\n");
    }
    return section("payments", "Payments", body);
  }

  std::string indicators() {
    std::string body;
    for (Index n = 0; n < r_.indicators.size(); ++n) {
      const model::Indicator& i = r_.indicators[n];
      if (!here(i.span) || i.side_of != kNone) continue;
      note("Indicators", "indicator", i.name, i.title);
      body += article("indicator", i.name, i.title,
                      "<div class=\"beside\">\n" + clause(i.cites, i.span) + rule(i) +
                          tests_of("indicator", i.name,
                                   [&](const model::Expectation& e) {
                                     return e.indicator == n && e.standard == kNone;
                                   }) +
                          "</div>\n");
    }
    return section("indicators", "Indicators", body);
  }

  std::string rules() {
    std::string body;
    for (Index n = 0; n < r_.rules.size(); ++n) {
      const model::Rule& q = r_.rules[n];
      if (!here(q.span)) continue;
      note("Rules on records", "rule", q.name, q.title);
      std::vector<model::Citation> cites;
      if (q.cites) cites.push_back(*q.cites);
      body += article(
          "rule", q.name, q.title,
          "<div class=\"beside\">\n" + clause(cites, q.span) + rule(q) +
              tests_of("rule", q.name, [&](const model::Expectation& e) { return e.rule == n; }) +
              "</div>\n");
    }
    return section("rules", "Rules on records", body);
  }

  std::string definitions() {
    std::string body;
    for (const model::Definition& d : r_.definitions) {
      if (!here(d.span) || d.made_from != model::kNone) continue;
      const std::string kind = d.is_condition ? "condition" : "derived";
      note("Conditions and derived fields", kind, d.name, d.title);
      body += article(kind, d.name, d.title.empty() ? wording::name_in_words(d.name) : d.title,
                      rule(d) + seen(kind, d.name));
    }
    return section("definitions", "Conditions and derived fields", body);
  }

  std::string parameters() {
    HtmlTable table("Values by date", {"Parameter", "Value", "In force", "Evidence", "Why"});
    for (const model::Parameter& p : r_.parameters) {
      index_.push_back({p.name, "parameter", p.title});
      for (const model::DatedValue& v : p.values) {
        const bool first = &v == &p.values.front();
        const std::string when = wording::in_words(v.valid);
        table.add({first ? "<span id=\"" + html_id("parameter", p.name) + "\">" + html(p.name) +
                               "</span>" + (p.title.empty() ? "" : "<br>" + html(p.title))
                         : html(p.name) + ", later",
                   html(wording::value_in_words(r_, p.type, v.value)),
                   when.empty() ? "always" : html(when.substr(1)),
                   html(wording::in_words(p.evidence)), html(p.because)});
      }
    }
    return section("parameters", "Parameters", table.text());
  }

  std::string domains() {
    HtmlTable table("Standards by outcome domain and priority area",
                    {"Domain or area", "What it is", "Standards"});
    for (const model::OutcomeDomain& d : r_.outcome_domains) {
      std::string mapped;
      for (const model::Standard& s : r_.standards) {
        const auto& names = d.is_priority ? s.priorities : s.domains;
        if (std::find(names.begin(), names.end(), d.name) == names.end()) continue;
        mapped +=
            (mapped.empty() ? "" : ", ") + (here(s.span) ? link("standard", s.name) : html(s.name));
      }
      table.add({html(d.name), html(d.title), mapped.empty() ? "none" : mapped});
    }
    return section("domains", "Outcome domains and priority areas", table.text());
  }

  std::string records() {
    std::string body;
    for (const model::Record& record : r_.records) {
      index_.push_back({record.name, "record", record.title});
      HtmlTable table("Fields of " + record.name, {"Field", "Heading", "Holds", "Blank", "Notes"});
      for (const model::Field& f : record.fields) {
        const bool coded = f.type.kind == model::Kind::code;
        std::string holds = f.is_organisation ? "an organisation"
                            : coded ? "a code in " + link("codes", r_.code_lists[f.type.list].name)
                                    : html(model::in_words(f.type));
        if (f.low) holds += ", from " + f.low->text();
        if (f.high) holds += (f.low ? " to " : ", at most ") + f.high->text();
        table.add({html(f.name) + (f.title.empty() ? "" : "<br>" + html(f.title)), html(f.heading),
                   holds, f.required ? "required" : blank(f), f.personal ? "personal" : ""});
      }
      const auto lines = wording::in_words(r_, record);
      std::string words;
      for (std::size_t n = 0; n + record.fields.size() < lines.size(); ++n)
        words += (n == 0 ? "<p>" : " ") + html(lines[n]);
      if (!words.empty()) words += "</p>\n";
      body += article("record", record.name, record.title, words + table.text());
    }
    return section("records", "Records", body);
  }

  static std::string blank(const model::Field& f) {
    switch (f.blank) {
      case model::Blank::not_by_cut_off:
        return "not by the cut-off";
      case model::Blank::did_not_happen:
        return "it did not happen";
      case model::Blank::no:
        return "no: " + html(f.because);
      case model::Blank::none:
        return "it holds none";
      case model::Blank::unknown:
        break;
    }
    return "unknown";
  }

  std::string codes() {
    std::string body;
    for (const model::CodeList& list_ : r_.code_lists) {
      index_.push_back({list_.name, "codes", list_.title});
      HtmlTable table("Codes of " + list_.name + (list_.ordered ? ", the lowest first" : ""),
                      {"Code", "Meaning", "Valid"});
      for (const model::Code& c : list_.codes) {
        const std::string when = wording::in_words(c.valid);
        table.add({html(c.text), html(c.meaning), when.empty() ? "always" : html(when.substr(1))});
      }
      body += article("codes", list_.name, list_.title, table.text());
    }
    return section("codes", "Code lists", body);
  }

  std::string sources() {
    HtmlTable table("What is cited", {"Source", "Published by", "Dated", "Evidence", "At"});
    for (const model::SourceDocument& s : r_.documents) {
      index_.push_back({s.name, "source", s.title});
      table.add({"<span id=\"" + html_id("source", s.name) + "\">" + html(s.title) + "</span><br>" +
                     html(s.name),
                 html(s.publisher), s.dated ? html(date_in_words(*s.dated)) : "",
                 html(wording::in_words(s.evidence)), html(s.at)});
    }
    return section("sources", "Sources", table.text());
  }

  std::string tests() {
    std::string body;
    for (const model::RuleTest& t : tests_) {
      body += "<article id=\"" + html_id("test", t.title) + "\">\n<h3>" + html(t.title) +
              "</h3>\n<pre><code>" + html(declaration_text(r_.texts.file(t.span.file), t.span)) +
              "</code></pre>\n</article>\n";
    }
    return section("tests", "Tests", body);
  }

  std::string index() {
    std::sort(index_.begin(), index_.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    std::vector<std::string> lines;
    for (const Entry& e : index_) {
      const std::string kind = e.kind == "codes" ? "code list" : e.kind;
      lines.push_back(link(e.kind, e.name) + " <span class=\"name\">" + html(kind) +
                      (e.title.empty() ? "" : ", " + html(e.title)) + "</span>");
    }
    return section("index", "Index", list(lines));
  }

  struct Entry {
    std::string name, kind, title;
  };

  const Book& b_;
  const model::Ruleset& r_;
  const std::vector<model::RuleTest>& tests_;
  std::map<std::string, std::vector<std::string>> contents_;
  std::vector<std::pair<std::string, std::string>> sections_;
  std::vector<Entry> index_;
  std::map<std::size_t, bool> told_;  // fences whose prose was told
};

}  // namespace

std::string book_page(const Book& book) { return Page(book).text(); }

}  // namespace assize::cli

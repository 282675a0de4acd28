#include "adapters/cli/compare_runs.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "adapters/cli/look_again.h"
#include "adapters/report/json_text.h"
#include "adapters/report/table.h"
#include "dsl/wording/condition.h"
#include "engine/explain/decision_words.h"
#include "engine/explain/finding_words.h"
#include "engine/explain/numbers.h"
#include "engine/explain/record_words.h"

namespace assize::cli {

namespace {

using model::Index;
using model::kNone;

// Clauses are told for so many flipped records at most.
constexpr std::size_t kMostLookedAt = 20'000;

std::string name_of(const RecordOutcome& o, const model::Ruleset& r) {
  return o.rule != kNone ? r.rules[o.rule].name : r.indicators[o.indicator].name;
}
std::string said(const RecordOutcome& o) {
  return o.rule != kNone ? o.result : in_words(o.could_be);
}

using RecordKey = std::tuple<std::string, std::string, std::uint64_t>;  // block, file, record
std::map<RecordKey, const RecordOutcome*> by_key(const Side& s) {
  std::map<RecordKey, const RecordOutcome*> out;
  for (const RecordOutcome& o : s.result.outcomes) {
    const std::string file =
        o.file < s.result.files.size() ? s.result.files[o.file].name : std::string();
    out[{name_of(o, *s.ruleset), file, o.record}] = &o;
  }
  return out;
}

using FindingKey =
    std::tuple<std::string, std::string, Period, std::vector<std::pair<std::string, std::string>>>;
std::map<FindingKey, const Finding*> findings_by_key(const Side& s) {
  std::map<FindingKey, const Finding*> out;
  for (const Finding& f : s.result.findings) {
    if (f.kind != FindingKind::compliance || f.standard == kNone) continue;
    out[{s.ruleset->standards[f.standard].name, f.provider.value_or(""), f.period, f.subgroup}] =
        &f;
  }
  return out;
}

std::string figure(const Finding& f, const model::Ruleset& r) {
  return std::string(word(f.status)) + ", " + value_in_words(f, r);
}

// What decided a record: each clause and how it came out.
struct Clauses {
  struct One {
    std::string clause, says, words;
  };
  std::vector<One> all;
  const One* find(const std::string& clause) const {
    for (const One& o : all) {
      if (o.clause == clause) return &o;
    }
    return nullptr;
  }
};

class Compare {
 public:
  Compare(const Side& before, const Side& after) : a_(before), b_(after) {}

  Comparison run() {
    findings();
    records();
    return std::move(out_);
  }

 private:
  void findings() {
    const auto was = findings_by_key(a_), is = findings_by_key(b_);
    out_.findings_before = was.size();
    out_.findings_after = is.size();
    std::map<FindingKey, std::pair<const Finding*, const Finding*>> both;
    for (const auto& [key, f] : was) both[key].first = f;
    for (const auto& [key, f] : is) both[key].second = f;
    for (const auto& [key, pair] : both) {
      const auto& [x, y] = pair;
      FindingChange c;
      c.standard = std::get<0>(key);
      c.where = y != nullptr ? whereabouts(*y, *b_.ruleset) : whereabouts(*x, *a_.ruleset);
      if (x != nullptr) c.was = figure(*x, *a_.ruleset);
      if (y != nullptr) c.is = figure(*y, *b_.ruleset);
      c.flips = x == nullptr || y == nullptr || x->status != y->status || x->tier != y->tier;
      if (c.flips || c.was != c.is) out_.findings.push_back(std::move(c));
    }
  }

  void records() {
    const auto was = by_key(a_), is = by_key(b_);
    std::vector<std::pair<const RecordOutcome*, const RecordOutcome*>> flipped;
    for (const auto& [key, x] : was) {
      const auto y = is.find(key);
      if (y != is.end() && said(*x) != said(*y->second)) flipped.emplace_back(x, y->second);
    }
    out_.records_flipped = flipped.size();
    std::vector<const RecordOutcome*> xs, ys;
    for (const auto& [x, y] : flipped) {
      if (xs.size() == kMostLookedAt) break;
      xs.push_back(x);
      ys.push_back(y);
    }
    out_.not_looked_at = flipped.size() - xs.size();
    const auto before = clauses_of(a_, xs), after = clauses_of(b_, ys);
    std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> place;
    for (std::size_t i = 0; i < xs.size(); ++i) {
      ClauseChange c = change(*xs[i], *ys[i], before, after);
      const auto key = std::tuple(c.indicator, c.clause, c.was, c.is);
      const auto at = place.try_emplace(key, out_.clauses.size());
      if (at.second) out_.clauses.push_back(c);
      out_.clauses[at.first->second].records.push_back(record(*xs[i], *ys[i]));
    }
  }

  FlippedRecord record(const RecordOutcome& x, const RecordOutcome& y) const {
    FlippedRecord r;
    if (y.file < b_.result.files.size()) r.file = b_.result.files[y.file].name;
    r.key = y.key;
    r.record = y.record;
    r.line = y.line;
    r.was = said(x);
    r.is = said(y);
    return r;
  }

  std::map<Which, Clauses> clauses_of(const Side& s,
                                      const std::vector<const RecordOutcome*>& outcomes) const {
    std::map<Which, Clauses> out;
    if (!s.open || outcomes.empty()) return out;
    look_again(
        *s.ruleset, s.options, s.result, s.open(), outcomes,
        [&](const Which& w, const RecordTrace& t) {
          Clauses& c = out[w];
          for (const ClauseAnswer& a : clause_answers(*s.ruleset, t))
            c.all.push_back({a.clause, a.says, wording::in_words(*s.ruleset, t.type, a.expr)});
        });
    return out;
  }

  // The first clause, in the order in which they apply, that came out otherwise.
  ClauseChange change(const RecordOutcome& x, const RecordOutcome& y,
                      const std::map<Which, Clauses>& before,
                      const std::map<Which, Clauses>& after) const {
    ClauseChange c;
    c.indicator = name_of(y, *b_.ruleset);
    c.was = said(x);
    c.is = said(y);
    const auto was = before.find(which(x)), is = after.find(which(y));
    if (was == before.end() || is == after.end()) return c;
    const auto look = [&](const Clauses& mine, const Clauses& other) -> const Clauses::One* {
      for (const Clauses::One& one : mine.all) {
        const Clauses::One* twin = other.find(one.clause);
        // A clause that is not there is one that never holds, but for the population.
        const std::string twin_says = twin != nullptr                    ? twin->says
                                      : one.clause == "only those where" ? "yes"
                                                                         : "no";
        if (one.says != twin_says) return &one;
      }
      return nullptr;
    };
    const Clauses::One* found = look(is->second, was->second);
    const Clauses::One* gone = look(was->second, is->second);
    // The one that applies first; where both do, as it is now.
    const bool earlier = gone != nullptr && (found == nullptr || rank(*gone) < rank(*found));
    const Clauses::One* by = earlier ? gone : found;
    if (by == nullptr) return c;
    c.clause = by->clause;
    if (const auto* one = was->second.find(c.clause)) c.was_words = one->words;
    if (const auto* one = is->second.find(c.clause)) c.is_words = one->words;
    return c;
  }

  // The order in which clauses apply.
  static int rank(const Clauses::One& c) {
    if (c.clause == "only those where" || c.clause == "when") return 0;
    if (c.clause.starts_with("leave out") || c.clause == "decided when") return 1;
    return c.clause.starts_with("excuse") ? 3 : 2;
  }

  const Side& a_;
  const Side& b_;
  Comparison out_;
};

std::string line(const std::string& text, std::size_t indent) {
  return report::wrapped(escape_controls(text), indent);
}

std::string place(const FlippedRecord& r) {
  std::string text = "record " + std::to_string(r.record) + " of " + r.file;
  if (r.line != 0) text += ", line " + std::to_string(r.line);
  if (!r.key.empty()) text += ", key " + r.key;
  return text;
}

}  // namespace

Comparison compare(const Side& before, const Side& after) { return Compare(before, after).run(); }

std::string comparison_text(const Comparison& c, std::size_t most) {
  const auto flips = std::count_if(c.findings.begin(), c.findings.end(),
                                   [](const FindingChange& f) { return f.flips; });
  std::string out =
      "Findings: " + counted(static_cast<std::int64_t>(c.findings_after), "finding", "findings") +
      ", " + with_commas(flips) + (flips == 1 ? " flips\n" : " flip\n");
  for (const FindingChange& f : c.findings) {
    const std::string none = "none";
    out += line(f.standard + (f.where.empty() ? "" : " " + f.where) + ": " +
                    (f.was.empty() ? none : f.was) + " -> " + (f.is.empty() ? none : f.is) +
                    (f.flips ? "" : " (figures alone)"),
                2);
  }
  out += "Records: " + with_commas(static_cast<std::int64_t>(c.records_flipped)) +
         (c.records_flipped == 1 ? " flips\n" : " flip\n");
  for (const ClauseChange& k : c.clauses) {
    out += line(k.indicator + ": " +
                    counted(static_cast<std::int64_t>(k.records.size()), "record", "records") +
                    ", " + k.was + " -> " + k.is +
                    (k.clause.empty() ? ", by no single clause" : ", by `" + k.clause + "`"),
                2);
    if (!k.clause.empty()) {
      if (k.was_words == k.is_words) {
        out += line("the clause is as it was: " + k.is_words + "; what it reads changed", 4);
      } else {
        out += line("was: " + (k.was_words.empty() ? "no such clause" : k.was_words), 4);
        out += line("is:  " + (k.is_words.empty() ? "no such clause" : k.is_words), 4);
      }
    }
    for (std::size_t i = 0; i < k.records.size() && i < most; ++i)
      out += line(place(k.records[i]), 4);
    if (most > 0 && k.records.size() > most)
      out +=
          "    and " + with_commas(static_cast<std::int64_t>(k.records.size() - most)) + " more\n";
  }
  if (c.not_looked_at > 0)
    out += "  The clauses of " + with_commas(static_cast<std::int64_t>(c.not_looked_at)) +
           " more records were not looked at.\n";
  return out;
}

std::string comparison_json(const Comparison& c, const Side& before, const Side& after) {
  std::string bytes;
  {
    report::Buffer out([&](std::string_view b) {
      bytes += b;
      return true;
    });
    report::Members m(out);
    m.text("schema", "assize-diff/1");
    const auto side = [&](const char* name, const Side& s) {
      m.name(name);
      report::Members of(out);
      of.text("ruleset", s.ruleset->name);
      of.text("version", s.ruleset->version);
      of.text("hash", s.ruleset->hash);
      of.end();
    };
    side("before", before);
    side("after", after);
    m.name("findings") << '[';
    for (const FindingChange& f : c.findings) {
      out << (&f == &c.findings.front() ? "\n" : ",\n");
      report::Members one(out);
      one.text("standard", f.standard);
      one.text("where", f.where);
      one.text_or_null("was", f.was);
      one.text_or_null("is", f.is);
      one.yes_no("flips", f.flips);
      one.end();
    }
    out << ']';
    m.number("records_flipped", static_cast<std::int64_t>(c.records_flipped));
    m.name("clauses") << '[';
    for (const ClauseChange& k : c.clauses) {
      out << (&k == &c.clauses.front() ? "\n" : ",\n");
      report::Members one(out);
      one.text("indicator", k.indicator);
      one.text_or_null("clause", k.clause);
      one.text_or_null("was_words", k.was_words);
      one.text_or_null("is_words", k.is_words);
      one.text("was", k.was);
      one.text("is", k.is);
      one.name("records") << '[';
      for (const FlippedRecord& r : k.records) {
        if (&r != &k.records.front()) out << ',';
        report::Members rec(out);
        rec.text("file", r.file);
        rec.number("record", static_cast<std::int64_t>(r.record));
        rec.number("line", static_cast<std::int64_t>(r.line));
        rec.text_or_null("key", r.key);
        rec.end();
      }
      out << ']';
      one.end();
    }
    out << ']';
    m.end();
    out << '\n';
    out.flush();
  }
  return bytes;
}

}  // namespace assize::cli

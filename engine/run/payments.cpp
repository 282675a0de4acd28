#include "engine/run/payments.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/payments/make.h"

namespace assize {

using model::Index;
using model::kNone;

namespace {

bool same(const FigureRequest& a, const FigureRequest& b) {
  return a.indicator == b.indicator && a.per_provider == b.per_provider &&
         a.per_period == b.per_period && a.per_fields == b.per_fields;
}

// A record of a run.
using Place = std::pair<std::uint32_t, std::uint64_t>;

class Claims {
 public:
  using TapOf =
      std::function<const TappedRecord*(Index record, std::uint32_t file, std::uint64_t number)>;
  using FieldAt = std::function<std::size_t(Index record, Index field)>;

  Claims(const model::Ruleset& ruleset, const RunResult& result, TapOf tap, FieldAt at)
      : ruleset_(ruleset), tap_(std::move(tap)), at_(std::move(at)) {
    for (const RecordOutcome& o : result.outcomes) {
      if (o.rule != kNone && o.result == "fails" && !ruleset.rules[o.rule].doubted.empty())
        broken_[{o.file, o.record}].push_back(o.rule);
      if (o.indicator != kNone) outcomes_[o.indicator].push_back(&o);
    }
    for (std::size_t f = 0; f < result.files.size(); ++f) names_.push_back(result.files[f].record);
  }

  // In the order of files and records; copies of one record are one claim.
  void add(Index scheme, Index outcome, std::vector<Claim>& out) const {
    const model::PaidOutcome& o = ruleset_.payment_schemes[scheme].outcomes[outcome];
    const Index record = ruleset_.indicators[o.indicator].record;
    const model::Record& type = ruleset_.records[record];
    const std::map<Place, bool> certain = certainty(o);
    std::map<std::pair<std::string, std::string>, std::size_t> by_key;
    const auto listed = outcomes_.find(o.indicator);
    if (listed == outcomes_.end()) return;
    for (const RecordOutcome* r : listed->second) {
      const std::uint32_t first = first_file(type.name);
      const TappedRecord* cells = tap_(record, r->file - first, r->record);
      Claim c;
      c.scheme = scheme;
      c.outcome = outcome;
      c.could_be = r->could_be;
      c.reasons = r->reasons;
      c.key = r->key.empty() ? std::to_string(r->record) : r->key;
      if (type.provider != kNone) c.provider = r->provider;
      if (cells != nullptr) {
        if (!is_doubtful(*r, o.person)) c.person = cells->cells[at_(record, o.person)].text;
        if (!is_doubtful(*r, o.on)) c.day = cells->cells[at_(record, o.on)].day;
      }
      if (const auto it = certain.find({r->file, r->record}); o.certain != kNone)
        c.certain = it != certain.end() && it->second;
      if (cells != nullptr && cells->has_key) {
        const auto [it, fresh] = by_key.try_emplace({r->key, r->provider}, out.size());
        if (!fresh) {
          unite(out[it->second], c);
          continue;
        }
      }
      out.push_back(std::move(c));
    }
  }

 private:
  // What copies do not agree on is not known.
  static void unite(Claim& to, const Claim& c) {
    to.could_be |= c.could_be;
    if (to.person != c.person) to.person.reset();
    if (to.day != c.day) to.day.reset();
    to.certain = to.certain && c.certain;
    for (const FieldReason& r : c.reasons) {
      if (std::find(to.reasons.begin(), to.reasons.end(), r) == to.reasons.end())
        to.reasons.push_back(r);
    }
  }

  std::map<Place, bool> certainty(const model::PaidOutcome& o) const {
    std::map<Place, bool> out;
    const auto listed = outcomes_.find(o.certain);
    if (o.certain == kNone || listed == outcomes_.end()) return out;
    for (const RecordOutcome* r : listed->second)
      out[{r->file, r->record}] = r->could_be == OutcomeSet(Outcome::met);
    return out;
  }

  bool is_doubtful(const RecordOutcome& r, Index field) const {
    const auto at = broken_.find({r.file, r.record});
    if (at == broken_.end()) return false;
    return std::any_of(at->second.begin(), at->second.end(), [&](Index rule) {
      const auto& doubted = ruleset_.rules[rule].doubted;
      return std::find(doubted.begin(), doubted.end(), field) != doubted.end();
    });
  }

  // Where the files of a record type stand among those of the run.
  std::uint32_t first_file(const std::string& record) const {
    return static_cast<std::uint32_t>(std::find(names_.begin(), names_.end(), record) -
                                      names_.begin());
  }

  const model::Ruleset& ruleset_;
  TapOf tap_;
  FieldAt at_;
  std::map<Index, std::vector<const RecordOutcome*>> outcomes_;  // by indicator
  std::map<Place, std::vector<Index>> broken_;                   // rules that fail
  std::vector<std::string> names_;
};

}  // namespace

PaymentRun::PaymentRun(const model::Ruleset& ruleset, const RunOptions& options)
    : ruleset_(ruleset), taps_(ruleset.records.size()) {
  // A part of what was returned could not show what was paid for elsewhere.
  if (!options.payments || !options.periods.empty() || !options.providers.empty()) return;
  for (Index i = 0; i < ruleset.payment_schemes.size(); ++i) {
    const bool named = std::find(options.only.begin(), options.only.end(),
                                 ruleset.payment_schemes[i].name) != options.only.end();
    if (options.only.empty() || named) schemes_.push_back(i);
  }
  // Paid once over all schemes: one of several cannot be looked at alone.
  if (!options.only.empty() && !schemes_.empty()) {
    schemes_.clear();
    for (Index i = 0; i < ruleset.payment_schemes.size(); ++i) schemes_.push_back(i);
  }
  for (const Index i : schemes_) {
    for (const model::PaidOutcome& o : ruleset.payment_schemes[i].outcomes) {
      if (o.indicator == kNone) continue;
      auto& fields = taps_[ruleset.indicators[o.indicator].record].fields;
      for (const Index f : {o.person, o.on}) {
        if (std::find(fields.begin(), fields.end(), f) == fields.end()) fields.push_back(f);
      }
    }
  }
}

void PaymentRun::ask(RunOptions& options) const {
  options.records = true;
  for (const Index i : schemes_) {
    const model::PaymentScheme& s = ruleset_.payment_schemes[i];
    if (s.volume) {
      FigureRequest request{s.volume->indicator, s.volume->per_provider, s.volume->per_period,
                            s.volume->per_fields};
      if (std::none_of(options.figures.begin(), options.figures.end(),
                       [&](const FigureRequest& f) { return same(f, request); }))
        options.figures.push_back(std::move(request));
    }
    if (options.only.empty()) continue;
    const auto name = [&](const std::string& n) { options.only.push_back(n); };
    for (const model::PaidOutcome& o : s.outcomes) {
      if (o.standard != kNone) name(ruleset_.standards[o.standard].name);
      if (o.indicator != kNone) name(ruleset_.indicators[o.indicator].name);
      if (o.certain != kNone) name(ruleset_.indicators[o.certain].name);
    }
    for (const model::Rule& r : ruleset_.rules) {
      if (!r.doubted.empty()) name(r.name);
    }
  }
}

std::vector<RunInput> PaymentRun::tapped(const std::vector<RunInput>& inputs) {
  std::vector<RunInput> out = inputs;
  for (RunInput& input : out) {
    Tapped& t = taps_[input.record];
    if (t.fields.empty() || !input.source) continue;
    t.tap = std::make_shared<Tap>(ruleset_, input.record, t.fields, input.source);
    input.source = t.tap;
  }
  return out;
}

std::vector<std::string> PaymentRun::notes() const {
  std::vector<std::string> out;
  for (Index r = 0; r < taps_.size(); ++r) {
    if (taps_[r].fields.empty() || ruleset_.records[r].covered) continue;
    out.push_back("It is not said that " + ruleset_.records[r].name +
                  " covers every row: what was paid for elsewhere may be missing from it.");
  }
  return out;
}

std::vector<PaymentLine> PaymentRun::lines(const RunResult& result, Day as_at) const {
  const auto tap = [&](Index record, std::uint32_t file, std::uint64_t number) {
    const auto& t = taps_[record].tap;
    return t ? t->find(file, number) : nullptr;
  };
  const auto at = [&](Index record, Index field) {
    const auto& fields = taps_[record].fields;
    return static_cast<std::size_t>(std::find(fields.begin(), fields.end(), field) -
                                    fields.begin());
  };
  PaymentInput input;
  input.schemes = schemes_;
  input.findings = &result.findings;
  input.as_at = as_at;
  const Claims claims(ruleset_, result, tap, at);
  for (const Index i : schemes_) {
    const auto& outcomes = ruleset_.payment_schemes[i].outcomes;
    for (Index o = 0; o < outcomes.size(); ++o) {
      if (outcomes[o].indicator != kNone) claims.add(i, o, input.claims);
    }
  }
  return make_payments(ruleset_, input);
}

}  // namespace assize

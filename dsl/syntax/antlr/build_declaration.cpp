// Declarations and their clauses, tests apart.
#include <utility>

#include "dsl/syntax/antlr/build.h"

namespace assize::syntax {

void Builder::declaration(P::DeclarationContext* c, File& file) {
  too_deep_ = false;
  if (auto* m = c->module()) {
    file.modules.push_back(
        {module_name(m->moduleName()), std::string(word(m->RELEASE())), span(m)});
  } else if (auto* i = c->importing()) {
    const auto parts = i->moduleName()->name();
    file.imports.push_back({module_name(i->moduleName()),
                            declared(i->name() ? i->name() : parts.back()), i->name() != nullptr,
                            span(i)});
  } else if (auto* u = c->unknownCountsAsNo()) {
    file.unknown_counts_as_no.push_back({because(u->because()), span(u)});
  } else if (auto* source = c->source()) {
    file.declarations.emplace_back(build(source));
  } else if (auto* codes = c->codes()) {
    file.declarations.emplace_back(build(codes));
  } else if (auto* record = c->record()) {
    file.declarations.emplace_back(build(record));
  } else if (auto* parameter = c->parameter()) {
    file.declarations.emplace_back(build(parameter));
  } else if (auto* derived = c->derived()) {
    file.declarations.emplace_back(build(derived));
  } else if (auto* condition = c->condition()) {
    file.declarations.emplace_back(build(condition));
  } else if (auto* row = c->rowPick()) {
    file.declarations.emplace_back(build(row));
  } else if (auto* rule = c->recordRule()) {
    file.declarations.emplace_back(build(rule));
  } else if (auto* indicator = c->indicator()) {
    file.declarations.emplace_back(build(indicator));
  } else if (auto* standard = c->standard()) {
    file.declarations.emplace_back(build(standard));
  } else if (auto* comparison = c->comparisonBlock()) {
    file.declarations.emplace_back(build(comparison));
  } else if (auto* variation = c->variation()) {
    file.declarations.emplace_back(build(variation));
  } else if (auto* claim = c->claim()) {
    file.declarations.emplace_back(build(claim));
  } else if (auto* domain = c->domain()) {
    file.declarations.emplace_back(build(domain));
  } else if (auto* priority = c->priority()) {
    file.declarations.emplace_back(build(priority));
  } else if (auto* mapping = c->mapping()) {
    file.declarations.emplace_back(build(mapping));
  } else if (auto* test = c->test()) {
    file.declarations.emplace_back(build(test));
  } else if (auto* subset = c->subset()) {
    file.declarations.emplace_back(build(subset));
  } else if (auto* table = c->table()) {
    file.declarations.emplace_back(build(table));
  } else if (auto* block = c->block()) {
    file.declarations.emplace_back(build(block));
  } else if (auto* grouping = c->grouping()) {
    file.declarations.emplace_back(build(grouping));
  } else if (auto* codes_to_codes = c->codeMapping()) {
    file.declarations.emplace_back(build(codes_to_codes));
  } else if (auto* requirement = c->requirement()) {
    file.declarations.emplace_back(build(requirement));
  } else if (auto* specification = c->specification()) {
    file.declarations.emplace_back(build(specification));
  } else if (auto* scheme = c->paymentScheme()) {
    file.declarations.emplace_back(build(scheme));
  }
}

// --- shared clauses ---

Word Builder::grade(P::EvidenceContext* c) const {
  const std::size_t first = c->start->getStartIndex() + 1;  // after the word `evidence`
  const std::size_t last = c->stop->getStartIndex();
  return {words(first, last), {tokens_.file, tokens_.all[first].begin, tokens_.all[last].end}};
}

void Builder::dates(P::DatedContext* c, Dates& to) const {
  (c->UNTIL() ? to.until : to.from).push_back(date(c->date()));
}

Cites Builder::cites(P::CitesContext* c) const {
  Cites out;
  out.source = reference(c->reference());
  if (c->SECTION()) out.section = text(c->STRING(0));
  out.in_our_words = c->WORDS() != nullptr;
  out.wording = text(c->STRING().back());
  out.span = span(c);
  return out;
}

std::optional<Text> Builder::because(P::BecauseContext* c) const {
  if (!c) return std::nullopt;
  return text(c->STRING());
}

template <class Context>
Test Builder::clause_test(Context* c) {
  return {expression(c->expression()), std::nullopt, span(c)};
}

template <class Context>
NamedTest Builder::named_test(Context* c) {
  return {declared(c->name()), expression(c->expression()), std::nullopt, span(c)};
}

// --- source, codes, record ---

SourceDecl Builder::build(P::SourceContext* c) {
  SourceDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* detail : c->sourceDetail()) {
    if (detail->PUBLISHED())
      d.published_by.push_back(text(detail->STRING()));
    else if (detail->DATED())
      d.dated.push_back(date(detail->date()));
    else if (detail->AT())
      d.at.push_back(text(detail->STRING()));
    else
      d.evidence.push_back(grade(detail->evidence()));
  }
  return d;
}

CodesDecl Builder::build(P::CodesContext* c) {
  CodesDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.reference = c->REFERENCE() != nullptr;
  d.ordered = c->ORDERED() != nullptr;
  d.from_highest = c->HIGHEST() != nullptr;
  d.span = span(c);
  const auto codes = c->code();
  d.codes.reserve(codes.size());
  for (auto* code : codes) clause(code, d);
  for (auto* detail : c->listDetail()) list_detail(detail, d);
  return d;
}

void Builder::clause(P::CodeContext* c, CodesDecl& to) {
  CodeDecl d;
  if (auto* string = c->codeName()->STRING()) {
    const Text written = text(string);
    d.code = {written.text, written.span};
    d.quoted = true;
  } else {
    d.code = declared(c->codeName()->name());
  }
  d.meaning = text(c->STRING());
  d.span = span(c);
  for (auto* detail : c->codeDetail()) {
    if (detail->FROM())
      d.dates.from.push_back(date(detail->date()));
    else if (detail->UNTIL())
      d.dates.until.push_back(date(detail->date()));
    else if (detail->TOTAL())
      for (auto* part : detail->codeName()) d.total_of.push_back(code_word(part));
    else
      d.means.push_back(words(detail->NOT(), detail->KNOWN() ? detail->KNOWN() : detail->STATED()));
  }
  to.codes.push_back(std::move(d));
}

RecordDecl Builder::build(P::RecordContext* c) {
  RecordDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING(0));
  if (c->FROM()) d.file = text(c->STRING(1));
  d.span = span(c);
  for (auto* part : c->recordClause()) clause(part, d);
  return d;
}

void Builder::clause(P::RecordClauseContext* c, RecordDecl& to) {
  if (auto* key = c->key()) {
    to.keys.push_back({declared(key->name()), key->POSITION() != nullptr, span(key)});
  } else if (auto* provider = c->providerField()) {
    to.provider.push_back(declared(provider->name()));
  } else if (auto* includes = c->includes()) {
    to.includes.push_back(reference(includes->reference()));
  } else if (auto* link = c->recordLink()) {
    LinkDecl l{declared(link->name()), reference(link->reference()), {}, span(link)};
    for (auto* by : link->linkField()) {
      std::optional<Word> theirs;
      if (by->name().size() > 1) theirs = declared(by->name(1));
      l.by.emplace_back(declared(by->name(0)), std::move(theirs));
    }
    if (link->expression()) l.certain = expression(link->expression());
    to.links.push_back(std::move(l));
  } else if (auto* s = c->recordSpan()) {
    to.spans.push_back({declared(s->name(0)), declared(s->name(1)), declared(s->name(2)),
                        s->ONGOING() != nullptr, span(s)});
  } else if (auto* dated = c->rowDate()) {
    to.dated_by.push_back(declared(dated->name()));
  } else if (auto* covers = c->covers()) {
    to.covers.push_back(
        {covers->WITHOUT() != nullptr, text(covers->because()->STRING()), span(covers)});
  } else {
    to.fields.push_back(field(c->field()));
  }
}

FieldDecl Builder::field(P::FieldContext* c) {
  FieldDecl d;
  d.id = declared(c->name());
  if (c->STRING()) d.title = text(c->STRING());
  d.type = type(c->type());
  d.span = span(c);
  for (auto* o : c->option()) d.options.push_back(option(o));
  return d;
}

Type Builder::type(P::TypeContext* c) {
  Type t;
  t.span = span(c);
  t.kind = c->TEXT()           ? TypeKind::text
           : c->ORGANISATION() ? TypeKind::organisation
           : c->YES()          ? TypeKind::yes_or_no
           : c->WHOLE()        ? TypeKind::whole_number
           : c->NUMBER()       ? TypeKind::number
           : c->COUNT()        ? TypeKind::count
           : c->MONEY()        ? TypeKind::money
           : c->PERCENTAGE()   ? TypeKind::percentage
           : c->CODE()         ? TypeKind::code
           : c->CODES()        ? TypeKind::codes_in_cell
           : c->TEXTS()        ? TypeKind::texts_in_cell
           : c->WRITTEN()      ? TypeKind::written_time
           : c->TIME()         ? TypeKind::zoned_time
                               : TypeKind::date;
  if (auto* bounds = c->bounds()) {
    t.from = numeral(bounds->signedNumeral(0));
    t.to = numeral(bounds->signedNumeral(1));
  }
  if (c->reference()) t.codes = reference(c->reference());
  if (c->STRING()) t.zone = text(c->STRING());
  return t;
}

Option Builder::option(P::OptionContext* c) {
  Option o;
  o.span = span(c);
  if (auto* blank = c->blankMeaning()) {
    o.kind = blank->CUT_OFF()   ? OptionKind::blank_not_by_the_cut_off
             : blank->HAPPEN()  ? OptionKind::blank_did_not_happen
             : blank->UNKNOWN() ? OptionKind::blank_unknown
             : blank->NONE()    ? OptionKind::blank_none
                                : OptionKind::blank_no;
    if (blank->STRING()) o.text = text(blank->STRING());
    return o;
  }
  o.kind = c->REQUIRED()   ? OptionKind::required
           : c->PERSONAL() ? OptionKind::personal
           : c->COLUMN()   ? OptionKind::column
           : c->ROUNDED()  ? OptionKind::rounded
           : c->WRITTEN()  ? OptionKind::written_as
                           : OptionKind::stands_for;
  if (o.kind == OptionKind::written_as) {
    for (auto* layout : c->STRING()) o.layouts.push_back(text(layout));
  } else if (!c->STRING().empty()) {
    o.text = text(c->STRING(0));
  }
  if (auto* bounds = c->bounds()) {
    o.from = numeral(bounds->signedNumeral(0));
    o.to = numeral(bounds->signedNumeral(1));
  }
  if (c->signedNumeral()) o.from = numeral(c->signedNumeral());
  return o;
}

// --- parameter, derived, condition ---

ParameterDecl Builder::build(P::ParameterContext* c) {
  ParameterDecl d;
  d.id = declared(c->name());
  if (c->STRING()) d.title = text(c->STRING());
  d.block = c->END() != nullptr;
  d.span = span(c);
  const auto note = [&](P::ParameterNoteContext* n) {
    if (n->evidence())
      d.evidence.push_back(grade(n->evidence()));
    else if (n->TIGHTER())
      d.tighter.push_back({n->LOWER() ? "lower" : "higher", span(n)});
    else
      d.because.push_back(text(n->STRING()));
  };
  for (auto* n : c->parameterNote()) note(n);
  if (c->reference()) d.by = reference(c->reference());
  for (auto* v : c->keyedValue()) clause(v, d);
  for (auto* v : c->parameterValue()) {
    ParameterValue one{std::nullopt, value(v->value()), {}, span(v)};
    for (auto* detail : v->parameterDetail()) {
      if (detail->dated())
        dates(detail->dated(), one.dates);
      else
        note(detail->parameterNote());
    }
    d.values.push_back(std::move(one));
  }
  if (d.values.size() > 1 && !d.block && !d.by) {
    diagnostics_.error(
        "A1013", d.id.span,
        "the parameter " + d.id.text + " has several values: `end` is missing after the last");
  }
  return d;
}

DerivedDecl Builder::build(P::DerivedContext* c) {
  DerivedDecl d;
  d.id = declared(c->name());
  if (c->arguments()) d.arguments = arguments(c->arguments());
  d.record = reference(c->reference());
  if (c->STRING()) d.title = text(c->STRING());
  d.type = type(c->type());
  d.value = expression(c->expression());
  d.span = span(c);
  return d;
}

ConditionDecl Builder::build(P::ConditionContext* c) {
  ConditionDecl d;
  d.id = declared(c->name());
  if (c->arguments()) d.arguments = arguments(c->arguments());
  d.record = reference(c->reference());
  if (c->STRING()) d.title = text(c->STRING());
  d.condition = expression(c->expression());
  d.span = span(c);
  return d;
}

RowDecl Builder::build(P::RowPickContext* c) {
  RowDecl d;
  d.id = declared(c->name());
  d.record = reference(c->reference());
  if (c->STRING()) d.title = text(c->STRING());
  begin(Kind::across, c->pick(), d.pick);
  pick(c->pick(), d.pick);
  d.span = span(c);
  return d;
}

// --- rule, indicator ---

RuleDecl Builder::build(P::RecordRuleContext* c) {
  RuleDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* part : c->ruleClause()) clause(part, d);
  return d;
}

void Builder::clause(P::RuleClauseContext* c, RuleDecl& to) {
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* each = c->forEach()) {
    to.for_each.push_back(for_each(each));
  } else if (auto* one = c->onceForEach()) {
    to.once.push_back(once(one));
  } else if (auto* severity = c->severity()) {
    auto* grade_word = severity->ERROR()     ? severity->ERROR()
                       : severity->WARNING() ? severity->WARNING()
                                             : severity->INFORMATION();
    to.severity.push_back(words(grade_word, grade_word));
  } else if (auto* when = c->ruleWhen()) {
    to.when.push_back(clause_test(when));
  } else if (auto* decided = c->decidedWhen()) {
    to.decided_when.push_back(clause_test(decided));
  } else if (auto* must = c->must()) {
    to.must.push_back(clause_test(must));
  } else if (auto* message = c->message()) {
    to.message.push_back(text(message->STRING()));
  } else {
    to.if_broken.push_back({declared(c->ifBroken()->name()), span(c)});
  }
}

IndicatorDecl Builder::build(P::IndicatorContext* c) {
  IndicatorDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* part : c->indicatorClause()) clause(part, d);
  return d;
}

void Builder::clause(P::IndicatorClauseContext* c, IndicatorDecl& to) {
  const auto tested = [&](auto* x) {
    Test t = clause_test(x);
    t.because = because(x->because());
    return t;
  };
  const auto named = [&](auto* x) {
    NamedTest t = named_test(x);
    t.because = because(x->because());
    return t;
  };
  const auto surveyed = [&](auto* x) { return Surveyed{x->ANSWERED() != nullptr, span(x)}; };
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* average = c->averageOf()) {
    to.combined.push_back(
        {CombinedKind::average, {reference(average->reference())}, {}, {}, span(c)});
  } else if (auto* ratio = c->ratioOf()) {
    to.combined.push_back({CombinedKind::ratio,
                           {reference(ratio->reference(0)), reference(ratio->reference(1))},
                           {},
                           {},
                           span(c)});
  } else if (auto* rate = c->standardisedBy()) {
    to.combined.push_back({CombinedKind::standardised,
                           {reference(rate->reference(0))},
                           declared(rate->name()),
                           reference(rate->reference(1)),
                           span(c)});
  } else if (auto* each = c->forEach()) {
    to.for_each.push_back(for_each(each));
  } else if (auto* one = c->onceForEach()) {
    to.once.push_back(once(one));
  } else if (auto* by = c->datedBy()) {
    to.dated_by.push_back(declared(by->name()));
  } else if (auto* as_at = c->rulesAsAt()) {
    to.rules_as_at.push_back(declared(as_at->name()));
  } else if (auto* only = c->onlyWhere()) {
    to.only_where.push_back(tested(only));
  } else if (auto* leave = c->leaveOut()) {
    to.leave_out.push_back(named(leave));
  } else if (auto* excuse = c->excuse()) {
    to.excuse.push_back(named(excuse));
  } else if (auto* met = c->metWhen()) {
    to.met_when.push_back(tested(met));
    if (met->surveyed()) to.surveyed.push_back(surveyed(met->surveyed()));
  } else if (auto* counted = c->countedWhen()) {
    to.counted_when.push_back(tested(counted));
    if (counted->surveyed()) to.surveyed.push_back(surveyed(counted->surveyed()));
  } else if (auto* counts = c->fromCounts()) {
    to.from_counts.push_back({expression(counts->sum(0)), expression(counts->sum(1)),
                              counts->PART() != nullptr, span(c)});
  } else if (auto* ranked = c->rankValue()) {
    RankValue v{expression(ranked->sum()), 50, ranked->MEDIAN() != nullptr, {}, span(c)};
    if (ranked->SUM()) v.summary = "sum";
    if (ranked->MEAN()) v.summary = "mean";
    if (auto* ordinal = ranked->ORDINAL()) {
      const std::string_view written = word(ordinal);
      v.percentile = 0;
      for (const char digit : written.substr(0, written.size() - 2)) {
        if (v.percentile < 1000) v.percentile = v.percentile * 10 + (digit - '0');
      }
      if (v.percentile < 1 || v.percentile > 100) {
        diagnostics_.error("A1015", span(ordinal), "a percentile lies from the 1st to the 100th");
      }
    }
    to.value.push_back(std::move(v));
  } else if (auto* failures = c->failures()) {
    to.failures.push_back(named_test(failures));
  } else if (auto* better = c->better()) {
    auto* direction = better->HIGHER() ? better->HIGHER() : better->LOWER();
    to.better.push_back(words(direction, direction));
  } else if (auto* favour = c->favour()) {
    to.favour.push_back({declared(favour->name()), text(favour->STRING()), span(c)});
  } else if (auto* apart = c->listedApart()) {
    to.listed_apart.push_back({because(apart->because()), span(c)});
  } else if (auto* per = c->shownPer()) {
    to.shown_per.push_back(plain_number(per->NUMERAL()));
  } else {
    to.decimal_places.push_back(numeral(c->shown()->signedNumeral()));
  }
}

// --- standard ---

StandardDecl Builder::build(P::StandardContext* c) {
  StandardDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* part : c->standardClause()) clause(part, d);
  return d;
}

void Builder::clause(P::StandardClauseContext* c, StandardDecl& to) {
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* j = c->judges()) {
    to.judges.push_back(judges(j));
  } else if (auto* force = c->inForce()) {
    to.in_force.push_back(in_force(force, span(c)));
  } else if (auto* m = c->matures()) {
    to.matures.push_back(
        {literal(LiteralKind::calendar,
                 std::string(word(m->NUMERAL())) + " " + words(m->unit()).text, span(m->NUMERAL())),
         because(m->because()), span(c)});
  } else if (auto* t = c->target()) {
    Target aim = target(t->targetValue());
    aim.span = span(t);
    for (auto* d : t->dated()) dates(d, aim.dates);
    to.targets.push_back(std::move(aim));
  } else if (auto* none = c->noTarget()) {
    to.no_target.push_back({*because(none->because()), span(c)});
  } else if (auto* band = c->tier()) {
    to.tiers.push_back(tier(band->band()));
    to.tiers.back().span = span(band);
  } else if (auto* few = c->smallCases()) {
    to.small_cases.push_back({value(few->value()), text(few->STRING()), span(c)});
  } else if (auto* e = c->expects()) {
    Expects row{declared(e->name()), std::nullopt, span(c)};
    if (e->expression()) row.where = expression(e->expression());
    to.expects.push_back(std::move(row));
  } else if (auto* every = c->reportEvery()) {
    Expression codes;
    list(every->list(), codes);
    to.report_every.push_back({declared(every->name()), std::move(codes.children), span(c)});
  } else if (auto* duty = c->duty()) {
    to.duty_of.push_back(text(duty->STRING()));
  } else {
    to.may_tighten.push_back(span(c));
  }
}

Judges Builder::judges(P::JudgesContext* c) {
  Judges j;
  j.span = span(c);
  for (auto* r : c->reference()) j.indicators.push_back(reference(r));
  for (auto* what : c->per()) per(what, j);
  return j;
}

template <class Context>
Judges Builder::about_one(Context* c) {
  Judges j;
  j.span = span(c);
  j.indicators.push_back(reference(c->reference()));
  for (auto* what : c->per()) per(what, j);
  return j;
}

void Builder::per(P::PerContext* c, Judges& to) {
  const Word what = c->name() ? declared(c->name()) : words(c);
  if (c->AS()) {
    to.per_field.push_back(what);
    to.per_as.push_back(reference(c->reference()));
  } else if (what.text == "provider") {
    to.per_provider = true;
  } else if (c->YEAR() || c->ROLLING() || what.text == "month" || what.text == "quarter") {
    to.per_period.push_back(what);
  } else {
    to.per_field.push_back(what);
    to.per_as.emplace_back();
  }
}

InForce Builder::in_force(P::InForceContext* c, Span at) const {
  InForce f{date(c->date(0)), std::nullopt, at};
  if (c->UNTIL()) f.until = date(c->date(1));
  return f;
}

Target Builder::target(P::TargetValueContext* c) {
  Target t;
  t.span = span(c);
  t.kind = c->LEAST()   ? TargetKind::at_least
           : c->MOST()  ? TargetKind::at_most
           : c->EVERY() ? TargetKind::every_case
                        : TargetKind::no_case;
  if (c->value()) t.value = value(c->value());
  if (auto* unit = c->targetUnit()) {
    t.cases = unit->NUMERAL() == nullptr;
    if (!t.cases) t.per.push_back(plain_number(unit->NUMERAL()));
  }
  return t;
}

Expression Builder::plain_number(antlr4::tree::TerminalNode* numeral) const {
  return literal(LiteralKind::number, std::string(word(numeral)), span(numeral));
}

Tier Builder::tier(P::BandContext* c) {
  Tier t;
  t.name = declared(c->name());
  t.span = span(c);
  auto* b = c->tierBounds();
  std::vector<Expression> bounds;
  for (auto* v : b->value()) {
    Expression e = value(v);
    if (e.kind == Kind::name && e.name.module_alias.empty() && e.name.id == "target") {
      e = node(Kind::target, e.span);
    }
    bounds.push_back(std::move(e));
  }
  if (b->AT()) {
    t.kind = TierKind::at_target;
  } else if (b->FROM()) {
    t.kind = TierKind::from_to_below;
    t.low = std::move(bounds[0]);
    t.high = std::move(bounds[1]);
  } else if (b->BELOW()) {
    t.kind = TierKind::below;
    t.high = std::move(bounds[0]);
  } else {
    t.kind = bounds.size() == 2 ? TierKind::above_to : TierKind::above;
    t.low = std::move(bounds[0]);
    if (bounds.size() == 2) t.high = std::move(bounds[1]);
  }
  if (c->ACTION()) t.action = text(c->STRING());
  return t;
}

// --- comparison ---

StandardDecl Builder::build(P::ComparisonBlockContext* c) {
  StandardDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.compares = true;
  d.span = span(c);
  for (auto* part : c->comparedClause()) clause(part, d);
  return d;
}

void Builder::clause(P::ComparedClauseContext* c, StandardDecl& to) {
  const auto named = [&](auto* x) {
    NamedTest t = named_test(x);
    t.because = because(x->because());
    return t;
  };
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* j = c->compares()) {
    to.judges.push_back(about_one(j));
  } else if (auto* group = c->groupSide()) {
    to.group.push_back(named(group));
  } else if (auto* against = c->againstSide()) {
    to.against.push_back(named(against));
  } else if (auto* change = c->change()) {
    Change k{{}, change->YEAR() != nullptr, span(c)};
    for (auto* p : change->period()) k.periods.push_back(period(p));
    to.change.push_back(std::move(k));
  } else if (auto* force = c->inForce()) {
    to.in_force.push_back(in_force(force, span(c)));
  } else if (auto* t = c->gapTarget()) {
    to.targets.push_back(target(t));
  } else if (auto* none = c->noTarget()) {
    to.no_target.push_back({*because(none->because()), span(c)});
  } else if (auto* few = c->smallSides()) {
    to.small_cases.push_back({value(few->value()), text(few->STRING()), span(c)});
  } else if (auto* favour = c->favour()) {
    to.favour.push_back({declared(favour->name()), text(favour->STRING()), span(c)});
  } else if (auto* duty = c->duty()) {
    to.duty_of.push_back(text(duty->STRING()));
  } else {
    to.may_tighten.push_back(span(c));
  }
}

Target Builder::target(P::GapTargetContext* c) {
  Target t;
  t.span = span(c);
  t.kind = c->LEAST() ? TargetKind::at_least : TargetKind::at_most;
  t.of = c->GAP() ? "gap" : c->DIFFERENCE() ? "difference" : "change";
  t.value = value(c->value());
  for (auto* d : c->dated()) dates(d, t.dates);
  return t;
}

// --- variation ---

VariationDecl Builder::build(P::VariationContext* c) {
  VariationDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* part : c->variationClause()) clause(part, d);
  return d;
}

BetweenProviders Builder::between(P::BetweenProvidersContext* c) {
  BetweenProviders out;
  out.span = span(c);
  auto* against = c->comparator();
  if (against == nullptr) return out;
  out.all = against->ALL() != nullptr;
  if (against->reference()) out.target_of = reference(against->reference());
  if (against->value()) {
    out.value = value(against->value());
    out.name = text(against->STRING());
  }
  return out;
}

void Builder::clause(P::VariationClauseContext* c, VariationDecl& to) {
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* of = c->variationOf()) {
    to.of.push_back(about_one(of));
  } else if (auto* time = c->overTime()) {
    to.over_time.push_back(declared(time->name()));
  } else if (auto* providers = c->betweenProviders()) {
    to.between_providers.push_back(between(providers));
  } else if (auto* groups = c->betweenGroups()) {
    BetweenGroups b{{}, {}, span(c)};
    for (auto* n : groups->name()) b.fields.push_back(declared(n));
    for (auto* code : groups->codeName()) b.against.push_back(code_word(code));
    to.between_groups.push_back(std::move(b));
  } else if (auto* as = c->settingsAs()) {
    to.settings.push_back(text(as->STRING()));
  } else if (auto* base = c->baseline()) {
    Baseline b{std::nullopt, {}, span(c)};
    if (base->NUMERAL()) b.first = plain_number(base->NUMERAL());
    for (auto* p : base->period()) b.periods.push_back(period(p));
    to.baseline.push_back(std::move(b));
  } else if (auto* fresh = c->newLimits()) {
    to.new_limits.push_back({period(fresh->period()), *because(fresh->because()), span(c)});
  } else if (auto* at = c->limitsAt()) {
    std::vector<Expression>& levels = to.limits.emplace_back();
    for (auto* v : at->value()) levels.push_back(value(v));
  } else if (auto* over = c->overdispersion()) {
    to.overdispersion.push_back(declared(over->name()));
  } else if (auto* by = c->standardised()) {
    StandardisedBy s{by->DIRECTLY() != nullptr, {}, span(c)};
    for (auto* n : by->name()) s.fields.push_back(declared(n));
    to.standardised.push_back(std::move(s));
  } else if (auto* t = c->variationTarget()) {
    to.target.push_back(value(t->value()));
  } else if (auto* set = c->variationSetting()) {
    VariationSetting v{declared(set->name()), std::nullopt, false, {}, span(c)};
    auto* to_what = set->settingValue();
    if (to_what->NUMERAL()) v.number = plain_number(to_what->NUMERAL());
    v.percent = to_what->PERCENT() != nullptr;
    for (auto* word : to_what->name()) v.words.push_back(declared(word));
    to.set.push_back(std::move(v));
  } else if (auto* few = c->smallCases()) {
    to.small_cases.push_back({value(few->value()), text(few->STRING()), span(c)});
  } else {
    to.duty_of.push_back(text(c->duty()->STRING()));
  }
}

// --- claim ---

StandardDecl Builder::build(P::ClaimContext* c) {
  StandardDecl d;
  d.claims = true;
  d.id = declared(c->name());
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* part : c->claimClause()) clause(part, d);
  return d;
}

// How a figure moved.
Says Builder::movement(P::SaysContext* s) {
  Says says;
  says.kind = s->HIGHER()    ? SaysKind::higher
              : s->LOWER()   ? SaysKind::lower
              : s->CHANGES() ? SaysKind::steady
              : s->RISES()   ? SaysKind::rises
                             : SaysKind::falls;
  // `higher in A than in B` names the later, or what is spoken of, first.
  const bool first = s->HIGHER() || s->LOWER();
  says.from = period(s->period(first ? 1 : 0));
  says.to = period(s->period(first ? 0 : 1));
  if (s->value()) says.size = value(s->value());
  if (s->claimSize()) says.size = value(s->claimSize()->value());
  return says;
}

// How high it was.
Says Builder::level(P::SaysContext* s) {
  Says says;
  auto* word = s->levelWord();
  says.kind = word->LEAST()   ? SaysKind::at_least
              : word->MOST()  ? SaysKind::at_most
              : word->MORE_() ? SaysKind::more
              : word->ABOUT() ? SaysKind::about
                              : SaysKind::less;
  says.from = says.to = period(s->period(0));
  if (auto* share = s->oneIn()) {
    says.size = plain_number(share->NUMERAL(0));
    says.out_of = plain_number(share->NUMERAL(1));
  } else {
    says.size = value(s->value());
  }
  if (auto* as = s->asPublished()) {
    says.places =
        as->NUMERAL() ? plain_number(as->NUMERAL()) : literal(LiteralKind::number, "0", span(as));
  }
  return says;
}

void Builder::clause(P::ClaimClauseContext* c, StandardDecl& to) {
  if (auto* x = c->cites()) {
    to.cites.push_back(cites(x));
  } else if (auto* about = c->claimAbout()) {
    to.judges.push_back(about_one(about));
  } else if (auto* s = c->says()) {
    to.says.push_back(s->levelWord() ? level(s) : movement(s));
    to.says.back().span = span(c);
  } else {
    to.chance.push_back(plain_number(c->moreThanChance()->NUMERAL()));
  }
}

// --- framework ---

DomainDecl Builder::build(P::DomainContext* c) {
  DomainDecl d;
  d.id = declared(c->name());
  d.title = text(c->STRING(0));
  for (std::size_t i = 1; i < c->STRING().size(); ++i) d.also_worded.push_back(text(c->STRING(i)));
  d.span = span(c);
  return d;
}

PriorityDecl Builder::build(P::PriorityContext* c) {
  return {declared(c->name()), text(c->STRING()), span(c)};
}

MappingDecl Builder::build(P::MappingContext* c) {
  MappingDecl d;
  d.title = text(c->STRING());
  d.span = span(c);
  for (auto* entry : c->mappingEntry()) clause(entry, d);
  return d;
}

void Builder::clause(P::MappingEntryContext* c, MappingDecl& to) {
  MappingEntry entry;
  const auto names = c->reference();
  entry.standard = reference(names[0]);
  for (std::size_t i = 1; i < names.size(); ++i) entry.to.push_back(reference(names[i]));
  entry.span = span(c);
  to.entries.push_back(std::move(entry));
}

}  // namespace assize::syntax

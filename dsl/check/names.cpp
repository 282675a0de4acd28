// Every declared name of every module, before anything refers to one: declarations stand in any
// order.
#include <algorithm>

#include "dsl/base/phrasebook.h"
#include "dsl/check/program.h"

namespace assize::check_detail {

namespace {

// Declares one file's names. A name declared twice keeps its first meaning; all places are shown.
class Declarer {
 public:
  Declarer(Program& p, std::uint32_t module) : p_(p), module_(module) {}

  void operator()(const syntax::SourceDecl& d) {
    declare(d.id, What::source, p_.ruleset.documents, p_.sources, d, d.title.text);
  }
  void operator()(const syntax::CodesDecl& d) {
    declare(d.id, What::codes, p_.ruleset.code_lists, p_.codes, d, d.title.text);
  }
  void operator()(const syntax::RecordDecl& d) {
    declare(d.id, What::record, p_.ruleset.records, p_.records, d, d.title.text);
  }
  void operator()(const syntax::ParameterDecl& d) {
    if (d.by) return keyed(d);
    declare(d.id, What::parameter, p_.ruleset.parameters, p_.parameters, d, title(d.title));
  }
  void operator()(const syntax::DerivedDecl& d) {
    definition(d.id, {&d, nullptr, nullptr, module_}, title(d.title));
  }
  void operator()(const syntax::ConditionDecl& d) {
    definition(d.id, {nullptr, &d, nullptr, module_}, title(d.title));
  }
  void operator()(const syntax::TableDecl& d) {
    definition(d.id, {nullptr, nullptr, &d, module_}, title(d.title));
  }
  void operator()(const syntax::BlockDecl& d) {
    if (enter(d.body.id, What::block, p_.blocks.size())) p_.blocks.push_back({&d, module_});
  }
  // The groups are codes of a list that bears the grouping's name.
  void operator()(const syntax::GroupingDecl& d) {
    syntax::CodesDecl& list = p_.made_codes.emplace_back();
    list.id = d.id;
    list.title = d.title;
    list.span = d.span;
    for (const syntax::GroupingEntry& e : d.entries) {
      if (e.unknown) continue;
      const syntax::Text meaning{e.title ? e.title->text : e.group.code.text, e.group.code.span};
      list.codes.push_back({e.group.code, meaning, {}, {}, e.group.quoted, e.span, {}});
    }
    const std::size_t at = p_.ruleset.code_lists.size();
    if (p_.modules[module_].names.contains(d.id.text)) return (*this)(list);  // said twice
    (*this)(list);
    map({&d, nullptr, module_, static_cast<Index>(at)}, d.id, d.title.text);
  }
  void operator()(const syntax::CodeMappingDecl& d) {
    if (!enter(d.id, What::code_map, p_.maps.size())) return;
    map({nullptr, &d, module_, kNone}, d.id, d.title.text);
  }
  void operator()(const syntax::RowDecl& d) {
    if (enter(d.id, What::row, p_.rows.size())) p_.rows.push_back({&d, module_});
  }
  void operator()(const syntax::RuleDecl& d) {
    declare(d.id, What::rule, p_.ruleset.rules, p_.rules, d, d.title.text);
  }
  void operator()(const syntax::IndicatorDecl& d) {
    declare(d.id, What::indicator, p_.ruleset.indicators, p_.indicators, d, d.title.text);
  }
  void operator()(const syntax::StandardDecl& d) {
    declare(d.id, What::standard, p_.ruleset.standards, p_.standards, d, d.title.text);
  }
  // A standard, and the indicator that it judges under a name that no author can write.
  void operator()(const syntax::RequirementDecl& d) {
    syntax::IndicatorDecl& indicator = p_.made_indicators.emplace_back();
    syntax::StandardDecl& standard = p_.made_standards.emplace_back();
    make_requirement(p_, d, indicator, standard);
    if (p_.modules[module_].names.contains(d.id.text)) return (*this)(standard);  // said twice
    (*this)(indicator);
    (*this)(standard);
    p_.ruleset.standards.back().is_requirement = true;
  }
  void operator()(const syntax::SpecificationDecl& d) {
    declare(d.id, What::specification, p_.ruleset.specifications, p_.specifications, d,
            d.title.text);
  }
  void operator()(const syntax::VariationDecl& d) {
    declare(d.id, What::variation, p_.ruleset.variations, p_.variations, d, d.title.text);
  }
  void operator()(const syntax::PaymentSchemeDecl& d) {
    declare(d.id, What::payment_scheme, p_.ruleset.payment_schemes, p_.payment_schemes, d,
            d.title.text);
  }
  void operator()(const syntax::DomainDecl& d) {
    model::OutcomeDomain o{unique(d.id, p_.ruleset.outcome_domains), d.title.text, {}, false};
    for (const syntax::Text& t : d.also_worded) {
      o.also_worded += (o.also_worded.empty() ? "" : "; ") + t.text;
    }
    if (enter(d.id, What::domain, p_.ruleset.outcome_domains.size())) {
      p_.ruleset.outcome_domains.push_back(std::move(o));
    }
  }
  void operator()(const syntax::PriorityDecl& d) {
    if (enter(d.id, What::domain, p_.ruleset.outcome_domains.size())) {
      p_.ruleset.outcome_domains.push_back(
          {unique(d.id, p_.ruleset.outcome_domains), d.title.text, {}, true});
    }
  }
  void operator()(const syntax::MappingDecl& d) { p_.mappings.push_back({&d, module_}); }
  void operator()(const syntax::TestDecl& d) {
    if (module_ == 0) p_.test_decls.push_back({&d, module_});
  }

  void report_duplicates() {
    std::stable_sort(again_.begin(), again_.end(),
                     [](const Again& a, const Again& b) { return a.first.begin < b.first.begin; });
    for (std::size_t i = 0; i < again_.size();) {
      Diagnostic& d = p_.error("A2002", again_[i].span,
                               "`" + again_[i].name + "` is declared more than once in this module",
                               "give each declaration a name of its own");
      d.notes.push_back({"first declared here", again_[i].first});
      std::size_t j = i + 1;
      for (; j < again_.size() && again_[j].name == again_[i].name; ++j) {
        d.notes.push_back({"and again here", again_[j].span});
      }
      i = j;
    }
  }

 private:
  struct Again {
    std::string name;
    Span first, span;
  };

  static std::string title(const std::optional<syntax::Text>& t) {
    return t ? t->text : std::string();
  }

  bool enter(const syntax::Word& id, What what, std::size_t index) {
    const auto [it, fresh] = p_.modules[module_].names.try_emplace(
        id.text, Symbol{what, static_cast<Index>(index), id.span});
    if (!fresh) again_.push_back({id.text, it->second.span, id.span});
    return fresh;
  }

  // The name in the model: two modules may declare the same one; the later then bears its module's
  // name.
  template <class M>
  std::string unique(const syntax::Word& id, const std::vector<M>& members) {
    for (std::uint32_t m = 0; m < module_; ++m) {
      const auto it = p_.modules[m].names.find(id.text);
      if (it == p_.modules[m].names.end()) continue;
      const Index at = it->second.index;
      if (at < members.size() && members[at].name == id.text) {
        return p_.modules[module_].name + "." + id.text;
      }
    }
    return id.text;
  }

  template <class M, class D>
  void declare(const syntax::Word& id, What what, std::vector<M>& members,
               std::vector<Declared<D>>& decls, const D& d, std::string title_text) {
    if (!enter(id, what, members.size())) return;
    M m;
    m.name = unique(id, members);
    m.title = std::move(title_text);
    members.push_back(std::move(m));
    decls.push_back({&d, module_});
  }

  void map(Program::MapDecl decl, const syntax::Word& id, std::string title_text) {
    model::CodeMap m;
    m.name = unique(id, p_.ruleset.code_maps);
    m.title = std::move(title_text);
    m.span = id.span;
    p_.ruleset.code_maps.push_back(std::move(m));
    p_.maps.push_back(decl);
  }

  // A parameter of its own for each code, whose name no author can write.
  void keyed(const syntax::ParameterDecl& d) {
    if (!enter(d.id, What::keyed, p_.keyed.size())) return;
    Program::Keyed k;
    k.decl = &d;
    k.module = module_;
    std::unordered_map<std::string, std::size_t> at;  // in p_.made_parameters
    for (const syntax::ParameterValue& v : d.values) {
      const std::string code = v.key ? "for " + v.key->code.text : "otherwise";
      const auto [it, fresh] = at.try_emplace(code, p_.made_parameters.size());
      if (fresh) {
        syntax::ParameterDecl& made = p_.made_parameters.emplace_back();
        made.id = {d.id.text + " " + code, v.key ? v.key->code.span : v.span};
        made.title = d.title;
        made.evidence = d.evidence;
        made.because = d.because;
        made.tighter = d.tighter;
        made.span = v.span;
        const auto index = static_cast<Index>(p_.ruleset.parameters.size());
        model::Parameter q;
        q.name = unique(d.id, p_.ruleset.parameters) + " " + code;
        q.title = title(d.title);
        p_.ruleset.parameters.push_back(std::move(q));
        p_.parameters.push_back({&made, module_});
        if (v.key)
          k.parameters.emplace_back(*v.key, index);
        else
          k.otherwise = index;
      }
      p_.made_parameters[it->second].values.push_back(v);
    }
    p_.keyed.push_back(std::move(k));
  }

  void definition(const syntax::Word& id, Program::DefinitionDecl decl, std::string title_text) {
    if (!enter(id, What::definition, p_.definitions.size())) return;
    model::Definition d;
    d.name = unique(id, p_.ruleset.definitions);
    d.title = std::move(title_text);
    d.is_condition = decl.condition != nullptr;
    d.is_subset = d.is_condition && decl.condition->subset;
    d.span = id.span;
    p_.ruleset.definitions.push_back(std::move(d));
    p_.definitions.push_back(decl);
  }

  Program& p_;
  std::uint32_t module_;
  std::vector<Again> again_;
};

}  // namespace

const char* in_words(What w) {
  switch (w) {
    case What::source:
      return "a source";
    case What::codes:
      return "a code list";
    case What::record:
      return "a record";
    case What::parameter:
      return "a parameter";
    case What::definition:
      return "a derived field or condition";
    case What::rule:
      return "a rule";
    case What::indicator:
      return "an indicator";
    case What::standard:
      return "a standard";
    case What::variation:
      return "a variation";
    case What::payment_scheme:
      return "a payment scheme";
    case What::domain:
      return "an outcome domain or priority area";
    case What::block:
      return "a block of fields";
    case What::keyed:
      return "a parameter with a value a code";
    case What::code_map:
      return "a mapping between code lists";
    case What::row:
      return "a row of another record";
    case What::specification:
      return "a specification";
  }
  return "a declaration";
}

const syntax::Name& Program::DefinitionDecl::record() const {
  return derived != nullptr     ? derived->record
         : condition != nullptr ? condition->record
                                : table->record;
}

const std::vector<syntax::Argument>& Program::DefinitionDecl::arguments() const {
  static const std::vector<syntax::Argument> none;
  return derived != nullptr     ? derived->arguments
         : condition != nullptr ? condition->arguments
                                : none;
}

void declare_names(Program& p) {
  for (std::uint32_t m = 0; m < p.files.size(); ++m) {
    Declarer declarer(p, m);
    for (const syntax::Declaration& d : p.files[m].declarations) std::visit(declarer, d);
    declarer.report_duplicates();
  }
}

const Symbol* Program::look_up(std::uint32_t module, const syntax::Name& name) const {
  std::uint32_t at = module;
  if (!name.module_alias.empty()) {
    const auto it = modules[module].aliases.find(name.module_alias);
    if (it == modules[module].aliases.end()) return nullptr;
    at = it->second;
    if (at == kMissing) return nullptr;
  }
  const auto it = modules[at].names.find(name.id);
  return it == modules[at].names.end() ? nullptr : &it->second;
}

const Symbol* Program::look_up(std::uint32_t module, Index record, const syntax::Name& name) const {
  if (record == kNone || record >= block_names_of.size()) return look_up(module, name);
  if (name.module_alias.empty()) {
    const auto it = block_names_of[record].find(name.id);
    if (it != block_names_of[record].end()) return &it->second;
  }
  const Symbol* s = look_up(module, name);
  if (s == nullptr || s->what != What::definition) return s;
  const auto it = of_block.find({s->index, record});
  return it == of_block.end() ? s : &it->second;
}

const Symbol* Program::resolve(std::uint32_t module, const syntax::Name& name, What wanted) {
  const Symbol* s = look_up(module, name);
  if (s == nullptr) {
    unknown_name(module, name, kNone);
    return nullptr;
  }
  if (s->what != wanted) {
    Diagnostic& d = error("A2004", name.span,
                          "`" + name.id + "` is " + check_detail::in_words(s->what) + "; " +
                              check_detail::in_words(wanted) + " is needed here");
    d.notes.push_back({"declared here", s->span});
    return nullptr;
  }
  return s;
}

std::string Program::hint(std::uint32_t module, const std::string& word, Index record) {
  Module& m = modules[module];
  const std::size_t fields = record == kNone ? 0 : ruleset.records[record].fields.size();
  if (fields + m.names.size() > hints_left) return {};
  hints_left -= fields + m.names.size();
  std::string near;
  if (record != kNone) {
    std::vector<std::string> known;
    for (const model::Field& f : ruleset.records[record].fields) known.push_back(f.name);
    near = nearest(word, known);
  }
  if (near.empty()) {
    if (m.sorted.empty()) {
      for (const auto& [name, symbol] : m.names) m.sorted.push_back(name);
      std::sort(m.sorted.begin(), m.sorted.end());
    }
    near = nearest(word, m.sorted);
  }
  if (!near.empty()) return "did you mean `" + near + "`?";
  if (const std::string list = list_of_code(module, word); !list.empty())
    return "`" + word + "` is a code of `" + list + "`: write `FIELD is " + word +
           "`, or `FIELD in (" + word + ", ...)`";
  return std::string(phrasebook::in_condition(word));
}

// The first list of the module that has the code; empty: none, or they are long.
std::string Program::list_of_code(std::uint32_t module, const std::string& code) {
  std::string first;
  for (const auto& [name, symbol] : modules[module].names) {
    if (symbol.what != What::codes || (!first.empty() && first < name)) continue;
    const std::vector<model::Code>& all = ruleset.code_lists[symbol.index].codes;
    if (all.size() > hints_left) return {};
    hints_left -= all.size();
    if (std::any_of(all.begin(), all.end(), [&](const model::Code& c) { return c.text == code; }))
      first = name;
  }
  return first;
}

std::string Program::code_hint(Index list, const std::string& word) {
  const std::vector<model::Code>& all = ruleset.code_lists[list].codes;
  if (all.size() > hints_left) return {};
  hints_left -= all.size();
  std::vector<std::string> known;
  for (const model::Code& c : all) known.push_back(c.text);
  const std::string near = nearest(word, known);
  if (!near.empty()) return "did you mean `" + near + "`?";
  constexpr std::size_t kFew = 8;
  if (known.empty() || known.size() > kFew) return {};
  std::string codes;
  for (const std::string& c : known) codes += (codes.empty() ? "" : ", ") + c;
  return "its codes are " + codes;
}

void Program::unknown_name(std::uint32_t module, const syntax::Name& name, Index record) {
  const bool foreign = !name.module_alias.empty();
  std::uint32_t at = module;
  if (foreign) {
    const auto it = modules[module].aliases.find(name.module_alias);
    if (it == modules[module].aliases.end()) {
      std::vector<std::string> known;
      for (const auto& [alias, m] : modules[module].aliases) known.push_back(alias);
      std::sort(known.begin(), known.end());
      const std::string near = nearest(name.module_alias, known);
      error("A2008", name.span, "no module is imported as `" + name.module_alias + "`",
            near.empty() ? "import it at the top of the file"
                         : "did you mean `" + near + "." + name.id + "`?");
      return;
    }
    at = it->second;
    if (at == kMissing) return;
  }
  std::string where;
  if (foreign)
    where = " in `" + modules[at].name + "`";
  else if (record != kNone && !ruleset.records[record].name.empty())
    where = " here, neither a field of `" + ruleset.records[record].name + "` nor a declaration";
  error("A2001", name.span, "nothing is called `" + name.id + "`" + where,
        hint(at, name.id, foreign ? kNone : record));
}

Index Program::field(Index record, const syntax::Word& name) {
  return field(record, name.text, name.span);
}

Index Program::field(Index record, const std::string& name, Span span) {
  const auto it = field_of[record].find(name);
  if (it != field_of[record].end()) return it->second;
  std::vector<std::string> known;
  for (const model::Field& f : ruleset.records[record].fields) known.push_back(f.name);
  const std::string near = nearest(name, known);
  error("A2001", span, "`" + ruleset.records[record].name + "` has no field `" + name + "`",
        near.empty() ? std::string(phrasebook::behind_per(name)) : "did you mean `" + near + "`?");
  return kNone;
}

std::string Program::in_words(const model::Type& t) const {
  return model::in_words(t, t.kind == model::Kind::code && t.list < ruleset.code_lists.size()
                                ? ruleset.code_lists[t.list].name
                                : std::string());
}

}  // namespace assize::check_detail

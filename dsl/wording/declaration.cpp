#include "dsl/wording/declaration.h"

#include <algorithm>

#include "dsl/wording/block.h"
#include "dsl/wording/condition.h"
#include "dsl/wording/values.h"

namespace assize::wording {

using model::Index;
using model::Ruleset;

namespace {

using Lines = std::vector<std::string>;

std::string blank(const model::Field& f) {
  const std::string because = f.because.empty() ? "" : " (" + f.because + ")";
  if (f.required) return "required";
  switch (f.blank) {
    case model::Blank::not_by_cut_off:
      return "a blank means not by the cut-off";
    case model::Blank::did_not_happen:
      return "a blank means that it did not happen";
    case model::Blank::no:
      return "a blank means no" + because;
    case model::Blank::none:
      return "a blank means that it holds none";
    case model::Blank::unknown:
      break;
  }
  return "a blank means unknown";
}

std::string field(const Ruleset& r, const model::Field& f) {
  const bool coded = f.type.kind == model::Kind::code;
  std::string text =
      f.is_organisation
          ? "an organisation"
          : model::in_words(f.type, coded ? r.code_lists[f.type.list].name : std::string());
  if (f.whole) text += ", whole";
  if (f.low) text += ", from " + f.low->text();
  if (f.high) text += (f.low ? " to " : ", at most ") + f.high->text();
  for (const model::Field::Hidden& h : f.hidden)
    text += ", \"" + h.text + "\" means from " + h.low.text() + " to " + h.high.text();
  if (f.rounded_to) text += ", rounded to the nearest " + f.rounded_to->text();
  if (f.personal) text += ", personal";
  return f.name + (f.title.empty() ? "" : " (" + f.title + ")") + ": " + text + "; " + blank(f) +
         ".";
}

}  // namespace

std::string in_words(const model::Validity& v) {
  std::string text;
  if (v.from) text += " from " + date_in_words(*v.from);
  if (v.until) text += " until " + date_in_words(*v.until);
  return text;
}

std::string in_words(model::Evidence evidence) {
  switch (evidence) {
    case model::Evidence::verified:
      return "verified";
    case model::Evidence::verified_secondary:
      return "verified in a secondary source";
    case model::Evidence::recalled:
      return "recalled";
    case model::Evidence::derived:
      return "derived";
    case model::Evidence::not_said:
      break;
  }
  return {};
}

Lines in_words(const Ruleset& r, const model::SourceDocument& source) {
  Lines out;
  std::string text = source.publisher.empty() ? "" : "Published by " + source.publisher;
  if (source.dated) text += (text.empty() ? "Dated " : ", dated ") + date_in_words(*source.dated);
  if (!text.empty()) out.push_back(text + ".");
  if (!source.at.empty()) out.push_back("At " + source.at);
  const std::string evidence = in_words(source.evidence);
  out.push_back(evidence.empty() ? "It does not say how well it is known."
                                 : "Evidence: " + evidence + ".");
  std::vector<std::string> citing;
  const auto is_this = [&](const model::Citation& c) { return &r.documents[c.source] == &source; };
  for (const auto& s : r.standards)
    if (std::any_of(s.cites.begin(), s.cites.end(), is_this)) citing.push_back(s.name);
  for (const auto& i : r.indicators)
    if (std::any_of(i.cites.begin(), i.cites.end(), is_this)) citing.push_back(i.name);
  for (const auto& rule : r.rules)
    if (rule.cites && is_this(*rule.cites)) citing.push_back(rule.name);
  out.push_back(citing.empty() ? "Nothing cites it." : "Cited by " + listed(citing, "and") + ".");
  return out;
}

Lines in_words(const Ruleset&, const model::CodeList& list) {
  Lines out = {std::string("A list of ") + std::to_string(list.codes.size()) + " codes" +
               (list.ordered ? ", the lowest first." : ".")};
  for (const model::Code& c : list.codes) {
    std::string text = c.text + ": " + c.meaning;
    if (c.role == model::CodeRole::not_known) text += " (means not known)";
    if (c.role == model::CodeRole::not_stated) text += " (means not stated)";
    const std::string when = in_words(c.valid);
    out.push_back(text + (when.empty() ? "." : ", valid" + when + "."));
  }
  return out;
}

Lines in_words(const Ruleset& r, const model::Record& record) {
  Lines out;
  if (!record.file.empty()) out.push_back("Read from " + record.file + ".");
  if (record.key.empty()) {
    out.push_back("A record is known by its place in the file.");
  } else {
    std::vector<std::string> key;
    for (const Index f : record.key) key.push_back(name_in_words(record.fields[f].name));
    out.push_back("A record is known by its " + listed(key, "and") + ".");
  }
  if (record.provider != model::kNone)
    out.push_back("It belongs to the organisation in " +
                  name_in_words(record.fields[record.provider].name) + ".");
  for (const model::Field& f : record.fields) out.push_back(field(r, f));
  return out;
}

Lines in_words(const Ruleset& r, const model::Parameter& parameter) {
  Lines out;
  for (const model::DatedValue& v : parameter.values) {
    const std::string when = in_words(v.valid);
    out.push_back(value_in_words(r, parameter.type, v.value) +
                  (when.empty() ? ", at all times." : "," + when + "."));
  }
  if (!parameter.because.empty()) out.push_back("Because " + parameter.because + ".");
  const std::string evidence = in_words(parameter.evidence);
  if (!evidence.empty()) out.push_back("Evidence: " + evidence + ".");
  return out;
}

Lines in_words(const Ruleset& r, const model::Definition& d) {
  if (d.record == model::kNone) {
    Lines out = {"Of each record that includes its block."};
    for (const model::Definition& made : r.definitions) {
      if (made.made_from == model::kNone || &r.definitions[made.made_from] != &d) continue;
      for (const std::string& line : in_words(r, made)) out.push_back(line);
    }
    return out;
  }
  const std::string record = name_in_words(r.records[d.record].name);
  if (d.expr == model::kNoExpr) {  // it has arguments: each use stands for something of its own
    Lines out = {"Of each " + record + ", with its arguments."};
    for (const model::Definition& use : r.definitions) {
      if (use.made_from != model::kNone && &r.definitions[use.made_from] == &d)
        out.push_back(use.name + ": " + in_words(r, use.record, use.expr) + ".");
    }
    return out;
  }
  const std::string what = in_words(r, d.record, d.expr);
  if (d.is_condition) return {"Of each " + record + ": it holds when " + what + "."};
  return {"Of each " + record + ": it is " + what + "."};
}

Lines in_words(const Ruleset& r, const model::OutcomeDomain& domain) {
  Lines out = {domain.is_priority ? "A priority area." : "An outcome domain."};
  if (!domain.also_worded.empty()) out.push_back("Also worded " + domain.also_worded + ".");
  std::vector<std::string> mapped;
  for (const model::Standard& s : r.standards) {
    const auto& names = domain.is_priority ? s.priorities : s.domains;
    if (std::find(names.begin(), names.end(), domain.name) != names.end()) mapped.push_back(s.name);
  }
  out.push_back(mapped.empty() ? "No standard is mapped to it."
                               : "Standards mapped to it: " + listed(mapped, "and") + ".");
  return out;
}

std::string whom(const std::vector<std::string>& providers) {
  return providers.empty() ? std::string("every provider") : listed(providers, "and");
}

Lines in_words(const Ruleset& r, const model::Specification& s) {
  Lines out = {s.is_national ? "A national specification." : "A local specification."};
  if (s.in_force.from || s.in_force.until) out.push_back("In force" + in_words(s.in_force) + ".");
  const auto is_this = [&](Index at) { return &r.specifications[at] == &s; };
  for (const model::Standard& standard : r.standards) {
    for (const model::Binding& b : standard.bound) {
      if (is_this(b.specification))
        out.push_back("It binds " + whom(b.providers) + " to " + standard.name + in_words(b.valid) +
                      ".");
    }
    for (const model::Override& o : standard.overrides) {
      if (is_this(o.specification))
        out.push_back("It changes the target of " + standard.name + " for " + whom(o.providers) +
                      ", because " + o.because + ", agreed by " + o.agreed_by + " on " +
                      date_in_words(o.agreed_on) + ".");
    }
  }
  for (const model::Parameter& p : r.parameters) {
    if (p.overrides != model::kNone && p.name.starts_with(s.name + "."))
      out.push_back("It changes " + name_in_words(r.parameters[p.overrides].name) + ", because " +
                    p.because + ".");
  }
  for (const model::Citation& c : s.cites) out.push_back(in_words(r, c));
  return out;
}

}  // namespace assize::wording

// assize needs RULES: what a return must hold so that the ruleset can judge it.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/needed_fields.h"
#include "adapters/cli/rules.h"
#include "adapters/cli/shared_options.h"
#include "adapters/report/csv.h"
#include "adapters/report/json_text.h"
#include "adapters/report/table.h"

namespace assize::cli {

namespace {

constexpr const char* kNeedsExamples =
    "  assize needs rules.assize\n"
    "  assize needs rules.assize --format json\n"
    "  assize needs rules.assize --record custody_request --format csv > template.csv";

struct NeedsOptions {
  std::string rules, format = "text", record;
  std::vector<std::string> rules_path;
};

std::string type_words(const model::Field& f, const model::Ruleset& ruleset) {
  if (f.is_organisation) return "organisation";
  const bool coded = f.type.kind == model::Kind::code;
  std::string text =
      model::in_words(f.type, coded ? ruleset.code_lists[f.type.list].name : std::string());
  if (f.whole) text += ", whole";
  for (std::size_t i = 0; i < f.layouts.size(); ++i)
    text += (i == 0 ? ", written as " : " or ") + f.layouts[i].written;
  if (f.low) text += ", from " + f.low->text();
  if (f.high) text += (f.low ? " to " : ", at most ") + f.high->text();
  return text;
}

std::string blank_words(const model::Field& f) {
  if (f.required) return "required";
  switch (f.blank) {
    case model::Blank::unknown:
      return f.blank_declared ? "blank: unknown" : "may be blank: unknown";
    case model::Blank::not_by_cut_off:
      return "blank: not by the cut-off";
    case model::Blank::did_not_happen:
      return "blank: it did not happen";
    case model::Blank::no:
      return "blank: no";
    case model::Blank::none:
      return "blank: none";
  }
  return {};
}

bool is_key(const model::Record& r, model::Index field) {
  return std::find(r.key.begin(), r.key.end(), field) != r.key.end();
}

class Needs {
 public:
  Needs(const NeedsOptions& options, const Console& console, const model::Ruleset& ruleset)
      : o_(options), console_(console), ruleset_(ruleset), needed_(needed_fields(ruleset, {})) {}

  int run() {
    std::vector<model::Index> chosen;
    for (model::Index i = 0; i < ruleset_.records.size(); ++i) {
      if (o_.record.empty() || ruleset_.records[i].name == o_.record) chosen.push_back(i);
    }
    if (chosen.empty()) return no_record();
    report::Buffer out([this](std::string_view bytes) { return console_.print(bytes); });
    if (o_.format == "json") {
      json(out, chosen);
    } else if (o_.format == "csv") {
      if (chosen.size() > 1) {
        console_.error("A6001", "the ruleset has several records; a template is for one of them",
                       "say which with --record NAME");
        return kCouldNotRun;
      }
      csv(out, ruleset_.records[chosen.front()]);
    } else {
      for (const model::Index i : chosen) text(out, i);
    }
    return out.flush() ? kOk : kCouldNotRun;
  }

 private:
  int no_record() const {
    std::vector<std::string> names;
    for (const model::Record& r : ruleset_.records) names.push_back(r.name);
    const std::string near = nearest(o_.record, names);
    console_.error("A6007",
                   o_.record.empty() ? "the ruleset reads no records"
                                     : "the ruleset has no record " + escape_controls(o_.record),
                   near.empty() ? std::string() : "did you mean " + near + "?");
    return kCouldNotRun;
  }

  void text(report::Buffer& out, model::Index index) const {
    const model::Record& r = ruleset_.records[index];
    out << r.name << "  " << r.title << '\n';
    if (!r.file.empty()) out << "  from " << r.file << '\n';
    out << (r.key.empty() ? "  keyed by position\n" : "");
    report::Table table({"column", "holds", "", "", "what it is"});
    for (model::Index f = 0; f < r.fields.size(); ++f) {
      const model::Field& field = r.fields[f];
      std::string marks = is_key(r, f) ? "key" : "";
      if (f == r.provider) marks += marks.empty() ? "provider" : ", provider";
      if (field.personal) marks += marks.empty() ? "personal" : ", personal";
      if (!needed_[index][f]) marks += marks.empty() ? "no rule reads it" : ", no rule reads it";
      table.add(
          {field.heading, type_words(field, ruleset_), blank_words(field), marks, field.title});
    }
    out << table.text(2, 5);
    codes(out, r);
    out << '\n';
  }

  void codes(report::Buffer& out, const model::Record& r) const {
    std::vector<bool> said(ruleset_.code_lists.size());
    for (const model::Field& f : r.fields) {
      if (f.type.kind != model::Kind::code || said[f.type.list]) continue;
      said[f.type.list] = true;
      const model::CodeList& list = ruleset_.code_lists[f.type.list];
      std::string line = list.name + ":";
      for (const model::Code& c : list.codes)
        line += " " + c.text + " (" + c.meaning + ")" + (&c == &list.codes.back() ? "" : ",");
      out << report::wrapped(line, 4);
    }
  }

  // A return without records: its heading line alone.
  void csv(report::Buffer& out, const model::Record& r) const {
    for (std::size_t i = 0; i < r.fields.size(); ++i) {
      if (i != 0) out << ',';
      report::write_cell(out, r.fields[i].heading);
    }
    out << '\n';
  }

  void json(report::Buffer& out, const std::vector<model::Index>& chosen) const {
    report::Members root(out);
    root.text("schema", "assize-needs/1");
    root.text("ruleset", ruleset_.name);
    root.text("version", ruleset_.version);
    root.name("records") << '[';
    for (const model::Index i : chosen) {
      out << (i == chosen.front() ? "\n" : ",\n");
      json_record(out, i);
    }
    out << ']';
    root.end();
    out << '\n';
  }

  void json_record(report::Buffer& out, model::Index index) const {
    const model::Record& r = ruleset_.records[index];
    report::Members record(out);
    record.text("record", r.name);
    record.text("title", r.title);
    record.text_or_null("file", r.file);
    record.name("fields") << '[';
    for (model::Index f = 0; f < r.fields.size(); ++f) {
      out << (f == 0 ? "\n  " : ",\n  ");
      json_field(out, index, f);
    }
    out << ']';
    record.end();
  }

  void json_field(report::Buffer& out, model::Index index, model::Index f) const {
    const model::Record& r = ruleset_.records[index];
    const model::Field& field = r.fields[f];
    report::Members m(out);
    m.text("field", field.name);
    m.text("column", field.heading);
    m.text_or_null("title", field.title);
    m.text("type", type_words(field, ruleset_));
    m.yes_no("key", is_key(r, f));
    m.yes_no("provider", f == r.provider);
    m.yes_no("required", field.required);
    m.yes_no("personal", field.personal);
    m.yes_no("read", needed_[index][f]);
    m.text("blank", blank_words(field));
    report::Buffer& list = m.name("codes");
    if (field.type.kind != model::Kind::code) {
      list << "null";
    } else {
      const auto& all = ruleset_.code_lists[field.type.list].codes;
      list << '[';
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i != 0) list << ',';
        report::Members code(list);
        code.text("code", all[i].text);
        code.text("meaning", all[i].meaning);
        code.end();
      }
      list << ']';
    }
    m.end();
  }

  const NeedsOptions& o_;
  const Console& console_;
  const model::Ruleset& ruleset_;
  std::vector<std::vector<bool>> needed_;
};

}  // namespace

Verb add_needs(CLI::App& root, Console& console) {
  auto options = std::make_shared<NeedsOptions>();
  NeedsOptions& o = *options;
  CLI::App* app =
      add_verb(root, "needs", "The columns and codes that a return must hold", kNeedsExamples);
  add_rules(*app, o.rules);
  app->add_option("--format", o.format, "text, json, or csv: an empty return with its heading line")
      ->check(CLI::IsMember({"text", "json", "csv"}))
      ->type_name("FORMAT");
  app->add_option("--record", o.record, "Only this record")->type_name("NAME");
  add_rules_path(*app, o.rules_path);
  return {app, [options, &console] {
            LoadedRules rules = load_rules(options->rules, options->rules_path);
            return report(rules, console) ? Needs(*options, console, rules.ruleset).run()
                                          : static_cast<int>(kCouldNotRun);
          }};
}

}  // namespace assize::cli

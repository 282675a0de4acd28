#include "adapters/cli/shared_options.h"

namespace assize::cli {

CLI::App* add_verb(CLI::App& root, const std::string& name, const std::string& description,
                   const std::string& examples) {
  CLI::App* verb = root.add_subcommand(name, description);
  verb->set_help_flag("--help", "All options of this verb");
  verb->add_flag_function(
      "-h", [](std::int64_t) {}, "Examples");
  verb->footer("Examples:\n" + examples);
  return verb;
}

void add_console_options(CLI::App& app, Console& console) {
  app.add_flag("-q,--quiet", console.quiet, "Only results and errors")->group("Messages");
  app.add_flag("-v,--verbose", console.verbose, "What is done, step by step; -vv for more")
      ->group("Messages");
  app.add_flag("!--no-colour,!--no-color", console.colour_allowed,
               "No colour on a terminal (or set NO_COLOR)")
      ->group("Messages");
}

void add_rules_path(CLI::App& app, std::vector<std::string>& folders) {
  app.add_option("--rules-path", folders,
                 "A folder to look for imported modules in; may be repeated")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

CLI::Option* add_rules(CLI::App& app, std::string& rules) {
  return app.add_option("RULES", rules, "A ruleset: NAME.assize or NAME.assize.md")
      ->required()
      ->type_name("FILE");
}

CLI::Validator day_validator() {
  return CLI::Validator(
      [](std::string& text) {
        const auto day = parse_date(text);
        return day && day->first == day->last ? std::string()
                                              : text + " is not a day; write it like 2022-03-31";
      },
      "DATE");
}

CLI::Validator period_validator() {
  return CLI::Validator(
      [](std::string& text) {
        return parse_period(text) ? std::string()
                                  : text +
                                        " is not a period; write it like 2022-03, \"2022 Q1\", "
                                        "2021/22, 2022 or \"12 months to 2022-03\"";
      },
      "PERIOD");
}

void add_as_at(CLI::App& app, std::optional<Day>& day) {
  app.add_option_function<std::string>(
         "--as-at", [&day](const std::string& text) { day = parse_date(text)->first; },
         "The cut-off: what happened after this day is not known (else what the return says, else "
         "today)")
      ->check(day_validator())
      ->type_name("");
}

void add_return_options(CLI::App& app, std::string& map, std::string& input_format) {
  app.add_option("--map", map, "Headings and files by name: a TOML file of \"Heading\" = \"field\"")
      ->type_name("FILE");
  app.add_option("--input-format", input_format,
                 "What the data is, whatever its suffix: csv, json or ndjson")
      ->check(CLI::IsMember({"csv", "json", "ndjson"}))
      ->type_name("FORMAT");
}

}  // namespace assize::cli

// Options that several verbs share, so that they are spelled, explained and checked once.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/console.h"
#include "dsl/base/calendar.h"
#include "dsl/base/period.h"

namespace assize::cli {

// A verb with its examples, which `-h` shows and `--help` ends with.
CLI::App* add_verb(CLI::App& root, const std::string& name, const std::string& description,
                   const std::string& examples);

void add_console_options(CLI::App& app, Console& console);  // -q, -v, --no-colour
void add_rules_path(CLI::App& app, std::vector<std::string>& folders);
CLI::Option* add_rules(CLI::App& app, std::string& rules);  // RULES
void add_as_at(CLI::App& app, std::optional<Day>& day);
void add_return_options(CLI::App& app, std::string& map, std::string& input_format);

// Validators: nothing where the text is right, else what is wrong with it.
CLI::Validator period_validator();
CLI::Validator day_validator();

}  // namespace assize::cli

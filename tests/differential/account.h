// What a random program says of providers, in the generator's own words, held against the findings.
//
// The two evaluators share the code that says who is bound, which target holds and what value a
// parameter has for whom, so that comparing them shows nothing of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/base/calendar.h"

namespace assize {
struct RunResult;
namespace model {
struct Ruleset;
}
}  // namespace assize

namespace assize::differential {

// First and last day, as 2022-03-01, both included; empty: open.
struct Days {
  std::string from, until;
};

// What a program says of providers, in the generator's own words.
struct Account {
  struct Held {
    std::string name;                    // of a standard or a parameter
    std::vector<std::string> providers;  // empty: every provider
    Days days;
    std::string value, because;  // of a local version
  };
  struct Parameter {
    std::string name, head, tighter;  // head: as declared, before its values
    std::vector<Held> values;         // everybody's
    std::string strictest(const std::vector<Held>& of) const;
  };
  std::vector<Held> bound, targets, values;
  std::vector<Parameter> parameters;
  std::string specifications;  // their text
};

// The days on which both hold; nullopt: none.
std::optional<Days> both(const Days& a, const Days& b);
bool holds_for(const Account::Held& held, const std::string& provider);
// As in a clause: ", from 2022-03-01, until 2022-03-31".
std::string written(const Days& days);
Day day_of_text(const std::string& text);

// What the findings say of who is bound and of local targets that the account does not; empty:
// nothing.
std::string contradiction(const Account& account, const model::Ruleset& ruleset,
                          const RunResult& found);

// The program without its specifications, with the values of parameters that hold for a provider
// written as everybody's: of that provider's records it says what the program itself says.
std::string as_for(const std::string& rules, const Account& account, const std::string& provider);
// What the two say differently of them; empty: nothing.
std::string contradiction(const model::Ruleset& ruleset, const RunResult& whole,
                          const RunResult& as_for, const std::string& provider);

}  // namespace assize::differential

// The compiled form of a ruleset: the checked model with its zone tables and holidays, to be run by
// a program that has no parser. One JSON document, canonical: the same ruleset gives the same
// bytes.
//
//   {"assize compiled ruleset": 1, "hash": "...", "ruleset": [...]}
//
// The number is that of the form, raised whenever the model changes; the hash (XXH3, 128 bits) is
// of the text of the third member, and tells damage, not malice. Reading checks the hash, the
// shape, and that nothing refers to what is not there (integrity.h).
#pragma once

#include <string>
#include <string_view>

#include "dsl/base/result.h"
#include "dsl/model/ruleset.h"

namespace assize::compiled {

inline constexpr int kForm = 1;

// The fingerprint of a text, which the command line has.
using Hash = std::string (*)(std::string_view text);

std::string write(const model::Ruleset& ruleset, Hash hash);

// Whether a text begins as a compiled ruleset does (rule text never does).
bool is_compiled(std::string_view text);

// The ruleset, or why there is none, as one sentence without the file's name.
Result<model::Ruleset, std::string> read(std::string_view text, Hash hash);

}  // namespace assize::compiled

// What people write who know other languages, and how the same is said here: for the hints of
// messages. Words are compared in small letters.
#pragma once

#include <string>
#include <string_view>

namespace assize::phrasebook {

// Of a word, or of several with one blank between, that stands in a condition or a value; empty
// where nothing is known of it.
std::string_view in_condition(std::string_view words);

// Of the first word of a clause: the clause that it means.
std::string_view as_clause(std::string_view word);

// Of what stands behind `per`.
std::string_view behind_per(std::string_view word);

}  // namespace assize::phrasebook

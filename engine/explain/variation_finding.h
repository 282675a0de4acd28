// Findings of the kind variation in words, and what their variation is made with.
#pragma once

#include <string>
#include <string_view>

#include "engine/findings/variation.h"

namespace assize {

bool is_signal(const VariationFinding& f, const model::Ruleset& r);
std::string message(const VariationFinding& f, const model::Ruleset& r);
// Method and settings: "Individuals chart (XmR); ...".
std::string method_words(const model::Variation& v, const model::Ruleset& r);
// Against what: "the mean of its own months", "all providers of the period", "WHITE".
std::string comparator_words(const model::Variation& v, const model::Ruleset& r);
// "for P1, ethnic_group WHITE"; empty: of all.
std::string place_words(const VariationFinding& f);

}  // namespace assize

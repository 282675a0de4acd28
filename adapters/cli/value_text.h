// Values as `assize eval` prints them: exact, and in the notation of the language where it has one.
#pragma once

#include <string>

#include "adapters/report/buffer.h"
#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"

namespace assize::cli {

// "yes or no", "number", "date", "elapsed duration" ...
std::string type_name(const model::Type& type);
// 42, 95%, 2022-03-01T10:00+00:00, 90 minutes, yes, the text itself, the code.
std::string value_text(const Scalar& value, const model::Type& type, const model::Ruleset& ruleset);
// "42", "from 1 to 5 (imprecise)", "unknown (blank, unreadable)".
std::string value_in_words(const Value& value, const model::Type& type,
                           const model::Ruleset& ruleset);
// {"state", "type", "value", "low", "high", "reasons"}; numbers are texts, so that no digit is
// lost.
void write_value(report::Buffer& out, const Value& value, const model::Type& type,
                 const model::Ruleset& ruleset);

}  // namespace assize::cli

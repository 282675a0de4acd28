// Which column of a file, or which key, holds which field.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/column/input.h"

namespace assize {

// The heading of each field of a record: the mapping's, else the field's own.
std::vector<std::string> headings_of(const model::Record& record, const HeadingMap& map);

// Whether a file without the field is unusable: key fields, the provider and required fields.
bool is_indispensable(const model::Record& record, model::Index field);

// "no column "requested_at", which is required; the nearest heading is "requestedat"".
std::string words_of_missing(std::string_view what, const std::string& heading,
                             const std::vector<std::string>& present);

}  // namespace assize

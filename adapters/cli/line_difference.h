// What changed between two texts, line by line, in the unified form that diff -u prints.
#pragma once

#include <string>
#include <string_view>

namespace assize::cli {

// Empty where the texts are equal. Linear where they differ in few places; texts that have little
// in common come out as one change.
std::string line_difference(const std::string& name, std::string_view before,
                            std::string_view after);

}  // namespace assize::cli

// The small TOML files that stand beside a return.
//
// NAME.return.toml, the header of the return NAME.csv:
//     provider = "PX1"            # whose return it is
//     period = "2022-03"          # as in findings: 2022-03, 2022 Q1, 2021/22, 2022
//     complete_to = 2022-03-31    # the last day that the return knows of
//     received = 2022-04-05
//     covers = ["custody_request"]
// A mapping of headings:
//     "Heading in the file" = "field"
// Dates may be TOML dates or texts. A key that is not one of these, or of another type, is an error
// with its line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/base/diagnostic.h"
#include "dsl/base/result.h"
#include "engine/column/input.h"

namespace assize {

// "data/march.csv" -> "data/march.return.toml"
std::string header_path(const std::string& data_path);
// `name` is the file's, for messages.
Result<ReturnHeader, std::vector<Diagnostic>> parse_return_header(std::string_view toml,
                                                                  const std::string& name);
Result<HeadingMap, std::vector<Diagnostic>> parse_heading_map(std::string_view toml,
                                                              const std::string& name);

}  // namespace assize

// What an expression reads, through derived fields and conditions. Each node is visited once.
#pragma once

#include <set>
#include <vector>

#include "dsl/model/ruleset.h"

namespace assize::check_detail {

// The expressions of an indicator that decide outcome, value and placement; kNoExpr among them
// where there is none.
std::vector<model::ExprId> indicator_tests(const model::Indicator& i);
// The nodes that the roots reach, roots included, each once and each operand before its users.
// kNoExpr is passed over.
std::vector<model::ExprId> reach(const model::Ruleset& r, const std::vector<model::ExprId>& roots);
// The fields read by the roots; of a rule's verdict, those of the rule.
std::set<model::Index> fields_read(const model::Ruleset& r,
                                   const std::vector<model::ExprId>& roots);
// The nodes across records that the roots reach, those within their conditions included.
std::vector<model::Index> across_read(const model::Ruleset& r,
                                      const std::vector<model::ExprId>& roots);
// What a node across records is made from, about a row of its record.
std::vector<model::ExprId> parts_of(const model::Across& a);
std::set<model::Index> parameters_read(const model::Ruleset& r,
                                       const std::vector<model::ExprId>& roots);

}  // namespace assize::check_detail

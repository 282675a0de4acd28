// Each operation of the language over values that may be ranges or unknown:
// docs/language/meaning.md, section 2.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "dsl/base/truth.h"
#include "dsl/base/value.h"
#include "dsl/model/ruleset.h"

namespace assize::reference {

// The days that a record's date can be. nullopt where there is no date: every day.
using RecordDays = std::optional<DaySpan>;

// The codes that an unknown code of a list can be: the ordinary ones valid on a possible day,
// ascending. Besides, it may be one that is not in the list, which is the code kNotInList.
inline constexpr CodeIndex kNotInList{-1};
std::vector<CodeIndex> possible_codes(const model::CodeList& list, const RecordDays& days);
// What a value of the list can be; of an unknown one, kNotInList comes last.
std::vector<CodeIndex> code_members(const Value& v, const model::CodeList& list,
                                    const RecordDays& days);
// On some day that the record's date can be; on each of them.
bool may_be_valid(const model::Code& code, const RecordDays& days);
bool is_certainly_valid(const model::Code& code, const RecordDays& days);

// eq, ne, lt, le, gt, ge, between and in: `args` are the values of the node's operands.
Value compare(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Value> args,
              const RecordDays& days);

// within_after and within_before.
Value within(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Value> args);

// A function over values: the kernel where all are known, else its range.
Value apply(const model::Ruleset& ruleset, const model::Expr& expr, std::span<const Value> args);
Value apply_to_list(const model::Ruleset& ruleset, const model::Expr& expr,
                    std::span<const Value> args);

// The value on the record's date, and whether there is none on it (section 4's "not in force").
Value parameter_value(const model::Parameter& p, const RecordDays& days);
Truth is_not_in_force(const model::Parameter& p, const RecordDays& days);

Reasons reasons_of(std::span<const Value> values);

}  // namespace assize::reference

// The words of a `variation`: kinds of charts over time, presets of settings, ways to see
// overdispersion. What each means is said in docs/variation.md; engine/variation/presets.h has them
// as settings, and a test holds the two lists equal.
#pragma once

#include <cstdint>
#include <string_view>

namespace assize::model {

inline constexpr std::string_view kVariationCharts[] = {
    "xmr", "i", "mr", "run", "p", "p_prime", "u", "u_prime", "c", "g", "t"};
inline constexpr std::string_view kPresetsOverTime[] = {"nhsr-0.2.2", "mdc-excel-2023",
                                                        "mdc-sql-2019"};
inline constexpr std::string_view kPresetsBetween[] = {"phe-2.1", "shmi", "cqc",
                                                       "spiegelhalter-2005"};

// What `setting NAME is ...` sets: a whole number, a percentage, or words.
struct SettingName {
  std::string_view name;
  enum class Value : std::uint8_t { number, percent, word, words } value;
  bool over_time, between_providers, between_groups;
  std::string_view words[6] = {};  // of the last two: those that there are
};
inline constexpr SettingName kSettings[] = {
    {"run_length", SettingName::Value::number, true, false, false},
    {"trend_length", SettingName::Value::number, true, false, false},
    {"minimum_points", SettingName::Value::number, true, false, false},
    {"few_points", SettingName::Value::number, true, false, false},
    {"two_of_three",
     SettingName::Value::word,
     true,
     false,
     false,
     {"between", "beyond", "uncancelled", "any_side"}},
    {"screening", SettingName::Value::word, true, false, false, {"once", "none"}},
    {"calendar_gaps", SettingName::Value::word, true, false, false, {"break_runs", "join"}},
    {"signals",
     SettingName::Value::words,
     true,
     false,
     false,
     {"outside", "trend", "two_of_three", "run", "moving_range"}},
    {"limits_by",
     SettingName::Value::word,
     false,
     true,
     false,
     {"approximation", "exact", "score"}},
    {"trim", SettingName::Value::word, false, true, false, {"none", "winsorise", "truncate"}},
    {"trim_share", SettingName::Value::percent, false, true, false},
    {"centre", SettingName::Value::percent, false, true, false},
    {"counts_as", SettingName::Value::word, false, true, false, {"proportion", "rate", "ratio"}},
    {"judged_by", SettingName::Value::word, false, true, false, {"limits", "interval"}},
    {"interval_by", SettingName::Value::word, false, true, false, {"wilson", "exact", "byar"}},
    {"ratio_by", SettingName::Value::word, false, false, true, {"exact_rate", "score"}},
    {"correction",
     SettingName::Value::word,
     false,
     true,
     false,
     {"bonferroni", "holm", "hochberg", "bh", "by"}},
};
inline constexpr std::string_view kOverdispersion[] = {"none", "shmi", "cqc"};

}  // namespace assize::model

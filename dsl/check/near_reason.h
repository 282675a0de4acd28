// The reason that a word which is none was perhaps meant for. Internal to dsl/check.
#pragma once

#include <string>
#include <vector>

#include "dsl/base/diagnostic.h"
#include "dsl/base/reason.h"

namespace assize::check_detail {

inline std::string near_reason(const std::string& text) {
  std::vector<std::string> known;
  for (int i = 0; i < kReasonCount; ++i) known.emplace_back(word(static_cast<Reason>(i)));
  const std::string near = nearest(text, known);
  return near.empty() ? near : "did you mean `" + near + "`?";
}

}  // namespace assize::check_detail

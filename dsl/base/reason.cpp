#include "dsl/base/reason.h"

#include <array>

namespace assize {
namespace {
constexpr std::array<std::string_view, kReasonCount> kWords = {"blank",
                                                               "not known",
                                                               "not stated",
                                                               "not a listed code",
                                                               "unreadable",
                                                               "out of range",
                                                               "contradictory",
                                                               "not supplied",
                                                               "imprecise",
                                                               "ambiguous",
                                                               "suppressed",
                                                               "rounded",
                                                               "divided by zero",
                                                               "overflow",
                                                               "source not complete",
                                                               "not yet due",
                                                               "stated as unknown",
                                                               "not linked",
                                                               "not covered",
                                                               "weak link"};
}  // namespace

std::string_view word(Reason r) { return kWords[static_cast<std::size_t>(r)]; }

bool reason_of(std::string_view text, Reason& out) {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (kWords[i] == text) {
      out = static_cast<Reason>(i);
      return true;
    }
  }
  return false;
}

}  // namespace assize

#include "engine/findings/outcome.h"

namespace assize {

std::string_view word(Outcome o) {
  switch (o) {
    case Outcome::met:
      return "met";
    case Outcome::not_met:
      return "not met";
    case Outcome::left_out:
      return "left out";
    case Outcome::excused:
      return "excused";
    case Outcome::not_yet_due:
      return "not yet due";
    case Outcome::not_in_force:
      return "not in force";
    case Outcome::out:
      break;
  }
  return "out";
}

std::vector<std::string_view> could_be(OutcomeSet s) {
  std::vector<std::string_view> words;
  if (s.has(Outcome::met)) words.push_back(word(Outcome::met));
  if (s.has(Outcome::not_met)) words.push_back(word(Outcome::not_met));
  if (s.can_be_outside()) words.push_back(word(Outcome::out));
  return words;
}

}  // namespace assize

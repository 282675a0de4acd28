#include "tests/differential/reuse.h"

#include <vector>

namespace assize::differential {

namespace {

using Texts = std::vector<std::string>;

std::string grade(Random& r) { return r.pick(Texts{"low", "middle", "high"}); }
std::string kind(Random& r) { return r.pick(Texts{"A", "B", "C"}); }

}  // namespace

std::string reuse_declarations(Random& r) {
  std::string s = "parameter wait \"How long, by kind\" by KIND\n";
  if (r.one_in(2)) {
    s += "  A is 30 minutes, from 2020-01-01, until 2022-03-27;\n  A is 20 minutes, from "
         "2022-03-28;\n  otherwise is 60 minutes, from 2020-01-01;\nend\n";
  } else {
    s += "  A is 30 minutes;\n  B is 60 minutes;\n  C is 2 hours;\nend\n";
  }
  s += "grouping BROAD \"Broad kinds\" of KIND\n  FIRST: A;\n  REST: otherwise;\n";
  s += r.one_in(2) ? "  unknown: Z, U;\nend\n" : "end\n";
  s += "derived broad of visit: code in BROAD is kind as BROAD;\n";
  s += "condition busy of visit means level is more than 2 and (urgent or seen is before left);\n";
  s +=
      "mapping KIND_GRADE \"The grade of a kind\" from KIND to GRADE\n  A to one of low, middle;\n";
  s += r.one_in(2) ? "  B to high;\n  otherwise to unknown because not known;\nend\n"
                   : "  otherwise to " + grade(r) + ";\nend\n";
  s +=
      "table band of visit: code in GRADE\n  given level, kind;\n  when less than 7, A or B then " +
      grade(r) + ";\n  when less than 7, C then " + grade(r) + ";\n  when from 7 to 19, any then " +
      grade(r) + ";\n  when 20, not B then " + grade(r) + ";\n  when 20, B then " + grade(r) +
      ";\nend\n";
  s += "table points of visit: number\n  given score, shut;\n  when at least 7, any then 10;\n  "
       "when "
       "from 1 to below 2.5, yes then " +
       r.pick(Texts{"2", "level", "7"}) + ";\n  otherwise 1;\nend\n";
  s +=
      "table season of visit: number\n  given urgent, day;\n  across before 2022-03-01, from "
      "2022-03-01 to 2022-03-31, after 2022-03-31;\n  when yes then 1, 2, 3;\n  when no then 4, 5, "
      "6;\nend\n";
  s += "condition of_kind(which: code in KIND) of visit means kind is which;\n";
  s += "condition is_as(x: code in GRADE, y: code in GRADE) of visit means x is at least y;\n";
  s += "subset some(which: code in KIND) of visit where of_kind(which) or level is at least 7;\n";
  return s;
}

std::string reuse_atom(Random& r) {
  switch (r.below(12)) {
    case 0:
      return "seen is within wait for kind after at";
    case 1:
      return "kind as BROAD is " + r.pick(Texts{"FIRST", "REST"});
    case 2:
      return "(kind as GRADE) " + r.pick(Texts{"is at least ", "is ", "is less than "}) + grade(r);
    case 3:
      return "band " + r.pick(Texts{"is at least ", "is ", "is not "}) + grade(r);
    case 4:
      return "points " + r.pick(Texts{"is at most 5", "is 10", "is more than 1"});
    case 5:
      return "season " + r.pick(Texts{"is at most 2", "is 5", "is more than 3"});
    case 6:
      return "of_kind(" + kind(r) + ")";
    case 7:
      return "is_as(grade, " + grade(r) + ")";
    case 8:
      return r.pick(Texts{"highest", "lowest"}) + " of (level, score, points) is at least " +
             r.pick(Texts{"2", "7", "10"});
    case 9:
      return r.pick(Texts{"highest", "lowest"}) + " of (band, grade) is " + grade(r);
    case 10:
      return "sum of (level, used) is at most 10";
    default:
      return r.pick(Texts{"any", "all"}) + " of (shut, urgent, some(" + kind(r) + "))";
  }
}

std::string each_of(Random& r) { return r.one_in(4) ? "some(" + kind(r) + ")" : "visit"; }

}  // namespace assize::differential

#include "dsl/model/type.h"

namespace assize::model {

std::string in_words(const Type& t, const std::string& list_name) {
  switch (t.kind) {
    case Kind::yes_no:
      return "yes or no";
    case Kind::number:
      switch (t.unit) {
        case Unit::none:
          return "a number";
        case Unit::percent:
          return "a percentage";
        case Unit::points:
          return "a number of points";
        case Unit::pounds:
          return "an amount of money";
      }
      break;
    case Kind::text:
      return "a text";
    case Kind::code:
      return list_name.empty() ? "a code" : "a code in " + list_name;
    case Kind::date:
      return "a date";
    case Kind::date_time:
      return "a date and time";
    case Kind::wall_time:
      return "a date and time as written";
    case Kind::elapsed:
      return "a duration in hours or minutes";
    case Kind::calendar:
      return "a duration in days or months";
    case Kind::list:
      return "a list";
    case Kind::nothing:
      return "unknown";
  }
  return "a value";
}

}  // namespace assize::model

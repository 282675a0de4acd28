#include "tests/differential/spans.h"

namespace assize::differential {

namespace {

using Texts = std::vector<std::string>;

const Texts kDays = {"2022-02-28", "2022-03-01", "2022-03-27", "2022-03-28",
                     "2022-04-30", "2022-06-30", "2022-07-01"};
const Texts kTimes = {"2022-03-26T10:00", "2022-03-27T03:00", "2022-03-27T23:30",
                      "2022-03-31T00:00", "2022-06-30T11:00", "2022-06-30T23:30"};

std::string compare(Random& r) {
  return r.pick(Texts{"is at most", "is at least", "is less than", "is more than", "is"});
}

std::string how(Random& r) {
  return r.pick(Texts{" is inside ", " is not inside ", " overlaps ", " covers ", " starts in "});
}

// One of the two may be a moment; it cannot hold the other.
std::string lie(Random& r, const std::string& span, const std::string& other,
                const std::string& moment, const std::string& end) {
  switch (r.below(4)) {
    case 0:
      return "(" + moment + r.pick(Texts{" is inside ", " starts in "}) + span + end + ")";
    case 1:
      return "(" + span + r.pick(Texts{" covers ", " overlaps "}) + moment + end + ")";
    default:
      return "(" + span + how(r) + other + end + ")";
  }
}

}  // namespace

std::string note_spans(Random& r, bool unknown_is_no) {
  const std::string left = unknown_is_no
                               ? r.pick(Texts{", blank means it did not happen", ", required"})
                               : r.pick(Texts{"", ", blank means it did not happen",
                                              ", blank means not by the cut-off", ", required"});
  const bool ongoing = left.empty() || (left[8] == 'm' && r.one_in(2));
  return "  span stay from made_at to left_at" +
         std::string(ongoing ? ", blank end means ongoing" : "") +
         ";\n  span open from filed to closed;\n  left_at: date and time in \"Europe/London\"" +
         left + ";\n  closed: date" +
         r.pick(Texts{", blank means it did not happen", ", blank means unknown", ", required"}) +
         ";\n  weight: whole number from 0 to 9" + r.pick(Texts{"", ", required"}) + ";\n";
}

std::vector<std::string> note_span_columns() { return {"left_at", "closed", "weight"}; }

std::vector<std::string> note_span_cells(Random& r, bool with_odd) {
  const auto odd = [&](std::string cell) {
    return with_odd && r.one_in(8) ? r.pick(Texts{"", "", "?", "2022-03"}) : cell;
  };
  std::string weight = std::to_string(3 + r.below(7));
  if (with_odd && r.one_in(10)) weight = "";
  return {odd(r.pick(kTimes)), odd(r.pick(kDays)), weight};
}

void fill_note_spans(Random& r, const std::string& notes, std::vector<std::string>& row,
                     std::size_t first) {
  const auto required = [&](const char* field) {
    const std::size_t at = notes.find(field);
    const std::string line = notes.substr(at, notes.find('\n', at) - at);
    return line.find("required") != std::string::npos || line.find("unknown") != std::string::npos;
  };
  const auto is_gap = [](const std::string& cell, bool blank_too) {
    return cell == "?" || cell == "2022-03" || (cell.empty() && blank_too);
  };
  const auto within = [](const std::string& cell, const Texts& all) {
    return cell == "2022-03" ? Texts(all.begin() + 1, all.begin() + 4) : all;
  };
  if (is_gap(row[first], required("left_at:")))
    row[first] = row[first] == "2022-03" ? r.pick(Texts(kTimes.begin(), kTimes.begin() + 4))
                                         : r.pick(kTimes);
  if (is_gap(row[first + 1], required("closed:")))
    row[first + 1] = r.pick(within(row[first + 1], kDays));
  if (row[first + 2].empty()) row[first + 2] = std::to_string(r.below(10));
}

std::string visit_spans() {
  return "  span there from at to left;\n  span term from day to due;\n";
}

std::string visit_span_test(Random& r) {
  const std::string times = "(span from " + r.pick(Texts{"at", "seen", "left", r.pick(kTimes)}) +
                            " to " + r.pick(Texts{"left", "seen", "at", "2022-06-30T11:00"}) + ")";
  const std::string days =
      "(span from " + r.pick(kDays) + " to " + r.pick(Texts{"due", "2022-06-30"}) + ")";
  if (r.one_in(3)) return lie(r, "there", "term", r.pick(Texts{"seen", "day"}), " by day");
  return r.one_in(2) ? lie(r, "there", times, r.pick(Texts{"seen", r.pick(kTimes) + "Z"}), "")
                     : lie(r, "term", days, r.pick(Texts{"due", r.pick(kDays)}), "");
}

std::string note_span_test(Random& r) {
  if (r.one_in(4))
    return lie(r, "stay", r.pick(Texts{"visit.term", "open"}), "visit.day", " by day");
  return r.one_in(2) ? lie(r, "stay", "visit.there", r.pick(Texts{"visit.at", "made_at"}), "")
                     : lie(r, "open", "visit.term", r.pick(Texts{"visit.due", "filed"}), "");
}

std::string group_rules(Random& r) {
  return "rule NG1 \"Groups of notes\"\n  for each group of note by " +
         r.pick(Texts{"visit_id", "visit_id, rank", "topic", "filed"}) +
         " as g;\n  must: number of g where (" + r.pick(Texts{"flag", "rank is at least 3"}) +
         ") is at most " + r.pick(Texts{"1", "2"}) +
         r.pick(Texts{"", " and (lowest rank of g) is more than 2",
                      " or number of different weight of g is 1"}) +
         ";\nend\nrule NG2 \"One note of several\"\n  for each note;\n  when: " +
         r.pick(Texts{"flag", "rank is at least 2", "stay covers made_at"}) +
         ";\n  once for each " + r.pick(Texts{"visit_id", "topic, visit_id"}) + ", keeping the " +
         r.pick(Texts{"earliest filed", "latest made_at and then by note_id", "earliest rank"}) +
         ";\n  must: " + r.pick(Texts{"weight is at least 5", "whose.urgent or flag"}) + ";\nend\n";
}

std::string spread_test(Random& r, const Around& a) {
  const bool days = r.one_in(3);
  const std::string from = days ? r.pick(a.days) : r.pick(a.edges);
  const std::string to = days ? r.pick(a.days) : r.pick(a.edges);
  const std::string span = days ? "open" : "stay";
  const std::string moment = days ? r.pick(Texts{"filed", "closed"}) : "made_at";
  const std::string length = days ? r.pick(Texts{"1 day", "7 days", "2 weeks"})
                                  : r.pick(Texts{"1 hour", "30 minutes", "24 hours", "1000 hours"});
  const std::string rest = " of note" + a.where + ", from " + from + " to " + to;
  const std::string amount =
      days ? r.pick(Texts{"0", "1", "30", "100"})
           : r.pick(Texts{"0 minutes", "60 minutes", "100 hours", "2000 hours"});
  const std::string end = " " + compare(r) + " " + amount + ")";
  switch (r.below(9)) {
    case 0:
      return "(longest gap between " + moment + rest + end;
    case 1:
      return "(longest gap between " + span + rest + end;
    case 2:
      return "(time covered by " + span + rest + end;
    case 3:
      return "(longest time covered by " + span + rest + end;
    case 4:
      return "(most time covered in any " + length + " by " + span + rest + end;
    case 5:
      return "(slots of " + length + " without " + r.pick(Texts{moment, span}) + rest + " " +
             compare(r) + " " + r.pick(Texts{"0", "1", "100"}) + ")";
    case 6:
      return "((number of different " + r.pick(Texts{"rank", "filed", "topic", "made_at", "flag"}) +
             " of note" + a.where + ") " + compare(r) + " " + r.pick(Texts{"0", "1", "2"}) + ")";
    default:
      return "((rank of nearest note by " +
             (days          ? "filed to " + from
              : r.one_in(3) ? "rank to level"
                            : "made_at to " + from) +
             (r.one_in(2) ? " and then by filed" : "") + " among those" + a.where + ") " +
             compare(r) + " " + r.pick(Texts{"1", "4", "7"}) + ")";
  }
}

}  // namespace assize::differential

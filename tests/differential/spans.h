// Spans, what they leave and take of the time between two edges, and the other forms that look
// across records, for random programs.
#pragma once

#include <string>
#include <vector>

#include "tests/differential/generator.h"

namespace assize::differential {

// Fields and spans of a note beside its own; `option` of the end of a span of times.
std::string note_spans(Random& r, bool unknown_is_no);
// Their columns and cells.
std::vector<std::string> note_span_columns();
std::vector<std::string> note_span_cells(Random& r, bool with_odd);
// What is not known of them, found out; what may still be open stays so.
void fill_note_spans(Random& r, const std::string& notes, std::vector<std::string>& row,
                     std::size_t first);

// Spans of a visit, and tests of them.
std::string visit_spans();
std::string visit_span_test(Random& r);
// A test of the spans of a note that is looked at from a visit.
std::string note_span_test(Random& r);

// A test of the notes of a visit; `where` is their condition, `edges` are times and `days` dates of
// the visit.
struct Around {
  std::string where;
  std::vector<std::string> edges, days;
};
std::string spread_test(Random& r, const Around& around);

// Rules about groups of notes, and about the one note that stays of several.
std::string group_rules(Random& r);

}  // namespace assize::differential

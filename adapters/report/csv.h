// Findings as CSV (RFC 4180, UTF-8, LF): for spreadsheets and for the tools that come after us.
//
// A text cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a
// carriage return) gets an apostrophe in front. The columns are described in docs/findings.md.
#pragma once

#include "adapters/report/buffer.h"
#include "adapters/report/report.h"

namespace assize::report {

// Every finding about a standard and every data problem: one line each.
bool write_findings_csv(const Report& report, const Writer& writer);
// rule, provider, period, passed, failed, not_applicable, unknown; blank provider and period for
// records that are not placed.
bool write_rule_outcomes_csv(const Report& report, const Writer& writer);
// record, rule, file, line for each record that a rule failed; `record` is its key, or its number
// in the file without one.
bool write_failing_records_csv(const Report& report, const Writer& writer);

// One cell of text, neutralised and quoted where it must be.
void write_cell(Buffer& out, std::string_view text);

}  // namespace assize::report

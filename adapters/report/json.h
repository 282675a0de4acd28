// Findings as JSON: one object, or one object a line (NDJSON). The schema is
// docs/findings.schema.json.
//
// The same report gives the same bytes: members stand in a fixed order and nothing tells the time.
#pragma once

#include "adapters/report/buffer.h"
#include "adapters/report/report.h"

namespace assize::report {

inline constexpr std::string_view kFindingsSchema = "assize-findings/1";

// {"schema", "run", "records", "notes", "findings"[, "outcomes"]}
bool write_json(const Report& report, const Writer& writer);
// A line {"schema", "run", "records", "notes"}, then a line a finding, then a line an outcome. The
// member `kind` of a line tells them apart: run, outcome, or the kind of the finding.
bool write_ndjson(const Report& report, const Writer& writer);

}  // namespace assize::report

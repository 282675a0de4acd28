// Findings of the kind variation, for each form of report.
#pragma once

#include "adapters/report/buffer.h"
#include "adapters/report/report.h"

namespace assize::report {

void write_variation_json(Buffer& out, const Report& report, const VariationFinding& f);
// One line a point or unit; the columns are described in docs/findings.md.
bool write_variation_csv(const Report& report, const Writer& writer);
// The part of the text report: method, how many signal, and the first of them.
std::string variation_text(const Report& report, std::size_t examples, bool colour);

}  // namespace assize::report

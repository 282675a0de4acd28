// Lines of payment schemes, for each form of report. Single records are named only where the
// report gives outcomes of records; else their lines are added up.
#pragma once

#include "adapters/report/buffer.h"
#include "adapters/report/report.h"

namespace assize::report {

// The lines that the report gives.
std::vector<PaymentLine> payment_lines(const Report& report);
void write_payment_json(Buffer& out, const Report& report, const PaymentLine& l, bool with_kind);
// One line a payment; the columns are described in docs/findings.md.
bool write_payments_csv(const Report& report, const Writer& writer);
// The part of the text report: a table for each scheme, and what repeats.
std::string payments_text(const Report& report, bool colour);
// "£1,234.50", "-£0.07".
std::string pounds(model::Pence p);

}  // namespace assize::report

// Cells that hold several items.
#include "engine/functions/items.h"

#include "engine/evaluate/batch.h"

namespace assize::evaluate {

bool run_items(const model::Ruleset& ruleset, const model::Expr& e,
               const std::vector<const Register*>& args, std::uint32_t rows, Register& out) {
  if (e.op != model::Op::has_item) return false;
  out.start(plan::Kind::truth, rows);
  const Register& cells = *args[0];
  const std::string& separator = std::get<std::string>(e.value.point());
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t at = cells.at_row(row);
    if (!cells.known.get(at)) continue;
    Truth any = Truth::no;
    for (std::size_t i = 1; i < args.size() && any != Truth::yes; ++i) {
      const Register& item = *args[i];
      const std::uint32_t of = item.at_row(row);
      any = or_(any, item.known.get(of)
                         ? has_item(ruleset, cells.text[at], separator, e.index, item.text[of])
                         : Truth::unknown);
    }
    out.put_truth(row, any);
  }
  return true;
}

}  // namespace assize::evaluate

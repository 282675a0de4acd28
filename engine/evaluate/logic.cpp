// Kleene's tables, 64 rows at a time.
#include "engine/evaluate/batch.h"
#include "engine/evaluate/faults.h"

namespace assize::evaluate {

using model::Op;

bool run_logic(const model::Expr& e, const std::vector<const Register*>& args, std::uint32_t rows,
               Register& out) {
  switch (e.op) {
    case Op::and_:
    case Op::or_:
    case Op::not_:
    case Op::implies:
    case Op::xor_:
      break;
    default:
      return false;
  }
  out.start(plan::Kind::truth, rows);
  const std::size_t words = out.yes.words();
  if (e.op == Op::and_ || e.op == Op::or_) {
    out.yes.assign(rows, e.op == Op::and_);
    out.no.assign(rows, e.op == Op::or_);
    for (const Register* a : args) {
      for (std::size_t i = 0; i < words; ++i) {
        if (e.op == Op::and_) {
          out.yes.word(i) &= a->yes.word(i);
          out.no.word(i) |= a->no.word(i);
        } else {
          out.yes.word(i) |= a->yes.word(i);
          out.no.word(i) &= a->no.word(i);
        }
      }
    }
    return true;
  }
  if (e.op == Op::not_) {
    out.yes = args[0]->no;
    out.no = args[0]->yes;
    return true;
  }
  const Register &a = *args[0], &b = *args[1];
  for (std::size_t i = 0; i < words; ++i) {
    if (e.op == Op::implies) {
      out.yes.word(i) =
          ASSIZE_FAULT(5, a.yes.word(i) & b.yes.word(i), a.no.word(i) | b.yes.word(i));
      out.no.word(i) = ASSIZE_FAULT(5, a.no.word(i) | b.no.word(i), a.yes.word(i) & b.no.word(i));
    } else {
      out.yes.word(i) =
          ASSIZE_FAULT(21, a.yes.word(i) | b.yes.word(i),
                       (a.yes.word(i) & b.no.word(i)) | (a.no.word(i) & b.yes.word(i)));
      out.no.word(i) = (a.yes.word(i) & b.yes.word(i)) | (a.no.word(i) & b.no.word(i));
    }
  }
  return true;
}

}  // namespace assize::evaluate

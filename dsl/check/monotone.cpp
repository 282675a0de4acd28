#include "dsl/check/monotone.h"

#include <unordered_map>

namespace assize::check_detail {

namespace {

using model::Expr;
using model::ExprId;
using model::Function;
using model::Op;

unsigned flipped(unsigned w) { return (w & kUp ? kDown : 0u) | (w & kDown ? kUp : 0u); }

class Ways {
 public:
  Ways(const model::Ruleset& r, model::Index parameter) : r_(r), parameter_(parameter) {}

  unsigned of(ExprId id) {
    if (const auto known = known_.find(id); known != known_.end()) return known->second;
    return known_[id] = work_out(r_.expr(id));
  }

 private:
  unsigned any(const Expr& e, std::size_t from = 0) {
    unsigned w = kStill;
    for (std::size_t i = from; i < e.args.size(); ++i) w |= of(e.args[i]);
    return w;
  }
  // Nothing is proved of it where the parameter is below.
  unsigned unless_still(unsigned w) const { return w == kStill ? kStill : kEither; }

  bool is_not_negative(ExprId id) const {
    const Expr& e = r_.expr(id);
    const auto* d = e.op == Op::literal && e.value.is_known()
                        ? std::get_if<Decimal>(&e.value.point())
                        : nullptr;
    return d != nullptr && !(*d < Decimal(0));
  }

  unsigned call(const Expr& e) {
    switch (e.function) {
      case Function::add:
        return any(e);
      case Function::subtract:
        return of(e.args[0]) | flipped(of(e.args[1]));
      case Function::negate:
        return flipped(of(e.args[0]));
      case Function::floor:
      case Function::ceiling:
      case Function::truncate:
        return of(e.args[0]);
      case Function::multiply:
        if (is_not_negative(e.args[0])) return of(e.args[1]);
        if (is_not_negative(e.args[1])) return of(e.args[0]);
        return unless_still(any(e));
      default:
        return unless_still(any(e));
    }
  }

  unsigned work_out(const Expr& e) {
    switch (e.op) {
      case Op::parameter:
        return e.index == parameter_ || r_.parameters[e.index].overrides == parameter_ ? kUp
                                                                                       : kStill;
      case Op::named:
      case Op::surely:
      case Op::and_:
      case Op::or_:
        return any(e);
      case Op::not_:
        return flipped(of(e.args[0]));
      case Op::implies:
      case Op::lt:
      case Op::le:
        return flipped(of(e.args[0])) | of(e.args[1]);
      case Op::gt:
      case Op::ge:
        return of(e.args[0]) | flipped(of(e.args[1]));
      case Op::between:
        return unless_still(of(e.args[0])) | flipped(of(e.args[1])) | of(e.args[2]);
      case Op::within_after:  // from 0 to D: a longer limit lets more in
      case Op::within_before:
        return unless_still(of(e.args[0]) | of(e.args[2])) | of(e.args[1]);
      case Op::choose: {
        unsigned w = kStill;
        for (std::size_t i = 0; i < e.args.size(); ++i) {
          const bool condition = i % 2 == 0 && i + 1 < e.args.size();
          w |= condition ? unless_still(of(e.args[i])) : of(e.args[i]);
        }
        return w;
      }
      case Op::call:
        return call(e);
      default:
        return unless_still(any(e));
    }
  }

  const model::Ruleset& r_;
  model::Index parameter_;
  std::unordered_map<ExprId, unsigned> known_;
};

}  // namespace

unsigned way_of(const model::Ruleset& r, ExprId id, model::Index parameter) {
  return id == model::kNoExpr ? static_cast<unsigned>(kStill) : Ways(r, parameter).of(id);
}

}  // namespace assize::check_detail

#include "engine/payments/split.h"

namespace assize {

using model::Pence;

std::vector<Pence> split(Pence amount, const model::Sharing& sharing, std::size_t payers) {
  __extension__ typedef __int128 Wide;
  std::vector<Pence> out(payers, 0);
  const Pence size = amount < 0 ? -amount : amount;
  Pence left = size;
  for (const model::PayerShare& s : sharing.shares) {
    const auto part = static_cast<Pence>(static_cast<Wide>(size) * s.n / s.d);
    out[s.payer] += part;
    left -= part;
  }
  if (left != 0) {
    // The checker has seen to it that somebody is named where anything can be left.
    const std::size_t to =
        sharing.remainder == model::kNobody ? 0 : static_cast<std::size_t>(sharing.remainder);
    out[sharing.shares[to].payer] += left;
  }
  if (amount < 0) {
    for (Pence& p : out) p = -p;
  }
  return out;
}

std::vector<Pence> instalments(Pence amount, std::int32_t count) {
  std::vector<Pence> out(static_cast<std::size_t>(count), amount / count);
  out.back() += amount % count;
  return out;
}

}  // namespace assize

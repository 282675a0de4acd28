// One sum of money in parts, to the penny: each part is its exact share without the fraction of a
// penny, and the pennies that are left over go to the payer that the scheme names.
#pragma once

#include <vector>

#include "dsl/model/payment.h"

namespace assize {

// By payer of the scheme; the parts are `amount` in all. A sum that is taken back is split as what
// it reverses was, with the sign turned.
std::vector<model::Pence> split(model::Pence amount, const model::Sharing& sharing,
                                std::size_t payers);

// `amount` in so many instalments: equal ones, and what is left over with the last.
std::vector<model::Pence> instalments(model::Pence amount, std::int32_t count);

}  // namespace assize

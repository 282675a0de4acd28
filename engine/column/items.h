// Cells that hold several items: "E10;E11".
#pragma once

#include <algorithm>
#include <string_view>

#include "engine/column/text.h"

namespace assize {

// Calls `act(item)` for each item of a cell, without the spaces around it; empty ones are none.
template <class Act>
void each_item(std::string_view cell, std::string_view separator, Act act) {
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.size(), cell.find(separator));
    const std::string_view one = trim(cell.substr(0, end));
    if (!one.empty()) act(one);
    cell.remove_prefix(std::min(cell.size(), end + separator.size()));
  }
}

}  // namespace assize

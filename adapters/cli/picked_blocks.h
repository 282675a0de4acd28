// The blocks of a source that hold certain records, and no others: to look again at a few records
// of a large return.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "engine/column/source.h"

namespace assize::cli {

// `wanted`: the numbers of the records, one set for each file of the source.
std::unique_ptr<RecordSource> picked_blocks(std::shared_ptr<RecordSource> source,
                                            std::vector<std::set<std::uint64_t>> wanted);

}  // namespace assize::cli

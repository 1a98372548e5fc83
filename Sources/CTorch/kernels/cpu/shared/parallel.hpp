#pragma once

#include <cstdint>
#include <functional>

namespace ct {

/// Calls `body(item)` once for each item, on libtorch's own OpenMP threads.
///
/// Which thread takes which item is not fixed: an item may depend on nothing but its number.
void parallel_items(int64_t count, const std::function<void(int64_t)> &body);

/// Calls `body(begin, end)` for consecutive ranges of `block` elements (the last may be shorter).
void parallel_blocks(int64_t count, int64_t block,
                     const std::function<void(int64_t, int64_t)> &body);

} // namespace ct

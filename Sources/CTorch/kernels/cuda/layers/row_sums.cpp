// Launches of source/layers/row_sums.cuh. A thread adds up to 32 rows one after the other; groups
// of more rows are cut into pieces, whose sums are grouped again, until each group is one row.
// The places of all passes go to the device in one copy.
#include "kernels/cuda/layers/row_sums.hpp"

#include "kernels/cuda/launch/upload.hpp"
#include "operations.hpp"
#include "kernels/cuda/layers/rows.hpp"

namespace ct::cuda {

namespace {

const Source source = {
    "row_sums",
#include "kernels/cuda/source/layers/row_sums.cuh"
};

/// Rows that one thread adds up, one after the other.
constexpr int64_t piece = 32;

/// One pass: where the pieces start, and where the pieces of each group start in their list.
struct Pass {
    std::vector<int64_t> starts, groups;

    explicit Pass(const std::vector<int64_t> &from) {
        for (size_t k = 0; k + 1 < from.size(); ++k) {
            groups.push_back(static_cast<int64_t>(starts.size()));
            for (int64_t start = from[k]; start < from[k + 1]; start += piece) {
                starts.push_back(start);
            }
        }
        groups.push_back(static_cast<int64_t>(starts.size()));
        starts.push_back(from.back());
    }

    int64_t pieces() const { return static_cast<int64_t>(starts.size()) - 1; }
    bool last() const { return starts.size() == groups.size(); }
};

void launch_sums(const at::TensorBase &x, const int64_t *order, const int64_t *starts,
                 int64_t count, at::TensorBase &sums) {
    const int64_t width = x.size(1);
    const bool whole = width % 4 == 0 && are_aligned({x, sums});
    const int64_t threads = 128, columns = threads * (whole ? 4 : 1);
    const Grid grid{.x = static_cast<unsigned>(count),
                    .y = static_cast<unsigned>(parts(width, columns)),
                    .threads = static_cast<unsigned>(threads)};
    launch(source, whole ? "row_sums_whole" : "row_sums_ragged", grid, x, x.const_data_ptr(), order,
           starts, static_cast<int>(width), sums.mutable_data_ptr<float>());
}

} // namespace

std::vector<at::TensorBase> row_sums(const Groups &groups, const at::TensorBase &x) {
    std::vector<Pass> passes{Pass(groups.starts)};
    while (!passes.back().last()) {
        passes.emplace_back(passes.back().groups);
    }
    // All numbers in one copy: ids, order, and the starts of each pass.
    std::vector<int64_t> together = groups.ids;
    together.insert(together.end(), groups.order.begin(), groups.order.end());
    for (const Pass &pass : passes) {
        together.insert(together.end(), pass.starts.begin(), pass.starts.end());
    }
    const at::Tensor numbers = tensor(uploaded(together, x)).view(at::kLong);
    const auto count = static_cast<int64_t>(groups.ids.size());
    const int64_t *order = numbers.const_data_ptr<int64_t>() + count;
    const int64_t *starts = order + groups.order.size();
    at::TensorBase sums = x;
    for (const Pass &pass : passes) {
        const at::TensorBase from = sums;
        sums = ct::empty({pass.pieces(), x.size(1)}, x.options());
        launch_sums(from, order, starts, pass.pieces(), sums);
        order = nullptr;
        starts += pass.starts.size();
    }
    return {numbers.narrow(0, 0, count), sums};
}

} // namespace ct::cuda

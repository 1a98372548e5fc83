// Sums of gradients that name their rows: the numbers are merged in main memory, the rows are
// added where they lie, by libtorch's copies by index.
#include "kernels/cuda/optimizer/adamw.hpp"
#include "operations.hpp"

#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <algorithm>

namespace ct::cuda {

namespace {

std::vector<int64_t> numbers_of(const at::TensorBase &rows) {
    TORCH_CHECK(rows.scalar_type() == at::kLong, "row numbers must be int64");
    const at::TensorBase here = rows.to(at::Device(at::kCPU)).contiguous();
    const auto *first = here.const_data_ptr<int64_t>();
    return {first, first + here.numel()};
}

void make_distinct(std::vector<int64_t> &numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// The places of `rows` among the sorted `all`.
at::Tensor places(const std::vector<int64_t> &rows, const std::vector<int64_t> &all) {
    at::Tensor result = at::empty({static_cast<int64_t>(rows.size())}, at::dtype(at::kLong));
    auto *place = result.mutable_data_ptr<int64_t>();
    for (int64_t row : rows) {
        *place++ = std::lower_bound(all.begin(), all.end(), row) - all.begin();
    }
    return result;
}

at::Tensor tensor_of(const std::vector<int64_t> &numbers) {
    return at::tensor(numbers, at::dtype(at::kLong));
}

} // namespace

at::TensorBase distinct_rows(const at::TensorBase &rows, int64_t row_count) {
    std::vector<int64_t> numbers = numbers_of(rows);
    make_distinct(numbers);
    if (!numbers.empty()) {
        TORCH_CHECK(numbers.front() >= 0, "row ", numbers.front(), " of a table of ", row_count);
        TORCH_CHECK(numbers.back() < row_count, "row ", numbers.back(), " of a table of ",
                    row_count);
    }
    return tensor_of(numbers);
}

std::pair<at::TensorBase, at::TensorBase> merged_rows(const at::TensorBase &rows,
                                                      const at::TensorBase &values,
                                                      const at::TensorBase &other_rows,
                                                      const at::TensorBase &other_values) {
    const std::vector<int64_t> first = numbers_of(rows), second = numbers_of(other_rows);
    std::vector<int64_t> all = first;
    all.insert(all.end(), second.begin(), second.end());
    make_distinct(all);
    const int64_t width = values.size(1);
    at::Tensor sums = at::zeros({static_cast<int64_t>(all.size()), width}, values.options());
    const at::Device device = values.device();
    sums.index_copy_(0, places(first, all).to(device), tensor(values));
    const at::Tensor at_second = places(second, all).to(device);
    sums.index_copy_(0, at_second, sums.index_select(0, at_second).add_(tensor(other_values)));
    return {tensor_of(all).to(rows.device()), sums};
}

} // namespace ct::cuda

// Sums of gradients that name their rows: the numbers are merged in main memory, the rows are
// added where they lie, by libtorch's copies by index.
#include "kernels/cuda/optimizer/adamw.hpp"

#include <algorithm>

namespace ct::cuda {

namespace {

std::vector<int64_t> numbers_of(const at::Tensor &rows) {
    TORCH_CHECK(rows.scalar_type() == at::kLong, "row numbers must be int64");
    const at::Tensor here = rows.cpu().contiguous();
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

at::Tensor distinct_rows(const at::Tensor &rows, int64_t row_count) {
    std::vector<int64_t> numbers = numbers_of(rows);
    make_distinct(numbers);
    if (!numbers.empty()) {
        TORCH_CHECK(numbers.front() >= 0, "row ", numbers.front(), " of a table of ", row_count);
        TORCH_CHECK(numbers.back() < row_count, "row ", numbers.back(), " of a table of ",
                    row_count);
    }
    return tensor_of(numbers);
}

std::pair<at::Tensor, at::Tensor> merged_rows(const at::Tensor &rows, const at::Tensor &values,
                                              const at::Tensor &other_rows,
                                              const at::Tensor &other_values) {
    const std::vector<int64_t> first = numbers_of(rows), second = numbers_of(other_rows);
    std::vector<int64_t> all = first;
    all.insert(all.end(), second.begin(), second.end());
    make_distinct(all);
    const int64_t width = values.size(1);
    at::Tensor sums = at::zeros({static_cast<int64_t>(all.size()), width}, values.options());
    const at::Device device = values.device();
    sums.index_copy_(0, places(first, all).to(device), values);
    const at::Tensor at_second = places(second, all).to(device);
    sums.index_copy_(0, at_second, sums.index_select(0, at_second).add_(other_values));
    return {tensor_of(all).to(rows.device()), sums};
}

} // namespace ct::cuda

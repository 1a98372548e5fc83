// The rows of a matrix added up by id: the gradient of a table from that of its tokens. The
// places of the tokens are sorted by id (radix sort, equal ids in their own order); then each
// id's rows are added in that order, 256 columns at a time, so that the bits depend on nothing
// else.
#include "operations.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cuda/layers/row_sums.hpp"
#include "kernels/cpu/shared/lanes.hpp"
#include "kernels/cpu/shared/parallel.hpp"

#include <algorithm>
#include <numeric>

namespace {

using namespace ct;

/// The sum of `count` rows, in the order in which they are listed.
CT_VECTORIZED void add_listed_rows(const float *rows, const int64_t *list, int64_t count,
                                   int64_t stride, int64_t width, float *sums) {
    for_each_part(width, [&](int64_t i, auto part) __attribute__((always_inline)) {
        Lanes total = wide(0.0f);
        for (int64_t k = 0; k < count; ++k) {
            total = total + load(rows + list[k] * stride + i, part);
        }
        store(sums + i, total, part);
    });
}

/// The places 0 ... count - 1 by their ids, equal ones in their own order. A radix sort: it takes
/// one or two passes for the ids of a table.
std::vector<int64_t> ordered_by(const int64_t *id, int64_t count) {
    constexpr int bits = 11;
    std::vector<int64_t> order(static_cast<size_t>(count)), next(order.size());
    std::iota(order.begin(), order.end(), 0);
    if (count == 0) {
        return order;
    }
    const auto [lowest, highest] = std::minmax_element(id, id + count);
    const auto least = static_cast<uint64_t>(*lowest);
    const uint64_t range = static_cast<uint64_t>(*highest) - least;
    for (int shift = 0; shift < 64 && range >> shift != 0; shift += bits) {
        const auto digit = [=](int64_t place) {
            return (static_cast<uint64_t>(id[place]) - least) >> shift & ((1u << bits) - 1);
        };
        std::vector<size_t> ends((1u << bits) + 1);
        for (const int64_t place : order) {
            ++ends[digit(place) + 1];
        }
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        for (const int64_t place : order) {
            next[ends[digit(place)]++] = place;
        }
        order.swap(next);
    }
    return order;
}

/// Columns that are summed together: also a table of two rows has work for several threads.
constexpr int64_t strip = 256;

} // namespace

ct_status ct_row_sums(const ct_tensor *ids, const ct_tensor *gradient, ct_tensor **out) {
    return producing_several(out, [&]() -> std::vector<at::TensorBase> {
        const ct::Unrecorded direct;
        const at::TensorBase numbers = ids->value.contiguous(),
                             source = gradient->value.contiguous();
        TORCH_CHECK(source.scalar_type() == at::kFloat && source.dim() == 2,
                    "rows to be summed must be a float32 matrix");
        const int64_t count = source.size(0), width = source.size(1);
        TORCH_CHECK(numbers.scalar_type() == at::kLong && numbers.dim() == 1 &&
                        numbers.numel() == count,
                    "ids must be an int64 vector of ", count);
        TORCH_CHECK(numbers.is_cpu(), "ids of rows to be summed must be in main memory");
        const int64_t *id = numbers.const_data_ptr<int64_t>();
        const std::vector<int64_t> order = ordered_by(id, count);
        std::vector<int64_t> starts;
        for (int64_t k = 0; k < count; ++k) {
            const auto place = static_cast<size_t>(k);
            if (k == 0 || id[order[place]] != id[order[place - 1]]) {
                starts.push_back(k);
            }
        }
        const auto unique = static_cast<int64_t>(starts.size());
        std::vector<int64_t> occurring(starts.size());
        std::transform(starts.begin(), starts.end(), occurring.begin(), [&](int64_t start) {
            return id[order[static_cast<size_t>(start)]];
        });
        starts.push_back(count);
        if (cuda::runs_on_device("sums of rows", {source})) {
            return cuda::row_sums({occurring, order, starts}, source);
        }
        at::TensorBase rows = ct::empty({unique}, at::dtype(at::kLong));
        std::copy(occurring.begin(), occurring.end(), rows.mutable_data_ptr<int64_t>());
        at::TensorBase values = ct::empty({unique, width}, at::dtype(at::kFloat));
        const float *from = source.const_data_ptr<float>();
        float *to = values.mutable_data_ptr<float>();
        const int64_t strips = (width + strip - 1) / strip;
        parallel_blocks(unique * strips, 16, [&](int64_t begin, int64_t end) {
            for (int64_t item = begin; item < end; ++item) {
                const int64_t row = item / strips, column = item % strips * strip;
                const int64_t first = starts[static_cast<size_t>(row)];
                add_listed_rows(from + column, order.data() + first,
                                starts[static_cast<size_t>(row) + 1] - first, width,
                                std::min(strip, width - column), to + row * width + column);
            }
        });
        return {rows, values};
    });
}

ct_status ct_dense_rows(const ct_tensor *rows, const ct_tensor *values, int64_t count,
                        ct_tensor **out) {
    return producing(out, [&] {
        const ct::Unrecorded direct;
        cuda::runs_on_device("rows of a table", {rows->value, values->value});
        at::Tensor table =
            tensor(ct::zeros({count, values->value.size(1)}, values->value.options()));
        return table.index_copy_(0, tensor(rows), tensor(values));
    });
}

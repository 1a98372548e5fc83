// Gradients that name their rows, and the sum of two: ascending row numbers are merged as sorted
// lists, and a row of both is added up.
#include "kernels/cpu/optimizer/rows.hpp"
#include "kernels/cuda/optimizer/adamw.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/shared/parallel.hpp"
#include "kernels/cpu/shared/vectorized.hpp"

namespace ct {

const int64_t *ascending_rows(const at::TensorBase &rows) {
    TORCH_CHECK(rows.scalar_type() == at::kLong && rows.dim() == 1 && rows.is_contiguous(),
                "row numbers must be a contiguous int64 vector");
    const auto *numbers = static_cast<const int64_t *>(rows.const_data_ptr());
    int64_t last = -1;
    for (int64_t i = 0; i < rows.numel(); ++i) {
        TORCH_CHECK(numbers[i] > last, "row numbers must ascend without repeats: ", numbers[i],
                    " after ", last);
        last = numbers[i];
    }
    return numbers;
}

RowValues::RowValues(const ct_tensor *row_numbers, const ct_tensor *row_values)
    : owned_rows(row_numbers->value.contiguous()), owned_values(row_values->value.contiguous()) {
    rows = ascending_rows(owned_rows);
    count = owned_rows.numel();
    TORCH_CHECK(owned_values.scalar_type() == at::kFloat && owned_values.dim() == 2 &&
                    owned_values.size(0) == count,
                "values of ", count, " rows must be float32 [", count, ", width]");
    values = static_cast<const float *>(owned_values.const_data_ptr());
    width = owned_values.size(1);
}

namespace {

/// Where a merged row comes from: places in the two lists, -1 for none.
struct Origin {
    int64_t row, first, second;
};

std::vector<Origin> origins(const RowValues &a, const RowValues &b) {
    std::vector<Origin> result;
    result.reserve(static_cast<size_t>(a.count + b.count));
    int64_t i = 0, j = 0;
    while (i < a.count || j < b.count) {
        const bool first = j == b.count || (i < a.count && a.rows[i] <= b.rows[j]);
        const bool second = i == a.count || (j < b.count && b.rows[j] <= a.rows[i]);
        result.push_back({first ? a.rows[i] : b.rows[j], first ? i : -1, second ? j : -1});
        i += first;
        j += second;
    }
    return result;
}

CT_VECTORIZED void add_rows(const float *a, const float *b, float *out, int64_t width) {
    for (int64_t i = 0; i < width; ++i) {
        out[i] = a[i] + b[i];
    }
}

} // namespace
} // namespace ct

ct_status ct_merge_rows(const ct_tensor *rows, const ct_tensor *values, const ct_tensor *other_rows,
                        const ct_tensor *other_values, ct_tensor **merged_rows,
                        ct_tensor **merged_values) {
    using namespace ct;
    return guarded([&] {
        if (cuda::runs_on_device("merging rows", {values->value, other_values->value})) {
            TORCH_CHECK(values->value.size(1) == other_values->value.size(1), "rows of ",
                        values->value.size(1), " and of ", other_values->value.size(1), " numbers");
            const auto [numbers, sums] = cuda::merged_rows(rows->value, values->value,
                                                           other_rows->value, other_values->value);
            auto result = std::make_unique<ct_tensor>(ct_tensor{numbers});
            *merged_values = new ct_tensor{sums};
            *merged_rows = result.release();
            return;
        }
        const RowValues a(rows, values), b(other_rows, other_values);
        TORCH_CHECK(a.width == b.width, "rows of ", a.width, " and of ", b.width, " numbers");
        const int64_t width = a.width;
        const std::vector<Origin> merged = origins(a, b);
        const auto count = static_cast<int64_t>(merged.size());
        at::TensorBase numbers = ct::empty({count}, a.owned_rows.options());
        at::TensorBase sums = ct::empty({count, width}, a.owned_values.options());
        auto *number = static_cast<int64_t *>(numbers.mutable_data_ptr());
        auto *sum = static_cast<float *>(sums.mutable_data_ptr());
        parallel_blocks(count, 64, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; ++i) {
                const Origin &from = merged[static_cast<size_t>(i)];
                number[i] = from.row;
                const float *x = a.values + from.first * width;
                const float *y = b.values + from.second * width;
                if (from.first >= 0 && from.second >= 0) {
                    add_rows(x, y, sum + i * width, width);
                } else {
                    std::memcpy(sum + i * width, from.first >= 0 ? x : y,
                                static_cast<size_t>(width) * sizeof(float));
                }
            }
        });
        auto result = std::make_unique<ct_tensor>(ct_tensor{numbers});
        *merged_values = new ct_tensor{sums};
        *merged_rows = result.release();
    });
}

// AdamW of the rows of a table that are read or have a gradient. Each row knows the step it
// stands at; the coefficients of all steps since are in a list, and a row is taken through those
// it has missed, with a gradient of zero, while its 16 neighbours are in registers. The
// arithmetic is that of whole tensors, `AdamWLanes`.
#include "kernels/cpu/optimizer/adamw.hpp"
#include "kernels/cuda/optimizer/adamw.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/shared/parallel.hpp"
#include "kernels/cpu/optimizer/rows.hpp"

#include <algorithm>
#include <numeric>

namespace ct {
namespace {

/// A row that is to be taken through `missed` steps without a gradient, and through the one after
/// them with `gradient`, unless that is null.
struct RowWork {
    float *p, *m, *v;
    uint16_t *copy;
    const float *gradient;
    const Coefficients *missed;
    int64_t missed_count;
};

/// `last`: the step with the gradient.
CT_WIDE void update_row(const RowWork &row, const Coefficients &last, int64_t width, bool decays) {
    for_each_part(width, [&](int64_t i, auto part) __attribute__((always_inline)) {
        const Coefficients *c = row.missed;
        const Coefficients *end = row.missed + row.missed_count;
        AdamWLanes lanes{load(row.p + i, part), load(row.m + i, part), load(row.v + i, part)};
        const bool still = is_zero(lanes.m) && is_zero(lanes.v);
        for (; c < end; ++c) {
            if (still && c->epsilon > 0) {
                // Without momentum only the decay is left of a step.
                lanes.decay(decays ? c->decay : 0);
            } else {
                Coefficients step = *c;
                step.decay = decays ? c->decay : 0;
                lanes.update(wide(0.0f), step);
            }
        }
        if (row.gradient) {
            Coefficients step = last;
            step.decay = decays ? last.decay : 0;
            lanes.update(load(row.gradient + i, part), step);
        }
        store(row.p + i, lanes.p, part);
        store(row.m + i, lanes.m, part);
        store(row.v + i, lanes.v, part);
        if (row.copy) {
            store(row.copy + i, lanes.p, part);
        }
    });
}

struct Table {
    float *p, *m, *v;
    uint16_t *copy;
    int64_t *steps;
    int64_t rows, width;
    bool decays;
    ct_adamw_history history;

    Table(const ct_adamw_table &table, const ct_adamw_history &steps_taken)
        : decays(table.decays), history(steps_taken) {
        const at::TensorBase &values = table.parameter->value;
        TORCH_CHECK(values.dim() == 2, "a table must have rows and columns");
        rows = values.size(0);
        width = values.size(1);
        p = master_elements(table.parameter, values.numel(), "table");
        m = master_elements(table.first_moment, values.numel(), "first moment");
        v = master_elements(table.second_moment, values.numel(), "second moment");
        copy = copy_elements(table.copy, values.numel());
        const at::TensorBase &taken = table.steps->value;
        TORCH_CHECK(taken.scalar_type() == at::kLong && taken.is_contiguous() &&
                        taken.numel() == rows,
                    "steps must be a contiguous int64 tensor of ", rows, " elements");
        steps = static_cast<int64_t *>(taken.mutable_data_ptr());
    }

    void check(int64_t row) const {
        TORCH_CHECK(row >= 0 && row < rows, "row ", row, " of a table of ", rows);
        TORCH_CHECK(steps[row] + 1 >= history.first_step, "row ", row, " stands at step ",
                    steps[row], ", before the first known, ", history.first_step);
    }

    RowWork work(int64_t row, const float *gradient) const {
        const int64_t known = steps[row] + 1 - history.first_step;
        const int64_t place = row * width;
        return {p + place,
                m + place,
                v + place,
                copy ? copy + place : nullptr,
                gradient,
                history.coefficients + known,
                std::max<int64_t>(0, history.count - known - (gradient ? 1 : 0))};
    }

    int64_t last_step() const { return history.first_step + history.count - 1; }

    /// The last step with its scale; `finite` is false where that is not.
    Coefficients last(bool &finite) const {
        Coefficients step{};
        if (history.count > 0) {
            step = history.coefficients[history.count - 1];
        }
        finite = apply_scale(step, history.scale);
        return step;
    }

    void run(const std::vector<RowWork> &list, const Coefficients &last = {}) const {
        parallel_blocks(static_cast<int64_t>(list.size()), 16, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; ++i) {
                update_row(list[static_cast<size_t>(i)], last, width, decays);
            }
        });
    }
};

bool runs_on_device(const ct_adamw_table &table, const at::TensorBase &values,
                    const ct_tensor *scale) {
    const at::TensorBase none;
    return cuda::runs_on_device(
        "AdamW of rows", {table.parameter->value, table.first_moment->value,
                          table.second_moment->value, table.steps->value,
                          table.copy ? table.copy->value : none, values, scale ? scale->value : none});
}

} // namespace
} // namespace ct

ct_status ct_adamw_catch_up(ct_adamw_table description, const ct_tensor *rows,
                            ct_adamw_history history) {
    using namespace ct;
    return guarded([&] {
        if (runs_on_device(description, {}, nullptr)) {
            const int64_t count = description.parameter->value.size(0);
            return cuda::adamw_rows(
                description, rows ? cuda::distinct_rows(rows->value, count) : at::TensorBase(), {},
                history);
        }
        const Table table(description, history);
        std::vector<int64_t> wanted;
        if (rows) {
            const at::TensorBase ids = rows->value.contiguous();
            TORCH_CHECK(ids.scalar_type() == at::kLong, "row numbers must be int64");
            const auto *first = static_cast<const int64_t *>(ids.const_data_ptr());
            wanted.assign(first, first + ids.numel());
        } else {
            wanted.resize(static_cast<size_t>(table.rows));
            std::iota(wanted.begin(), wanted.end(), 0);
        }
        for (int64_t row : wanted) {
            table.check(row);
        }
        std::vector<RowWork> list;
        for (int64_t row : wanted) {
            if (table.steps[row] < table.last_step()) {
                list.push_back(table.work(row, nullptr));
                table.steps[row] = table.last_step();
            }
        }
        table.run(list);
    });
}

ct_status ct_adamw_step_rows(ct_adamw_table description, const ct_tensor *rows,
                             const ct_tensor *values, ct_adamw_history history) {
    using namespace ct;
    return guarded([&] {
        if (runs_on_device(description, values->value, history.scale)) {
            return cuda::adamw_rows(description, rows->value.contiguous(),
                                    values->value.contiguous(), history);
        }
        const Table table(description, history);
        const RowValues gradient(rows, values);
        TORCH_CHECK(gradient.width == table.width, "rows of ", gradient.width,
                    " numbers for a table of ", table.width);
        for (int64_t i = 0; i < gradient.count; ++i) {
            table.check(gradient.rows[i]);
            TORCH_CHECK(table.steps[gradient.rows[i]] < table.last_step(), "row ",
                        gradient.rows[i], " has taken step ", table.last_step());
        }
        bool finite = true;
        const Coefficients last = table.last(finite);
        if (!finite) {
            return;
        }
        std::vector<RowWork> list;
        for (int64_t i = 0; i < gradient.count; ++i) {
            list.push_back(table.work(gradient.rows[i], gradient.values + i * table.width));
            table.steps[gradient.rows[i]] = table.last_step();
        }
        table.run(list, last);
    });
}

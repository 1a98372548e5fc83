// Launches of source/optimizer/adamw.cuh: all tensors of a step in one launch of blocks of 8192
// elements, from a table of them and of each block's tensor; rows of a table in one launch of a
// block each.
#include "kernels/cuda/optimizer/adamw.hpp"

#include "kernels/cpu/optimizer/adamw.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cuda/launch/upload.hpp"

namespace ct::cuda {

namespace {

const Source source = {"adamw",
#include "kernels/cuda/source/optimizer/adamw.cuh"
};

/// As `adamw_block` of the source.
constexpr int64_t block = 8192;

/// As `AdamWItem` of the source.
struct Item {
    float *p, *m, *v;
    const void *g;
    uint16_t *copy;
    int64_t count;
    int32_t first_block;
    int8_t half, decays, aligned, unused;
};
static_assert(sizeof(Item) == 56);

/// Items and the number of each block's item, as they are uploaded.
struct Work {
    std::vector<Item> items;
    std::vector<int32_t> owners;
    /// Contiguous gradients that must live until the launch.
    std::vector<at::TensorBase> gradients;

    void add(const ct_adamw_item &item);
    bool aligned(const Item &item) const;
};

bool is_multiple(const void *address) { return reinterpret_cast<uintptr_t>(address) % 16 == 0; }

bool Work::aligned(const Item &item) const {
    return is_multiple(item.p) && is_multiple(item.m) && is_multiple(item.v) &&
           is_multiple(item.g) && is_multiple(item.copy);
}

void Work::add(const ct_adamw_item &given) {
    Item item{};
    item.count = given.parameter->value.numel();
    const at::TensorBase gradient = given.gradient->value.contiguous();
    const auto type = gradient.scalar_type();
    TORCH_CHECK(gradient.numel() == item.count, "gradient of another size");
    TORCH_CHECK(type == at::kBFloat16 || type == at::kFloat, "gradient of type ", type);
    item.p = master_elements(given.parameter, item.count, "parameter");
    item.m = master_elements(given.first_moment, item.count, "first moment");
    item.v = master_elements(given.second_moment, item.count, "second moment");
    item.copy = copy_elements(given.copy, item.count);
    item.g = gradient.const_data_ptr();
    item.half = type == at::kBFloat16;
    item.decays = given.decays;
    item.aligned = aligned(item);
    item.first_block = static_cast<int32_t>(owners.size());
    const int64_t blocks = (item.count + block - 1) / block;
    owners.insert(owners.end(), static_cast<size_t>(blocks), static_cast<int32_t>(items.size()));
    items.push_back(item);
    gradients.push_back(gradient);
}

} // namespace

void adamw_step(const ct_adamw_item *items, int32_t count, const ct_adamw &options) {
    Work work;
    for (int32_t i = 0; i < count; ++i) {
        work.add(items[i]);
    }
    if (work.owners.empty()) {
        return;
    }
    const size_t head = work.items.size() * sizeof(Item);
    std::vector<uint8_t> bytes(head + work.owners.size() * sizeof(int32_t));
    std::memcpy(bytes.data(), work.items.data(), head);
    std::memcpy(bytes.data() + head, work.owners.data(), bytes.size() - head);
    const at::TensorBase &on = items[0].parameter->value;
    const at::TensorBase table = uploaded(bytes, on);
    const auto *data = static_cast<const uint8_t *>(table.const_data_ptr());
    launch(source, "adamw_step", Grid{.x = static_cast<unsigned>(work.owners.size()), .threads = 256},
           on, static_cast<const void *>(data), static_cast<const void *>(data + head),
           ct_adamw_coefficients_of(options), scale_element(options.scale));
}

namespace {

/// As `AdamWTable` of the source.
struct Table {
    float *p, *m, *v;
    uint16_t *copy;
    int64_t *steps;
    int64_t width, first_step, count;
    int32_t decays, rows;
};

} // namespace

void adamw_rows(const ct_adamw_table &given, const at::TensorBase &rows,
                const at::TensorBase &values, const ct_adamw_history &history) {
    const at::TensorBase &weights = given.parameter->value, &steps = given.steps->value;
    TORCH_CHECK(weights.dim() == 2, "a table must have rows and columns");
    const int64_t count = weights.size(0), elements = weights.numel();
    TORCH_CHECK(steps.scalar_type() == at::kLong && steps.is_contiguous() && steps.numel() == count,
                "steps must be a contiguous int64 tensor of ", count, " elements");
    Table table{};
    table.p = master_elements(given.parameter, elements, "table");
    table.m = master_elements(given.first_moment, elements, "first moment");
    table.v = master_elements(given.second_moment, elements, "second moment");
    table.copy = copy_elements(given.copy, elements);
    table.steps = static_cast<int64_t *>(steps.mutable_data_ptr());
    table.width = weights.size(1);
    table.first_step = history.first_step;
    table.count = history.count;
    table.decays = given.decays;
    table.rows = static_cast<int32_t>(count);
    const int64_t blocks = rows.defined() ? rows.numel() : count;
    if (blocks == 0 || history.count == 0) {
        return;
    }
    const at::TensorBase numbers = rows.defined() && rows.device() != weights.device()
                                       ? uploaded(rows.const_data_ptr(), rows.nbytes(), weights)
                                       : rows;
    const at::TensorBase coefficients = uploaded(
        history.coefficients, static_cast<size_t>(history.count) * sizeof(Coefficients), weights);
    launch(source, "adamw_rows", Grid{.x = static_cast<unsigned>(blocks), .threads = 256}, weights,
           table, numbers.defined() ? numbers.const_data_ptr() : nullptr,
           values.defined() ? values.const_data_ptr() : nullptr, coefficients.const_data_ptr(),
           values.defined() ? scale_element(history.scale) : nullptr);
}

} // namespace ct::cuda

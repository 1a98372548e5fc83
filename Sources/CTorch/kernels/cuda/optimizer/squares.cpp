// Launches of source/optimizer/squares.cuh: blocks of 16384 elements of all tensors, then one
// block that adds up their sums and takes root and factor, so that nobody waits for a number.
#include "kernels/cuda/optimizer/squares.hpp"

#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cuda/launch/upload.hpp"

namespace ct::cuda {

namespace {

const Source source = {"squares",
#include "kernels/cuda/source/optimizer/squares.cuh"
};

/// As `squares_block` of the source.
constexpr int64_t block = 16384;

/// As `SquaresItem` of the source.
struct Item {
    const void *data;
    int64_t count;
    int32_t first_block;
    int8_t half, aligned, unused[2];
};
static_assert(sizeof(Item) == 24);

} // namespace

Squares squares(const std::vector<at::TensorBase> &tensors, double limit) {
    std::vector<at::TensorBase> owned;
    std::vector<Item> items;
    std::vector<int32_t> owners;
    for (const at::TensorBase &tensor : tensors) {
        const at::TensorBase x = tensor.contiguous();
        const bool half = x.scalar_type() == at::kBFloat16;
        TORCH_CHECK(half || x.scalar_type() == at::kFloat, "sum of squares of ", x.scalar_type());
        const void *data = x.const_data_ptr();
        const bool aligned = reinterpret_cast<uintptr_t>(data) % 16 == 0;
        const int64_t blocks = (x.numel() + block - 1) / block;
        const auto index = static_cast<int32_t>(items.size());
        items.push_back({data, x.numel(), static_cast<int32_t>(owners.size()), half, aligned, {}});
        owners.insert(owners.end(), static_cast<size_t>(blocks), index);
        owned.push_back(x);
    }
    const at::TensorBase &on = owned.at(0);
    const size_t head = items.size() * sizeof(Item);
    std::vector<uint8_t> bytes(head + owners.size() * sizeof(int32_t));
    std::memcpy(bytes.data(), items.data(), head);
    if (!owners.empty()) {
        std::memcpy(bytes.data() + head, owners.data(), bytes.size() - head);
    }
    const at::TensorBase table = uploaded(bytes, on);
    const auto *data = static_cast<const uint8_t *>(table.const_data_ptr());
    const auto count = static_cast<int64_t>(owners.size());
    const at::TensorOptions wide = on.options().dtype(at::kDouble);
    const at::TensorBase sums = ct::empty({count}, wide);
    launch(source, "squares_blocks", Grid{.x = static_cast<unsigned>(count), .threads = 256}, on,
           static_cast<const void *>(data), static_cast<const void *>(data + head),
           sums.mutable_data_ptr());
    Squares result{ct::empty({}, wide), ct::empty({}, wide),
                   ct::empty({}, on.options().dtype(at::kFloat))};
    launch(source, "squares_finish", Grid{.x = 1, .threads = 256}, on, sums.const_data_ptr(), count,
           limit, result.total.mutable_data_ptr(), result.norm.mutable_data_ptr(),
           result.scale.mutable_data_ptr());
    return result;
}

} // namespace ct::cuda

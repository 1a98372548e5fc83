// Clouds of one type as the kernels of source/clouds/moments.cuh take them: up to 47 in one
// description, by chunks of 64 rows and blocks of 256 columns, and copied shifted into one
// matrix.
#include "kernels/cuda/clouds/cloud_stack.hpp"

#include <algorithm>
#include <iterator>

namespace ct::cuda {

const Source moments_source = {"moments",
#include "kernels/cuda/source/clouds/moments.cuh"
};

namespace {

/// As `moments_chunk` and `moments_columns` of the source.
constexpr int64_t chunk_rows = 64, block_columns = 256;

/// One more is kept for the zeros beyond the last point.
constexpr size_t most_clouds = std::size(Clouds{}.cloud) - 1;

int64_t chunks_of(int64_t rows) { return (rows + chunk_rows - 1) / chunk_rows; }

} // namespace

std::vector<std::vector<size_t>> stackable_groups(const std::vector<at::TensorBase> &clouds) {
    std::vector<std::vector<size_t>> groups;
    for (size_t index = 0; index < clouds.size(); ++index) {
        const auto fits = [&](const std::vector<size_t> &group) {
            return group.size() < most_clouds &&
                   clouds[group[0]].scalar_type() == clouds[index].scalar_type();
        };
        const auto found = std::find_if(groups.begin(), groups.end(), fits);
        if (found != groups.end()) {
            found->push_back(index);
        } else {
            groups.push_back({index});
        }
    }
    return groups;
}

CloudStack::CloudStack(const std::vector<at::TensorBase> &clouds) {
    TORCH_CHECK(!clouds.empty() && clouds.size() <= most_clouds, clouds.size(),
                " clouds in a stack of 1 to ", most_clouds);
    dimensions_ = clouds[0].size(-1);
    const auto type = clouds[0].scalar_type();
    TORCH_CHECK(type == at::kFloat || type == at::kBFloat16 || type == at::kHalf,
                "clouds of ", type, ", not float32, bfloat16 or float16");
    description_.dimensions = static_cast<int32_t>(dimensions_);
    description_.aligned = dimensions_ % 8 == 0;
    for (const at::TensorBase &cloud : clouds) {
        TORCH_CHECK(cloud.dim() == 2 && cloud.size(1) == dimensions_ && cloud.size(0) > 0,
                    "a cloud of shape ", cloud.sizes(), " among ", dimensions_, " dimensions");
        TORCH_CHECK(cloud.scalar_type() == type, "a cloud of ", cloud.scalar_type(), " among ",
                    type);
        const at::TensorBase points = detached(cloud).contiguous();
        const void *data = points.const_data_ptr();
        if (reinterpret_cast<uintptr_t>(data) % 16 != 0) {
            description_.aligned = 0;
        }
        description_.cloud[description_.count++] = {data, points.size(0), rows_,
                                                    static_cast<int32_t>(chunks_), 0};
        rows_ += points.size(0);
        chunks_ += chunks_of(points.size(0));
        owned_.push_back(points);
    }
}

at::TensorOptions CloudStack::stacked_options() const {
    return first().options().dtype(is_half() ? at::kBFloat16 : at::kFloat);
}

std::string CloudStack::kernel(const char *name) const {
    const auto type = first().scalar_type();
    const char *suffix = type == at::kFloat ? "_float32" : is_half() ? "_bfloat16" : "_float16";
    return std::string(name) + suffix;
}

Grid CloudStack::grid(int64_t chunks) const {
    const int64_t columns = (dimensions_ + block_columns - 1) / block_columns;
    return Grid{.x = static_cast<unsigned>(columns),
                .y = static_cast<unsigned>(chunks),
                .threads = 256};
}

at::TensorBase CloudStack::shifted(const at::TensorBase &shifts, int64_t stride,
                                   int64_t rows) const {
    const at::TensorBase stack = ct::empty({rows, dimensions_}, stacked_options());
    Clouds all = description_;
    int64_t chunks = chunks_;
    if (rows > rows_) {
        all.cloud[all.count++] = {nullptr, rows - rows_, rows_, static_cast<int32_t>(chunks), 0};
        chunks += chunks_of(rows - rows_);
    }
    launch(moments_source, kernel("moments_stack").c_str(), grid(chunks), stack, all,
           shifts.const_data_ptr(), stride, stack.mutable_data_ptr());
    return stack;
}

} // namespace ct::cuda

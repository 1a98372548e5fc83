#pragma once

#include "kernels/cuda/launch/launch.hpp"

#include <vector>

namespace ct::cuda {

/// The program of `source/moments.cuh`.
extern const Source moments_source;

/// As `MomentsClouds` of the source.
struct Clouds {
    struct Cloud {
        const void *points;
        int64_t rows, first_row;
        int32_t first_chunk, unused;
    };
    Cloud cloud[48];
    int32_t count, dimensions, aligned, unused;
};

/// Places of clouds that go into one stack: of one type, and no more than a launch takes.
std::vector<std::vector<size_t>> stackable_groups(const std::vector<at::TensorBase> &clouds);

/// Point clouds of one type and width, and the stack `[rows, dimensions]` that holds the points of all
/// one after the other, less a shift: bfloat16 where they are, else float32.
class CloudStack {
  public:
    /// Refuses clouds that differ in type or width, and more of them than a launch takes.
    explicit CloudStack(const std::vector<at::TensorBase> &clouds);

    int64_t dimensions() const { return dimensions_; }
    int64_t rows() const { return rows_; }
    /// Chunks of rows, of which each is in one cloud.
    int64_t chunks() const { return chunks_; }
    const Clouds &description() const { return description_; }
    const at::TensorBase &first() const { return owned_[0]; }
    bool is_half() const { return first().scalar_type() == at::kBFloat16; }
    at::TensorOptions stacked_options() const;
    /// A kernel's name for the type of the clouds.
    std::string kernel(const char *name) const;
    /// A block for each chunk of rows and 256 columns.
    Grid grid(int64_t chunks) const;

    /// `[rows, dimensions]`, zero beyond the last point; `shifts` are float64, `stride` apart.
    at::TensorBase shifted(const at::TensorBase &shifts, int64_t stride, int64_t rows) const;

  private:
    std::vector<at::TensorBase> owned_;
    Clouds description_{};
    int64_t dimensions_ = 0, rows_ = 0, chunks_ = 0;
};

} // namespace ct::cuda

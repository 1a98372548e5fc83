// Launches of source/clouds/isobn.cuh: centred points and deviations by dimension, then the
// covariance by tiles of 32 x 32; and the scale from a block for each row.
#include "kernels/cuda/clouds/isobn.hpp"

#include "kernels/cuda/launch/launch.hpp"

namespace ct::cuda {

namespace {

const Source source = {"isobn",
#include "kernels/cuda/source/clouds/isobn.cuh"
};

unsigned blocks(int64_t count, int64_t size) {
    return static_cast<unsigned>((count + size - 1) / size);
}

} // namespace

at::TensorBase move_statistics(const at::TensorBase &covariance, const at::TensorBase &deviation,
                               const at::TensorBase &features, double weight) {
    const int64_t count = features.size(0), size = features.size(1);
    const bool wide = features.scalar_type() == at::kDouble;
    const at::TensorBase x = detached(features).to(wide ? at::kDouble : at::kFloat).contiguous();
    const at::TensorBase points = ct::empty({count, size}, covariance.options());
    const at::TensorBase deviations = ct::empty({size}, covariance.options());
    // Few blocks of one warp: more processors wait for memory at the same time.
    launch(source, wide ? "isobn_points_float64" : "isobn_points_float32",
           Grid{.x = blocks(size, 32), .threads = 32}, x, x.const_data_ptr(), count, size,
           points.mutable_data_ptr(), deviations.mutable_data_ptr());
    const at::TensorBase finite = ct::empty({1}, covariance.options().dtype(at::kByte));
    launch(source, "isobn_move", Grid{.x = blocks(size, 32), .y = blocks(size, 32), .threads = 256},
           x, points.const_data_ptr(), deviations.const_data_ptr(), count, size, weight,
           covariance.mutable_data_ptr(), deviation.mutable_data_ptr(), finite.mutable_data_ptr());
    return finite;
}

at::TensorBase isobn_scale(const at::TensorBase &covariance, const at::TensorBase &deviation,
                           ct_isobn options) {
    const int64_t size = deviation.numel();
    const at::TensorBase terms = ct::empty({2, size}, covariance.options());
    launch(source, "isobn_rows", Grid{.x = static_cast<unsigned>(size), .threads = 256}, covariance,
           covariance.const_data_ptr(), deviation.const_data_ptr(), size, options,
           terms.mutable_data_ptr());
    const at::TensorBase scale = ct::empty({size}, covariance.options().dtype(at::kFloat));
    launch(source, "isobn_scale", Grid{.x = 1, .threads = 256}, covariance,
           deviation.const_data_ptr(), size, options, terms.const_data_ptr(),
           scale.mutable_data_ptr());
    return scale;
}

} // namespace ct::cuda

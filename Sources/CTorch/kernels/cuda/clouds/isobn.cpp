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

at::Tensor move_statistics(const at::Tensor &covariance, const at::Tensor &deviation,
                           const at::Tensor &features, double weight) {
    const int64_t count = features.size(0), size = features.size(1);
    const bool wide = features.scalar_type() == at::kDouble;
    const at::Tensor x = features.detach().to(wide ? at::kDouble : at::kFloat).contiguous();
    const at::Tensor points = at::empty({count, size}, covariance.options());
    const at::Tensor deviations = at::empty({size}, covariance.options());
    // Few blocks of one warp: more processors wait for memory at the same time.
    launch(source, wide ? "isobn_points_float64" : "isobn_points_float32",
           Grid{.x = blocks(size, 32), .threads = 32}, x, x.const_data_ptr(), count, size,
           points.mutable_data_ptr(), deviations.mutable_data_ptr());
    const at::Tensor finite = at::empty({1}, covariance.options().dtype(at::kByte));
    launch(source, "isobn_move", Grid{.x = blocks(size, 32), .y = blocks(size, 32), .threads = 256},
           x, points.const_data_ptr(), deviations.const_data_ptr(), count, size, weight,
           covariance.mutable_data_ptr(), deviation.mutable_data_ptr(), finite.mutable_data_ptr());
    return finite;
}

at::Tensor isobn_scale(const at::Tensor &covariance, const at::Tensor &deviation, ct_isobn options) {
    const int64_t size = deviation.numel();
    const at::Tensor terms = at::empty({2, size}, covariance.options());
    launch(source, "isobn_rows", Grid{.x = static_cast<unsigned>(size), .threads = 256}, covariance,
           covariance.const_data_ptr(), deviation.const_data_ptr(), size, options,
           terms.mutable_data_ptr());
    const at::Tensor scale = at::empty({size}, covariance.options().dtype(at::kFloat));
    launch(source, "isobn_scale", Grid{.x = 1, .threads = 256}, covariance,
           deviation.const_data_ptr(), size, options, terms.const_data_ptr(),
           scale.mutable_data_ptr());
    return scale;
}

} // namespace ct::cuda

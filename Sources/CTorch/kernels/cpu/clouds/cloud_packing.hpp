#pragma once

#include "support.hpp"
#include "kernels/cpu/clouds/product_strips.hpp"

#include <vector>

namespace ct {

/// The points of one cloud, shifted close to their mean and laid out in panels of columns.
///
/// Bfloat16 numbers are shifted by a bfloat16 number where every difference is one again (all within
/// a factor of two of it: Sterbenz). Other columns stay as they are unless their mean is over eight
/// deviations: then a second column carries what the first, rounded, leaves of the difference.
class PackedCloud {
  public:
    /// Points whose products add up in float32; the last chunk may be shorter.
    static constexpr int64_t chunk = 256;

    /// `points`: contiguous `[count, dimensions]`, float32 or bfloat16.
    explicit PackedCloud(const at::TensorBase &points);

    bool half() const { return half_; }
    int64_t count() const { return count_; }
    /// Panels of the cloud's own columns, and of the second columns after them.
    int64_t main_panels() const { return main_panels_; }
    int64_t panels() const { return panels_; }
    /// The columns that have a second one, in its order.
    const std::vector<int64_t> &split() const { return split_; }
    const std::vector<double> &mean() const { return mean_; }
    /// What was subtracted from the mean.
    const std::vector<float> &shift() const { return shift_; }
    /// Steps of the products: points, or pairs of them in bfloat16.
    int64_t steps() const { return steps_; }

    template <typename Word> const Word *panel(int64_t index, int64_t first_step) const {
        return static_cast<const Word *>(packed_.const_data_ptr()) +
               (index * steps_ + first_step) * panel_width;
    }

  private:
    void measure(const at::TensorBase &points, bool source_half);
    void pack(const at::TensorBase &points);

    int64_t count_, dimensions_, main_panels_, panels_, steps_;
    bool half_;
    std::vector<double> mean_;
    std::vector<float> shift_;
    std::vector<int64_t> split_;
    at::TensorBase packed_;
};

} // namespace ct

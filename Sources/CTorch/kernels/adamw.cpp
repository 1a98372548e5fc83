#include "../support.hpp"
#include "parallel.hpp"
#include "vectorized.hpp"

#include <cmath>

namespace {

using namespace ct;

struct Coefficients {
    float decay, beta1, beta2, step_size, root_correction, epsilon, gradient_scale;

    explicit Coefficients(const ct_adamw &o)
        : decay(static_cast<float>(1 - o.learning_rate * o.weight_decay)),
          beta1(static_cast<float>(o.beta1)), beta2(static_cast<float>(o.beta2)),
          step_size(static_cast<float>(o.learning_rate / (1 - std::pow(o.beta1, o.step)))),
          root_correction(static_cast<float>(1 / std::sqrt(1 - std::pow(o.beta2, o.step)))),
          epsilon(static_cast<float>(o.epsilon)),
          gradient_scale(static_cast<float>(o.gradient_scale)) {}
};

CT_INLINE float updated(float p, float &m, float &v, float raw, const Coefficients &c) {
    const float g = raw * c.gradient_scale;
    m = m + (g - m) * (1 - c.beta1);
    v = c.beta2 * v + (1 - c.beta2) * g * g;
    return p * c.decay - c.step_size * m / (std::sqrt(v) * c.root_correction + c.epsilon);
}

CT_VECTORIZED void step_float32(float *p, float *m, float *v, const float *g, int64_t count,
                                Coefficients c) {
    for (int64_t i = 0; i < count; ++i) {
        p[i] = updated(p[i], m[i], v[i], g[i], c);
    }
}

CT_VECTORIZED void step_bfloat16(float *p, float *m, float *v, const uint16_t *g, int64_t count,
                                 Coefficients c) {
    for (int64_t i = 0; i < count; ++i) {
        p[i] = updated(p[i], m[i], v[i], from_bfloat16(g[i]), c);
    }
}

CT_VECTORIZED void round_to_bfloat16(const float *p, uint16_t *copy, int64_t count) {
    for (int64_t i = 0; i < count; ++i) {
        copy[i] = to_bfloat16(p[i]);
    }
}

template <typename Element> CT_INLINE double sum_of_products(const Element *x, int64_t count) {
    constexpr int lanes = 16;
    double sums[lanes] = {};
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        for (int lane = 0; lane < lanes; ++lane) {
            float value;
            if constexpr (sizeof(Element) == 2) {
                value = from_bfloat16(x[i + lane]);
            } else {
                value = x[i + lane];
            }
            sums[lane] += static_cast<double>(value) * value;
        }
    }
    for (; i < count; ++i) {
        const float value = sizeof(Element) == 2 ? from_bfloat16(static_cast<uint16_t>(x[i]))
                                                 : static_cast<float>(x[i]);
        sums[0] += static_cast<double>(value) * value;
    }
    double total = 0;
    for (double sum : sums) {
        total += sum;
    }
    return total;
}

CT_VECTORIZED double squares_float32(const float *x, int64_t count) {
    return sum_of_products(x, count);
}

CT_VECTORIZED double squares_bfloat16(const uint16_t *x, int64_t count) {
    return sum_of_products(x, count);
}

constexpr int64_t block = 1 << 16;

float *master(ct_tensor *tensor, int64_t count, const char *name) {
    TORCH_CHECK(tensor->value.scalar_type() == at::kFloat && tensor->value.is_contiguous() &&
                    tensor->value.numel() == count,
                name, " must be a contiguous float32 tensor of ", count, " elements");
    return static_cast<float *>(tensor->value.mutable_data_ptr());
}

} // namespace

ct_status ct_adamw_step(ct_tensor *parameter, ct_tensor *first_moment, ct_tensor *second_moment,
                        const ct_tensor *gradient, ct_tensor *copy, ct_adamw options) {
    return guarded([&] {
        const int64_t count = parameter->value.numel();
        float *p = master(parameter, count, "parameter");
        float *m = master(first_moment, count, "first moment");
        float *v = master(second_moment, count, "second moment");
        const at::Tensor g = gradient->value.contiguous();
        TORCH_CHECK(g.numel() == count, "gradient of another size");
        const bool half = g.scalar_type() == at::kBFloat16;
        TORCH_CHECK(half || g.scalar_type() == at::kFloat, "gradient of type ", g.scalar_type());
        const void *data = g.const_data_ptr();
        uint16_t *rounded = nullptr;
        if (copy) {
            TORCH_CHECK(copy->value.scalar_type() == at::kBFloat16 && copy->value.is_contiguous() &&
                            copy->value.numel() == count,
                        "copy must be a contiguous bfloat16 tensor of ", count, " elements");
            rounded = static_cast<uint16_t *>(copy->value.mutable_data_ptr());
        }
        const Coefficients c(options);
        parallel_blocks(count, block, [=](int64_t begin, int64_t end) {
            const int64_t size = end - begin;
            if (half) {
                step_bfloat16(p + begin, m + begin, v + begin,
                              static_cast<const uint16_t *>(data) + begin, size, c);
            } else {
                step_float32(p + begin, m + begin, v + begin,
                             static_cast<const float *>(data) + begin, size, c);
            }
            if (rounded) {
                round_to_bfloat16(p + begin, rounded + begin, size);
            }
        });
    });
}

ct_status ct_sum_of_squares(const ct_tensor *x, double *out) {
    return guarded([&] {
        const at::Tensor source = x->value.contiguous();
        const bool half = source.scalar_type() == at::kBFloat16;
        TORCH_CHECK(half || source.scalar_type() == at::kFloat, "sum of squares of ",
                    source.scalar_type());
        const void *data = source.const_data_ptr();
        std::vector<double> partial(static_cast<size_t>((source.numel() + block - 1) / block));
        parallel_blocks(source.numel(), block, [&](int64_t begin, int64_t end) {
            partial[static_cast<size_t>(begin / block)] =
                half ? squares_bfloat16(static_cast<const uint16_t *>(data) + begin, end - begin)
                     : squares_float32(static_cast<const float *>(data) + begin, end - begin);
        });
        double total = 0;
        for (double value : partial) {
            total += value;
        }
        *out = total;
    });
}

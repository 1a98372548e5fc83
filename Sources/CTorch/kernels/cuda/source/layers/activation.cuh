R"cuda(
// Activations and their gradients, with CUDA's accurate functions (the formulas are those of
// kernels/cpu/layers/activation.hpp).

enum Activation { gelu, gelu_tanh, relu, silu, hyperbolic_tangent }; // as ct_activation

// By the complement, which keeps its digits where the share is small.
__device__ inline float normal_below(float x) { return 0.5f * erfcf(-0.70710678119f * x); }

__device__ inline float gelu_tanh_inner(float x) {
    return tanhf(0.7978845608f * x * (1.0f + 0.044715f * x * x));
}

__device__ inline float sigmoid(float x) { return 1.0f / (1.0f + expf(-x)); }

// The values of eight numbers, in their place.
__device__ inline void activate(int activation, float (&x)[8]) {
#define EACH(value)                                                                                \
    _Pragma("unroll") for (int i = 0; i < 8; ++i) { x[i] = value; }                                \
    break;
    switch (activation) {
    case gelu: EACH(x[i] * normal_below(x[i]))
    case gelu_tanh: EACH(x[i] * 0.5f * (1.0f + gelu_tanh_inner(x[i])))
    case relu: EACH(x[i] < 0.0f ? 0.0f : x[i])
    case silu: EACH(x[i] * sigmoid(x[i]))
    case hyperbolic_tangent: EACH(tanhf(x[i]))
    }
#undef EACH
}

// Values in the place of x, and `gradient` times the slope at x in its own place.
__device__ inline void activate(int activation, float (&x)[8], float (&gradient)[8]) {
#define EACH(...)                                                                                  \
    _Pragma("unroll") for (int i = 0; i < 8; ++i) {                                                \
        const float at = x[i];                                                                     \
        __VA_ARGS__;                                                                               \
        x[i] = value;                                                                              \
        gradient[i] *= slope;                                                                      \
    }                                                                                              \
    break;
    switch (activation) {
    case gelu:
        EACH(const float below = normal_below(at), value = at * below;
             const float slope = at * 0.3989422804f * expf(-0.5f * at * at) + below)
    case gelu_tanh:
        EACH(const float y = gelu_tanh_inner(at), half = 0.5f + 0.5f * y, value = at * half;
             const float inner = 0.7978845608f + 3 * 0.044715f * 0.7978845608f * at * at;
             const float slope = 0.5f * at * (1.0f - y * y) * inner + half)
    case relu: EACH(const float value = at < 0.0f ? 0.0f : at, slope = at <= 0.0f ? 0.0f : 1.0f)
    case silu:
        EACH(const float s = sigmoid(at), value = at * s, slope = value * (1.0f - s) + s)
    case hyperbolic_tangent: EACH(const float value = tanhf(at), slope = 1.0f - value * value)
    }
#undef EACH
}

template <typename Element>
__device__ inline void forward(int activation, const Element *x, Element *y, int64_t count,
                               bool aligned) {
    const int64_t start = (int64_t(blockIdx.x) * blockDim.x + threadIdx.x) * 8;
    float values[8];
    load8(x + start, values, count - start, aligned);
    activate(activation, values);
    store8(y + start, values, count - start, aligned);
}

// `input` and `output` may be where `upstream` and `x` are. The blocks and their sums are as in
// column_sums.
template <bool whole, typename Element>
__device__ inline void gradient(int activation, const Element *upstream, const Element *x,
                                Element *input, Element *output, int64_t rows, int width,
                                float *partials) {
    const int warp = threadIdx.x / 32, column = blockIdx.x * 256 + threadIdx.x % 32 * 8;
    const int count = min(max(width - column, 0), 8);
    const int64_t step = int64_t(gridDim.y) * 8;
    float sums[8] = {};
    for (int64_t row = int64_t(blockIdx.y) * 8 + warp; row < rows; row += 2 * step) {
        float g[2][8], values[2][8];
#pragma unroll
        for (int k = 0; k < 2; ++k) {
            const int64_t at = row + k * step, start = at * width + column;
            const int there = at < rows ? count : 0;
            load8(upstream + start, g[k], there, whole);
            load8(x + start, values[k], there, whole);
        }
#pragma unroll
        for (int k = 0; k < 2; ++k) {
            const int64_t at = row + k * step, start = at * width + column;
            const int there = at < rows ? count : 0;
            activate(activation, values[k], g[k]);
            store8(output + start, values[k], there, whole);
            store8(input + start, g[k], there, whole);
#pragma unroll
            for (int i = 0; i < 8; ++i) {
                sums[i] += g[k][i];
            }
        }
    }
    write_strip_sums(sums, width, partials);
}

#define FORWARD(name, Element)                                                                     \
    extern "C" __global__ void __launch_bounds__(256) activation_##name(                           \
        int activation, const Element *x, Element *y, int64_t count, bool aligned) {               \
        forward(activation, x, y, count, aligned);                                                 \
    }
FORWARD(float32, float)
FORWARD(bfloat16, bfloat16)

#define GRADIENT(name, whole, Element)                                                             \
    extern "C" __global__ void __launch_bounds__(256, 4) activation_gradient_##name(               \
        int activation, const Element *upstream, const Element *x, Element *input,                 \
        Element *output, int64_t rows, int width, float *partials) {                               \
        gradient<whole>(activation, upstream, x, input, output, rows, width, partials);            \
    }
GRADIENT(float32_whole, true, float)
GRADIENT(float32_ragged, false, float)
GRADIENT(bfloat16_whole, true, bfloat16)
GRADIENT(bfloat16_ragged, false, bfloat16)
)cuda"

#include "kernels/cpu/layers/activation.hpp"
#include "kernels/cuda/layers/activation.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/layers/fused.hpp"

namespace {

using namespace ct;

template <typename Function, typename Element>
CT_INLINE void apply(const Element *x, Element *y, int64_t count) {
    for_each_part(count, [&](int64_t i, auto part) __attribute__((always_inline)) {
        store(y + i, Function::value(load(x + i, part)), part);
    });
}

template <typename Element>
CT_INLINE void apply(ct_activation activation, const Element *x, Element *y, int64_t count) {
    switch (activation) {
    case CT_GELU: return apply<Gelu>(x, y, count);
    case CT_GELU_TANH: return apply<GeluTanh>(x, y, count);
    case CT_RELU: return apply<Relu>(x, y, count);
    case CT_SILU: return apply<Silu>(x, y, count);
    case CT_TANH: return apply<Tanh>(x, y, count);
    }
}

CT_VECTORIZED void apply_float32(ct_activation activation, const float *x, float *y,
                                 int64_t count) {
    apply(activation, x, y, count);
}

CT_VECTORIZED void apply_bfloat16(ct_activation activation, const uint16_t *x, uint16_t *y,
                                  int64_t count) {
    apply(activation, x, y, count);
}

/// Rows of the backward pass; `input` and `output` may be where `upstream` and `x` are.
template <typename Element> struct Rows {
    const Element *upstream, *x;
    Element *input, *output;
    int64_t width;
};

template <typename Function, typename Element>
CT_INLINE void differentiate(Rows<Element> at, int64_t begin, int64_t end, float *sums) {
    for (int64_t row = begin; row < end; ++row) {
        const int64_t start = row * at.width;
        for_each_part(at.width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            const auto [value, slope] = Function::both(load(at.x + start + i, part));
            const Lanes gradient = load(at.upstream + start + i, part) * slope;
            store(at.output + start + i, value, part);
            store(at.input + start + i, gradient, part);
            store(sums + i, load(sums + i) + gradient);
        });
    }
}

template <typename Element>
CT_INLINE void differentiate(ct_activation activation, Rows<Element> at, int64_t begin,
                             int64_t end, float *sums) {
    switch (activation) {
    case CT_GELU: return differentiate<Gelu>(at, begin, end, sums);
    case CT_GELU_TANH: return differentiate<GeluTanh>(at, begin, end, sums);
    case CT_RELU: return differentiate<Relu>(at, begin, end, sums);
    case CT_SILU: return differentiate<Silu>(at, begin, end, sums);
    case CT_TANH: return differentiate<Tanh>(at, begin, end, sums);
    }
}

CT_VECTORIZED void differentiate_float32(ct_activation activation, Rows<float> at, int64_t begin,
                                         int64_t end, float *sums) {
    differentiate(activation, at, begin, end, sums);
}

CT_VECTORIZED void differentiate_bfloat16(ct_activation activation, Rows<uint16_t> at,
                                          int64_t begin, int64_t end, float *sums) {
    differentiate(activation, at, begin, end, sums);
}

constexpr int64_t block = 1 << 15;

} // namespace

ct_status ct_activation_forward(ct_activation activation, const ct_tensor *x, ct_tensor **out) {
    return producing(out, [&] {
        const ct::Unrecorded direct;
        check_matrix(x->value, "activation");
        const at::Tensor source = x->value.contiguous();
        if (cuda::runs_on_device("activation", {source})) {
            return cuda::activation(activation, source);
        }
        at::Tensor result = at::empty_like(source);
        const bool half = source.scalar_type() == at::kBFloat16;
        parallel_blocks(source.numel(), block, [&](int64_t begin, int64_t end) {
            if (half) {
                apply_bfloat16(activation, elements<uint16_t>(source) + begin,
                               mutable_elements<uint16_t>(result) + begin, end - begin);
            } else {
                apply_float32(activation, elements<float>(source) + begin,
                              mutable_elements<float>(result) + begin, end - begin);
            }
        });
        return result;
    });
}

ct_status ct_activation_gradient(ct_activation activation, ct_tensor *upstream, ct_tensor *x,
                                 bool overwrite, ct_tensor **out) {
    return producing_several(out, [&]() -> std::vector<at::Tensor> {
        const ct::Unrecorded direct;
        check_matrix(x->value, "activation");
        check_like(upstream->value, x->value, "gradient");
        const at::Tensor source = x->value.contiguous();
        const at::Tensor above = upstream->value.contiguous();
        at::Tensor input = overwrite ? above : at::empty_like(above);
        at::Tensor output = overwrite ? source : at::empty_like(source);
        if (cuda::runs_on_device("an activation's gradient", {source, above})) {
            return {input, output,
                    cuda::activation_gradient(activation, above, source, input, output)};
        }
        const int64_t width = source.size(1);
        const RowBlocks blocks(source.size(0));
        BlockSums sums(blocks, width);
        const bool half = source.scalar_type() == at::kBFloat16;
        parallel_items(blocks.count, [&](int64_t index) {
            if (half) {
                const Rows<uint16_t> at{elements<uint16_t>(above), elements<uint16_t>(source),
                                        mutable_elements<uint16_t>(input),
                                        mutable_elements<uint16_t>(output), width};
                differentiate_bfloat16(activation, at, blocks.begin(index), blocks.end(index),
                                       sums.block(index));
            } else {
                const Rows<float> at{elements<float>(above), elements<float>(source),
                                     mutable_elements<float>(input),
                                     mutable_elements<float>(output), width};
                differentiate_float32(activation, at, blocks.begin(index), blocks.end(index),
                                      sums.block(index));
            }
        });
        return {input, output, sums.total()};
    });
}

// Activations of contiguous matrices `[rows, width]`, 16 elements at a time. Values are cut into
// blocks of 32768 elements wherever those lie; gradients into the blocks of rows of `RowBlocks`,
// each of which leaves a row of sums, because the bias before an activation wants the gradient's
// sums over the rows in the same pass. The formulas stand in activation.hpp.
#include "kernels/cpu/layers/activation.hpp"
#include "kernels/cuda/layers/activation.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/layers/row_blocks.hpp"
#include "kernels/cpu/shared/checks.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"

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

template <typename Element> struct Activation {
    CT_VECTORIZED static void values(ct_activation activation, const Element *x, Element *y,
                                     int64_t count) {
        apply(activation, x, y, count);
    }

    CT_VECTORIZED static void gradients(ct_activation activation, Rows<Element> at, int64_t begin,
                                        int64_t end, float *sums) {
        differentiate(activation, at, begin, end, sums);
    }
};

constexpr int64_t block = 1 << 15;

} // namespace

ct_status ct_activation_forward(ct_activation activation, const ct_tensor *x, ct_tensor **out) {
    return producing(out, [&] {
        const ct::Unrecorded direct;
        check_matrix(x->value, "activation");
        const at::TensorBase source = x->value.contiguous();
        if (cuda::runs_on_device("activation", {source})) {
            return cuda::activation(activation, source);
        }
        at::TensorBase result = ct::empty_like(source);
        dispatch_element(source.scalar_type(), [&]<typename Element>() {
            const Element *from = elements<Element>(source);
            Element *to = mutable_elements<Element>(result);
            parallel_blocks(source.numel(), block, [=](int64_t begin, int64_t end) {
                Activation<Element>::values(activation, from + begin, to + begin, end - begin);
            });
        });
        return result;
    });
}

ct_status ct_activation_gradient(ct_activation activation, ct_tensor *upstream, ct_tensor *x,
                                 bool overwrite, ct_tensor **out) {
    return producing_several(out, [&]() -> std::vector<at::TensorBase> {
        const ct::Unrecorded direct;
        check_matrix(x->value, "activation");
        check_like(upstream->value, x->value, "gradient");
        const at::TensorBase source = x->value.contiguous();
        const at::TensorBase above = upstream->value.contiguous();
        at::TensorBase input = overwrite ? above : ct::empty_like(above);
        at::TensorBase output = overwrite ? source : ct::empty_like(source);
        if (cuda::runs_on_device("an activation's gradient", {source, above})) {
            return {input, output,
                    cuda::activation_gradient(activation, above, source, input, output)};
        }
        const int64_t width = source.size(1);
        const RowBlocks blocks(source.size(0));
        BlockSums sums(blocks, width);
        dispatch_element(source.scalar_type(), [&]<typename Element>() {
            const Rows<Element> at{elements<Element>(above), elements<Element>(source),
                                   mutable_elements<Element>(input),
                                   mutable_elements<Element>(output), width};
            parallel_items(blocks.count, [&](int64_t index) {
                Activation<Element>::gradients(activation, at, blocks.begin(index),
                                               blocks.end(index), sums.block(index));
            });
        });
        return {input, output, sums.total()};
    });
}

// LayerNorm(residual + dropout(x)), its output again, and its gradients, over contiguous rows
// `[rows, width]`. Forward, a row is added up into float32 scratch, from there its mean and then
// its variance are taken (two passes over what is in the cache), and a third writes the output; a
// block is 32 rows. Backward goes by the blocks of `RowBlocks`: a first pass over a row takes its
// two means and adds to the sums of weight and bias, a second one writes the gradients. The
// random multipliers of a row are made anew in both directions, before it.
#include "kernels/cuda/norms/norm.hpp"
#include "kernels/cpu/layers/norm_rows.hpp"
#include "kernels/cpu/layers/row_blocks.hpp"
#include "kernels/cpu/shared/checks.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"

namespace ct {

const int64_t *row_numbers(const ct_tensor *rows, int64_t count) {
    if (!rows) {
        return nullptr;
    }
    TORCH_CHECK(rows->value.scalar_type() == at::kLong && rows->value.is_contiguous() &&
                    rows->value.dim() == 1 && rows->value.numel() == count,
                "row numbers must be a contiguous int64 vector of ", count, " elements");
    return rows->value.const_data_ptr<int64_t>();
}

const float *statistics_elements(const at::TensorBase &statistics, int64_t rows) {
    TORCH_CHECK(statistics.scalar_type() == at::kFloat && statistics.is_contiguous() &&
                    statistics.dim() == 2 && statistics.size(0) == rows && statistics.size(1) == 2,
                "statistics must be float32 [", rows, ", 2]");
    return statistics.const_data_ptr<float>();
}

} // namespace ct

namespace {

using namespace ct;

/// Everything about a call but its rows' elements.
struct Call {
    RowMasks masks;
    const int64_t *numbers;
    const float *weight, *bias;
    int64_t width;
    float epsilon;

    CT_INLINE int64_t number(int64_t row) const { return numbers ? numbers[row] : row; }
};

template <typename Element> struct ForwardRows {
    const Element *x, *residual;
    Element *output, *sum;
    float *statistics;
};

template <typename Element>
CT_INLINE void forward_rows(const Call &call, ForwardRows<Element> at, int64_t begin, int64_t end,
                            float *scratch) {
    float *mask = scratch + whole_parts(call.width);
    for (int64_t row = begin; row < end; ++row) {
        const int64_t start = row * call.width;
        const float *multipliers = call.masks.make(call.number(row), mask);
        Lanes total = wide(0.0f);
        for_each_part(call.width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            Lanes added = load(at.x + start + i, part);
            if (multipliers) {
                added = dropped(added, load(multipliers + i));
            }
            const Lanes sum = load(at.residual + start + i, part) + added;
            store(scratch + i, sum);
            store(at.sum + start + i, sum, part);
            total = total + sum;
        });
        float *statistics = at.statistics + 2 * row;
        write_statistics(scratch, total, call.width, call.epsilon, statistics);
        for_each_part(call.width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            store(at.output + start + i,
                  normalized_lanes(load(scratch + i), statistics, load(call.weight + i, part),
                                   load(call.bias + i, part)),
                  part);
        });
    }
}

template <typename Element> struct BackwardRows {
    const Element *upstream, *sum;
    const float *statistics;
    Element *residual, *x;
    /// Three padded rows: of the weight's gradient, the bias' and the gradient of `x`.
    float *weight_sums, *bias_sums, *column_sums;
};

template <typename Element>
CT_INLINE void backward_rows(const Call &call, BackwardRows<Element> at, int64_t begin,
                             int64_t end, float *scratch) {
    const int64_t padded = whole_parts(call.width);
    float *mask = scratch + 2 * padded;
    const NormGradient norm{call.weight,    scratch,      scratch + padded,
                            at.weight_sums, at.bias_sums, call.width};
    for (int64_t row = begin; row < end; ++row) {
        const int64_t start = row * call.width;
        const float *statistics = at.statistics + 2 * row;
        const Element *upstream = at.upstream + start;
        float means[2];
        norm.prepare([&](int64_t i, auto part)
                         __attribute__((always_inline)) { return load(upstream + i, part); },
                     at.sum + start, statistics, means);
        const float *multipliers = call.masks.make(call.number(row), mask);
        for_each_part(call.width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            Lanes gradient = first_lanes(norm.at(i, means, statistics), part);
            store(at.residual + start + i, gradient, part);
            if (multipliers) {
                gradient = dropped(gradient, load(multipliers + i));
                store(at.x + start + i, gradient, part);
            }
            store(at.column_sums + i, load(at.column_sums + i) + gradient);
        });
    }
}

template <typename Element>
CT_INLINE void normalize_rows(const Call &call, const Element *sum, const float *statistics,
                              Element *output, int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
        const int64_t start = row * call.width;
        for_each_part(call.width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            store(output + start + i,
                  normalized_lanes(load(sum + start + i, part), statistics + 2 * row,
                                   load(call.weight + i, part), load(call.bias + i, part)),
                  part);
        });
    }
}

template <typename Element> struct AddNorm {
    CT_VECTORIZED static void forward(const Call &call, ForwardRows<Element> at, int64_t begin,
                                      int64_t end, float *scratch) {
        forward_rows(call, at, begin, end, scratch);
    }

    CT_VECTORIZED static void backward(const Call &call, BackwardRows<Element> at, int64_t begin,
                                       int64_t end, float *scratch) {
        backward_rows(call, at, begin, end, scratch);
    }

    CT_VECTORIZED static void normalize(const Call &call, const Element *sum,
                                        const float *statistics, Element *output, int64_t begin,
                                        int64_t end) {
        normalize_rows(call, sum, statistics, output, begin, end);
    }
};

constexpr int64_t block = 32;

} // namespace

ct_status ct_add_norm_forward(const ct_tensor *x, const ct_tensor *residual,
                              const ct_tensor *weight, const ct_tensor *bias, const ct_tensor *rows,
                              ct_add_norm options, ct_tensor **out) {
    return producing_several(out, [&]() -> std::vector<at::TensorBase> {
        const ct::Unrecorded direct;
        check_matrix(x->value, "input of a norm");
        check_like(residual->value, x->value, "residual");
        const at::TensorBase added = x->value.contiguous(), base = residual->value.contiguous();
        const int64_t count = added.size(0), width = added.size(1);
        const Call call{RowMasks(options.key, options.dropout, width),
                        row_numbers(rows, count),
                        vector_elements(weight->value, width, "weight"),
                        vector_elements(bias->value, width, "bias"),
                        width,
                        static_cast<float>(options.epsilon)};
        const at::TensorBase numbers = rows ? rows->value : at::TensorBase();
        if (cuda::runs_on_device("LayerNorm",
                                 {added, base, weight->value, bias->value, numbers})) {
            return cuda::add_norm(added, base, {weight->value, bias->value, call.epsilon},
                                  {numbers, {options.key, call.masks.scale}});
        }
        at::TensorBase output = ct::empty_like(added), sum = ct::empty_like(added);
        at::TensorBase statistics = ct::empty({count, 2}, at::dtype(at::kFloat));
        dispatch_element(added.scalar_type(), [&]<typename Element>() {
            const ForwardRows<Element> at{elements<Element>(added), elements<Element>(base),
                                          mutable_elements<Element>(output),
                                          mutable_elements<Element>(sum),
                                          mutable_elements<float>(statistics)};
            parallel_blocks(count, block, [&](int64_t begin, int64_t end) {
                std::vector<float> scratch(
                    static_cast<size_t>(whole_parts(width) + call.masks.padded()));
                AddNorm<Element>::forward(call, at, begin, end, scratch.data());
            });
        });
        return {output, sum, statistics};
    });
}

ct_status ct_normalized(const ct_tensor *sum, const ct_tensor *statistics, const ct_tensor *weight,
                        const ct_tensor *bias, ct_tensor **out) {
    return producing(out, [&] {
        const ct::Unrecorded direct;
        check_matrix(sum->value, "sum");
        const at::TensorBase source = sum->value.contiguous();
        const int64_t count = source.size(0), width = source.size(1);
        const Call call{RowMasks({}, 0, width), nullptr,
                        vector_elements(weight->value, width, "weight"),
                        vector_elements(bias->value, width, "bias"), width, 0};
        const float *moments = statistics_elements(statistics->value, count);
        if (cuda::runs_on_device("LayerNorm",
                                 {source, statistics->value, weight->value, bias->value})) {
            return cuda::normalized(source, statistics->value, {weight->value, bias->value, 0});
        }
        at::TensorBase output = ct::empty_like(source);
        dispatch_element(source.scalar_type(), [&]<typename Element>() {
            const Element *from = elements<Element>(source);
            Element *to = mutable_elements<Element>(output);
            parallel_blocks(count, block, [&](int64_t begin, int64_t end) {
                AddNorm<Element>::normalize(call, from, moments, to, begin, end);
            });
        });
        return output;
    });
}

ct_status ct_add_norm_backward(const ct_tensor *upstream, const ct_tensor *sum,
                               const ct_tensor *statistics, const ct_tensor *weight,
                               const ct_tensor *rows, ct_add_norm options, ct_tensor **out) {
    return producing_several(out, [&]() -> std::vector<at::TensorBase> {
        const ct::Unrecorded direct;
        check_matrix(sum->value, "sum");
        check_like(upstream->value, sum->value, "gradient");
        const at::TensorBase above = upstream->value.contiguous(), source = sum->value.contiguous();
        const int64_t count = source.size(0), width = source.size(1);
        const Call call{RowMasks(options.key, options.dropout, width),
                        row_numbers(rows, count),
                        vector_elements(weight->value, width, "weight"),
                        nullptr,
                        width,
                        0};
        const float *moments = statistics_elements(statistics->value, count);
        const at::TensorBase numbers = rows ? rows->value : at::TensorBase();
        if (cuda::runs_on_device("LayerNorm's gradient",
                                 {above, source, statistics->value, weight->value, numbers})) {
            return cuda::add_norm_gradient(above, source, statistics->value, weight->value,
                                           {numbers, {options.key, call.masks.scale}});
        }
        at::TensorBase residual = ct::empty_like(source);
        at::TensorBase x = call.masks.scale.dropped > 0 ? ct::empty_like(source) : residual;
        const RowBlocks blocks(count);
        BlockSums weights(blocks, width), biases(blocks, width), columns(blocks, width);
        dispatch_element(source.scalar_type(), [&]<typename Element>() {
            parallel_items(blocks.count, [&](int64_t index) {
                std::vector<float> scratch(
                    static_cast<size_t>(2 * whole_parts(width) + call.masks.padded()));
                const BackwardRows<Element> at{
                    elements<Element>(above),            elements<Element>(source), moments,
                    mutable_elements<Element>(residual), mutable_elements<Element>(x),
                    weights.block(index),                biases.block(index),
                    columns.block(index)};
                AddNorm<Element>::backward(call, at, blocks.begin(index), blocks.end(index),
                                           scratch.data());
            });
        });
        return {residual, x, weights.total(), biases.total(), columns.total()};
    });
}

// dropout(LayerNorm(word + type + position)) and its gradients: a row of each table for every
// token, added up into float32 scratch, normalized there and dropped on the way out. The gradient
// of the sum comes back as one row a token, float32 `[tokens, width]`; who owns a table adds
// those up by its ids (row_sums.cpp). Passes over a row and blocks of rows are those of
// add_norm.cpp.
#include "kernels/cuda/norms/norm.hpp"
#include "kernels/cpu/layers/norm_rows.hpp"
#include "kernels/cpu/layers/row_blocks.hpp"
#include "kernels/cpu/shared/checks.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"

namespace {

using namespace ct;

/// A table and the row of it that each token takes.
struct Lookup {
    const float *table;
    const int64_t *indices;
    int64_t width;

    Lookup(const ct_tensor *rows, const ct_tensor *numbers, int64_t row_width, int64_t count,
           const char *name)
        : table(nullptr), indices(nullptr), width(row_width) {
        const at::TensorBase &values = rows->value, &places = numbers->value;
        TORCH_CHECK(values.scalar_type() == at::kFloat && values.is_contiguous() &&
                        values.dim() == 2 && values.size(1) == width,
                    name, " table must be contiguous float32 rows of ", width);
        TORCH_CHECK(places.scalar_type() == at::kLong && places.is_contiguous() &&
                        places.dim() == 1 && places.numel() == count,
                    name, " indices must be a contiguous int64 vector of ", count);
        table = values.const_data_ptr<float>();
        indices = places.const_data_ptr<int64_t>();
    }

    /// Refuses indices outside the table; they must be in main memory.
    void check_indices(const ct_tensor *rows, const ct_tensor *numbers, const char *name) const {
        for (int64_t i = 0; i < numbers->value.numel(); ++i) {
            TORCH_CHECK(indices[i] >= 0 && indices[i] < rows->value.size(0), name, " index ",
                        indices[i], " of token ", i, " is outside a table of ",
                        rows->value.size(0));
        }
    }

    CT_INLINE const float *row(int64_t token) const { return table + indices[token] * width; }
};

struct Call {
    RowMasks masks;
    const float *weight, *bias;
    int64_t width;
    float epsilon;
};

template <typename Element>
CT_INLINE void forward_rows(const Call &call, const Lookup (&tables)[3], float *sums,
                            float *statistics, Element *output, float *kept, int64_t begin,
                            int64_t end) {
    float *mask = kept + whole_parts(call.width);
    for (int64_t token = begin; token < end; ++token) {
        const float *words = tables[0].row(token), *positions = tables[1].row(token);
        const float *types = tables[2].row(token);
        float *sum = sums + token * call.width;
        Lanes total = wide(0.0f);
        for_each_part(call.width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            const Lanes value =
                load(words + i, part) + load(types + i, part) + load(positions + i, part);
            store(sum + i, value, part);
            store(kept + i, value);
            total = total + value;
        });
        write_statistics(kept, total, call.width, call.epsilon, statistics + 2 * token);
        const float *multipliers = call.masks.make(token, mask);
        for_each_part(call.width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            Lanes value = normalized_lanes(load(kept + i), statistics + 2 * token,
                                           load(call.weight + i, part), load(call.bias + i, part));
            if (multipliers) {
                value = dropped(value, load(multipliers + i));
            }
            store(output + token * call.width + i, value, part);
        });
    }
}

template <typename Element>
CT_INLINE void backward_rows(const Call &call, const Element *upstream, const float *sums,
                             const float *statistics, float *gradients, float *weight_sums,
                             float *bias_sums, float *scratch, int64_t begin, int64_t end) {
    const int64_t padded = whole_parts(call.width);
    float *mask = scratch + 2 * padded;
    const NormGradient norm{call.weight, scratch,   scratch + padded,
                            weight_sums, bias_sums, call.width};
    for (int64_t row = begin; row < end; ++row) {
        const int64_t start = row * call.width;
        const float *multipliers = call.masks.make(row, mask);
        float means[2];
        norm.prepare(
            [&](int64_t i, auto part) __attribute__((always_inline)) {
                const Lanes gradient = load(upstream + start + i, part);
                return multipliers ? dropped(gradient, load(multipliers + i)) : gradient;
            },
            sums + start, statistics + 2 * row, means);
        for_each_part(call.width, [&](int64_t i, auto part) __attribute__((always_inline)) {
            store(gradients + start + i, norm.at(i, means, statistics + 2 * row), part);
        });
    }
}

template <typename Element> struct Embeddings {
    CT_VECTORIZED static void forward(const Call &call, const Lookup (&tables)[3], float *sums,
                                      float *statistics, Element *output, float *scratch,
                                      int64_t begin, int64_t end) {
        forward_rows(call, tables, sums, statistics, output, scratch, begin, end);
    }

    CT_VECTORIZED static void backward(const Call &call, const Element *upstream, const float *sums,
                                       const float *statistics, float *gradients,
                                       float *weight_sums, float *bias_sums, float *scratch,
                                       int64_t begin, int64_t end) {
        backward_rows(call, upstream, sums, statistics, gradients, weight_sums, bias_sums, scratch,
                      begin, end);
    }
};

constexpr int64_t block = 32;

} // namespace

ct_status ct_embeddings_forward(ct_embedding_lookups lookups, const ct_tensor *weight,
                                const ct_tensor *bias, ct_add_norm options, ct_dtype dtype,
                                ct_tensor **out) {
    return producing_several(out, [&]() -> std::vector<at::TensorBase> {
        const ct::Unrecorded direct;
        const int64_t count = lookups.ids->value.numel(), width = lookups.words->value.size(-1);
        const Lookup tables[3] = {
            {lookups.words, lookups.ids, width, count, "word"},
            {lookups.positions, lookups.position_ids, width, count, "position"},
            {lookups.types, lookups.type_ids, width, count, "type"}};
        TORCH_CHECK(dtype == CT_FLOAT32 || dtype == CT_BFLOAT16, "embeddings of another type");
        const Call call{RowMasks(options.key, options.dropout, width),
                        vector_elements(weight->value, width, "weight"),
                        vector_elements(bias->value, width, "bias"), width,
                        static_cast<float>(options.epsilon)};
        const cuda::Lookup words{lookups.words->value, lookups.ids->value};
        const cuda::Lookup positions{lookups.positions->value, lookups.position_ids->value};
        const cuda::Lookup types{lookups.types->value, lookups.type_ids->value};
        if (cuda::runs_on_device("embeddings",
                                 {words.table, words.indices, positions.table, positions.indices,
                                  types.table, types.indices, weight->value, bias->value})) {
            return cuda::embeddings(words, positions, types,
                                    {weight->value, bias->value, call.epsilon},
                                    {options.key, call.masks.scale}, scalar_type(dtype));
        }
        tables[0].check_indices(lookups.words, lookups.ids, "word");
        tables[1].check_indices(lookups.positions, lookups.position_ids, "position");
        tables[2].check_indices(lookups.types, lookups.type_ids, "type");
        at::TensorBase output = ct::empty({count, width}, at::dtype(scalar_type(dtype)));
        at::TensorBase sum = ct::empty({count, width}, at::dtype(at::kFloat));
        at::TensorBase statistics = ct::empty({count, 2}, at::dtype(at::kFloat));
        dispatch_element(output.scalar_type(), [&]<typename Element>() {
            parallel_blocks(count, block, [&](int64_t begin, int64_t end) {
                std::vector<float> scratch(
                    static_cast<size_t>(whole_parts(width) + call.masks.padded()));
                Embeddings<Element>::forward(call, tables, mutable_elements<float>(sum),
                                             mutable_elements<float>(statistics),
                                             mutable_elements<Element>(output), scratch.data(),
                                             begin, end);
            });
        });
        return {output, sum, statistics};
    });
}

ct_status ct_embeddings_backward(const ct_tensor *upstream, const ct_tensor *sum,
                                 const ct_tensor *statistics, const ct_tensor *weight,
                                 ct_add_norm options, ct_tensor **out) {
    return producing_several(out, [&]() -> std::vector<at::TensorBase> {
        const ct::Unrecorded direct;
        check_matrix(upstream->value, "gradient");
        TORCH_CHECK(sum->value.sizes() == upstream->value.sizes() &&
                        sum->value.scalar_type() == at::kFloat,
                    "sum of shape ", sum->value.sizes(), " and type ", sum->value.scalar_type(),
                    ", expected ", upstream->value.sizes(), " and ", at::kFloat);
        const at::TensorBase above = upstream->value.contiguous(), source = sum->value.contiguous();
        const int64_t count = source.size(0), width = source.size(1);
        const Call call{RowMasks(options.key, options.dropout, width),
                        vector_elements(weight->value, width, "weight"), nullptr, width, 0};
        const float *moments = statistics_elements(statistics->value, count);
        if (cuda::runs_on_device("gradients of embeddings",
                                 {above, source, statistics->value, weight->value})) {
            return cuda::embeddings_gradient(above, source, statistics->value, weight->value,
                                             {options.key, call.masks.scale});
        }
        at::TensorBase gradient = ct::empty_like(source);
        const RowBlocks blocks(count);
        BlockSums weights(blocks, width), biases(blocks, width);
        dispatch_element(above.scalar_type(), [&]<typename Element>() {
            parallel_items(blocks.count, [&](int64_t index) {
                std::vector<float> scratch(
                    static_cast<size_t>(2 * whole_parts(width) + call.masks.padded()));
                Embeddings<Element>::backward(
                    call, elements<Element>(above), elements<float>(source), moments,
                    mutable_elements<float>(gradient), weights.block(index), biases.block(index),
                    scratch.data(), blocks.begin(index), blocks.end(index));
            });
        });
        return {gradient, weights.total(), biases.total()};
    });
}

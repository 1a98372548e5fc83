// Compiled once for each kind of processor: `CT_VARIANT` is its namespace.
//
// The backward pass of one head, by blocks of 96 queries as the forward pass. Probabilities P are
// made again from scores and log-sum-exp; with dP, the products of gradients and values, they
// give dS = scale * P * (dP - dot), where dot is the product of a query's output with its
// gradient. The gradient of a query is complete after its block; those of keys and values are
// summed up over the blocks.
#pragma once

#include "kernels/cpu/attention/forward.hpp"

namespace ct::CT_VARIANT {

template <typename Element>
CT_INLINE float dot_product(const Element *a, const Element *b, int64_t count) {
    prefetch_next_head(a, count);
    Floats sums = Floats(0.0f);
    for (int64_t i = 0; i < count; i += lanes) {
        sums += load_row(a + i, count - i) * load_row(b + i, count - i);
    }
    return sum_of_lanes(sums);
}

/// The numbers of a query that turn its scores into gradients.
struct QueryRow {
    float log_sum_exp, dot;
};

/// P after dropout, and dS = scale * P * (dP - dot), of 16 scores.
template <bool drops>
CT_INLINE void score_gradients(const Head &head, QueryRow query, Floats score, Floats slope,
                               const Mask &mask, int64_t row, int64_t column, Floats &share,
                               Floats &gradient) {
    const Floats x = score * head.scale - query.log_sum_exp;
    // Rounding may leave a score just above its own log-sum-exp.
    const Floats p = exponential(x > 0.0f ? Floats(0.0f) : x);
    if constexpr (drops) {
        const Flags kept = mask.flags(row, column);
        share = chosen(kept, p * head.kept, Floats(0.0f));
        slope = chosen(kept, slope * head.kept, Floats(0.0f));
    } else {
        share = p;
    }
    gradient = p * (slope - query.dot) * head.scale;
}

/// The interleaved pairs of two rows, as a left operand that is summed over rows.
CT_INLINE Words interleaved(Halves even, Halves odd) {
    return __builtin_convertvector(even, Words) | __builtin_convertvector(odd, Words) << 16;
}

/// Rows of scores and of dP become P and dS as left operands: `by_key` is summed over keys (dS),
/// `shares` and `by_query` over queries (P and dS).
template <typename Kind, bool drops>
void score_gradient_rows(const Head &head, const float *scores, const float *slopes,
                         const QueryRow *queries, const Mask &mask, int64_t rows, uint32_t *by_key,
                         uint32_t *shares, uint32_t *by_query) {
    const int64_t width = padded(head.keys), key_width = Kind::row_words(head.keys);
    constexpr int step = Kind::paired ? 2 : 1;
    for (int64_t row = 0; row < rows; row += step) {
        for (int64_t j = 0; j < head.keys; j += lanes) {
            Floats share[2] = {}, gradient[2] = {};
#pragma unroll
            for (int half = 0; half < step; ++half) {
                const int64_t i = row + half;
                if (i < rows) {
                    score_gradients<drops>(head, queries[i], load<Floats>(scores + i * width + j),
                                           load<Floats>(slopes + i * width + j), mask, i, j,
                                           share[half], gradient[half]);
                }
            }
            if constexpr (Kind::paired) {
                const Halves even = narrowed(gradient[0]), odd = narrowed(gradient[1]);
                store(by_key + row * key_width + j / 2, even);
                if (row + 1 < rows) {
                    store(by_key + (row + 1) * key_width + j / 2, odd);
                }
                store(by_query + row / 2 * width + j, interleaved(even, odd));
                store(shares + row / 2 * width + j,
                      interleaved(narrowed(share[0]), narrowed(share[1])));
            } else {
                Kind::store_operand(by_key + row * key_width, j, gradient[0]);
                Kind::store_operand(shares + row * width, j, share[0]);
            }
        }
    }
}

/// Writes sums as rows of a gradient; without sums, zeros.
template <typename Kind>
void store_rows(const float *sums, HeadRows<void *> to, int64_t start, int64_t rows, int64_t size) {
    for (int64_t i = 0; i < rows; ++i) {
        auto *row = Kind::row(to, start + i);
        prefetch_next_result(row, size);
        for (int64_t j = 0; j < size; j += lanes) {
            const Floats values =
                sums ? load<Floats>(sums + i * padded(size) + j) : Floats(0.0f);
            store_row(row + j, values, size - j);
        }
    }
}

template <typename Kind, typename Element, bool drops> void attend_backward(const BackwardHead &head) {
    constexpr bool paired = Kind::paired;
    Workspace &space = attention_workspace();
    const int64_t d = head.size, keys = head.keys, depth = units<paired>(d);
    const int64_t width = padded(keys), key_width = Kind::row_words(keys), key_units = units<paired>(keys);
    if (head.queries == 0) {
        store_rows<Kind>(nullptr, head.key_gradient, 0, keys, d);
        store_rows<Kind>(nullptr, head.value_gradient, 0, keys, d);
        return;
    }
    uint32_t *key = space.key.words(depth * width), *value = space.value.words(depth * width);
    uint32_t *key_rows = space.rows.words(key_units * padded(d));
    pack_columns<paired>(Kind::row(head.key, 0), head.key.stride, keys, d, key);
    pack_columns<paired>(Kind::row(head.value, 0), head.value.stride, keys, d, value);
    pack_rows<paired>(Kind::row(head.key, 0), head.key.stride, keys, d, key_rows);
    uint32_t *left = space.query.words(query_block * padded(depth));
    uint32_t *right = space.gradient.words(units<paired>(query_block) * padded(d));
    float *scores = space.scores.floats(query_block * width);
    float *slopes = space.slopes.floats(query_block * width);
    uint32_t *shares = space.shares.words(units<paired>(query_block) * width);
    uint32_t *by_key = space.score_gradient.words(query_block * key_width);
    uint32_t *by_query = paired ? space.transposed.words(query_block / 2 * width) : by_key;
    float *result = space.result.floats(query_block * padded(d));
    float *key_sum = space.key_sum.floats(keys * padded(d));
    float *value_sum = space.value_sum.floats(keys * padded(d));
    QueryRow queries[query_block];
    for (int64_t start = 0; start < head.queries; start += query_block) {
        const int64_t remaining = head.queries - start;
        const int64_t rows = remaining < query_block ? remaining : query_block;
        const Element *query = Kind::row(head.query, start);
        const Element *gradient = Kind::row(head.gradient, start);
        for (int64_t i = 0; i < rows; ++i) {
            queries[i] = {head.log_sum_exp[start + i],
                          dot_product<Element>(Kind::row(head.attended, start + i),
                                               gradient + i * head.gradient.stride, d)};
        }
        copy_rows<paired>(query, head.query.stride, rows, d, left);
        multiply<paired>({left, padded(depth), 1}, key, rows, keys, depth, scores);
        copy_rows<paired>(gradient, head.gradient.stride, rows, d, left);
        multiply<paired>({left, padded(depth), 1}, value, rows, keys, depth, slopes);
        const Mask mask(head, start, rows, space.bits);
        score_gradient_rows<Kind, drops>(head, scores, slopes, queries, mask, rows, by_key, shares,
                                         by_query);
        multiply<paired>({by_key, key_width, 1}, key_rows, rows, d, key_units, result);
        store_rows<Kind>(result, head.query_gradient, start, rows, d);
        const bool adding = start > 0;
        pack_rows<paired>(gradient, head.gradient.stride, rows, d, right);
        multiply<paired>({shares, 1, width}, right, keys, d, units<paired>(rows), value_sum, adding);
        pack_rows<paired>(query, head.query.stride, rows, d, right);
        multiply<paired>({by_query, 1, width}, right, keys, d, units<paired>(rows), key_sum, adding);
    }
    store_rows<Kind>(key_sum, head.key_gradient, 0, keys, d);
    store_rows<Kind>(value_sum, head.value_gradient, 0, keys, d);
}

} // namespace ct::CT_VARIANT

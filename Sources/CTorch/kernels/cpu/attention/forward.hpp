// Compiled once for each kind of processor: `CT_VARIANT` is its namespace.
//
// The forward pass of one head. Keys are packed by columns and values by rows, as products take
// right operands; queries come in blocks of 96. Of a block, all scores are made, a row's highest
// is subtracted before its exponentials, which are dropped and rounded to operands, multiplied by
// the values, and divided by their sum at the end.
#pragma once

#include "kernels/cpu/attention/mask.hpp"
#include "kernels/cpu/attention/products.hpp"

namespace ct::CT_VARIANT {

/// Queries that are worked on together, so that their scores stay in the cache.
constexpr int64_t query_block = 96;

/// One head in the form in which its products take it.
template <typename Element, bool pairs> struct Kind {
    static constexpr bool paired = pairs;
    static constexpr bool rounded = sizeof(Element) == 2;

    static const Element *row(HeadRows<const void *> rows, int64_t index) {
        return static_cast<const Element *>(rows.data) + index * rows.stride;
    }
    static Element *row(HeadRows<void *> rows, int64_t index) {
        return static_cast<Element *>(rows.data) + index * rows.stride;
    }
    /// Writes `values` as 16 elements of a left operand, rounded as the products' operands are.
    static CT_INLINE void store_operand(uint32_t *to, int64_t column, Floats values) {
        if constexpr (paired) {
            store(to + column / 2, narrowed(values));
        } else if constexpr (rounded) {
            store(to + column, widened(narrowed(values)));
        } else {
            store(to + column, values);
        }
    }
    /// The words of a row of `count` such elements; whole vectors, however they are stored.
    static CT_INLINE int64_t row_words(int64_t count) {
        return paired ? padded(count) / 2 : padded(count);
    }
};

/// The softmax of a row of scores before its division by `total`; what is dropped is 0.
template <typename Kind, bool drops>
CT_INLINE void exponentiate_row(const float *scores, int64_t keys, float scale, const Mask &mask,
                                int64_t row, uint32_t *shares, float &highest, float &total) {
    const Floats lowest = Floats(-__builtin_inff());
    Floats largest = lowest;
    for (int64_t j = 0; j < keys; j += lanes) {
        const Floats inside = chosen(first_lanes(keys - j), load<Floats>(scores + j), lowest);
        largest = inside > largest ? inside : largest;
    }
    highest = largest_lane(largest);
    Floats sums = Floats(0.0f);
    for (int64_t j = 0; j < keys; j += lanes) {
        const Floats all = exponential((load<Floats>(scores + j) - highest) * scale);
        const Floats p = chosen(first_lanes(keys - j), all, Floats(0.0f));
        sums += p;
        if constexpr (drops) {
            Kind::store_operand(shares, j, chosen(mask.flags(row, j), p, Floats(0.0f)));
        } else {
            Kind::store_operand(shares, j, p);
        }
    }
    total = sum_of_lanes(sums);
}

template <typename Kind, typename Element, bool drops> void attend(const ForwardHead &head) {
    constexpr bool paired = Kind::paired;
    Workspace &space = attention_workspace();
    const int64_t d = head.size, keys = head.keys, depth = units<paired>(d);
    const int64_t shares_width = Kind::row_words(keys), width = padded(keys);
    uint32_t *key = space.key.words(depth * width);
    uint32_t *value = space.value.words(units<paired>(keys) * padded(d));
    pack_columns<paired>(Kind::row(head.key, 0), head.key.stride, keys, d, key);
    pack_rows<paired>(Kind::row(head.value, 0), head.value.stride, keys, d, value);
    uint32_t *query = space.query.words(query_block * padded(depth));
    float *scores = space.scores.floats(query_block * width);
    uint32_t *shares = space.shares.words(query_block * shares_width);
    float *result = space.result.floats(query_block * padded(d));
    float factors[query_block];
    for (int64_t start = 0; start < head.queries; start += query_block) {
        const int64_t left = head.queries - start;
        const int64_t rows = left < query_block ? left : query_block;
        copy_rows<paired>(Kind::row(head.query, start), head.query.stride, rows, d, query);
        multiply<paired>({query, padded(depth), 1}, key, rows, keys, depth, scores);
        const Mask mask(head, start, rows, space.bits);
        for (int64_t i = 0; i < rows; ++i) {
            float highest, total;
            exponentiate_row<Kind, drops>(scores + i * width, keys, head.scale, mask, i,
                                          shares + i * shares_width, highest, total);
            factors[i] = head.kept / total;
            head.log_sum_exp[start + i] = highest * head.scale + std::log(total);
        }
        multiply<paired>({shares, shares_width, 1}, value, rows, d, units<paired>(keys), result);
        for (int64_t i = 0; i < rows; ++i) {
            Element *to = Kind::row(head.attended, start + i);
            prefetch_next_result(to, d);
            for (int64_t j = 0; j < d; j += lanes) {
                store_row(to + j, load<Floats>(result + i * padded(d) + j) * factors[i], d - j);
            }
        }
    }
}

} // namespace ct::CT_VARIANT

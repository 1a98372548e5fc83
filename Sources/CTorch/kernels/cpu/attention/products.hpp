// Compiled once for each kind of processor: `CT_VARIANT` is its namespace.
//
// Products of the small matrices of a head. A left operand has rows of words, a right one
// `padded(columns)` words for each step of the summed axis; tiles of `CT_TILE_ROWS x 16 *
// CT_TILE_VECTORS` sums stay in registers.
#pragma once

#include "kernels/cpu/attention/vectors.hpp"

namespace ct::CT_VARIANT {

// Products work on 32-bit units along the summed axis: a float32, or (paired) two bfloat16.

template <bool paired> CT_INLINE int64_t units(int64_t depth) {
    return paired ? (depth + 1) / 2 : depth;
}

/// Row-major units as a left operand: `padded(units)` words a row.
template <bool paired, typename Element>
CT_INLINE void copy_rows(const Element *from, int64_t stride, int64_t rows, int64_t depth,
                         uint32_t *to) {
    const int64_t width = padded(units<paired>(depth));
    constexpr int64_t step = paired ? 2 * lanes : lanes;
    for (int64_t row = 0; row < rows; ++row) {
        prefetch_next_head(from + row * stride, depth);
        for (int64_t i = 0; i < depth; i += step) {
            if constexpr (paired) {
                store(to + row * width + i / 2, load_first<Words>(from + row * stride + i, depth - i));
            } else {
                store(to + row * width + i, load_row(from + row * stride + i, depth - i));
            }
        }
    }
}

/// A right operand whose rows are summed over: `padded(columns)` words for each unit of rows.
template <bool paired, typename Element>
CT_INLINE void pack_rows(const Element *from, int64_t stride, int64_t rows, int64_t columns,
                         uint32_t *to) {
    const int64_t width = padded(columns);
    if constexpr (!paired) {
        copy_rows<false>(from, stride, rows, columns, to);
        return;
    } else {
        for (int64_t row = 0; row < rows; row += 2, to += width) {
            const Element *first = from + row * stride, *second = first + stride;
            prefetch_next_head(first, columns);
            prefetch_next_head(second, columns);
            for (int64_t i = 0; i < columns; i += lanes) {
                const auto low = load_first<Halves>(first + i, columns - i);
                const auto high =
                    load_first<Halves>(second + i, row + 1 < rows ? columns - i : 0);
                store(to + i, __builtin_convertvector(low, Words) |
                                  __builtin_convertvector(high, Words) << 16);
            }
        }
    }
}

/// A right operand whose columns are summed over: `padded(rows)` words for each unit of columns.
template <bool paired, typename Element>
CT_INLINE void pack_columns(const Element *from, int64_t stride, int64_t rows, int64_t columns,
                            uint32_t *to) {
    const int64_t width = padded(rows), depth = units<paired>(columns);
    for (int64_t row = 0; row < rows; row += lanes) {
        for (int64_t i = row; i < row + lanes; ++i) {
            prefetch_next_head(from + i * stride, columns);
        }
        for (int64_t unit = 0; unit < depth; unit += lanes) {
            Words block[16];
#pragma unroll
            for (int64_t i = 0; i < lanes; ++i) {
                const Element *source = from + (row + i) * stride;
                const int64_t left = row + i < rows ? columns : 0;
                if constexpr (paired) {
                    block[i] = load_first<Words>(source + 2 * unit, left - 2 * unit);
                } else {
                    block[i] = as_words(load_row(source + unit, left - unit));
                }
            }
            transpose(block);
            const int64_t count = depth - unit < lanes ? depth - unit : lanes;
            for (int64_t i = 0; i < count; ++i) {
                store(to + (unit + i) * width + row, block[i]);
            }
        }
    }
}

template <bool paired> CT_INLINE Floats multiply_add(Floats sum, Words a, Words b) {
#if CT_BFLOAT16_PAIRS
    if constexpr (paired) {
        return __builtin_bit_cast(
            Floats, _mm512_dpbf16_ps(__builtin_bit_cast(__m512, sum), __builtin_bit_cast(__m512bh, a),
                                     __builtin_bit_cast(__m512bh, b)));
    }
#endif
    return as_floats(a) * as_floats(b) + sum;
}

/// A left operand: where the unit of a row is, by row and by unit.
struct Left {
    const uint32_t *data;
    int64_t row_step, unit_step;
};

/// `rows x 16 * vectors` sums, each over the units in order.
template <bool paired, int rows, int vectors>
void tile(Left a, const uint32_t *b, int64_t b_width, int64_t depth, float *c, int64_t c_width,
          bool adding) {
    Floats sums[rows][vectors];
#pragma unroll
    for (int r = 0; r < rows; ++r) {
#pragma unroll
        for (int v = 0; v < vectors; ++v) {
            sums[r][v] = adding ? load<Floats>(c + r * c_width + v * lanes) : Floats(0.0f);
        }
    }
    for (int64_t unit = 0; unit < depth; ++unit) {
        Words right[vectors];
#pragma unroll
        for (int v = 0; v < vectors; ++v) {
            right[v] = load<Words>(b + unit * b_width + v * lanes);
        }
#pragma unroll
        for (int r = 0; r < rows; ++r) {
            const Words left = Words(a.data[r * a.row_step + unit * a.unit_step]);
#pragma unroll
            for (int v = 0; v < vectors; ++v) {
                sums[r][v] = multiply_add<paired>(sums[r][v], left, right[v]);
            }
        }
    }
#pragma unroll
    for (int r = 0; r < rows; ++r) {
#pragma unroll
        for (int v = 0; v < vectors; ++v) {
            store(c + r * c_width + v * lanes, sums[r][v]);
        }
    }
}

/// The rows of up to `CT_TILE_VECTORS` vectors of columns, from the largest tile down.
template <bool paired, int vectors, int tallest = CT_TILE_ROWS>
CT_INLINE void tall_tiles(Left a, const uint32_t *b, int64_t b_width, int64_t rows, int64_t depth,
                          float *c, int64_t c_width, bool adding) {
    int64_t row = 0;
    for (; row + tallest <= rows; row += tallest) {
        tile<paired, tallest, vectors>({a.data + row * a.row_step, a.row_step, a.unit_step}, b,
                                       b_width, depth, c + row * c_width, c_width, adding);
    }
    if constexpr (tallest > 1) {
        if (row < rows) {
            tall_tiles<paired, vectors, tallest - 1>(
                {a.data + row * a.row_step, a.row_step, a.unit_step}, b, b_width, rows - row, depth,
                c + row * c_width, c_width, adding);
        }
    }
}

/// C = A B, or C += A B. Both `b_width` and `c_width` are `padded(columns)`.
template <bool paired>
void multiply(Left a, const uint32_t *b, int64_t rows, int64_t columns, int64_t depth, float *c,
              bool adding = false) {
    const int64_t width = padded(columns), vectors = width / lanes;
    const int64_t blocks = (vectors + CT_TILE_VECTORS - 1) / CT_TILE_VECTORS;
    for (int64_t block = 0; block < blocks; ++block) {
        const int64_t first = block * vectors / blocks, last = (block + 1) * vectors / blocks;
        const uint32_t *right = b + first * lanes;
        float *result = c + first * lanes;
        switch (last - first) {
#if CT_TILE_VECTORS > 1
        case 4: tall_tiles<paired, 4>(a, right, width, rows, depth, result, width, adding); break;
        case 3: tall_tiles<paired, 3>(a, right, width, rows, depth, result, width, adding); break;
        case 2: tall_tiles<paired, 2>(a, right, width, rows, depth, result, width, adding); break;
#endif
        default: tall_tiles<paired, 1>(a, right, width, rows, depth, result, width, adding);
        }
    }
}

} // namespace ct::CT_VARIANT

#include "attention.hpp"
#include "parallel.hpp"

#include <cmath>

namespace {

using namespace ct;

/// Softmax of each of `rows` rows of scores in place; writes each row's log-sum-exp.
CT_VECTORIZED void softmax_rows(float *scores, int64_t rows, int64_t columns, float *log_sum_exp) {
    for (int64_t row = 0; row < rows; ++row) {
        float *p = scores + row * columns;
        float highest = p[0];
        for (int64_t j = 1; j < columns; ++j) {
            highest = p[j] > highest ? p[j] : highest;
        }
        for (int64_t j = 0; j < columns; ++j) {
            p[j] = exp_of_negative(p[j] - highest);
        }
        // Sixteen running sums, so that the order of addition is the same in every vector width.
        float sums[16] = {};
        int64_t j = 0;
        for (; j + 16 <= columns; j += 16) {
            for (int lane = 0; lane < 16; ++lane) {
                sums[lane] += p[j + lane];
            }
        }
        for (; j < columns; ++j) {
            sums[0] += p[j];
        }
        float total = 0;
        for (float sum : sums) {
            total += sum;
        }
        const float factor = 1.0f / total;
        for (j = 0; j < columns; ++j) {
            p[j] *= factor;
        }
        log_sum_exp[row] = highest + std::log(total);
    }
}

CT_VECTORIZED void scale_elements(float *values, const float *factors, int64_t count) {
    for (int64_t i = 0; i < count; ++i) {
        values[i] *= factors[i];
    }
}

/// Turns scores into probabilities with the log-sum-exp that the forward pass kept.
CT_VECTORIZED void restore_probabilities(float *scores, const float *log_sum_exp, int64_t rows,
                                         int64_t columns) {
    for (int64_t row = 0; row < rows; ++row) {
        float *p = scores + row * columns;
        const float shift = log_sum_exp[row];
        for (int64_t j = 0; j < columns; ++j) {
            // Rounding may leave a score just above its own log-sum-exp.
            const float x = p[j] - shift;
            p[j] = exp_of_negative(x > 0 ? 0 : x);
        }
    }
}

/// dS = P * (dP - rowwise dot) for the softmax, in place in `gradient`.
CT_VECTORIZED void softmax_backward(float *gradient, const float *probabilities, const float *dots,
                                    int64_t rows, int64_t columns) {
    for (int64_t row = 0; row < rows; ++row) {
        float *g = gradient + row * columns;
        const float *p = probabilities + row * columns;
        const float dot = dots[row];
        for (int64_t j = 0; j < columns; ++j) {
            g[j] = p[j] * (g[j] - dot);
        }
    }
}

CT_VECTORIZED float dot_product(const float *a, const float *b, int64_t count) {
    float sums[16] = {};
    int64_t i = 0;
    for (; i + 16 <= count; i += 16) {
        for (int lane = 0; lane < 16; ++lane) {
            sums[lane] += a[i + lane] * b[i + lane];
        }
    }
    for (; i < count; ++i) {
        sums[0] += a[i] * b[i];
    }
    float total = 0;
    for (float sum : sums) {
        total += sum;
    }
    return total;
}

/// What one thread needs for one head; kept from head to head.
struct Scratch {
    std::vector<float> q, k, v, o, g, scores, gradient, multipliers, result, dots;
};

Scratch &scratch() {
    thread_local Scratch buffers;
    return buffers;
}

struct Inputs {
    at::Tensor q, k, v;
    AttentionShape shape;

    Inputs(const ct_tensor *q_, const ct_tensor *k_, const ct_tensor *v_, const ct_tensor *offsets,
           int32_t heads)
        : q(q_->value.contiguous()), k(k_->value.contiguous()), v(v_->value.contiguous()),
          shape(q, k, v, offsets->value, heads) {}
};

/// The rows of one head of one sequence.
struct HeadInputs {
    int64_t sequence, head, start, length, head_size;
    HeadRows q, k, v;

    /// - item: counts the heads of all sequences.
    HeadInputs(const Inputs &in, int64_t item, Scratch &buffer)
        : sequence(item / in.shape.heads), head(item % in.shape.heads),
          start(in.shape.offsets[static_cast<size_t>(sequence)]),
          length(in.shape.length(sequence)), head_size(in.shape.head_size),
          q(head_rows(in.q, start, length, head, head_size, buffer.q)),
          k(head_rows(in.k, start, length, head, head_size, buffer.k)),
          v(head_rows(in.v, start, length, head, head_size, buffer.v)) {}
};

} // namespace

ct_status ct_attention(const ct_tensor *q, const ct_tensor *k, const ct_tensor *v,
                       const ct_tensor *offsets, int32_t heads, double dropout, ct_random_key key,
                       ct_tensor **attended, ct_tensor **log_sum_exp) {
    return guarded([&] {
        c10::NoGradGuard none;
        const Inputs in(q, k, v, offsets, heads);
        const AttentionShape &s = in.shape;
        at::Tensor output = at::empty_like(in.q);
        at::Tensor sums = at::empty({s.heads, s.tokens}, at::dtype(at::kFloat));
        float *sum_data = sums.mutable_data_ptr<float>();
        const DropoutScale scale(dropout);
        parallel_items(s.sequences * s.heads, [&](int64_t item) {
            Scratch &buffer = scratch();
            const auto [sequence, head, start, n, d, rq, rk, rv] = HeadInputs(in, item, buffer);
            if (n == 0) {
                return;
            }
            buffer.scores.resize(static_cast<size_t>(n * n));
            buffer.result.resize(static_cast<size_t>(n * d));
            float *p = buffer.scores.data();
            multiply(false, true, n, n, d, s.scale, rq.data, rq.stride, rk.data, rk.stride, 0, p, n);
            softmax_rows(p, n, n, sum_data + head * s.tokens + start);
            if (scale.dropped > 0) {
                attention_multipliers(key, s.random_start(sequence, head), n * n, scale,
                                      buffer.multipliers);
                scale_elements(p, buffer.multipliers.data(), n * n);
            }
            multiply(false, false, n, d, n, 1, p, n, rv.data, rv.stride, 0, buffer.result.data(), d);
            store_head_rows(output, start, n, head, d, buffer.result.data());
        });
        auto first = std::make_unique<ct_tensor>(ct_tensor{output});
        *log_sum_exp = new ct_tensor{sums};
        *attended = first.release();
    });
}

ct_status ct_attention_backward(const ct_tensor *gradient, const ct_tensor *q, const ct_tensor *k,
                                const ct_tensor *v, const ct_tensor *attended,
                                const ct_tensor *log_sum_exp, const ct_tensor *offsets,
                                int32_t heads, double dropout, ct_random_key key, ct_tensor **dq,
                                ct_tensor **dk, ct_tensor **dv) {
    return guarded([&] {
        c10::NoGradGuard none;
        const Inputs in(q, k, v, offsets, heads);
        const AttentionShape &s = in.shape;
        const at::Tensor upstream = gradient->value.to(in.q.scalar_type()).contiguous();
        const at::Tensor output = attended->value.contiguous();
        const float *sum_data = log_sum_exp->value.const_data_ptr<float>();
        at::Tensor gq = at::empty_like(in.q), gk = at::empty_like(in.k), gv = at::empty_like(in.v);
        const DropoutScale scale(dropout);
        parallel_items(s.sequences * s.heads, [&](int64_t item) {
            Scratch &buffer = scratch();
            const auto [sequence, head, start, n, d, rq, rk, rv] = HeadInputs(in, item, buffer);
            if (n == 0) {
                return;
            }
            const HeadRows ro = head_rows(output, start, n, head, d, buffer.o);
            const HeadRows rg = head_rows(upstream, start, n, head, d, buffer.g);
            buffer.scores.resize(static_cast<size_t>(n * n));
            buffer.gradient.resize(static_cast<size_t>(n * n));
            buffer.result.resize(static_cast<size_t>(n * d));
            buffer.dots.resize(static_cast<size_t>(n));
            float *p = buffer.scores.data(), *g = buffer.gradient.data();
            float *result = buffer.result.data();
            for (int64_t row = 0; row < n; ++row) {
                buffer.dots[static_cast<size_t>(row)] =
                    dot_product(rg.data + row * rg.stride, ro.data + row * ro.stride, d);
            }
            multiply(false, true, n, n, d, s.scale, rq.data, rq.stride, rk.data, rk.stride, 0, p, n);
            restore_probabilities(p, sum_data + head * s.tokens + start, n, n);
            multiply(false, true, n, n, d, 1, rg.data, rg.stride, rv.data, rv.stride, 0, g, n);
            if (scale.dropped > 0) {
                attention_multipliers(key, s.random_start(sequence, head), n * n, scale,
                                      buffer.multipliers);
                scale_elements(g, buffer.multipliers.data(), n * n);
            }
            softmax_backward(g, p, buffer.dots.data(), n, n);
            multiply(false, false, n, d, n, s.scale, g, n, rk.data, rk.stride, 0, result, d);
            store_head_rows(gq, start, n, head, d, result);
            multiply(true, false, n, d, n, s.scale, g, n, rq.data, rq.stride, 0, result, d);
            store_head_rows(gk, start, n, head, d, result);
            if (scale.dropped > 0) {
                scale_elements(p, buffer.multipliers.data(), n * n);
            }
            multiply(true, false, n, d, n, 1, p, n, rg.data, rg.stride, 0, result, d);
            store_head_rows(gv, start, n, head, d, result);
        });
        auto first = std::make_unique<ct_tensor>(ct_tensor{gq});
        auto second = std::make_unique<ct_tensor>(ct_tensor{gk});
        *dv = new ct_tensor{gv};
        *dq = first.release();
        *dk = second.release();
    });
}

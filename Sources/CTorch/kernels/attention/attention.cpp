#include "../../include/ct_attention.h"

#include "../parallel.hpp"
#include "shape.hpp"

#include <ATen/Parallel.h>
#include <algorithm>

namespace ct {

Workspace &attention_workspace() {
    thread_local Workspace space;
    return space;
}

namespace {

const HeadFunctions &head_functions(ct_processor form) {
    if (form == CT_BEST_PROCESSOR) {
        form = CT_AVX512_BFLOAT16;
        while (!ct_processor_runs(form)) {
            form = static_cast<ct_processor>(form - 1);
        }
    }
    TORCH_CHECK(ct_processor_runs(form), "this processor cannot run form ", form, " of attention");
    switch (form) {
#if defined(__x86_64__)
    case CT_AVX2: return avx2::head_functions;
    case CT_AVX512: return avx512::head_functions;
    case CT_AVX512_BFLOAT16: return avx512_bfloat16::head_functions;
#endif
    default: return generic::head_functions;
    }
}

/// Calls `body(item)` for the heads of all sequences. A thread takes a few neighbours in a row,
/// which share the pages of their rows, unless there are too few for all threads.
template <typename Body> void parallel_heads(const AttentionShape &shape, Body body) {
    const int64_t count = shape.sequences * shape.heads;
    const int64_t share = count / (int64_t{16} * at::get_num_threads());
    parallel_blocks(count, std::clamp<int64_t>(share, 1, 6), [&](int64_t begin, int64_t end) {
        for (int64_t item = begin; item < end; ++item) {
            body(item);
        }
    });
}

} // namespace

} // namespace ct

using namespace ct;

bool ct_processor_runs(ct_processor form) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                      __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
    const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") &&
                        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                        __builtin_cpu_supports("avx512dq");
    switch (form) {
    case CT_AVX2: return avx2;
    case CT_AVX512: return avx512;
    case CT_AVX512_BFLOAT16: return avx512 && __builtin_cpu_supports("avx512bf16");
    default: return true;
    }
#else
    return form == CT_BEST_PROCESSOR || form == CT_ANY_PROCESSOR;
#endif
}

ct_status ct_attention_forward(const ct_packed_attention *attention, ct_tensor **attended,
                               ct_tensor **log_sum_exp) {
    return guarded([&] {
        c10::NoGradGuard none;
        const AttentionShape shape(*attention);
        const HeadFunctions &functions = head_functions(attention->form);
        const at::Tensor &q = attention->queries->value, &k = attention->keys->value;
        const at::Tensor &v = attention->values->value;
        const at::Tensor output = at::empty({shape.query_rows, shape.hidden}, k.options());
        const at::Tensor sums =
            at::empty({shape.heads, shape.query_rows}, at::dtype(at::kFloat));
        parallel_heads(shape, [&](int64_t item) {
            ForwardHead head{shape.head(item)};
            if (head.queries == 0) {
                return;
            }
            head.query = shape.query_rows_of(q, item);
            head.key = shape.key_rows_of(k, item);
            head.value = shape.key_rows_of(v, item);
            head.attended = shape.writable_query_rows_of(output, item);
            head.log_sum_exp = sums.mutable_data_ptr<float>() + shape.sum_index(item);
            functions.forward(head, shape.bfloat16);
        });
        auto first = std::make_unique<ct_tensor>(ct_tensor{output});
        *log_sum_exp = new ct_tensor{sums};
        *attended = first.release();
    });
}

ct_status ct_attention_gradients(const ct_packed_attention *attention, const ct_tensor *gradient,
                                 const ct_tensor *attended, const ct_tensor *log_sum_exp,
                                 ct_tensor *query_gradient, ct_tensor *key_gradient,
                                 ct_tensor *value_gradient) {
    return guarded([&] {
        c10::NoGradGuard none;
        const AttentionShape shape(*attention);
        const HeadFunctions &functions = head_functions(attention->form);
        const at::Tensor &q = attention->queries->value, &k = attention->keys->value;
        const at::Tensor &v = attention->values->value, &sums = log_sum_exp->value;
        shape.check_rows(gradient->value, "gradients", shape.query_rows);
        shape.check_rows(attended->value, "attended values", shape.query_rows);
        shape.check_rows(query_gradient->value, "gradients of queries", shape.query_rows);
        shape.check_rows(key_gradient->value, "gradients of keys", shape.tokens);
        shape.check_rows(value_gradient->value, "gradients of values", shape.tokens);
        TORCH_CHECK(sums.scalar_type() == at::kFloat && sums.is_contiguous() && sums.dim() == 2 &&
                        sums.size(0) == shape.heads && sums.size(1) == shape.query_rows,
                    "log-sum-exp is ", sums.scalar_type(), " ", sums.sizes(), ", not Float [",
                    shape.heads, ", ", shape.query_rows, "]");
        parallel_heads(shape, [&](int64_t item) {
            BackwardHead head{shape.head(item)};
            head.query = shape.query_rows_of(q, item);
            head.key = shape.key_rows_of(k, item);
            head.value = shape.key_rows_of(v, item);
            head.attended = shape.query_rows_of(attended->value, item);
            head.gradient = shape.query_rows_of(gradient->value, item);
            head.query_gradient = shape.writable_query_rows_of(query_gradient->value, item);
            head.key_gradient = shape.writable_key_rows_of(key_gradient->value, item);
            head.value_gradient = shape.writable_key_rows_of(value_gradient->value, item);
            head.log_sum_exp = sums.const_data_ptr<float>() + shape.sum_index(item);
            functions.backward(head, shape.bfloat16);
        });
    });
}

#include "../../include/ct_attention.h"

#include "../parallel.hpp"
#include "shape.hpp"

namespace ct {

Workspace &attention_workspace() {
    thread_local Workspace space;
    return space;
}

namespace {

const HeadFunctions &head_functions() {
#if defined(__x86_64__)
    static const HeadFunctions &chosen = []() -> const HeadFunctions & {
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
            __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
            return __builtin_cpu_supports("avx512bf16") ? avx512_bfloat16::head_functions
                                                        : avx512::head_functions;
        }
        const bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                          __builtin_cpu_supports("bmi2");
        return wide ? avx2::head_functions : generic::head_functions;
    }();
    return chosen;
#else
    return generic::head_functions;
#endif
}

} // namespace

} // namespace ct

using namespace ct;

ct_status ct_attention_forward(const ct_packed_attention *attention, ct_tensor **attended,
                               ct_tensor **log_sum_exp) {
    return guarded([&] {
        c10::NoGradGuard none;
        const AttentionShape shape(*attention);
        const at::Tensor &q = attention->queries->value, &k = attention->keys->value;
        const at::Tensor &v = attention->values->value;
        const at::Tensor output = at::empty({shape.query_rows, shape.hidden}, k.options());
        const at::Tensor sums =
            at::empty({shape.heads, shape.query_rows}, at::dtype(at::kFloat));
        parallel_items(shape.sequences * shape.heads, [&](int64_t item) {
            ForwardHead head{shape.head(item)};
            if (head.queries == 0) {
                return;
            }
            head.query = shape.query_rows_of(q, item);
            head.key = shape.key_rows_of(k, item);
            head.value = shape.key_rows_of(v, item);
            head.attended = shape.writable_query_rows_of(output, item);
            head.log_sum_exp = sums.mutable_data_ptr<float>() + shape.sum_index(item);
            head_functions().forward(head, shape.bfloat16);
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
        parallel_items(shape.sequences * shape.heads, [&](int64_t item) {
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
            head_functions().backward(head, shape.bfloat16);
        });
    });
}

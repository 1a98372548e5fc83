// Attention inside the sequences of a packed batch, a head of a sequence at a time: heads share
// nothing, so threads take them in any order. What one head needs is packed into the thread's own
// workspace, and computed by one of the forms under forms/, the best that the processor runs.
// Nothing of the size of keys times queries outlives a block of 96 queries; the backward pass
// makes the probabilities again from the scores' log-sum-exp.
#include "kernels/cuda/attention/attention.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/shared/parallel.hpp"
#include "kernels/cpu/shared/processor.hpp"
#include "kernels/cpu/attention/shape.hpp"

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
    const Processor &processor = Processor::shared();
    switch (form) {
    case CT_AVX2: return processor.avx2;
    case CT_AVX512: return processor.avx512;
    case CT_AVX512_BFLOAT16: return processor.avx512_bfloat16;
    default: return form == CT_BEST_PROCESSOR || form == CT_ANY_PROCESSOR;
    }
}

namespace ct {
namespace {

std::vector<at::TensorBase> forward(const ct_packed_attention &attention) {
    const AttentionShape shape(attention);
    const HeadFunctions &functions = head_functions(attention.form);
    const at::TensorBase &q = attention.queries->value, &k = attention.keys->value;
    const at::TensorBase &v = attention.values->value;
    const at::TensorBase output = ct::empty({shape.query_rows, shape.hidden}, k.options());
    const at::TensorBase sums = ct::empty({shape.heads, shape.query_rows}, at::dtype(at::kFloat));
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
    const at::TensorBase none = ct::empty({0}, at::dtype(at::kLong));
    return {output, sums, none, none};
}

void gradients(const ct_packed_attention &attention, const at::TensorBase &gradient,
               const at::TensorBase &attended, const at::TensorBase &sums,
               const at::TensorBase &query_gradient, const at::TensorBase &key_gradient,
               const at::TensorBase &value_gradient) {
    const AttentionShape shape(attention);
    const HeadFunctions &functions = head_functions(attention.form);
    const at::TensorBase &q = attention.queries->value, &k = attention.keys->value;
    const at::TensorBase &v = attention.values->value;
    shape.check_rows(gradient, "gradients", shape.query_rows);
    shape.check_rows(attended, "attended values", shape.query_rows);
    shape.check_rows(query_gradient, "gradients of queries", shape.query_rows);
    shape.check_rows(key_gradient, "gradients of keys", shape.tokens);
    shape.check_rows(value_gradient, "gradients of values", shape.tokens);
    TORCH_CHECK(sums.scalar_type() == at::kFloat && sums.is_contiguous() && sums.dim() == 2 &&
                    sums.size(0) == shape.heads && sums.size(1) == shape.query_rows,
                "log-sum-exp is ", sums.scalar_type(), " ", sums.sizes(), ", not Float [",
                shape.heads, ", ", shape.query_rows, "]");
    parallel_heads(shape, [&](int64_t item) {
        BackwardHead head{shape.head(item)};
        head.query = shape.query_rows_of(q, item);
        head.key = shape.key_rows_of(k, item);
        head.value = shape.key_rows_of(v, item);
        head.attended = shape.query_rows_of(attended, item);
        head.gradient = shape.query_rows_of(gradient, item);
        head.query_gradient = shape.writable_query_rows_of(query_gradient, item);
        head.key_gradient = shape.writable_key_rows_of(key_gradient, item);
        head.value_gradient = shape.writable_key_rows_of(value_gradient, item);
        head.log_sum_exp = sums.const_data_ptr<float>() + shape.sum_index(item);
        functions.backward(head, shape.bfloat16);
    });
}

bool runs_on_device(const ct_packed_attention &attention) {
    return cuda::runs_on_device("attention",
                                {attention.queries->value, attention.keys->value,
                                 attention.values->value, attention.query_offsets->value,
                                 attention.key_offsets->value});
}

} // namespace
} // namespace ct

ct_status ct_attention_forward(const ct_packed_attention *attention, ct_tensor **out) {
    return producing_several(out, [&] {
        const ct::Unrecorded direct;
        return runs_on_device(*attention) ? cuda::attention_forward(*attention)
                                                  : forward(*attention);
    });
}

ct_status ct_attention_gradients(const ct_packed_attention *attention, const ct_tensor *gradient,
                                 const ct_tensor *const *outputs, ct_tensor *query_gradient,
                                 ct_tensor *key_gradient, ct_tensor *value_gradient) {
    return guarded([&] {
        const ct::Unrecorded direct;
        const at::TensorBase &dq = query_gradient->value, &dk = key_gradient->value;
        const at::TensorBase &dv = value_gradient->value;
        if (runs_on_device(*attention)) {
            cuda::runs_on_device("attention", {attention->queries->value, gradient->value,
                                               outputs[CT_ATTENDED]->value, dq, dk, dv});
            const std::vector<at::TensorBase> forward = {
                outputs[CT_ATTENDED]->value, outputs[CT_LOG_SUM_EXP]->value,
                outputs[CT_RANDOM_SEED]->value, outputs[CT_RANDOM_OFFSET]->value};
            cuda::attention_gradients(*attention, gradient->value, forward, {dq, dk, dv});
        } else {
            gradients(*attention, gradient->value, outputs[CT_ATTENDED]->value,
                      outputs[CT_LOG_SUM_EXP]->value, dq, dk, dv);
        }
    });
}

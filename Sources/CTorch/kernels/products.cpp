// Products of matrices as libtorch has them, with two choices of our own: float32 goes to oneDNN
// by name, and bfloat16 with a bias too, which libtorch would copy to every row. A transposed
// operand is a view; nothing is laid out anew here.
#include "operations.hpp"

#include <ATen/Context.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/mm.h>

namespace {

using ct::guarded;
using ct::producing;
using OptionalTensor = std::optional<at::Tensor>;

at::Tensor matrix(ct_operand operand) {
    const at::Tensor matrix = ct::tensor(operand.tensor);
    TORCH_CHECK(matrix.dim() == 2, "a product takes matrices, not ", matrix.dim(), " axes");
    return operand.transposed ? matrix.t() : matrix;
}

/// Refuses operands of several devices.
void check_devices(ct_operand a, ct_operand b, const ct_tensor *other) {
    const at::Device device = a.tensor->value.device();
    for (const ct_tensor *tensor : {b.tensor, other}) {
        TORCH_CHECK(!tensor || tensor->value.device() == device, "a product of matrices on ",
                    device, " and ", tensor->value.device());
    }
}

/// x w^T + bias by oneDNN.
///
/// libtorch gives float32 products to MKL, which on processors of other makers than its own takes
/// its AVX2 path: half the rate of oneDNN's kernels, which go by what the processor can do.
at::Tensor linear_onednn(const at::Tensor &x, const at::Tensor &w, const OptionalTensor &bias) {
    using Function = at::Tensor(const at::Tensor &, const at::Tensor &, const OptionalTensor &,
                                c10::string_view, c10::List<std::optional<at::Scalar>>,
                                std::optional<c10::string_view>);
    static const auto function = c10::Dispatcher::singleton()
                                     .findSchemaOrThrow("mkldnn::_linear_pointwise", "")
                                     .typed<Function>();
    return function.call(x, w, bias, "none", c10::List<std::optional<at::Scalar>>(), std::nullopt);
}

bool onednn_has(const at::Tensor &a, const at::Tensor &b, at::ScalarType type) {
#if defined(__x86_64__)
    return a.is_cpu() && a.scalar_type() == type && b.scalar_type() == type && a.numel() > 0 &&
           b.numel() > 0 && at::hasMKLDNN() && at::globalContext().userEnabledMkldnn();
#else
    return false;
#endif
}

bool takes_onednn(const at::Tensor &a, const at::Tensor &b) {
    return onednn_has(a, b, at::kFloat);
}

at::Tensor product(const at::Tensor &a, const at::Tensor &b, const OptionalTensor &bias) {
    TORCH_CHECK(a.size(1) == b.size(0), "no product of ", a.sizes(), " and ", b.sizes());
    // In bfloat16 libtorch takes oneDNN itself, but copies the bias to every row beforehand.
    if (takes_onednn(a, b) ||
        (bias && ct_cpu_has_bfloat16_products() && onednn_has(a, b, at::kBFloat16))) {
        return linear_onednn(a, b.t(), bias);
    }
    return bias ? at::addmm(*bias, a, b) : at::mm(a, b);
}

} // namespace

ct_status ct_product(ct_operand a, ct_operand b, const ct_tensor *bias, ct_tensor **out) {
    return producing(out, [&] {
        const ct::Unrecorded direct;
        check_devices(a, b, bias);
        return product(matrix(a), matrix(b),
                       bias ? OptionalTensor(ct::tensor(bias)) : std::nullopt);
    });
}

ct_status ct_add_product(ct_tensor *sum, ct_operand a, ct_operand b) {
    return guarded([&] {
        const ct::Unrecorded direct;
        check_devices(a, b, sum);
        const at::Tensor first = matrix(a), second = matrix(b);
        if (takes_onednn(first, second)) {
            ct::tensor(sum).add_(product(first, second, std::nullopt));
        } else {
            ct::tensor(sum).addmm_(first, second);
        }
    });
}

ct_status ct_write_product(ct_tensor *out, ct_operand a, ct_operand b) {
    return guarded([&] {
        const ct::Unrecorded direct;
        check_devices(a, b, out);
        const at::Tensor first = matrix(a), second = matrix(b);
        if (takes_onednn(first, second)) {
            ct::tensor(out).copy_(product(first, second, std::nullopt));
        } else {
            at::Tensor written = ct::tensor(out);
            at::mm_out(written, first, second);
        }
    });
}

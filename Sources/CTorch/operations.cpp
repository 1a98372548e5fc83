#include "operations.hpp"

#include <ATen/Functions.h>

using ct::guarded;
using ct::producing;
using ct::tensor;

namespace {

at::IntArrayRef list(const int64_t *values, int32_t count) {
    return at::IntArrayRef(values, static_cast<size_t>(count));
}

} // namespace

ct_status ct_add(const ct_tensor *a, const ct_tensor *b, double scale, ct_tensor **out) {
    return producing(out, [&] { return at::add(tensor(a), tensor(b), scale); });
}

ct_status ct_multiply(const ct_tensor *a, const ct_tensor *b, ct_tensor **out) {
    return producing(out, [&] { return at::mul(tensor(a), tensor(b)); });
}

ct_status ct_divide(const ct_tensor *a, const ct_tensor *b, ct_tensor **out) {
    return producing(out, [&] { return at::div(tensor(a), tensor(b)); });
}

ct_status ct_add_scalar(const ct_tensor *a, double b, ct_tensor **out) {
    return producing(out, [&] { return at::add(tensor(a), b); });
}

ct_status ct_multiply_scalar(const ct_tensor *a, double b, ct_tensor **out) {
    return producing(out, [&] { return at::mul(tensor(a), b); });
}

ct_status ct_power(const ct_tensor *a, double exponent, ct_tensor **out) {
    return producing(out, [&] { return at::pow(tensor(a), exponent); });
}

ct_status ct_tanh(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::tanh(tensor(a)); });
}

ct_status ct_exp(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::exp(tensor(a)); });
}

ct_status ct_log(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::log(tensor(a)); });
}

ct_status ct_abs(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::abs(tensor(a)); });
}

ct_status ct_gelu(const ct_tensor *a, bool tanh_approximation, ct_tensor **out) {
    return producing(out,
                     [&] { return at::gelu(tensor(a), tanh_approximation ? "tanh" : "none"); });
}

ct_status ct_relu(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::relu(tensor(a)); });
}

ct_status ct_silu(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::silu(tensor(a)); });
}

ct_status ct_clamp(const ct_tensor *a, double low, double high, ct_tensor **out) {
    return producing(out, [&] { return at::clamp(tensor(a), low, high); });
}

ct_status ct_matmul(const ct_tensor *a, const ct_tensor *b, ct_tensor **out) {
    return producing(out, [&] { return at::matmul(tensor(a), tensor(b)); });
}

ct_status ct_linear(const ct_tensor *x, const ct_tensor *weight, const ct_tensor *bias,
                    ct_tensor **out) {
    return producing(out, [&] {
        return bias ? at::linear(tensor(x), tensor(weight), tensor(bias))
                    : at::linear(tensor(x), tensor(weight));
    });
}

ct_status ct_layer_norm(const ct_tensor *x, const ct_tensor *weight, const ct_tensor *bias,
                        double epsilon, ct_tensor **out) {
    return producing(out, [&] {
        return at::layer_norm(tensor(x), tensor(weight).sizes(), tensor(weight), tensor(bias),
                              epsilon);
    });
}

ct_status ct_embedding(const ct_tensor *weight, const ct_tensor *indices, ct_tensor **out) {
    return producing(out, [&] { return at::embedding(tensor(weight), tensor(indices)); });
}

ct_status ct_log_softmax(const ct_tensor *a, int32_t axis, ct_tensor **out) {
    return producing(out, [&] { return at::log_softmax(tensor(a), axis); });
}

ct_status ct_cross_entropy(const ct_tensor *logits, const ct_tensor *labels,
                           const ct_tensor *weights, double smoothing, ct_tensor **out) {
    return producing(out, [&] {
        const auto class_weights =
            weights ? std::optional<at::Tensor>(tensor(weights)) : std::nullopt;
        return at::cross_entropy_loss(tensor(logits), tensor(labels), class_weights,
                                      at::Reduction::Mean, -100, smoothing);
    });
}

ct_status ct_mean_squared_error(const ct_tensor *a, const ct_tensor *b, ct_tensor **out) {
    return producing(out, [&] { return at::mse_loss(tensor(a), tensor(b)); });
}

ct_status ct_sum(const ct_tensor *a, const int64_t *axes, int32_t axis_count, bool keep_rank,
                 ct_tensor **out) {
    return producing(out, [&] {
        return axis_count == 0 ? at::sum(tensor(a))
                               : at::sum(tensor(a), list(axes, axis_count), keep_rank);
    });
}

ct_status ct_mean(const ct_tensor *a, const int64_t *axes, int32_t axis_count, bool keep_rank,
                  ct_tensor **out) {
    return producing(out, [&] {
        return axis_count == 0 ? at::mean(tensor(a))
                               : at::mean(tensor(a), list(axes, axis_count), keep_rank);
    });
}

ct_status ct_argmax(const ct_tensor *a, int32_t axis, ct_tensor **out) {
    return producing(out, [&] { return at::argmax(tensor(a), axis); });
}

ct_status ct_all_finite(const ct_tensor *a, bool *out) {
    return guarded([&] { *out = at::isfinite(tensor(a)).all().item<bool>(); });
}

ct_status ct_symmetric_eigenvalues(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::linalg_eigvalsh(tensor(a)); });
}

ct_status ct_symmetric_eigensystem(const ct_tensor *a, ct_tensor **values, ct_tensor **vectors) {
    return guarded([&] {
        auto [l, v] = at::linalg_eigh(tensor(a));
        auto first = std::make_unique<ct_tensor>(ct_tensor{l});
        *vectors = new ct_tensor{v};
        *values = first.release();
    });
}

ct_status ct_reshape(const ct_tensor *a, const int64_t *shape, int32_t rank, ct_tensor **out) {
    return producing(out, [&] { return at::reshape(tensor(a), list(shape, rank)); });
}

ct_status ct_transpose(const ct_tensor *a, int32_t first, int32_t second, ct_tensor **out) {
    return producing(out, [&] { return at::transpose(tensor(a), first, second); });
}

ct_status ct_narrow(const ct_tensor *a, int32_t axis, int64_t start, int64_t length,
                    ct_tensor **out) {
    return producing(out, [&] { return at::narrow(tensor(a), axis, start, length); });
}

ct_status ct_index_select(const ct_tensor *a, int32_t axis, const ct_tensor *indices,
                          ct_tensor **out) {
    return producing(out, [&] { return at::index_select(tensor(a), axis, tensor(indices)); });
}

ct_status ct_concatenate(ct_tensor *const *tensors, int32_t count, int32_t axis, ct_tensor **out) {
    return producing(out, [&] {
        std::vector<at::Tensor> parts;
        for (int32_t i = 0; i < count; ++i) {
            parts.push_back(tensor(tensors[i]));
        }
        return at::cat(parts, axis);
    });
}

ct_status ct_contiguous(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return tensor(a).contiguous(); });
}

ct_status ct_clone(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::clone(tensor(a)); });
}

ct_status ct_convert(const ct_tensor *a, ct_dtype dtype, ct_tensor **out) {
    return producing(out, [&] { return tensor(a).to(ct::scalar_type(dtype)); });
}

ct_status ct_in_place_add(ct_tensor *a, const ct_tensor *b, double scale) {
    return guarded([&] { tensor(a).add_(tensor(b), scale); });
}

ct_status ct_in_place_add_rows(ct_tensor *a, const ct_tensor *source, const ct_tensor *indices) {
    return guarded([&] { tensor(a).index_add_(0, tensor(indices), tensor(source)); });
}

ct_status ct_in_place_copy_rows(ct_tensor *a, const ct_tensor *source, const ct_tensor *indices) {
    return guarded([&] { tensor(a).index_copy_(0, tensor(indices), tensor(source)); });
}

ct_status ct_in_place_multiply(ct_tensor *a, double factor) {
    return guarded([&] { tensor(a).mul_(factor); });
}

ct_status ct_in_place_copy(ct_tensor *a, const ct_tensor *source) {
    return guarded([&] { tensor(a).copy_(tensor(source)); });
}

ct_status ct_in_place_fill(ct_tensor *a, double value) {
    return guarded([&] { tensor(a).fill_(value); });
}

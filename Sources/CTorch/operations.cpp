#include "support.hpp"

using ct::guarded;
using ct::producing;

namespace {

at::IntArrayRef list(const int64_t *values, int32_t count) {
    return at::IntArrayRef(values, static_cast<size_t>(count));
}

} // namespace

ct_status ct_add(const ct_tensor *a, const ct_tensor *b, double scale, ct_tensor **out) {
    return producing(out, [&] { return at::add(a->value, b->value, scale); });
}

ct_status ct_multiply(const ct_tensor *a, const ct_tensor *b, ct_tensor **out) {
    return producing(out, [&] { return at::mul(a->value, b->value); });
}

ct_status ct_divide(const ct_tensor *a, const ct_tensor *b, ct_tensor **out) {
    return producing(out, [&] { return at::div(a->value, b->value); });
}

ct_status ct_add_scalar(const ct_tensor *a, double b, ct_tensor **out) {
    return producing(out, [&] { return at::add(a->value, b); });
}

ct_status ct_multiply_scalar(const ct_tensor *a, double b, ct_tensor **out) {
    return producing(out, [&] { return at::mul(a->value, b); });
}

ct_status ct_power(const ct_tensor *a, double exponent, ct_tensor **out) {
    return producing(out, [&] { return at::pow(a->value, exponent); });
}

ct_status ct_tanh(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::tanh(a->value); });
}

ct_status ct_exp(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::exp(a->value); });
}

ct_status ct_log(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::log(a->value); });
}

ct_status ct_abs(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::abs(a->value); });
}

ct_status ct_gelu(const ct_tensor *a, bool tanh_approximation, ct_tensor **out) {
    return producing(out,
                     [&] { return at::gelu(a->value, tanh_approximation ? "tanh" : "none"); });
}

ct_status ct_relu(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::relu(a->value); });
}

ct_status ct_silu(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::silu(a->value); });
}

ct_status ct_clamp(const ct_tensor *a, double low, double high, ct_tensor **out) {
    return producing(out, [&] { return at::clamp(a->value, low, high); });
}

ct_status ct_matmul(const ct_tensor *a, const ct_tensor *b, ct_tensor **out) {
    return producing(out, [&] { return at::matmul(a->value, b->value); });
}

ct_status ct_linear(const ct_tensor *x, const ct_tensor *weight, const ct_tensor *bias,
                    ct_tensor **out) {
    return producing(out, [&] {
        return bias ? at::linear(x->value, weight->value, bias->value)
                    : at::linear(x->value, weight->value);
    });
}

ct_status ct_layer_norm(const ct_tensor *x, const ct_tensor *weight, const ct_tensor *bias,
                        double epsilon, ct_tensor **out) {
    return producing(out, [&] {
        return at::layer_norm(x->value, weight->value.sizes(), weight->value, bias->value, epsilon);
    });
}

ct_status ct_embedding(const ct_tensor *weight, const ct_tensor *indices, ct_tensor **out) {
    return producing(out, [&] { return at::embedding(weight->value, indices->value); });
}

ct_status ct_log_softmax(const ct_tensor *a, int32_t axis, ct_tensor **out) {
    return producing(out, [&] { return at::log_softmax(a->value, axis); });
}

ct_status ct_cross_entropy(const ct_tensor *logits, const ct_tensor *labels, ct_tensor **out) {
    return producing(out, [&] { return at::cross_entropy_loss(logits->value, labels->value); });
}

ct_status ct_mean_squared_error(const ct_tensor *a, const ct_tensor *b, ct_tensor **out) {
    return producing(out, [&] { return at::mse_loss(a->value, b->value); });
}

ct_status ct_sum(const ct_tensor *a, const int64_t *axes, int32_t axis_count, bool keep_rank,
                 ct_tensor **out) {
    return producing(out, [&] {
        return axis_count == 0 ? at::sum(a->value)
                               : at::sum(a->value, list(axes, axis_count), keep_rank);
    });
}

ct_status ct_mean(const ct_tensor *a, const int64_t *axes, int32_t axis_count, bool keep_rank,
                  ct_tensor **out) {
    return producing(out, [&] {
        return axis_count == 0 ? at::mean(a->value)
                               : at::mean(a->value, list(axes, axis_count), keep_rank);
    });
}

ct_status ct_argmax(const ct_tensor *a, int32_t axis, ct_tensor **out) {
    return producing(out, [&] { return at::argmax(a->value, axis); });
}

ct_status ct_all_finite(const ct_tensor *a, bool *out) {
    return guarded([&] { *out = at::isfinite(a->value).all().item<bool>(); });
}

ct_status ct_symmetric_eigenvalues(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::linalg_eigvalsh(a->value); });
}

ct_status ct_symmetric_eigensystem(const ct_tensor *a, ct_tensor **values, ct_tensor **vectors) {
    return guarded([&] {
        auto [l, v] = at::linalg_eigh(a->value);
        auto first = std::make_unique<ct_tensor>(ct_tensor{l});
        *vectors = new ct_tensor{v};
        *values = first.release();
    });
}

ct_status ct_reshape(const ct_tensor *a, const int64_t *shape, int32_t rank, ct_tensor **out) {
    return producing(out, [&] { return at::reshape(a->value, list(shape, rank)); });
}

ct_status ct_transpose(const ct_tensor *a, int32_t first, int32_t second, ct_tensor **out) {
    return producing(out, [&] { return at::transpose(a->value, first, second); });
}

ct_status ct_narrow(const ct_tensor *a, int32_t axis, int64_t start, int64_t length,
                    ct_tensor **out) {
    return producing(out, [&] { return at::narrow(a->value, axis, start, length); });
}

ct_status ct_index_select(const ct_tensor *a, int32_t axis, const ct_tensor *indices,
                          ct_tensor **out) {
    return producing(out, [&] { return at::index_select(a->value, axis, indices->value); });
}

ct_status ct_concatenate(ct_tensor *const *tensors, int32_t count, int32_t axis, ct_tensor **out) {
    return producing(out, [&] {
        std::vector<at::Tensor> parts;
        for (int32_t i = 0; i < count; ++i) {
            parts.push_back(tensors[i]->value);
        }
        return at::cat(parts, axis);
    });
}

ct_status ct_contiguous(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return a->value.contiguous(); });
}

ct_status ct_clone(const ct_tensor *a, ct_tensor **out) {
    return producing(out, [&] { return at::clone(a->value); });
}

ct_status ct_convert(const ct_tensor *a, ct_dtype dtype, ct_tensor **out) {
    return producing(out, [&] { return a->value.to(ct::scalar_type(dtype)); });
}

ct_status ct_in_place_add(ct_tensor *a, const ct_tensor *b, double scale) {
    return guarded([&] { a->value.add_(b->value, scale); });
}

ct_status ct_in_place_add_rows(ct_tensor *a, const ct_tensor *source, const ct_tensor *indices) {
    return guarded([&] { a->value.index_add_(0, indices->value, source->value); });
}

ct_status ct_in_place_copy_rows(ct_tensor *a, const ct_tensor *source, const ct_tensor *indices) {
    return guarded([&] { a->value.index_copy_(0, indices->value, source->value); });
}

ct_status ct_in_place_multiply(ct_tensor *a, double factor) {
    return guarded([&] { a->value.mul_(factor); });
}

ct_status ct_in_place_copy(ct_tensor *a, const ct_tensor *source) {
    return guarded([&] { a->value.copy_(source->value); });
}

ct_status ct_in_place_fill(ct_tensor *a, double value) {
    return guarded([&] { a->value.fill_(value); });
}

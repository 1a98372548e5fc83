#include "support.hpp"

using ct::guarded;
using ct::producing;

namespace {

at::IntArrayRef sizes(const int64_t *shape, int32_t rank) {
    return at::IntArrayRef(shape, static_cast<size_t>(rank));
}

} // namespace

void ct_tensor_release(ct_tensor *tensor) { delete tensor; }

ct_status ct_tensor_alias(const ct_tensor *tensor, ct_tensor **out) {
    return producing(out, [&] { return tensor->value; });
}

ct_status ct_tensor_full(const int64_t *shape, int32_t rank, ct_dtype dtype, double value,
                         ct_tensor **out) {
    return producing(out, [&] {
        return at::full(sizes(shape, rank), value, at::dtype(ct::scalar_type(dtype)));
    });
}

ct_status ct_tensor_empty(const int64_t *shape, int32_t rank, ct_dtype dtype, ct_tensor **out) {
    return producing(out, [&] {
        return at::empty(sizes(shape, rank), at::dtype(ct::scalar_type(dtype)));
    });
}

ct_status ct_tensor_from_bytes(const void *bytes, const int64_t *shape, int32_t rank,
                               ct_dtype dtype, ct_tensor **out) {
    return producing(out, [&] {
        at::Tensor copy = at::empty(sizes(shape, rank), at::dtype(ct::scalar_type(dtype)));
        if (copy.numel() > 0) {
            std::memcpy(copy.mutable_data_ptr(), bytes, copy.nbytes());
        }
        return copy;
    });
}

ct_status ct_tensor_read_bytes(ct_tensor *tensor, const void *bytes, ct_dtype dtype) {
    return guarded([&] {
        c10::NoGradGuard none;
        if (tensor->value.numel() == 0) {
            return;
        }
        at::Tensor source = at::from_blob(const_cast<void *>(bytes), tensor->value.sizes(),
                                          at::dtype(ct::scalar_type(dtype)));
        tensor->value.copy_(source);
    });
}

ct_status ct_tensor_write_bytes(const ct_tensor *tensor, void *bytes, ct_dtype dtype) {
    return guarded([&] {
        c10::NoGradGuard none;
        if (tensor->value.numel() == 0) {
            return;
        }
        at::Tensor target = at::from_blob(bytes, tensor->value.sizes(),
                                          at::dtype(ct::scalar_type(dtype)));
        target.copy_(tensor->value);
    });
}

int32_t ct_tensor_rank(const ct_tensor *tensor) {
    return static_cast<int32_t>(tensor->value.dim());
}

int64_t ct_tensor_size(const ct_tensor *tensor, int32_t axis) {
    return tensor->value.sizes()[static_cast<size_t>(axis)];
}

int64_t ct_tensor_element_count(const ct_tensor *tensor) { return tensor->value.numel(); }

ct_dtype ct_tensor_dtype(const ct_tensor *tensor) {
    return ct::dtype_of(tensor->value.scalar_type());
}

bool ct_tensor_is_on_cpu(const ct_tensor *tensor) { return tensor->value.is_cpu(); }

const void *ct_tensor_data(const ct_tensor *tensor) {
    if (!tensor->value.is_contiguous() || !tensor->value.is_cpu()) {
        return nullptr;
    }
    return tensor->value.const_data_ptr();
}

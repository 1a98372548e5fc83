#include "operations.hpp"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>

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

ct_status ct_tensor_full(const int64_t *shape, int32_t rank, ct_dtype dtype, ct_device device,
                         double value, ct_tensor **out) {
    return producing(
        out, [&] { return at::full(sizes(shape, rank), value, ct::options(dtype, device)); });
}

ct_status ct_tensor_empty(const int64_t *shape, int32_t rank, ct_dtype dtype, ct_device device,
                          ct_tensor **out) {
    return producing(out,
                     [&] { return at::empty(sizes(shape, rank), ct::options(dtype, device)); });
}

ct_status ct_tensor_from_bytes(const void *bytes, const int64_t *shape, int32_t rank,
                               ct_dtype dtype, ct_device device, ct_tensor **out) {
    return producing(out, [&] {
        const bool locked = device.kind != CT_PROCESSOR;
        at::Tensor copy =
            at::empty(sizes(shape, rank), at::dtype(ct::scalar_type(dtype)).pinned_memory(locked));
        if (copy.numel() > 0) {
            std::memcpy(copy.mutable_data_ptr(), bytes, copy.nbytes());
        }
        return locked ? copy.to(ct::device(device), /*non_blocking=*/true) : copy;
    });
}

ct_status ct_tensor_to_device(const ct_tensor *tensor, ct_device device, ct_tensor **out) {
    return producing(out, [&] {
        const bool locked = device.kind != CT_PROCESSOR && ct::tensor(tensor).is_pinned();
        return tensor->value.to(ct::device(device), locked);
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
        ct::tensor(tensor).copy_(source);
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
        target.copy_(ct::tensor(tensor));
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

ct_device ct_tensor_device(const ct_tensor *tensor) {
    const c10::Device device = tensor->value.device();
    if (device.is_cpu()) {
        return {CT_PROCESSOR, 0};
    }
    return {device.is_cuda() ? CT_CUDA : CT_OTHER_DEVICE, device.index()};
}

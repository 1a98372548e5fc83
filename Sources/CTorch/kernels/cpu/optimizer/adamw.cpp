// AdamW of whole tensors: weight, both moments, gradient and the weight's bfloat16 copy are read
// and written once, 16 elements at a time. All tensors of a step are cut into blocks of 32768
// elements, which threads take from one list.
#include "kernels/cpu/optimizer/adamw.hpp"
#include "kernels/cuda/optimizer/adamw.hpp"
#include "kernels/cuda/launch/launch.hpp"
#include "kernels/cpu/shared/elements.hpp"
#include "kernels/cpu/shared/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace ct {

float *master_elements(ct_tensor *tensor, int64_t count, const char *name) {
    TORCH_CHECK(tensor->value.scalar_type() == at::kFloat && tensor->value.is_contiguous() &&
                    tensor->value.numel() == count,
                name, " must be a contiguous float32 tensor of ", count, " elements");
    return static_cast<float *>(tensor->value.mutable_data_ptr());
}

uint16_t *copy_elements(ct_tensor *tensor, int64_t count) {
    if (!tensor) {
        return nullptr;
    }
    TORCH_CHECK(tensor->value.scalar_type() == at::kBFloat16 && tensor->value.is_contiguous() &&
                    tensor->value.numel() == count,
                "copy must be a contiguous bfloat16 tensor of ", count, " elements");
    return static_cast<uint16_t *>(tensor->value.mutable_data_ptr());
}

const float *scale_element(const ct_tensor *scale) {
    if (!scale) {
        return nullptr;
    }
    TORCH_CHECK(scale->value.scalar_type() == at::kFloat && scale->value.numel() == 1,
                "the scale must be one float32 number");
    return scale->value.const_data_ptr<float>();
}

bool apply_scale(Coefficients &coefficients, const ct_tensor *scale) {
    const float *factor = scale_element(scale);
    if (!factor) {
        return true;
    }
    coefficients.gradient_scale *= *factor;
    return std::isfinite(*factor);
}

namespace {

template <typename Element> struct Step {
    CT_WIDE static void apply(float *p, float *m, float *v, const Element *g, uint16_t *copy,
                              int64_t count, const Coefficients &c) {
        for_each_part(count, [&](int64_t i, auto part) __attribute__((always_inline)) {
            AdamWLanes lanes{load(p + i, part), load(m + i, part), load(v + i, part)};
            lanes.update(load(g + i, part), c);
            store(p + i, lanes.p, part);
            store(m + i, lanes.m, part);
            store(v + i, lanes.v, part);
            if (copy) {
                store(copy + i, lanes.p, part);
            }
        });
    }
};

struct Item {
    at::TensorBase owned_gradient;
    float *p, *m, *v;
    uint16_t *copy;
    int64_t count;
    bool decays;

    explicit Item(const ct_adamw_item &item)
        : owned_gradient(item.gradient->value.contiguous()),
          count(item.parameter->value.numel()), decays(item.decays) {
        p = master_elements(item.parameter, count, "parameter");
        m = master_elements(item.first_moment, count, "first moment");
        v = master_elements(item.second_moment, count, "second moment");
        copy = copy_elements(item.copy, count);
        TORCH_CHECK(owned_gradient.numel() == count, "gradient of another size");
        const auto type = owned_gradient.scalar_type();
        TORCH_CHECK(type == at::kBFloat16 || type == at::kFloat, "gradient of type ", type);
    }

    void run(int64_t begin, int64_t size, const Coefficients &c) const {
        dispatch_element(owned_gradient.scalar_type(), [&]<typename Element>() {
            Step<Element>::apply(p + begin, m + begin, v + begin,
                                 elements<Element>(owned_gradient) + begin,
                                 copy ? copy + begin : nullptr, size, c);
        });
    }
};

constexpr int64_t block = 1 << 15;

/// All tensors of a step must be on one device.
bool runs_on_device(const ct_adamw_item *items, int32_t count, const ct_adamw &options) {
    const at::TensorBase none, scale = options.scale ? options.scale->value : none;
    bool result = false;
    for (int32_t i = 0; i < count; ++i) {
        const ct_adamw_item &item = items[i];
        result = cuda::runs_on_device(
            "an AdamW step", {items[0].parameter->value, item.parameter->value,
                              item.first_moment->value, item.second_moment->value,
                              item.gradient->value, item.copy ? item.copy->value : none, scale});
    }
    return result;
}

} // namespace
} // namespace ct

ct_adamw_coefficients ct_adamw_coefficients_of(ct_adamw o) {
    const auto step = static_cast<double>(o.step);
    return {
        static_cast<float>(o.learning_rate * o.weight_decay),
        static_cast<float>(1 - o.beta1),
        static_cast<float>(1 - o.beta2),
        static_cast<float>(o.learning_rate / (1 - std::pow(o.beta1, step))),
        static_cast<float>(1 / std::sqrt(1 - std::pow(o.beta2, step))),
        static_cast<float>(o.epsilon),
        static_cast<float>(o.gradient_scale),
    };
}

ct_status ct_adamw_step(const ct_adamw_item *items, int32_t count, ct_adamw options) {
    using namespace ct;
    return guarded([&] {
        if (runs_on_device(items, count, options)) {
            return cuda::adamw_step(items, count, options);
        }
        Coefficients decaying = ct_adamw_coefficients_of(options);
        const bool finite = apply_scale(decaying, options.scale);
        Coefficients constant = decaying;
        constant.decay = 0;
        // All are checked before any is changed.
        const std::vector<Item> work(items, items + count);
        if (!finite) {
            return;
        }
        std::vector<std::pair<const Item *, int64_t>> blocks;
        for (const Item &item : work) {
            for (int64_t begin = 0; begin < item.count; begin += block) {
                blocks.emplace_back(&item, begin);
            }
        }
        parallel_items(static_cast<int64_t>(blocks.size()), [&](int64_t index) {
            const auto [item, begin] = blocks[static_cast<size_t>(index)];
            item->run(begin, std::min(block, item->count - begin),
                      item->decays ? decaying : constant);
        });
    });
}

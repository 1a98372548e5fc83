#include "operations.hpp"

#include <c10/core/AutogradState.h>
#include <c10/util/ScopeExit.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>

using ct::guarded;
using ct::producing;

namespace {

/// A node of the graph whose backward pass is a caller's function.
struct CallbackNode : torch::autograd::Node {
    void *context = nullptr;
    ct_backward_function function = nullptr;
    ct_release_function release = nullptr;

    ~CallbackNode() override { release_variables(); }

    std::string name() const override { return "CustomGradient"; }

    void release_variables() override {
        if (context) {
            release(context);
            context = nullptr;
        }
    }

    torch::autograd::variable_list apply(torch::autograd::variable_list &&gradients) override {
        TORCH_CHECK(context, "a custom gradient was asked for twice");
        const size_t count = next_edges().size();
        torch::autograd::variable_list results(count);
        if (!gradients[0].defined()) {
            return results;
        }
        ct_tensor gradient{gradients[0]};
        std::vector<ct_tensor *> slots(count, nullptr);
        const char *message = nullptr;
        const ct_status status = function(context, &gradient, slots.data(), &message);
        for (size_t i = 0; i < count; ++i) {
            if (slots[i]) {
                results[i] = ct::tensor(slots[i]);
                ct_tensor_release(slots[i]);
            }
        }
        TORCH_CHECK_WITH(OutOfMemoryError, status != CT_OUT_OF_MEMORY,
                         message ? message : "out of memory");
        if (status != CT_OK) {
            throw ct::CallbackError(message ? message : "a custom gradient failed");
        }
        return results;
    }
};

/// What counts a node's owners: std::shared_ptr, or c10::intrusive_ptr in newer libtorch.
using Owner = decltype(torch::autograd::Edge::function);

template <typename Pointer> struct Maker {
    static auto make() { return c10::make_intrusive<CallbackNode>(); }
};

template <typename Node> struct Maker<std::shared_ptr<Node>> {
    static auto make() { return std::make_shared<CallbackNode>(); }
};

} // namespace

bool ct_gradients_enabled(void) { return at::GradMode::is_enabled(); }

void ct_set_gradients_enabled(bool enabled) { at::GradMode::set_enabled(enabled); }

bool ct_requires_gradient(const ct_tensor *tensor) { return tensor->value.requires_grad(); }

ct_status ct_set_requires_gradient(ct_tensor *tensor, bool required) {
    return guarded([&] { tensor->value.set_requires_grad(required); });
}

ct_status ct_detach(const ct_tensor *tensor, ct_tensor **out) {
    return producing(out, [&] { return ct::detached(tensor->value); });
}

ct_status ct_backward(const ct_tensor *scalar) {
    return guarded([&] {
        // The calling thread computes for every device, so that callbacks run on it.
        auto &state = c10::AutogradState::get_tls_state();
        const bool threads = state.get_multithreading_enabled();
        state.set_multithreading_enabled(false);
        const auto restore = c10::make_scope_exit(
            [threads] {
                c10::AutogradState::get_tls_state().set_multithreading_enabled(threads);
            });
        torch::autograd::backward({ct::tensor(scalar)}, {});
    });
}

ct_status ct_gradient(const ct_tensor *leaf, ct_tensor **out) {
    return guarded([&] {
        const at::Tensor gradient = ct::tensor(leaf).grad();
        *out = gradient.defined() ? new ct_tensor{gradient} : nullptr;
    });
}

ct_status ct_clear_gradient(ct_tensor *leaf) {
    return guarded([&] { ct::tensor(leaf).mutable_grad() = at::Tensor(); });
}

ct_status ct_custom_gradient(const ct_tensor *output, ct_tensor *const *inputs, int32_t count,
                             void *context, ct_backward_function backward,
                             ct_release_function release, ct_tensor **out) {
    return producing(out, [&] {
        auto node = Maker<Owner>::make();
        node->context = context;
        node->function = backward;
        node->release = release;
        torch::autograd::edge_list edges;
        for (int32_t i = 0; i < count; ++i) {
            edges.push_back(torch::autograd::impl::gradient_edge(ct::tensor(inputs[i])));
        }
        node->set_next_edges(std::move(edges));
        at::Tensor result = ct::tensor(output).detach();
        torch::autograd::set_history(result, node);
        return result;
    });
}

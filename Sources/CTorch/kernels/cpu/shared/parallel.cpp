#include "kernels/cpu/shared/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <dlfcn.h>
#include <exception>

namespace ct {

namespace {

// The wheel's OpenMP runtime, entered directly: a second runtime, which `-fopenmp` would link, would
// start a second pool of threads that fights with libtorch's for the processors.
using Region = void (*)(void *);
using EnterParallel = void (*)(Region, void *, unsigned threads, unsigned flags);

EnterParallel enter_parallel() {
    static const auto function =
        reinterpret_cast<EnterParallel>(dlsym(RTLD_DEFAULT, "GOMP_parallel"));
    return function;
}

struct Work {
    const std::function<void(int64_t)> &body;
    int64_t count;
    std::atomic<int64_t> next{0};
    std::atomic_flag failed = ATOMIC_FLAG_INIT;
    std::exception_ptr error;

    void run() noexcept {
        try {
            for (int64_t item = next++; item < count; item = next++) {
                body(item);
            }
        } catch (...) {
            if (!failed.test_and_set()) {
                error = std::current_exception();
            }
        }
    }
};

} // namespace

void parallel_items(int64_t count, const std::function<void(int64_t)> &body) {
    Work work{body, count};
    if (count > 1 && enter_parallel()) {
        enter_parallel()([](void *data) { static_cast<Work *>(data)->run(); }, &work, 0, 0);
    } else {
        work.run();
    }
    if (work.error) {
        std::rethrow_exception(work.error);
    }
}

void parallel_blocks(int64_t count, int64_t block,
                     const std::function<void(int64_t, int64_t)> &body) {
    parallel_items((count + block - 1) / block, [&](int64_t index) {
        body(index * block, std::min(count, (index + 1) * block));
    });
}

} // namespace ct

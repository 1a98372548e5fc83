#include "support.hpp"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/headeronly/version.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace {

struct ProcessorFeatures {
    bool avx512_bf16 = false;
    bool amx_bf16 = false;

    ProcessorFeatures() {
#if defined(__x86_64__)
        unsigned a = 0, b = 0, c = 0, d = 0;
        if (__get_cpuid_count(7, 0, &a, &b, &c, &d)) {
            amx_bf16 = (d >> 22 & 1) && (d >> 24 & 1);
        }
        if (__get_cpuid_count(7, 1, &a, &b, &c, &d)) {
            avx512_bf16 = a >> 5 & 1;
        }
#endif
    }
};

const ProcessorFeatures &processor() {
    static const ProcessorFeatures features;
    return features;
}

} // namespace

const char *ct_libtorch_version(void) { return TORCH_VERSION; }

const char *ct_cpu_capability(void) {
    static const std::string name = at::get_cpu_capability();
    return name.c_str();
}

bool ct_cpu_has_bfloat16_products(void) {
    return processor().avx512_bf16 || processor().amx_bf16;
}

bool ct_cpu_has_amx(void) { return processor().amx_bf16; }

int32_t ct_thread_count(void) { return at::get_num_threads(); }

ct_status ct_set_thread_count(int32_t count) {
    return ct::guarded([&] {
        TORCH_CHECK(count > 0, "the number of threads must be positive, not ", count);
        at::set_num_threads(count);
    });
}

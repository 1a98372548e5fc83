#include "kernels/cpu/shared/processor.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace ct {

Processor::Processor() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
    avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    avx512_bfloat16 = avx512 && __builtin_cpu_supports("avx512bf16");
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d)) {
        constexpr unsigned bfloat16 = 22, tiles = 24;
        amx_bfloat16 = (d >> bfloat16 & 1) && (d >> tiles & 1);
    }
#endif
}

const Processor &Processor::shared() {
    static const Processor processor;
    return processor;
}

} // namespace ct

#include "support.hpp"

#include "kernels/cpu/shared/processor.hpp"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/headeronly/version.h>

const char *ct_libtorch_version(void) { return TORCH_VERSION; }

const char *ct_cpu_capability(void) {
    static const std::string name = at::get_cpu_capability();
    return name.c_str();
}

bool ct_cpu_has_bfloat16_products(void) {
    const ct::Processor &processor = ct::Processor::shared();
    return processor.avx512_bfloat16 || processor.amx_bfloat16;
}

bool ct_cpu_has_amx(void) { return ct::Processor::shared().amx_bfloat16; }

int32_t ct_thread_count(void) { return at::get_num_threads(); }

ct_status ct_set_thread_count(int32_t count) {
    return ct::guarded([&] {
        TORCH_CHECK(count > 0, "the number of threads must be positive, not ", count);
        at::set_num_threads(count);
    });
}

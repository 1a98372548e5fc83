#include "support.hpp"

#include <cstring>
#include <dlfcn.h>

using ct::guarded;

// NVIDIA's driver and management library, asked by name: they are there on machines with a GPU only.

namespace {

template <typename Function> Function *symbol(void *library, const char *name) {
    auto *const found = reinterpret_cast<Function *>(dlsym(library, name));
    TORCH_CHECK(found, "NVIDIA's driver has no ", name, ": it is too old");
    return found;
}

struct Driver {
    int (*device_count)(int *);
    int (*version)(int *);
    int (*name)(char *, int, int);
    int (*total_memory)(size_t *, int);
    int (*attribute)(int *, int, int);
    int (*address)(char *, int, int);
    int (*error_text)(int, const char **);

    Driver() {
        void *const library = dlopen("libcuda.so.1", RTLD_NOW | RTLD_GLOBAL);
        TORCH_CHECK(library, "there is no NVIDIA driver here: libcuda.so.1 cannot be opened");
        device_count = symbol<int(int *)>(library, "cuDeviceGetCount");
        version = symbol<int(int *)>(library, "cuDriverGetVersion");
        name = symbol<int(char *, int, int)>(library, "cuDeviceGetName");
        total_memory = symbol<int(size_t *, int)>(library, "cuDeviceTotalMem_v2");
        attribute = symbol<int(int *, int, int)>(library, "cuDeviceGetAttribute");
        address = symbol<int(char *, int, int)>(library, "cuDeviceGetPCIBusId");
        error_text = symbol<int(int, const char **)>(library, "cuGetErrorString");
        check(symbol<int(unsigned)>(library, "cuInit")(0), "start");
    }

    void check(int status, const char *action) const {
        if (status == 0) {
            return;
        }
        const char *text = nullptr;
        error_text(status, &text);
        TORCH_CHECK(false, "NVIDIA's driver cannot ", action, ": ", text ? text : "error ",
                    text ? "" : std::to_string(status));
    }

    static const Driver &shared() {
        static const Driver driver;
        return driver;
    }
};

/// The bytes of the GPU at an address that no program has taken, or -1 where the management library,
/// which counts GPUs in another order than the driver, does not say.
int64_t free_memory(const char *address) {
    struct Memory {
        unsigned long long total, free, used;
    };
    void *const library = dlopen("libnvidia-ml.so.1", RTLD_NOW);
    if (!library) {
        return -1;
    }
    const auto start = reinterpret_cast<int (*)()>(dlsym(library, "nvmlInit_v2"));
    const auto find = reinterpret_cast<int (*)(const char *, void **)>(
        dlsym(library, "nvmlDeviceGetHandleByPciBusId_v2"));
    const auto ask = reinterpret_cast<int (*)(void *, Memory *)>(
        dlsym(library, "nvmlDeviceGetMemoryInfo"));
    void *device = nullptr;
    Memory memory{};
    const bool known = start && find && ask && start() == 0 &&
                       find(address, &device) == 0 &&
                       ask(device, &memory) == 0;
    return known ? static_cast<int64_t>(memory.free) : -1;
}

} // namespace

ct_status ct_cuda_driver(int32_t *count, int32_t *version) {
    return guarded([&] {
        const Driver &driver = Driver::shared();
        driver.check(driver.device_count(count), "count its GPUs");
        driver.check(driver.version(version), "tell its version");
    });
}

ct_status ct_cuda_describe(int32_t index, ct_cuda_properties *out) {
    return guarded([&] {
        // The numbers of the attributes are part of the driver's stable interface.
        constexpr int multiprocessors = 16, major = 75, minor = 76;
        const Driver &driver = Driver::shared();
        std::memset(out, 0, sizeof(*out));
        size_t total = 0;
        driver.check(driver.name(out->name, sizeof(out->name), index), "name a GPU");
        driver.check(driver.total_memory(&total, index), "tell a GPU's memory");
        driver.check(driver.attribute(&out->major, major, index), "describe a GPU");
        driver.check(driver.attribute(&out->minor, minor, index), "describe a GPU");
        driver.check(driver.attribute(&out->multiprocessors, multiprocessors, index),
                     "describe a GPU");
        out->total_memory = static_cast<int64_t>(total);
        char address[32] = {};
        driver.check(driver.address(address, sizeof(address), index), "tell a GPU's address");
        out->free_memory = free_memory(address);
    });
}

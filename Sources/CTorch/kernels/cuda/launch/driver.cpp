#include "kernels/cuda/launch/backend.hpp"

#include <dlfcn.h>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace ct::cuda {

namespace {

/// The few functions of the driver API that launches need; their types are those of `cuda.h`.
struct Driver {
    using Handle = void *;
    int (*get_error_string)(int, const char **) = nullptr;
    int (*device_get)(int *, int) = nullptr;
    int (*device_attribute)(int *, int, int) = nullptr;
    int (*primary_context_retain)(Handle *, int) = nullptr;
    int (*context_current)(Handle *) = nullptr;
    int (*context_set_current)(Handle) = nullptr;
    int (*module_load)(Handle *, const void *) = nullptr;
    int (*module_function)(Handle *, Handle, const char *) = nullptr;
    int (*function_set_attribute)(Handle, int, int) = nullptr;
    int (*launch)(Handle, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned,
                  Handle, void **, void **) = nullptr;
    /// From CUDA 12.4 on; null before.
    int (*parameter)(Handle, size_t, size_t *, size_t *) = nullptr;
    std::string missing;

    Driver() {
        void *library = dlopen("libcuda.so.1", RTLD_NOW | RTLD_GLOBAL);
        if (!library) {
            missing = std::string("no CUDA driver: ") + dlerror();
            return;
        }
        find(library, "cuGetErrorString", get_error_string);
        find(library, "cuDeviceGet", device_get);
        find(library, "cuDeviceGetAttribute", device_attribute);
        find(library, "cuDevicePrimaryCtxRetain", primary_context_retain);
        find(library, "cuCtxGetCurrent", context_current);
        find(library, "cuCtxSetCurrent", context_set_current);
        find(library, "cuModuleLoadData", module_load);
        find(library, "cuModuleGetFunction", module_function);
        find(library, "cuFuncSetAttribute", function_set_attribute);
        find(library, "cuLaunchKernel", launch);
        parameter = reinterpret_cast<decltype(parameter)>(dlsym(library, "cuFuncGetParamInfo"));
    }

    template <typename Function> void find(void *library, const char *name, Function &function) {
        function = reinterpret_cast<Function>(dlsym(library, name));
        if (!function && missing.empty()) {
            missing = std::string("libcuda.so.1 has no ") + name;
        }
    }

    void check(int result, const char *what, const char *kernel) const {
        if (result != 0) {
            const char *text = nullptr;
            get_error_string(result, &text);
            TORCH_CHECK(false, "CUDA kernel ", kernel, ": ", what, ": ",
                        text ? text : "unknown error", " (", result, ")");
        }
    }
};

const Driver &driver() {
    static const Driver found;
    return found;
}

/// Makes a context current in this thread; the one before it returns at the end.
struct Current {
    Driver::Handle before = nullptr, context;

    Current(Driver::Handle wanted, const char *kernel) : context(wanted) {
        driver().check(driver().context_current(&before), "current context", kernel);
        if (before != context) {
            driver().check(driver().context_set_current(context), "set context", kernel);
        }
    }
    ~Current() {
        if (before && before != context) {
            driver().context_set_current(before);
        }
    }
    Current(const Current &) = delete;
    Current &operator=(const Current &) = delete;
};

struct Function {
    Driver::Handle handle = nullptr;
    unsigned shared = 0; // bytes of dynamic shared memory that it was prepared for
};

/// A device's context, programs and functions. They live as long as the process.
struct Device {
    int number = 0, major = 0, minor = 0;
    Driver::Handle context = nullptr;
    std::unordered_map<std::string, Driver::Handle> modules;
    std::unordered_map<std::string, Function> functions;

    Device(int index, const char *kernel) {
        constexpr int capability_major = 75, capability_minor = 76;
        const Driver &cuda = driver();
        cuda.check(cuda.device_get(&number, index), "device", kernel);
        cuda.check(cuda.device_attribute(&major, capability_major, number), "capability", kernel);
        cuda.check(cuda.device_attribute(&minor, capability_minor, number), "capability", kernel);
        cuda.check(cuda.primary_context_retain(&context, number), "context", kernel);
    }

    /// The program, whose context must be current. A cached program that the driver refuses is
    /// compiled again.
    Driver::Handle module(const Source &source, const char *kernel) {
        Driver::Handle &loaded = modules[source.name];
        if (!loaded &&
            driver().module_load(&loaded, compiled(source, major, minor, false).c_str()) != 0) {
            loaded = nullptr;
            const std::string image = compiled(source, major, minor, true);
            const int result = driver().module_load(&loaded, image.c_str());
            if (result != 0) {
                loaded = nullptr;
            }
            driver().check(result, "load", kernel);
        }
        return loaded;
    }

    Function &function(const Source &source, const char *kernel, const Arguments &arguments) {
        Function &found = functions[kernel];
        if (!found.handle) {
            Driver::Handle handle = nullptr;
            driver().check(driver().module_function(&handle, module(source, kernel), kernel),
                           "find", kernel);
            check_parameters(handle, kernel, arguments);
            found.handle = handle;
        }
        return found;
    }

    static void check_parameters(Driver::Handle handle, const char *kernel,
                                 const Arguments &arguments) {
        if (!driver().parameter) {
            return;
        }
        constexpr int invalid_value = 1; // for a parameter that there is not
        for (size_t i = 0; i <= arguments.count; ++i) {
            size_t offset = 0, size = 0;
            const int result = driver().parameter(handle, i, &offset, &size);
            if (result != 0 && result != invalid_value) {
                return;
            }
            const size_t given = i < arguments.count ? arguments.sizes[i] : 0;
            TORCH_CHECK((result == 0 ? size : 0) == given, "CUDA kernel ", kernel, ": argument ", i,
                        " of ", given, " bytes for a parameter of ", result == 0 ? size : 0);
        }
    }
};

std::mutex devices_mutex;

Device &device(int index, const char *kernel) {
    static std::unordered_map<int, std::unique_ptr<Device>> devices;
    std::unique_ptr<Device> &found = devices[index];
    if (!found) {
        found = std::make_unique<Device>(index, kernel);
    }
    return *found;
}

/// libtorch's current stream of a device, through its C shim, which is there once the CUDA part of
/// libtorch is loaded.
Driver::Handle current_stream(int index, const char *kernel) {
    using Get = int32_t (*)(int32_t, void **);
    static const Get get = [] {
        const char *name = "aoti_torch_get_current_cuda_stream";
        void *found = dlsym(RTLD_DEFAULT, name);
        void *library = found ? nullptr : dlopen("libtorch_cuda.so", RTLD_LAZY | RTLD_NOLOAD);
        return reinterpret_cast<Get>(library ? dlsym(library, name) : found);
    }();
    TORCH_CHECK(get, "CUDA kernel ", kernel,
                ": libtorch_cuda.so is not loaded, or is older than 2.11");
    void *stream = nullptr;
    TORCH_CHECK(get(index, &stream) == 0, "CUDA kernel ", kernel, ": no current stream of device ",
                index);
    return stream;
}

} // namespace

const std::string &missing_driver() { return driver().missing; }

int compute_capability(const at::TensorBase &on) {
    TORCH_CHECK(missing().empty(), "compute capability of ", on.device(), ": ", missing());
    const std::lock_guard lock(devices_mutex);
    const Device &found = device(on.device().index(), "compute capability");
    return 10 * found.major + found.minor;
}

void launch_on_device(const Source &source, const char *kernel, Grid grid, int index,
                      Arguments arguments) {
    TORCH_CHECK(missing().empty(), "CUDA kernel ", kernel, ": ", missing());
    const Driver &cuda = driver();
    const std::lock_guard lock(devices_mutex);
    Device &on = device(index, kernel);
    const Current current(on.context, kernel);
    Function &function = on.function(source, kernel, arguments);
    if (grid.shared > function.shared) {
        constexpr int most_dynamic_shared = 8;
        cuda.check(cuda.function_set_attribute(function.handle, most_dynamic_shared,
                                               static_cast<int>(grid.shared)),
                   "shared memory", kernel);
        function.shared = grid.shared;
    }
    cuda.check(cuda.launch(function.handle, grid.x, grid.y, grid.z, grid.threads, 1, 1, grid.shared,
                           current_stream(index, kernel), arguments.addresses, nullptr),
               "launch", kernel);
}

} // namespace ct::cuda

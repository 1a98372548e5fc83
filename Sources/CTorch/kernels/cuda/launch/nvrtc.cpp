#include "kernels/cuda/launch/backend.hpp"

#include <algorithm>
#include <dlfcn.h>
#include <filesystem>
#include <link.h>
#include <vector>

namespace ct::cuda {

namespace {

/// The files in `folder` whose names start so, in order.
std::vector<std::string> libraries(const std::filesystem::path &folder, const std::string &start) {
    std::vector<std::string> found;
    std::error_code failed;
    for (const auto &entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().filename().string().starts_with(start)) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// The path of a loaded library; empty where it is not known.
std::filesystem::path path_of(void *library) {
    link_map *map = nullptr;
    std::error_code failed;
    return library && dlinfo(library, RTLD_DI_LINKMAP, &map) == 0
               ? std::filesystem::absolute(map->l_name, failed)
               : std::filesystem::path();
}

/// Where libtorch's libraries are, and where the `nvidia` wheels put theirs beside the `torch`
/// wheel.
std::vector<std::filesystem::path> folders() {
    std::vector<std::filesystem::path> found;
    std::error_code failed;
    const auto add = [&](const std::filesystem::path &torch) {
        if (std::find(found.begin(), found.end(), torch) != found.end()) {
            return;
        }
        found.push_back(torch);
        const auto site = torch.parent_path().parent_path() / "nvidia";
        for (const auto &entry : std::filesystem::directory_iterator(site, failed)) {
            found.push_back(entry.path() / "lib");
        }
    };
    for (const char *name : {"libtorch_cuda.so", "libtorch_cpu.so"}) {
        const auto path = path_of(dlopen(name, RTLD_LAZY | RTLD_NOLOAD));
        if (!path.empty()) {
            add(path.parent_path());
            const auto target = std::filesystem::canonical(path, failed);
            add(failed ? path.parent_path() : target.parent_path());
        }
    }
    return found;
}

struct Compiler {
    using Program = void *;
    int (*create)(Program *, const char *, const char *, int, const char *const *,
                  const char *const *) = nullptr;
    int (*destroy)(Program *) = nullptr;
    int (*compile)(Program, int, const char *const *) = nullptr;
    int (*log_size)(Program, size_t *) = nullptr;
    int (*log)(Program, char *) = nullptr;
    int (*cubin_size)(Program, size_t *) = nullptr;
    int (*cubin)(Program, char *) = nullptr;
    int (*ptx_size)(Program, size_t *) = nullptr;
    int (*ptx)(Program, char *) = nullptr;
    int (*version)(int *, int *) = nullptr;
    int (*architecture_count)(int *) = nullptr;
    int (*architectures)(int *) = nullptr;
    const char *(*error_string)(int) = nullptr;
    std::string missing, tried;

    Compiler() {
        void *library = open();
        if (!library) {
            missing = "no NVRTC, NVIDIA's run-time compiler (tried" + tried + ")";
            return;
        }
        find(library, "nvrtcCreateProgram", create);
        find(library, "nvrtcDestroyProgram", destroy);
        find(library, "nvrtcCompileProgram", compile);
        find(library, "nvrtcGetProgramLogSize", log_size);
        find(library, "nvrtcGetProgramLog", log);
        find(library, "nvrtcGetCUBINSize", cubin_size);
        find(library, "nvrtcGetCUBIN", cubin);
        find(library, "nvrtcGetPTXSize", ptx_size);
        find(library, "nvrtcGetPTX", ptx);
        find(library, "nvrtcVersion", version);
        find(library, "nvrtcGetNumSupportedArchs", architecture_count);
        find(library, "nvrtcGetSupportedArchs", architectures);
        find(library, "nvrtcGetErrorString", error_string);
    }

    template <typename Function> void find(void *library, const char *name, Function &function) {
        function = reinterpret_cast<Function>(dlsym(library, name));
        if (!function && missing.empty()) {
            missing = std::string("NVRTC has no ") + name;
        }
    }

    /// First the folders beside libtorch, whose CUDA version it is, then what the system knows.
    void *open() {
        for (const std::filesystem::path &folder : folders()) {
            tried += (tried.empty() ? " " : ", ") + folder.string();
            for (const std::string &file : libraries(folder, "libnvrtc.so.")) {
                if (void *library = with_builtins(dlopen(file.c_str(), RTLD_NOW))) {
                    return library;
                }
            }
        }
        for (const char *name : {"libnvrtc.so.13", "libnvrtc.so.12"}) {
            tried += std::string(tried.empty() ? " " : ", ") + name;
            if (void *library = with_builtins(dlopen(name, RTLD_NOW))) {
                return library;
            }
        }
        return nullptr;
    }

    /// NVRTC opens a second library by its name alone, which works once that is loaded.
    static void *with_builtins(void *library) {
        for (const std::string &file :
             libraries(path_of(library).parent_path(), "libnvrtc-builtins.so.")) {
            dlopen(file.c_str(), RTLD_NOW);
        }
        return library;
    }
};

const Compiler &compiler() {
    static const Compiler found;
    return found;
}

/// What a device's programs are compiled for: its own architecture, else the newest below it that
/// NVRTC knows, as PTX that the driver finishes.
struct Target {
    int number;
    bool exact;

    Target(int major, int minor) : number(0), exact(false) {
        const int device = 10 * major + minor;
        int count = 0;
        compiler().architecture_count(&count);
        std::vector<int> known(static_cast<size_t>(std::max(count, 0)));
        compiler().architectures(known.data());
        for (const int architecture : known) {
            if (architecture <= device) {
                number = std::max(number, architecture);
            }
        }
        TORCH_CHECK(number > 0, "NVRTC knows no architecture for compute capability ", major, ".",
                    minor);
        exact = number == device;
    }

    std::string option() const {
        return (exact ? "--gpu-architecture=sm_" : "--gpu-architecture=compute_") +
               std::to_string(number);
    }
};

std::string compile(const Source &source, const std::string &text, const Target &target) {
    const Compiler &nvrtc = compiler();
    const auto check = [&](int result, const char *what) {
        TORCH_CHECK(result == 0, "NVRTC, ", source.name, ": ", what, ": ",
                    nvrtc.error_string(result));
    };
    Compiler::Program program = nullptr;
    const std::string file = std::string(source.name) + ".cu";
    check(nvrtc.create(&program, text.c_str(), file.c_str(), 0, nullptr, nullptr), "create");
    const std::unique_ptr<Compiler::Program, int (*)(Compiler::Program *)> owned(&program,
                                                                                 nvrtc.destroy);
    const std::string architecture = target.option();
    const char *options[] = {architecture.c_str(), "-std=c++17", "-default-device"};
    if (nvrtc.compile(program, 3, options) != 0) {
        size_t size = 0;
        nvrtc.log_size(program, &size);
        std::string log(size, '\0');
        nvrtc.log(program, log.data());
        TORCH_CHECK(false, "NVRTC cannot compile ", source.name, ":\n", log.c_str());
    }
    size_t size = 0;
    check((target.exact ? nvrtc.cubin_size : nvrtc.ptx_size)(program, &size), "size");
    std::string image(size, '\0');
    check((target.exact ? nvrtc.cubin : nvrtc.ptx)(program, image.data()), "image");
    return image;
}

} // namespace

const std::string &missing_compiler() { return compiler().missing; }

std::string whole_text(const Source &source) {
    static const char *const before =
#include "kernels/cuda/source/shared/common.cuh"
#include "kernels/cuda/source/shared/random.cuh"
#include "kernels/cuda/source/shared/rows.cuh"
        ;
    // The compiler counts the lines of the program itself.
    return std::string(before) + "#line 1 \"" + source.name + ".cuh\"\n" + source.text;
}

std::string compiled(const Source &source, int major, int minor, bool fresh) {
    const Target target(major, minor);
    int version[2] = {0, 0};
    compiler().version(&version[0], &version[1]);
    const std::string text = whole_text(source);
    const std::string key =
        text + target.option() + std::to_string(version[0]) + "." + std::to_string(version[1]);
    char hash[17];
    std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(hash_of(key)));
    const std::string name =
        std::string(source.name) + "-" + std::to_string(target.number) + "-" + hash;
    std::string image = fresh ? "" : cached_image(name);
    if (image.empty()) {
        image = compile(source, text, target);
        cache_image(name, image);
    }
    return image;
}

} // namespace ct::cuda

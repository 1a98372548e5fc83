#include "kernels/cuda/launch/backend.hpp"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

namespace ct::cuda {

namespace {

/// `$ISOTROPY_CACHE`, else `$XDG_CACHE_HOME/isotropy`, else `~/.cache/isotropy`; empty where none
/// is set.
std::filesystem::path folder() {
    const auto value = [](const char *name) {
        const char *text = std::getenv(name);
        return std::filesystem::path(text ? text : "");
    };
    if (const auto given = value("ISOTROPY_CACHE"); !given.empty()) {
        return given / "kernels";
    }
    if (const auto caches = value("XDG_CACHE_HOME"); !caches.empty()) {
        return caches / "isotropy" / "kernels";
    }
    const auto home = value("HOME");
    return home.empty() ? home : home / ".cache" / "isotropy" / "kernels";
}

/// What a file starts with: its image is whole only if both numbers fit.
struct Header {
    uint64_t size, hash;
};

} // namespace

uint64_t hash_of(const std::string &text) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char byte : text) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
    }
    return hash;
}

std::string cached_image(const std::string &name) {
    const std::filesystem::path place = folder();
    if (place.empty()) {
        return "";
    }
    std::ifstream file(place / name, std::ios::binary);
    Header header{};
    if (!file.read(reinterpret_cast<char *>(&header), sizeof header)) {
        return "";
    }
    const std::string image((std::istreambuf_iterator<char>(file)), {});
    return image.size() == header.size && hash_of(image) == header.hash ? image : "";
}

void cache_image(const std::string &name, const std::string &image) noexcept {
    try {
        const std::filesystem::path place = folder();
        if (place.empty()) {
            return;
        }
        std::filesystem::create_directories(place);
        const std::filesystem::path partial =
            place / (name + ".partial-" + std::to_string(std::random_device{}()));
        std::ofstream file(partial, std::ios::binary);
        const Header header{image.size(), hash_of(image)};
        file.write(reinterpret_cast<const char *>(&header), sizeof header);
        file.write(image.data(), static_cast<std::streamsize>(image.size()));
        file.close();
        std::error_code failed;
        if (file) {
            std::filesystem::rename(partial, place / name, failed);
        }
        std::filesystem::remove(partial, failed);
    } catch (...) { // the program is compiled again the next time
    }
}

} // namespace ct::cuda

#include "operations.hpp"

#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <map>
#include <mutex>
#include <sys/mman.h>
#include <unordered_map>

namespace {

/// Keeps the large blocks that tensors give back, for the next tensors.
///
/// A training step takes and gives back the same few sizes again and again, but every batch has
/// another number of tokens. A general allocator gives the memory back to the system and faults it
/// in anew, or keeps it in pieces that fit nothing. Here a request takes the smallest free block that
/// holds it, if that is at most twice its size. Where none fits, a block is mapped, and smaller free
/// ones of together at most its size are given back: memory grows only when the tensors do.
class BlockCache final : public c10::Allocator {
  public:
    /// The only one. Never freed: tensors may outlive everything else.
    static BlockCache &shared() {
        static auto *const cache = new BlockCache(c10::GetCPUAllocator());
        return *cache;
    }

    c10::DataPtr allocate(size_t bytes) override {
        void *data = bytes < smallest ? small_->raw_allocate(bytes) : take(bytes);
        return {data, data, &release, c10::Device(c10::DeviceType::CPU)};
    }

    c10::DeleterFnPtr raw_deleter() const override { return &release; }

    void copy_data(void *to, const void *from, std::size_t count) const override {
        default_copy_data(to, from, count);
    }

  private:
    static constexpr size_t smallest = 1 << 20;
    static constexpr size_t page = 2 << 20;

    explicit BlockCache(c10::Allocator *small) : small_(small) {}

    void *take(size_t bytes) {
        const std::lock_guard lock(mutex_);
        auto found = free_.lower_bound(bytes);
        if (found == free_.end() || found->first > 2 * bytes) {
            found = map((bytes + page - 1) / page * page);
        }
        const auto [size, data] = *found;
        free_.erase(found);
        taken_.emplace(data, size);
        return data;
    }

    /// A new free block.
    std::multimap<size_t, void *>::iterator map(size_t size) {
        give_back(size);
        constexpr int access = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS;
        void *data = mmap(nullptr, size, access, flags, -1, 0);
        if (data == MAP_FAILED) {
            give_back(SIZE_MAX);
            data = mmap(nullptr, size, access, flags, -1, 0);
        }
        TORCH_CHECK_WITH(OutOfMemoryError, data != MAP_FAILED, "not enough memory for ", size,
                         " bytes");
        return free_.emplace(size, data);
    }

    /// Unmaps free blocks, smallest first, of together at most `bytes`.
    void give_back(size_t bytes) {
        while (!free_.empty() && free_.begin()->first <= bytes) {
            const auto [size, data] = *free_.begin();
            bytes -= size;
            free_.erase(free_.begin());
            munmap(data, size);
        }
    }

    static void release(void *data) {
        BlockCache &cache = shared();
        {
            const std::lock_guard lock(cache.mutex_);
            if (const auto found = cache.taken_.find(data); found != cache.taken_.end()) {
                cache.free_.emplace(found->second, data);
                cache.taken_.erase(found);
                return;
            }
        }
        cache.small_->raw_deallocate(data);
    }

    c10::Allocator *small_;
    std::mutex mutex_;
    std::multimap<size_t, void *> free_;
    std::unordered_map<void *, size_t> taken_;
};

} // namespace

ct_status ct_tensor_lazy_zeros(const int64_t *shape, int32_t rank, ct_dtype dtype,
                               ct_device device, ct_tensor **out) {
    return ct::producing(out, [&] {
        const at::IntArrayRef sizes(shape, static_cast<size_t>(rank));
        const auto options = ct::options(dtype, device);
        const auto count = static_cast<size_t>(c10::multiply_integers(sizes));
        const size_t bytes = count * c10::elementSize(ct::scalar_type(dtype));
        // A mapping has whole pages; below some size that is more than zeroing costs.
        if (bytes < 1 << 18 || device.kind != CT_PROCESSOR) {
            return at::zeros(sizes, options);
        }
        constexpr int access = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS;
        void *data = mmap(nullptr, bytes, access, flags, -1, 0);
        TORCH_CHECK_WITH(OutOfMemoryError, data != MAP_FAILED, "not enough memory for ", bytes,
                         " bytes");
        return at::from_blob(data, sizes, [bytes](void *held) { munmap(held, bytes); }, options);
    });
}

void ct_keep_freed_memory(void) { c10::SetCPUAllocator(&BlockCache::shared(), 1); }

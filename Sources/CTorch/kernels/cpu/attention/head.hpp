#pragma once

#include "kernels/ct_random.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>

namespace ct {

/// The columns of one head in the rows of one sequence.
template <typename Pointer> struct HeadRows {
    Pointer data = nullptr;
    /// In elements, from row to row.
    int64_t stride = 0;
};

/// What both directions need of one head of one sequence. Elements are float32 or bfloat16.
struct Head {
    int64_t queries = 0, keys = 0, size = 0;
    /// Of the scores, before the softmax.
    float scale = 1;
    HeadRows<const void *> query, key, value;
    ct_random_key random = {};
    /// The score of query i and key j uses random number `first_group * 128 + i * keys + j`.
    uint64_t first_group = 0;
    /// Of 65536 equally likely random numbers these zero a probability; the others scale it.
    uint32_t dropped = 0;
    float kept = 1;
};

struct ForwardHead : Head {
    HeadRows<void *> attended;
    float *log_sum_exp = nullptr;
};

struct BackwardHead : Head {
    HeadRows<const void *> attended, gradient;
    const float *log_sum_exp = nullptr;
    HeadRows<void *> query_gradient, key_gradient, value_gradient;
};

/// Memory that grows when it must and is not cleared.
class Buffer {
  public:
    /// Room for so many 32-bit words, and 64 bytes to read beyond them.
    uint32_t *words(int64_t count) {
        const auto needed = static_cast<size_t>(count) * sizeof(uint32_t) + 64;
        if (needed > size) {
            memory.reset(static_cast<std::byte *>(::operator new(needed, alignment)));
            size = needed;
        }
        return reinterpret_cast<uint32_t *>(memory.get());
    }
    float *floats(int64_t count) { return reinterpret_cast<float *>(words(count)); }

  private:
    static constexpr std::align_val_t alignment{64};
    struct Release {
        void operator()(std::byte *bytes) const { ::operator delete(bytes, alignment); }
    };
    std::unique_ptr<std::byte, Release> memory;
    size_t size = 0;
};

/// What one thread needs for a head; kept from head to head.
struct Workspace {
    Buffer query, key, value, gradient, scores, slopes, shares, score_gradient, transposed, result;
    Buffer key_sum, value_sum, bits, rows;
};

Workspace &attention_workspace();

/// The same arithmetic compiled for one kind of processor.
struct HeadFunctions {
    void (*forward)(const ForwardHead &head, bool bfloat16);
    void (*backward)(const BackwardHead &head, bool bfloat16);
};

namespace generic {
extern const HeadFunctions head_functions;
}
#if defined(__x86_64__)
namespace avx2 {
extern const HeadFunctions head_functions;
}
namespace avx512 {
extern const HeadFunctions head_functions;
}
/// With products of bfloat16 pairs.
namespace avx512_bfloat16 {
extern const HeadFunctions head_functions;
}
#endif

} // namespace ct

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <tuple>
#include <utility>

/// CUDA C++ for the processor: the words that the kernels of `Sources/CTorch/kernels/cuda` use. One
/// thread of a block runs at a time, until it waits for others (see `threads.cpp`).

#define CT_EMULATION 1

#define __device__
#define __host__
#define __forceinline__ inline __attribute__((always_inline))
#define __shared__ static
#define __constant__ static
#define __restrict__ __restrict
#define __launch_bounds__(...)
#define __align__(bytes) __attribute__((aligned(bytes)))
/// What `Tools/cuda-emulation` finds kernels by.
#define __global__ __attribute__((noinline))

struct uint3 {
    unsigned x, y, z;
};
using dim3 = uint3;

extern uint3 threadIdx, blockIdx, blockDim, gridDim;
constexpr int warpSize = 32;
/// The one name of dynamic shared memory.
extern unsigned char ct_dynamic_shared[];

/// Two or four numbers, aligned as CUDA's are: an unaligned access ends the process there too.
#define CT_VECTOR(name, type)                                                                      \
    struct alignas(2 * sizeof(type)) name##2 {                                                     \
        type x, y;                                                                                 \
    };                                                                                             \
    struct alignas(4 * sizeof(type) > 16 ? 16 : 4 * sizeof(type)) name##4 {                        \
        type x, y, z, w;                                                                           \
    };                                                                                             \
    inline name##2 make_##name##2(type x, type y) { return {x, y}; }                               \
    inline name##4 make_##name##4(type x, type y, type z, type w) { return {x, y, z, w}; }
CT_VECTOR(float, float)
CT_VECTOR(int, int)
CT_VECTOR(uint, unsigned)
CT_VECTOR(ushort, unsigned short)
CT_VECTOR(double, double)
#undef CT_VECTOR

/// Waiting for other threads.
void __syncthreads();
void __syncwarp(unsigned mask = 0xffffffffu);
inline void __threadfence() {}
inline void __threadfence_block() {}
/// Ends the thread; the launch fails.
[[noreturn]] void __trap();

namespace ct_emulation {
/// Hands `value` to the warp and gives that of `lane`; 0 of a lane that is no more.
uint64_t exchange(unsigned mask, uint64_t value, unsigned lane);
unsigned ballot(unsigned mask, bool value);
unsigned this_lane();

template <typename T> T shuffle(unsigned mask, T value, unsigned lane) {
    static_assert(sizeof(T) <= 8);
    uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof value);
    bits = exchange(mask, bits, lane);
    std::memcpy(&value, &bits, sizeof value);
    return value;
}
} // namespace ct_emulation

/// Lanes outside a segment of `width` lanes give a lane its own value.
template <typename T> T __shfl_sync(unsigned mask, T value, int source, int width = 32) {
    const unsigned size = static_cast<unsigned>(width), lane = ct_emulation::this_lane();
    return ct_emulation::shuffle(mask, value,
                                 lane / size * size + static_cast<unsigned>(source) % size);
}
template <typename T> T __shfl_xor_sync(unsigned mask, T value, int distance, int width = 32) {
    const unsigned lane = ct_emulation::this_lane(), other = lane ^ static_cast<unsigned>(distance);
    const unsigned size = static_cast<unsigned>(width);
    return ct_emulation::shuffle(mask, value, other / size > lane / size ? lane : other);
}
template <typename T> T __shfl_down_sync(unsigned mask, T value, unsigned delta, int width = 32) {
    const unsigned lane = ct_emulation::this_lane(), size = static_cast<unsigned>(width);
    return ct_emulation::shuffle(mask, value, lane % size + delta < size ? lane + delta : lane);
}
template <typename T> T __shfl_up_sync(unsigned mask, T value, unsigned delta, int width = 32) {
    const unsigned lane = ct_emulation::this_lane(), size = static_cast<unsigned>(width);
    return ct_emulation::shuffle(mask, value, lane % size >= delta ? lane - delta : lane);
}
inline unsigned __ballot_sync(unsigned mask, int value) {
    return ct_emulation::ballot(mask, value != 0);
}
inline int __any_sync(unsigned mask, int value) {
    return ct_emulation::ballot(mask, value != 0) != 0;
}
inline int __all_sync(unsigned mask, int value) {
    return ct_emulation::ballot(mask, value == 0) == 0;
}

/// Atomics: one thread of one block runs at a time.
template <typename T, typename U> T atomicAdd(T *at, U value) {
    return std::exchange(*at, static_cast<T>(*at + value));
}
template <typename T, typename U> T atomicMax(T *at, U value) {
    return std::exchange(*at, std::max(*at, static_cast<T>(value)));
}
template <typename T, typename U> T atomicMin(T *at, U value) {
    return std::exchange(*at, std::min(*at, static_cast<T>(value)));
}
template <typename T, typename U> T atomicOr(T *at, U value) {
    return std::exchange(*at, static_cast<T>(*at | value));
}
template <typename T, typename U> T atomicExch(T *at, U value) {
    return std::exchange(*at, static_cast<T>(value));
}
template <typename T, typename U> T atomicCAS(T *at, U expected, U value) {
    return *at == static_cast<T>(expected) ? std::exchange(*at, static_cast<T>(value)) : *at;
}

/// Numbers and bits.
inline unsigned __float_as_uint(float x) {
    unsigned bits;
    std::memcpy(&bits, &x, sizeof bits);
    return bits;
}
inline float __uint_as_float(unsigned bits) {
    float x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
}
inline int __float_as_int(float x) { return static_cast<int>(__float_as_uint(x)); }
inline float __int_as_float(int bits) { return __uint_as_float(static_cast<unsigned>(bits)); }
inline unsigned __umulhi(unsigned a, unsigned b) {
    return static_cast<unsigned>(static_cast<uint64_t>(a) * b >> 32);
}
inline int __popc(unsigned x) { return __builtin_popcount(x); }
inline int __ffs(int x) { return __builtin_ffs(x); }
inline int __clz(int x) { return x == 0 ? 32 : __builtin_clz(static_cast<unsigned>(x)); }
template <typename T> T __ldg(const T *at) { return *at; }
template <typename T> T __ldcs(const T *at) { return *at; }
template <typename T> void __stcs(T *at, T value) { *at = value; }

using std::max;
using std::min;
inline float rsqrtf(float x) { return 1.0f / std::sqrt(x); }
inline float __fmaf_rn(float a, float b, float c) { return std::fma(a, b, c); }
inline float __fadd_rn(float a, float b) { return a + b; }
inline float __fsub_rn(float a, float b) { return a - b; }
/// Volatile, so that it does not become part of a fused multiply-add.
inline float __fmul_rn(float a, float b) {
    volatile float product = a * b;
    return product;
}
inline float __fdiv_rn(float a, float b) { return a / b; }
inline float __fsqrt_rn(float a) { return std::sqrt(a); }
inline float __fdividef(float a, float b) { return a / b; }
inline float __expf(float x) { return std::exp(x); }
inline float __logf(float x) { return std::log(x); }

namespace ct_emulation {

/// A kernel and how it is called with the arguments of `cuLaunchKernel`.
struct Kernel {
    const char *name;
    size_t count;
    const size_t *sizes;
    void (*call)(void **arguments);
};

template <auto function, typename... A> struct Unpacked {
    static constexpr size_t sizes[sizeof...(A) + 1] = {sizeof(A)...};

    template <size_t... I> static void at(void **arguments, std::index_sequence<I...>) {
        function(*static_cast<A *>(arguments[I])...);
    }
    static void call(void **arguments) { at(arguments, std::index_sequence_for<A...>()); }
};

template <auto function, typename... A>
constexpr Kernel unpacked(const char *name, void (*)(A...)) {
    using Call = Unpacked<function, A...>;
    return {name, sizeof...(A), Call::sizes, Call::call};
}

/// Makes a kernel known by its name.
void add(const Kernel &kernel);

struct Registered {
    explicit Registered(const Kernel &kernel) { add(kernel); }
};

} // namespace ct_emulation

#define CT_EMULATED_KERNEL(name)                                                                   \
    static const ct_emulation::Registered name##_registered(                                       \
        ct_emulation::unpacked<&name>(#name, &name));

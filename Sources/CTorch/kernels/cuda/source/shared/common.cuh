R"cuda(
// What every program of this folder starts with. CUDA C++17 for NVRTC, without headers; the same
// text is compiled for the processor by Tools/cuda-emulation (CT_EMULATION).

#ifndef CT_EMULATION
using int8_t = signed char;
using uint8_t = unsigned char;
using int16_t = short;
using uint16_t = unsigned short;
using int32_t = int;
using uint32_t = unsigned int;
using int64_t = long long;
using uint64_t = unsigned long long;
#endif

constexpr unsigned whole_warp = 0xffffffffu;

// A bfloat16 number by its bits.
struct bfloat16 {
    uint16_t bits;
};

__device__ inline float to_float(float x) { return x; }
__device__ inline float to_float(bfloat16 x) {
    return __uint_as_float(static_cast<uint32_t>(x.bits) << 16);
}

// Rounds to nearest, ties to even; NaN stays NaN.
__device__ inline uint32_t bfloat16_bits(float x) {
    const uint32_t bits = __float_as_uint(x);
    const bool nan = (bits & 0x7fffffffu) > 0x7f800000u;
    return nan ? 0x7fc0u : (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16;
}

// Two numbers as bfloat16, the first in the low half.
__device__ inline uint32_t bfloat16_pair(float low, float high) {
#if !defined(CT_EMULATION) && __CUDA_ARCH__ >= 800
    uint32_t pair;
    asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(pair) : "f"(high), "f"(low));
    return pair;
#else
    return bfloat16_bits(low) | bfloat16_bits(high) << 16;
#endif
}

template <typename Element> __device__ inline Element from_float(float x);
template <> __device__ inline float from_float<float>(float x) { return x; }
template <> __device__ inline bfloat16 from_float<bfloat16>(float x) {
    return bfloat16{static_cast<uint16_t>(bfloat16_bits(x))};
}

// Eight neighbours, from and to addresses that are multiples of 16 bytes.
__device__ inline void load8(const float *from, float (&x)[8]) {
    const float4 a = reinterpret_cast<const float4 *>(from)[0];
    const float4 b = reinterpret_cast<const float4 *>(from)[1];
    x[0] = a.x, x[1] = a.y, x[2] = a.z, x[3] = a.w;
    x[4] = b.x, x[5] = b.y, x[6] = b.z, x[7] = b.w;
}

__device__ inline void unpack8(uint4 bits, float (&x)[8]) {
    const uint32_t words[4] = {bits.x, bits.y, bits.z, bits.w};
#pragma unroll
    for (int i = 0; i < 4; ++i) {
        x[2 * i] = __uint_as_float(words[i] << 16);
        x[2 * i + 1] = __uint_as_float(words[i] & 0xffff0000u);
    }
}

__device__ inline void load8(const bfloat16 *from, float (&x)[8]) {
    unpack8(*reinterpret_cast<const uint4 *>(from), x);
}

__device__ inline void store8(float *to, const float (&x)[8]) {
    reinterpret_cast<float4 *>(to)[0] = make_float4(x[0], x[1], x[2], x[3]);
    reinterpret_cast<float4 *>(to)[1] = make_float4(x[4], x[5], x[6], x[7]);
}

__device__ inline void store8(bfloat16 *to, const float (&x)[8]) {
    *reinterpret_cast<uint4 *>(to) =
        make_uint4(bfloat16_pair(x[0], x[1]), bfloat16_pair(x[2], x[3]), bfloat16_pair(x[4], x[5]),
                   bfloat16_pair(x[6], x[7]));
}

// The first `count` (0 ... 8) of eight neighbours; the others are zero.
template <typename Element>
__device__ inline void load8(const Element *from, float (&x)[8], int64_t count, bool aligned) {
    if (aligned && count >= 8) {
        load8(from, x);
        return;
    }
#pragma unroll
    for (int i = 0; i < 8; ++i) {
        x[i] = i < count ? to_float(from[i]) : 0.0f;
    }
}

template <typename Element>
__device__ inline void store8(Element *to, const float (&x)[8], int64_t count, bool aligned) {
    if (aligned && count >= 8) {
        store8(to, x);
        return;
    }
#pragma unroll
    for (int i = 0; i < 8; ++i) {
        if (i < count) {
            to[i] = from_float<Element>(x[i]);
        }
    }
}

// The sum over a warp, the same in every lane.
__device__ inline float warp_sum(float x) {
#pragma unroll
    for (int distance = 16; distance > 0; distance /= 2) {
        x += __shfl_xor_sync(whole_warp, x, distance);
    }
    return x;
}

// The sums over a block of whole warps (at most 32) of one number for each thread, the same in
// every thread. `scratch` is shared memory of 32 numbers, free again after the next barrier.
__device__ inline float block_sum(float x, float *scratch) {
    x = warp_sum(x);
    const unsigned warps = blockDim.x / 32;
    if (warps == 1) {
        return x;
    }
    __syncthreads();
    if (threadIdx.x % 32 == 0) {
        scratch[threadIdx.x / 32] = x;
    }
    __syncthreads();
    float total = 0.0f;
    for (unsigned warp = 0; warp < warps; ++warp) {
        total += scratch[warp];
    }
    return total;
}

// The sum over a block of 256 threads in float64, in an order of its own, the same in every thread.
// `scratch` is shared memory of a number for each thread.
__device__ inline double block_sum(double x, double *scratch) {
    __syncthreads();
    scratch[threadIdx.x] = x;
    for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
        __syncthreads();
        if (threadIdx.x < half) {
            scratch[threadIdx.x] += scratch[threadIdx.x + half];
        }
    }
    __syncthreads();
    return scratch[0];
}

// A block's dynamic shared memory.
template <typename T> __device__ inline T *dynamic_shared() {
    extern __shared__ __align__(16) unsigned char ct_dynamic_shared[];
    return reinterpret_cast<T *>(ct_dynamic_shared);
}
)cuda"

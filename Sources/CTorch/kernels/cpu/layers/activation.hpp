#pragma once

#include "kernels/cpu/shared/lanes.hpp"

namespace ct {

/// An activation and its derivative at one point.
struct ValueAndSlope {
    Lanes value, slope;
};

/// x Φ(x).
struct Gelu {
    /// Φ(x), and the density φ(x) times √(2π).
    ///
    /// Φ(-|x|) is e^(-x²/2) times a polynomial in t = 1 / (1 + 0.26 |x|), fitted for the smallest
    /// relative error: 2.5e-8 for |x| <= 14, before rounding. Its tail keeps all its digits.
    CT_INLINE static void distribution(Lanes x, Lanes &below, Lanes &density) {
        const Lanes a = magnitude(x);
        density = exp_of_negative(x * x * -0.5f);
        const Lanes t = 1.0f / fused(a, 0.26f, 1.0f);
        Lanes p = fused(0.03050512985f, t, -0.1528299633f);
        p = fused(p, t, 0.2514935322f);
        p = fused(p, t, -0.1509514004f);
        p = fused(p, t, 0.1609494478f);
        p = fused(p, t, 0.05102704291f);
        p = fused(p, t, 0.1030304073f);
        p = fused(p, t, 0.1030167303f);
        p = fused(p, t, 0.1037590609f);
        const Lanes tail = p * t * density;
        below = select(x < 0.0f, tail, 1.0f - tail);
    }

    CT_INLINE static Lanes value(Lanes x) {
        Lanes below, density;
        distribution(x, below, density);
        return x * below;
    }

    CT_INLINE static ValueAndSlope both(Lanes x) {
        Lanes below, density;
        distribution(x, below, density);
        return {x * below, fused(x * 0.3989422804f, density, below)};
    }
};

struct Tanh {
    CT_INLINE static Lanes value(Lanes x) {
        const Lanes e = exp_of_negative(magnitude(x) * -2.0f);
        return with_sign_of((1.0f - e) / (1.0f + e), x);
    }

    CT_INLINE static ValueAndSlope both(Lanes x) {
        const Lanes y = value(x);
        return {y, fused(y * -1.0f, y, 1.0f)};
    }
};

/// x (1 + tanh u) / 2 with u = √(2/π) (x + 0.044715 x³).
struct GeluTanh {
    static constexpr float scale = 0.7978845608f, cubic = 0.044715f;

    CT_INLINE static Lanes value(Lanes x) {
        const Lanes y = Tanh::value(x * scale * fused(x * x, cubic, 1.0f));
        return x * 0.5f * (y + 1.0f);
    }

    CT_INLINE static ValueAndSlope both(Lanes x) {
        const Lanes y = Tanh::value(x * scale * fused(x * x, cubic, 1.0f));
        const Lanes half = fused(y, 0.5f, 0.5f);
        const Lanes inner = fused(x * x, 3 * cubic * scale, scale);
        return {x * half, fused(x * 0.5f * fused(y * -1.0f, y, 1.0f), inner, half)};
    }
};

struct Relu {
    CT_INLINE static Lanes value(Lanes x) { return select(x < 0.0f, 0.0f, x); }

    CT_INLINE static ValueAndSlope both(Lanes x) {
        return {value(x), select(x <= 0.0f, 0.0f, 1.0f)};
    }
};

/// x / (1 + e^-x).
struct Silu {
    CT_INLINE static Lanes sigmoid(Lanes x) {
        const Lanes e = exp_of_negative(magnitude(x) * -1.0f);
        return select(x < 0.0f, e, 1.0f) / (1.0f + e);
    }

    CT_INLINE static Lanes value(Lanes x) { return x * sigmoid(x); }

    CT_INLINE static ValueAndSlope both(Lanes x) {
        const Lanes s = sigmoid(x);
        return {x * s, fused(x * s, 1.0f - s, s)};
    }
};

} // namespace ct

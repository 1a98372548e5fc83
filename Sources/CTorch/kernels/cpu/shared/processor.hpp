#pragma once

namespace ct {

/// What this processor can run, and the system lets it run; asked once.
struct Processor {
    /// AVX2 with FMA, BMI and BMI2.
    bool avx2 = false;
    /// AVX-512 F, BW, VL and DQ, beside all of the above.
    bool avx512 = false;
    /// Products of bfloat16 pairs, beside all of the above.
    bool avx512_bfloat16 = false;
    /// Tiles of bfloat16.
    bool amx_bfloat16 = false;

    static const Processor &shared();

  private:
    Processor();
};

} // namespace ct

// Compiled once for each kind of processor: `CT_VARIANT` is its namespace, `CT_BFLOAT16_PAIRS` says
// whether it multiplies pairs of bfloat16, and tiles of `CT_TILE_ROWS x 16 * CT_TILE_VECTORS` sums
// fit its registers.
#pragma once

#include "kernels/cpu/attention/backward.hpp"

namespace ct::CT_VARIANT {

using Single = Kind<float, false>;
using Half = Kind<uint16_t, CT_BFLOAT16_PAIRS>;

static void forward(const ForwardHead &head, bool bfloat16) {
    if (bfloat16) {
        head.dropped ? attend<Half, uint16_t, true>(head) : attend<Half, uint16_t, false>(head);
    } else {
        head.dropped ? attend<Single, float, true>(head) : attend<Single, float, false>(head);
    }
}

static void backward(const BackwardHead &head, bool bfloat16) {
    if (bfloat16) {
        head.dropped ? attend_backward<Half, uint16_t, true>(head)
                     : attend_backward<Half, uint16_t, false>(head);
    } else {
        head.dropped ? attend_backward<Single, float, true>(head)
                     : attend_backward<Single, float, false>(head);
    }
}

extern const HeadFunctions head_functions;
const HeadFunctions head_functions = {forward, backward};

} // namespace ct::CT_VARIANT

#ifndef CT_PRODUCTS_H
#define CT_PRODUCTS_H

#include "ct_tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/// One operand of a product, `[rows, columns]`, or its transpose.
typedef struct {
    const ct_tensor *tensor;
    bool transposed;
} ct_operand;

/// a b, with `bias` (one number a column of b; may be null) added to every row. No gradient is
/// recorded. Both operands have one type; the sums are float32.
ct_status ct_product(ct_operand a, ct_operand b, const ct_tensor *bias, ct_tensor **out);

/// sum += a b.
ct_status ct_add_product(ct_tensor *sum, ct_operand a, ct_operand b);

/// Overwrites `out`, which may be a range of rows of a larger tensor, with a b.
ct_status ct_write_product(ct_tensor *out, ct_operand a, ct_operand b);

#ifdef __cplusplus
}
#endif
#endif

/// The C seam to libtorch.
///
/// Every call returns a status and gives its result through the last parameter; no C++ exception
/// passes it. After a failure `ct_last_error` describes it until the thread's next failing call.
/// Tensors are owned handles: whatever a call produces is freed with `ct_tensor_release`.
///
/// Kernels are whole passes over memory, of float32 or bfloat16 with float32 arithmetic where
/// nothing else is said. None is recorded for gradients. Sums are made in fixed blocks: their
/// bits do not depend on the number of threads.
#ifndef CTORCH_H
#define CTORCH_H

#include "ct_autograd.h"
#include "ct_device.h"
#include "ct_operations.h"
#include "ct_status.h"
#include "ct_tensor.h"
#include "kernels/ct_activations.h"
#include "kernels/ct_attention.h"
#include "kernels/clouds/ct_isobn.h"
#include "kernels/ct_kernels.h"
#include "kernels/clouds/ct_moments.h"
#include "kernels/clouds/ct_neighbors.h"
#include "kernels/ct_norms.h"
#include "kernels/ct_optimizer.h"
#include "kernels/ct_products.h"
#include "kernels/ct_random.h"
#include "kernels/ct_rows.h"
#include "kernels/clouds/ct_shrinkage.h"

#endif

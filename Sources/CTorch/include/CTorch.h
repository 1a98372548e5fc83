/// The C seam to libtorch.
///
/// Every call returns a status and gives its result through the last parameter; no C++ exception
/// passes it. After a failure `ct_last_error` describes it until the thread's next failing call.
/// Tensors are owned handles: whatever a call produces is freed with `ct_tensor_release`.
#ifndef CTORCH_H
#define CTORCH_H

#include "ct_attention.h"
#include "ct_autograd.h"
#include "ct_device.h"
#include "ct_fused.h"
#include "ct_kernels.h"
#include "ct_moments.h"
#include "ct_operations.h"
#include "ct_products.h"
#include "ct_status.h"
#include "ct_tensor.h"

#endif

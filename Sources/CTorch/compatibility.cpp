#include <ATen/core/TensorBase.h>
#include <torch/version.h>

// Before libtorch 2.12, `const_data_ptr` has a second template parameter, which clang writes into
// the names of its instances otherwise than the compiler of libtorch did: those that are called are
// defined here.
#if TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR < 12

namespace at {

#define CT_CONST_DATA(type, scalar)                                                                \
    template <> const type *TensorBase::const_data_ptr<type>() const {                             \
        TORCH_CHECK(scalar_type() == scalar, "expected ", scalar, " elements, not ",               \
                    scalar_type());                                                                \
        return static_cast<const type *>(const_data_ptr());                                        \
    }

CT_CONST_DATA(float, kFloat)
CT_CONST_DATA(double, kDouble)
CT_CONST_DATA(int64_t, kLong)
CT_CONST_DATA(int32_t, kInt)
CT_CONST_DATA(uint8_t, kByte)
CT_CONST_DATA(bool, kBool)
CT_CONST_DATA(BFloat16, kBFloat16)

#undef CT_CONST_DATA

} // namespace at

#endif

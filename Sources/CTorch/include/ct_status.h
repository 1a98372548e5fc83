#ifndef CT_STATUS_H
#define CT_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

/// 0 is success; other values say what kind of failure `ct_last_error` describes.
typedef enum {
    CT_OK = 0,
    CT_LIBTORCH_ERROR = 1,
    CT_OUT_OF_MEMORY = 2,
    CT_CALLBACK_ERROR = 3,
    CT_OTHER_ERROR = 4,
} ct_status;

const char *ct_last_error(void);

#ifdef __cplusplus
}
#endif
#endif

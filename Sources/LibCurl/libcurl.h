// What is called of libcurl (7.62 or later), by the numbers of its stable ABI: its headers need not be
// installed, and the library is the one that Foundation brings. Swift cannot call functions of a variable
// number of arguments; these pass one argument of one type each.
#ifndef ISOTROPY_LIBCURL_H
#define ISOTROPY_LIBCURL_H

typedef int (*lc_variadic)(void *handle, int option, ...);

/// What `curl_multi_info_read` points to.
typedef struct {
    int message;
    void *easy;
    union {
        void *whatever;
        int result;
    } data;
} lc_message;

static inline int lc_set_number(lc_variadic setopt, void *handle, int option, long value) {
    return setopt(handle, option, value);
}

static inline int lc_set_pointer(lc_variadic setopt, void *handle, int option, const void *value) {
    return setopt(handle, option, value);
}

/// `size * count` bytes of a head or a body; another number as the result ends the transfer.
typedef unsigned long (*lc_receiver)(const char *bytes, unsigned long size, unsigned long count,
                                     void *context);

static inline int lc_set_receiver(lc_variadic setopt, void *handle, int option, lc_receiver value) {
    return setopt(handle, option, value);
}

static inline int lc_get_number(lc_variadic getinfo, void *handle, int info, long *value) {
    return getinfo(handle, info, value);
}

#endif

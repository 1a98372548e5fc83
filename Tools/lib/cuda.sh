# Whether a start is for a CUDA device, and whether the machine has a driver for one. Needs console.sh.

# wants_cuda ARGUMENT…: ISOTROPY_CUDA=1, or among the arguments `--device` (or `--check`, of
# `isotropy devices`) with `cuda`, `cuda:N`, or `auto` where there are a driver and a libtorch for it: that
# fetches nothing.
wants_cuda() {
    [[ ${ISOTROPY_CUDA:-} != 1 ]] || return 0
    local previous=
    for argument; do
        [[ ! $previous$argument =~ ^--(device|check)=cuda(:[0-9]+)?$ ]] || return 0
        [[ ! $previous$argument =~ ^--(device|check)=auto$ ]] || ! has_cuda_driver || ! has_cuda_libtorch ||
            return 0
        previous=
        [[ $argument != --device && $argument != --check ]] || previous=$argument=
    done
    return 1
}

# Whether a libtorch with a CUDA half is here already: the user's, or one that was fetched. Needs cache.sh.
has_cuda_libtorch() {
    if [[ -n ${ISOTROPY_LIBTORCH:-} ]]; then
        [[ -e $ISOTROPY_LIBTORCH/lib/libtorch_cuda.so || -e $ISOTROPY_LIBTORCH/torch/lib/libtorch_cuda.so ]]
    else
        compgen -G "$(cache_directory)/libtorch/*-cuda/torch/lib/libtorch_cuda.so" >/dev/null
    fi
}

# Whether there is an NVIDIA driver: its device, or its library where the loader or a container has it.
has_cuda_driver() {
    [[ ! -e /dev/nvidiactl && ! -e /usr/local/nvidia/lib64/libcuda.so.1 ]] || return 0
    local known
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 1
    grep -q '^[[:space:]]*libcuda\.so\.1 ' <<<"$known"
}

check_cuda_driver() {
    has_cuda_driver || fail "a CUDA device was asked for (--device cuda or ISOTROPY_CUDA=1), but this" \
        "machine has no NVIDIA driver: there is neither /dev/nvidiactl nor libcuda.so.1 (known to" \
        "ldconfig or in /usr/local/nvidia/lib64)"
}

# A binary that needs no Swift where it runs, only the libtorch that it was built for. Sourced by gpu-check.

source "$root/Tools/lib/cache.sh"
source "$root/Tools/lib/swift.sh"

main() {
    (($# == 1)) || usage
    local target=$root/.gpu scratch=$build/gpu libraries
    find_swift
    check_prerequisites
    command -v xz >/dev/null && command -v strip >/dev/null ||
        fail "xz and strip are needed: apt-get install xz-utils binutils"
    export ISOTROPY_LIBTORCH=$1
    use_libtorch
    # libtorch_cpu.so of a build for CUDA needs two of NVIDIA's libraries; the linker need not see them.
    libraries=(-Xlinker --allow-shlib-undefined)
    nice -n 10 swift build -c release --static-swift-stdlib --product isotropy --jobs "${JOBS:-2}" \
        --package-path "$root" --scratch-path "$scratch" "${libraries[@]}" >&2 || fail "the build failed"
    mkdir -p "$target"
    strip -o "$scratch/isotropy.stripped" "$scratch/release/isotropy"
    xz -3 -T2 -c "$scratch/isotropy.stripped" >"$target/isotropy.xz"
    git -C "$root" describe --always --dirty --exclude '*' >"$target/commit"
    say "$(du -h --apparent-size "$target/isotropy.xz" | cut -f 1) packed; the program needs:"
    readelf -d "$scratch/isotropy.stripped" | sed -nE 's/.*NEEDED.*\[(.*)\]/  \1/p' >&2
    printf '%s\n' "$target/isotropy.xz"
}

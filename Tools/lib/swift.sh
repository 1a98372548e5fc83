# Finding Swift and what it needs, and building with it. Needs console.sh and cache.sh.
# The caller sets `root`, the repository.

oldest_swift=6.1
build=${ISOTROPY_BUILD_PATH:-$root/.build}
[[ $build == /* ]] || build=$PWD/$build

# Puts Swift on the PATH where it is in a usual place only. Starts no program.
find_swift() {
    local folder
    command -v swift >/dev/null && return
    for folder in "$HOME/.local/share/swiftly/bin" /opt/swift/usr/bin /usr/share/swift/usr/bin; do
        if [[ -x $folder/swift ]]; then
            PATH=$folder:$PATH
            return
        fi
    done
}

check_swift() {
    local version get="see https://www.swift.org/install/linux"
    command -v swift >/dev/null || fail "Swift $oldest_swift or newer is missing: $get"
    version=$(swift --version 2>/dev/null |
        sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)+).*/\1/p' | head -n 1)
    [[ -n $version ]] || fail "swift --version does not work: run it to see why"
    [[ $(printf '%s\n' "$oldest_swift" "$version" | sort -V | head -n 1) == "$oldest_swift" ]] ||
        fail "Swift $version is too old, $oldest_swift or newer is needed: $get"
}

# Whether the C++ compiler that comes with Swift finds a standard library.
has_cxx_library() {
    local compiler
    compiler=$(dirname -- "$(readlink -f -- "$(command -v swift)")")/clang++
    [[ -x $compiler ]] || compiler=$(command -v clang++) || return 0
    "$compiler" -x c++ -std=c++20 -fsyntax-only - <<<'#include <vector>' 2>/dev/null
}

# missing_packages [PROGRAM…]: the Debian packages that are missing, one a line; programs beyond those of a
# build are called as their packages are.
missing_packages() {
    local program
    for program; do command -v "$program" >/dev/null || echo "$program"; done
    command -v git >/dev/null || echo git
    command -v flock >/dev/null || echo util-linux
    command -v python3 >/dev/null || echo python3
    python3 -m pip --version >/dev/null 2>&1 || echo python3-pip
    has_cxx_library || echo g++
}

# check_prerequisites [PROGRAM…]: checks everything that a build needs, and these programs; as root on a
# Debian-like machine, installs what is missing.
check_prerequisites() {
    local packages
    check_swift
    packages=$(missing_packages "$@" | tr '\n' ' ')
    [[ -n $packages ]] || return 0
    if [[ $EUID == 0 ]] && command -v apt-get >/dev/null; then
        say "installing what is missing: $packages"
        # shellcheck disable=SC2086
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages; } \
            >&2 || fail "apt-get could not install $packages"
        packages=$(missing_packages "$@" | tr '\n' ' ')
    fi
    [[ -z $packages ]] || fail "missing: ${packages% } (apt-get install ${packages% })"
}

# Tells SwiftPM where libtorch is, fetching it first where there is none, and how its threads wait.
#
# They wait for each other by spinning. On a machine that does other work too, the one waited for often
# is not running: after a short while it is better to sleep (measured: up to ten times faster then, and
# no slower on an idle machine).
use_libtorch() {
    export GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-20000}
    local home
    home=$("$root/Tools/libtorch")
    # Without links: libtorch finds CUDA's libraries from the path by which it was loaded.
    ISOTROPY_LIBTORCH_LIB=$(readlink -f -- "$home/lib")
    export ISOTROPY_LIBTORCH_LIB
    export PKG_CONFIG_PATH=$home/lib/pkgconfig:$home/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
}

# What a build depends on beside the sources, without starting Swift.
build_key() {
    local swift swiftly=${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}
    swift=$(readlink -f -- "$(command -v swift)") || true
    printf '%s\n' "$root" "$build" "$ISOTROPY_LIBTORCH_LIB"
    stat -c '%n %Y %s' -- "$swift" 2>/dev/null || true
    cat "$root/.swift-version" "$swiftly/config.json" 2>/dev/null | cksum
}

# use_cuda_for ARGUMENT…: where the arguments ask for a CUDA device, libtorch is one for CUDA, and the build has a
# folder of its own, so that going from one device to the other builds nothing again.
use_cuda_for() {
    wants_cuda "$@" || return 0
    export ISOTROPY_CUDA=1
    build=$build/cuda
}

# Whether the tool is newer than all that it is made of (a folder is newer after a deletion in it).
is_up_to_date() {
    local stamp=$build/isotropy.stamp
    [[ -x $build/release/isotropy && -f $stamp && $(<"$stamp") == "$(build_key)" ]] &&
        [[ -z $(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit) ]]
}

# build_release OUTPUT ARGUMENT…: a release build whose messages go to the file OUTPUT.
# The stamp is of the time before the build, so that a change during it is seen. Call while holding
# the lock of the build folder.
build_release() {
    local output=$1 stamp=$build/isotropy.stamp.new
    shift
    build_key >"$stamp"
    if swift build -c release --package-path "$root" --scratch-path "$build" "$@" \
        >"$output" 2>&1; then
        mv "$stamp" "$build/isotropy.stamp"
        # What config.json says of the sources; nothing where they are no git repository.
        git -C "$root" describe --always --dirty --exclude '*' >"$build/isotropy.commit" 2>/dev/null || true
    else
        rm -f "$stamp"
        return 1
    fi
}

# own_warnings OUTPUT: the warnings about our own files in a build's messages.
own_warnings() {
    grep -F "$root/" "$1" | grep -E '/(Sources|Tests)/[^:]+:[0-9]+:[0-9]+: warning: ' | sort -u || true
}

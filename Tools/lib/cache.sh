# The per-user cache, and the two rules for what is put there: one writer at a time,
# and a folder appears under its name only when it is complete.

cache_directory() { printf '%s\n' "${ISOTROPY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/isotropy}"; }

# lock FILE: holds FILE until this process and its children end.
lock() {
    command -v flock >/dev/null || fail "flock is missing: apt-get install util-linux"
    local descriptor
    { exec {descriptor}>"$1"; } 2>/dev/null || fail "cannot write $1"
    if ! flock --nonblock "$descriptor"; then
        say "waiting for another start that holds $1"
        flock "$descriptor"
    fi
}

# begin_partial NAME: an empty folder for work beside NAME, removed when the script ends.
# Call while holding the lock: what earlier, killed starts left there is removed too.
begin_partial() {
    rm -rf "$1".partial-*
    partial=$(mktemp -d "$1.partial-XXXXXX") || fail "cannot write beside $1"
    chmod 755 "$partial"
    trap 'rm -rf "$partial"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
}

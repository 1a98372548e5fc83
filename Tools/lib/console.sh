# Shared by the launchers: messages go to stderr, so that stdout stays the tool's.

say() { printf '%s\n' "$*" >&2; }

# Progress that only a person at a terminal wants to see.
hint() { if [[ -t 2 ]]; then say "$*"; fi; }

fail() {
    say "error: $*"
    exit 1
}

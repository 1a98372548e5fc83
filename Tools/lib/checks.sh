# Checks of the built tool, whose path is in `isotropy`. Needs console.sh.

# exits STATUS PATTERN ARGUMENT…: the tool must end with STATUS and say PATTERN on stderr.
exits() {
    local expected=$1 pattern=$2 status=0
    shift 2
    "$isotropy" "$@" >output.txt 2>error.txt </dev/null || status=$?
    if ((status != expected)) || { [[ -n $pattern ]] && ! grep -Eq -- "$pattern" error.txt; }; then
        cat output.txt error.txt
        fail "isotropy $* ended with $status, not $expected, or did not say '$pattern'"
    fi
}

# holds WHAT CONDITION…: a check by a small command.
holds() {
    local what=$1
    shift
    "$@" || fail "$what"
}

# checks WHAT EXPRESSION [FILE…]: a Python expression over `rows`, the JSON lines of each file, and
# `json_of(FILE)`, `table(FILE)` (cells of a tab-separated file) and `header(FILE)` (of safetensors).
checks() {
    local what=$1
    shift
    python3 - "$@" <<'END' || fail "$what"
import json, struct, sys
json_of = lambda name: json.load(open(name))
lines = lambda name: [json.loads(line) for line in open(name)]
table = lambda name: [line.rstrip("\n").split("\t") for line in open(name, encoding="utf-8")]
def header(name):
    with open(name, "rb") as file:
        entries = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    return {key: (value["dtype"], value["shape"]) for key, value in entries.items() if key[0] != "_"}
def untimed(name):
    return [{key: value for key, value in row.items() if key not in ("seconds", "time")} for row in lines(name)]
rows = [lines(name) for name in sys.argv[2:]]
sys.exit(not eval(sys.argv[1]))
END
}

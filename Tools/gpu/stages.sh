# The stages on the machine with the device. Sourced by gpu-check.

device=cuda

# stage NAME SECONDS COMMAND…: its output goes to NAME.log, its JSON to NAME.json.
stage() {
    local name=$1 limit=$2 started=$SECONDS status=0
    shift 2
    [[ ${#only[@]} == 0 || " ${only[*]} " == *" $name "* ]] || return 0
    timeout --kill-after=5 "$limit" "$@" >"$output/$name.log" 2>&1 </dev/null || status=$?
    local word=FAILED end="exit $status; "
    case $status in
    0) word=passed end= ;;
    124 | 137) end="over its $limit s; " ;;
    esac
    ((status == 0)) || failed=1
    printf '%s %-12s %4d s: %s%s\n' "$word" "$name" $((SECONDS - started)) "$end" \
        "$(tail -n 1 "$output/$name.log" | cut -c 1-300)"
}

# json NAME ARGUMENT…: the tool with --json, whose output goes to NAME.json.
json() {
    local name=$1
    shift
    "$isotropy" "$@" --json >"$output/$name.json" || return
    head -c 300 "$output/$name.json" | tr '\n' ' '
}

# Where python3 has torch's libraries, without importing it.
torch_libraries() {
    "$python" -c 'import importlib.util, pathlib
print(pathlib.Path(importlib.util.find_spec("torch").origin).parent / "lib")'
}

# What was measured, also where the time was over before the end.
# show_bench FILE: the tables of a stage's JSON.
show_bench() {
    "$python" - "$root/Benchmarks" "$1" <<'END'
import json, sys
sys.path.insert(0, sys.argv[1])
from harness import table
report = json.load(open(sys.argv[2]))
print(table.markdown(report["results"]))
for result in report["results"]:
    for name, error in result.get("failed", {}).items():
        print(f"{result['name']}: {name} fails: {error[-200:]}")
for failure in report["failures"]:
    print(f"{failure['cases']}: {failure['error'][-300:]}")
END
}

parse() {
    only=()
    while (($# > 0)); do
        case $1 in
        --only) only+=("${2:?}") && shift ;;
        --device) device=${2:?} && shift ;;
        *) usage ;;
        esac
        shift
    done
}

# bench NAME SECONDS CASE…: cases of Benchmarks/run as a stage, and its tables, also of one that was cut off.
bench() {
    local name=$1 limit=$2
    shift 2
    stage "$name" "$limit" "$python" "$root/Benchmarks/run" --device "$device" --threads 8 \
        --output "$output/$name.json" "$@"
    [[ ! -f $output/$name.json ]] || show_bench "$output/$name.json"
}

main() {
    (($# >= 2)) || usage
    binary=$(readlink -f -- "$1") output=$2
    shift 2
    parse "$@"
    python=${ISOTROPY_PEERS_PYTHON:-$(command -v python3)}
    mkdir -p "$output"
    output=$(readlink -f -- "$output")
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    isotropy=$work/isotropy
    if [[ $binary == *.xz ]]; then xz -dc "$binary" >"$isotropy"; else cp "$binary" "$isotropy"; fi
    chmod +x "$isotropy"
    export LD_LIBRARY_PATH=$(torch_libraries)${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    export ISOTROPY_CACHE=${ISOTROPY_CACHE:-${TMPDIR:-/tmp}/isotropy-gpu-check}
    export PYTHONUNBUFFERED=1
    export GOMP_SPINCOUNT=20000 TRANSFORMERS_VERBOSITY=error HF_HUB_OFFLINE=1
    export ISOTROPY_TOOL=$isotropy ISOTROPY_PEERS_PYTHON=$python
    if [[ -s $root/.gpu/commit ]]; then export ISOTROPY_COMMIT=$(<"$root/.gpu/commit"); fi
    failed=0
    export -f json
    export isotropy output
    stage devices 60 bash -c 'json devices devices'
    stage parity 150 bash -c "json parity devices --check $device"
    stage transformers 150 "$python" "$root/Tools/gpu/transformers_parity.py" "$isotropy" \
        "$work/transformers" --device "$device" --output "$output/transformers.json"
    stage run 150 "$python" "$root/Tools/gpu/resumed_runs.py" "$isotropy" "$work/run" --device "$device" \
        --output "$output/run.json"
    if [[ $device != cpu ]]; then
        bench bench 180 bert-base-rte roberta-large-squad bert-base-squad roberta-large-rte
        # torch.compile takes more than a minute and a half.
        bench compiled 240 bert-base-rte-compiled
    fi
    exit "$failed"
}

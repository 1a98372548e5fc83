# The files that Tools/fuzz damages, and the commands that read them. Needs `root`, `isotropy`, `work`.

fixtures=$root/Tests/ParityTests/Fixtures
tokenizers=$root/Tests/TokenizationTests/Fixtures
archives=$root/Tests/CheckpointsTests/Fixtures

# fuzz_case NAME FOLDER TARGETS WORD…: the files of FOLDER, those that are damaged, the command.
fuzz_case() {
    local folder=$work/cases/$1
    mkdir -p "$folder"
    cp -r "$2" "$folder/files"
    tr ' ' '\n' <<<"$3" >"$folder/mutate"
    shift 3
    printf '%s\n' "$@" >"$folder/command"
}

make_cases() {
    make_tokenizer_cases
    make_companion_cases
    make_weight_cases
    make_cloud_cases
    make_transform_cases
    make_task_cases
    make_run_cases
}

lines() { printf '%s\n' 'w5 W7, naïve (w9)!' '' 'It is  too long … 電影 🎬 by half' 'don’t	2024-01-02 w6 w6 w6'; }

# Tokenizers of every kind, with the configuration of a model of their kind.
make_tokenizer_cases() {
    local kind model files targets folder
    while read -r kind model targets; do
        folder=$work/seeds/tokenizer-${kind//\//-}
        mkdir -p "$folder/model"
        lines >"$folder/lines.txt"
        cp "$fixtures/$model/config.json" "$folder/model/"
        files=""
        for target in $targets config.json; do
            [[ $target == config.json ]] || cp "$tokenizers/$kind/$target" "$folder/model/"
            files+="model/$target "
        done
        fuzz_case "tokenizer-${kind//\//-}" "$folder" "${files% }" tokenize --model '{}/model' \
            --input '{}/lines.txt' --max-length 9
    done <<'END'
byte-level-files tiny-roberta vocab.json merges.txt tokenizer_config.json
byte-level-gpt2 tiny-roberta tokenizer.json
byte-level-roberta tiny-roberta tokenizer.json
byte-pairs-fallback tiny-camembert tokenizer.json
byte-pairs-suffixed tiny-roberta tokenizer.json
cased-vocabulary tiny-bert vocab.txt tokenizer_config.json
keeping-json tiny-bert tokenizer.json
uncased-json tiny-bert tokenizer.json
uncased-vocabulary tiny-bert vocab.txt tokenizer_config.json
sentencepiece/albert-cased-model tiny-albert spiece.model tokenizer_config.json
sentencepiece/albert-file tiny-albert tokenizer.json
sentencepiece/camembert-model tiny-camembert sentencepiece.bpe.model tokenizer_config.json
sentencepiece/xlmr-file tiny-xlm-roberta tokenizer.json
sentencepiece/xlmr-model tiny-xlm-roberta sentencepiece.bpe.model tokenizer_config.json
END
}

# The files beside a tokenizer that say what it is called and what was added to it.
make_companion_cases() {
    local kind folder vocabulary
    for kind in uncased-json uncased-vocabulary; do
        folder=$work/seeds/companions-$kind
        mkdir -p "$folder/model"
        lines >"$folder/lines.txt"
        cp "$fixtures/tiny-bert/config.json" "$folder/model/"
        vocabulary=$([[ $kind == uncased-json ]] && echo tokenizer.json || echo vocab.txt)
        cp "$tokenizers/$kind/$vocabulary" "$folder/model/"
        cat >"$folder/model/tokenizer_config.json" <<'END'
{"tokenizer_class": "BertTokenizer", "do_lower_case": true, "strip_accents": null, "cls_token": "[CLS]",
 "tokenize_chinese_chars": true, "model_max_length": 512, "truncation_side": "right", "padding_side": "right",
 "added_tokens_decoder": {"0": {"content": "[PAD]", "lstrip": false, "normalized": false, "rstrip": false,
  "single_word": false, "special": true}}, "additional_special_tokens": ["[X]"]}
END
        echo '{"cls_token": "[CLS]", "unk_token": {"content": "[UNK]", "lstrip": false}, "mask_token": "[MASK]"}' \
            >"$folder/model/special_tokens_map.json"
        echo '{"[X]": 4000, "w5": 4001}' >"$folder/model/added_tokens.json"
        fuzz_case "companions-$kind" "$folder" \
            'model/tokenizer_config.json model/special_tokens_map.json model/added_tokens.json' \
            tokenize --model '{}/model' --input '{}/lines.txt'
    done
}

# A model folder whose vocabulary is w5, w6, ….
model_folder() {
    mkdir -p "$1"
    cp "$fixtures/tiny-bert/config.json" "$fixtures/tiny-bert/model.safetensors" "$1/"
    { printf '%s\n' '[PAD]' '[UNK]' '[CLS]' '[SEP]' '[MASK]' && printf 'w%s\n' {5..79}; } >"$1/vocab.txt"
    echo '{"do_lower_case": true, "tokenizer_class": "BertTokenizer"}' >"$1/tokenizer_config.json"
}

make_weight_cases() {
    local name folder
    folder=$work/seeds/model
    model_folder "$folder/model"
    lines >"$folder/lines.txt"
    fuzz_case model "$folder" \
        'model/config.json model/model.safetensors model/vocab.txt model/tokenizer_config.json' \
        embed --model '{}/model' --input '{}/lines.txt' --output '{}/out.safetensors' --layers all \
        --threads 1 --precision fp32
    for name in types views module; do
        folder=$work/seeds/safetensors-$name
        mkdir -p "$folder"
        cp "$archives/$name.safetensors" "$folder/model.safetensors"
        fuzz_case "safetensors-$name" "$folder" model.safetensors weights '{}'
    done
    # Without checksums damage gets past the archive, to the pickle.
    for name in no-checksums types views list wrapped protocol-4; do
        folder=$work/seeds/torch-$name
        mkdir -p "$folder"
        cp "$archives/$name.bin" "$folder/pytorch_model.bin"
        fuzz_case "torch-$name" "$folder" pytorch_model.bin weights '{}'
    done
    folder=$work/seeds/shards
    mkdir -p "$folder"
    cp "$archives/types.safetensors" "$folder/one.safetensors"
    cp "$archives/module.safetensors" "$folder/two.safetensors"
    python3 - "$folder" <<'END'
import json, struct, sys
names = {}
for file in ("one.safetensors", "two.safetensors"):
    with open(f"{sys.argv[1]}/{file}", "rb") as stream:
        header = json.loads(stream.read(struct.unpack("<Q", stream.read(8))[0]))
    names |= {name: file for name in header if name != "__metadata__"}
with open(f"{sys.argv[1]}/model.safetensors.index.json", "w") as stream:
    json.dump({"metadata": {"total_size": 1}, "weight_map": names}, stream, indent=2)
END
    fuzz_case shards "$folder" 'model.safetensors.index.json one.safetensors two.safetensors' \
        weights '{}'
}

# Fitted transforms, with every sort of tensors, and sums of points.
make_transform_cases() {
    local folder=$work/seeds/transforms kind
    mkdir -p "$folder"
    for number in {1..20}; do echo "$number,$((number * number % 7)).5,$((number % 5))"; done >"$folder/points.csv"
    for kind in isobn zca clusters; do
        "$isotropy" transform fit "$folder/points.csv" --kind $kind --output "$folder/$kind.safetensors" \
            2>/dev/null || fail "the transform that is damaged cannot be made"
        fuzz_case "transform-$kind" "$folder" "$kind.safetensors" transform apply "{}/$kind.safetensors" \
            '{}/points.csv' --output '{}/y.npy'
    done
    "$isotropy" score "$folder/points.csv" --measures isoscore,mean_cosine_of_mean,uniformity,isoscore_star \
        --save-moments "$folder/sums.safetensors" >/dev/null 2>&1 || fail "the sums that are damaged cannot be made"
    fuzz_case sums "$folder" sums.safetensors merge '{}/sums.safetensors' --json
}

make_cloud_cases() {
    local folder=$work/seeds/clouds
    mkdir -p "$folder"
    python3 - "$folder" <<'END'
import json, random, struct, sys, zipfile
random.seed(1)
folder = sys.argv[1]
rows = [[random.gauss(0, 1) for _ in range(4)] for _ in range(14)]
def npy(name, descr, order, code, values):
    text = "{'descr': '%s', 'fortran_order': %s, 'shape': (14, 4), }" % (descr, order)
    text += " " * (63 - (10 + len(text)) % 64) + "\n"
    with open(f"{folder}/{name}.npy", "wb") as stream:
        stream.write(b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text.encode())
        stream.write(struct.pack(f"<{len(values)}{code}", *values))
npy("single", "<f4", False, "f", [x for row in rows for x in row])
npy("columns", "<f8", True, "d", [row[c] for c in range(4) for row in rows])
def table(name, separator, header, index):
    with open(f"{folder}/{name}", "w") as stream:
        if header: stream.write(separator.join(header) + "\n")
        for number, row in enumerate(rows):
            stream.write(separator.join([str(number)] * index + [repr(x) for x in row]) + "\n")
with zipfile.ZipFile(f"{folder}/arrays.npz", "w") as archive:
    for name, method in ("single", zipfile.ZIP_DEFLATED), ("columns", zipfile.ZIP_DEFLATED), ("other", zipfile.ZIP_STORED):
        with open(f"{folder}/{name.replace('other', 'single')}.npy", "rb") as stream:
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), stream.read(), method)
with open(f"{folder}/arrays.jsonl", "w") as stream:
    stream.writelines(json.dumps(row) + "\n" for row in rows)
with open(f"{folder}/objects.jsonl", "w") as stream:
    stream.writelines(json.dumps({"id": n, "é": {"a": [None]}, "vector": row}) + "\n" for n, row in enumerate(rows))
table("plain.csv", ",", None, 0)
table("pandas.csv", ",", ["", "a", "b", "c", "d"], 1)
table("numbered.csv", ",", ["0", "1", "2", "3"], 0)
table("named.tsv", "\t", ["id", '"x"', "y", "z", "w"], 1)
END
    cp "$archives/types.safetensors" "$folder/types.safetensors"
    local name
    for name in single.npy columns.npy arrays.npz arrays.jsonl objects.jsonl plain.csv pandas.csv numbered.csv \
        named.tsv types.safetensors; do
        fuzz_case "cloud-$name" "$folder" "$name" score "{}/$name" --json
    done
}

make_task_cases() {
    local folder=$work/seeds/tasks part
    mkdir -p "$folder/trees"
    for part in train dev; do
        { printf 'index\tsentence1\tsentence2\tlabel\n'
            printf '%s\tw5 w6 "w7"\tIt’s w8.\tentailment\n' 0 1 2
            printf '%s\tw9\tw10 (w5)\tnot_entailment\n' 3 4; } >"$folder/$part.tsv"
    done
    printf 'index\tsentence1\tsentence2\n0\tw5\tw6\n1\tw7\tw8\n' >"$folder/test.tsv"
    printf 'id\tprediction\n%s' $'0\tentailment\n1\tentailment\n2\tnot_entailment\n3\tentailment\n4\tnot_entailment\n' \
        >"$folder/predictions.tsv"
    fuzz_case task-rte "$folder" 'train.tsv dev.tsv test.tsv' data check rte --data '{}'
    fuzz_case predictions-rte "$folder" 'predictions.tsv dev.tsv' evaluate --task rte --data '{}' \
        --predictions '{}/predictions.tsv' --json
    folder=$work/seeds/cola
    mkdir -p "$folder"
    for part in train dev; do printf 'gj04\t%s\t%s\tw5 w6 w7.\n' 1 '' 0 '*' 1 '' >"$folder/$part.tsv"; done
    printf 'index\tsentence\n0\tw5\n' >"$folder/test.tsv"
    fuzz_case task-cola "$folder" 'train.tsv dev.tsv test.tsv' data check cola --data '{}'
    folder=$work/seeds/sts-b
    mkdir -p "$folder"
    for part in train dev; do
        { printf 'index\tgenre\tsentence1\tsentence2\tscore\n'
            printf '%s\tmain\tw5 w6\tw7\t%s\n' 0 2.5 1 0.000 2 5; } >"$folder/$part.tsv"
    done
    fuzz_case task-sts-b "$folder" 'train.tsv dev.tsv' data check sts-b --data '{}'
    make_treebank_cases
    make_question_cases
    folder=$work/seeds/archive
    mkdir -p "$folder"
    python3 - "$folder" <<'END'
import sys, zipfile
with zipfile.ZipFile(f"{sys.argv[1]}/task.zip", "w") as archive:
    archive.writestr("WNLI/", "")
    text = "".join(f"{i}\tThe film is w{i % 17}.\tIt is w{i * i % 23}.\t{i % 2}\n" for i in range(300))
    archive.writestr("WNLI/train.tsv", text, zipfile.ZIP_DEFLATED, 9)
    archive.writestr("WNLI/dev.tsv", text[:900], zipfile.ZIP_DEFLATED, 1)
    archive.writestr("WNLI/test.tsv", text[:50], zipfile.ZIP_STORED)
END
    fuzz_case archive "$folder" task.zip unzip '{}/task.zip'
}

make_treebank_cases() {
    local folder=$work/seeds/trees part
    mkdir -p "$folder/trees"
    for part in train dev test; do
        printf '%s\n' "(3 (2 (2 It) (2 's)) (4 (4 (2 a) (4 joy)) (2 .)))" '(1 (2 No) (1 fun))' \
            '(2 (2 -LRB-) (2 (2 René) (2 and\/or)))' >"$folder/trees/$part.txt"
    done
    fuzz_case task-sst-5 "$folder" 'trees/train.txt trees/dev.txt trees/test.txt' data check sst-5 \
        --data '{}'
    folder=$work/seeds/phrases
    mkdir -p "$folder"
    printf 'sentence_index\tsentence\n1\tA fine film .\n2\tToo long\n3\tFine\n' >"$folder/datasetSentences.txt"
    printf 'sentence_index,splitset_label\n1,1\n2,2\n3,3\n' >"$folder/datasetSplit.txt"
    printf 'A fine film .|0\nToo long|1\nFine|2\n' >"$folder/dictionary.txt"
    printf 'phrase ids|sentiment values\n0|0.9\n1|0.2\n2|0.75\n' >"$folder/sentiment_labels.txt"
    fuzz_case task-sst-5-scores "$folder" \
        'datasetSentences.txt datasetSplit.txt dictionary.txt sentiment_labels.txt' \
        data check sst-5-scores --data '{}'
}

make_question_cases() {
    local folder=$work/seeds/questions version
    mkdir -p "$folder"
    for version in 1.1 2.0; do
        python3 - "$folder" "$version" <<'END'
import json, sys
folder, version = sys.argv[1:]
def question(number, text, start, impossible):
    answers = [] if impossible else [{"text": text, "answer_start": start}]
    question = {"id": f"q{number}", "question": f"Where is {text}?", "answers": answers}
    return question | ({"is_impossible": impossible} if version == "2.0" else {})
context = "w5 w6 naïve (w7) 電影 w8, w9 w10."
qas = [question(n, t, context.index(t), version == "2.0" and n == 2) for n, t in enumerate(["w6", "naïve", "w9"])]
data = {"version": version, "data": [{"title": "one", "paragraphs": [{"context": context, "qas": qas}]}]}
for part in "train", "dev":
    json.dump(data, open(f"{folder}/{part}-v{version}.json", "w"))
json.dump({q["id"]: "w6" for q in qas}, open(f"{folder}/predictions.json", "w"))
json.dump({q["id"]: 0.25 for q in qas}, open(f"{folder}/na_prob.json", "w"))
END
    done
    fuzz_case task-squad "$folder" 'train-v1.1.json dev-v1.1.json' data check squad --data '{}'
    fuzz_case task-squad-2 "$folder" 'train-v2.0.json dev-v2.0.json' data check squad-2 --data '{}'
    fuzz_case predictions-squad-2 "$folder" 'predictions.json na_prob.json dev-v2.0.json' evaluate \
        --task squad-2 --data '{}' --predictions '{}/predictions.json' --no-answer-probabilities \
        '{}/na_prob.json' --json
}

# kill_run OUTPUT OPTION…: trains and kills the process when a state is saved; fails where the run ends before.
# try_to_kill OUTPUT OPTION…: the same, again where it ended before.
kill_run() {
    local output=$1 process
    shift
    "$isotropy" finetune "$@" --output "$output" >/dev/null 2>&1 </dev/null &
    process=$!
    until [[ -f $output/resume/state.safetensors ]]; do
        kill -0 "$process" 2>/dev/null || break
        sleep 0.01
    done
    kill -9 "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    [[ -f $output/resume/state.safetensors ]]
}

try_to_kill() {
    local output=$1 trial
    shift
    for trial in {1..20}; do
        kill_run "$output" "$@" --overwrite && return
    done
    fail "the run that is to be killed ends each time"
}

# state_targets RUN: what of a saved state is damaged, as paths behind the run's folder.
state_targets() {
    local target
    for target in "$1"/resume/*; do [[ ! -f $target ]] || printf ' %s' "${target#"$(dirname "$1")"/}"; done
}

# Runs that ended and two that were killed, and the rows of a user's own.
# They are made where inputs are read: a run remembers its paths.
make_run_cases() {
    local folder=$work/input
    mkdir -p "$folder"
    model_folder "$folder/model"
    { echo 'text,label,pair'
        for number in {5..40}; do echo "w$number w$((number + 9)),$((number % 2)),\"w6, w$number\""; done; } \
        >"$folder/rows.csv"
    for number in {5..20}; do echo "{\"id\": $number, \"text\": \"w$number w6\", \"label\": $((number % 2))}"; done \
        >"$folder/rows.jsonl"
    local options=(--model "$folder/model" --task custom --train "$folder/rows.csv" --dev "$folder/rows.csv"
        --text text --label label --threads 1 --precision fp32 --batch-size 4 --max-length 12
        --normalizer isobn --penalty istar --lambda 1 --target-size 50)
    "$isotropy" finetune "${options[@]}" --epochs 1 --output "$folder/whole" >/dev/null 2>&1 ||
        fail "the run that is damaged cannot be made"
    try_to_kill "$folder/broken" "${options[@]}" --epochs 12 --evaluate-every 6
    # A step an epoch: at step 160 there is a reading, that of step 100, and the batch of step 150 waits.
    local measured=(--batch-size 36 --measure-every 50 --epochs 200 --evaluate-every 160)
    try_to_kill "$folder/measured" "${options[@]}" "${measured[@]}"
    fuzz_case run-table "$folder" 'whole/config.json whole/results.json' table '{}/whole' --json
    fuzz_case custom-predict "$folder" 'rows.csv whole/checkpoint/config.json whole/config.json' predict \
        --task custom --model '{}/whole/checkpoint' --input '{}/rows.csv' --text text --output - --threads 1
    fuzz_case custom-evaluate "$folder" 'rows.jsonl' evaluate --task custom --model '{}/whole/checkpoint' \
        --test '{}/rows.jsonl' --text text --label label --json --threads 1
    options[1]='{}/model' options[5]='{}/rows.csv' options[7]='{}/rows.csv'
    local targets='broken/config.json broken/log.jsonl broken/evaluations.jsonl rows.csv'
    fuzz_case run-resume "$folder" "$targets$(state_targets "$folder/broken")" finetune "${options[@]}" \
        --epochs 12 --evaluate-every 6 --output '{}/broken' --resume
    targets='measured/config.json measured/log.jsonl measured/measures.jsonl'
    fuzz_case run-measures "$folder" "$targets$(state_targets "$folder/measured")" finetune "${options[@]}" \
        "${measured[@]}" --output '{}/measured' --resume
    rm -rf "$folder"
}

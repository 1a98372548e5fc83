"""What TensorBoard's own readers make of a folder of events, held against the logs of the runs."""
import json, math, struct
from collections import Counter
from pathlib import Path

import numpy as np
from tensorboard import context
from tensorboard.backend.event_processing import (
    data_provider, event_accumulator, event_file_loader, plugin_event_multiplexer)
from tensorboard.data import server_ingester
from tensorboard.plugins.hparams import api_pb2, backend_context, get_experiment, list_session_groups
from tensorboard.util import grpc_util, tensor_util

ALL = {"scalars": 0, "histograms": 0, "tensors": 0, "text": 0, "hparams": 0}


class Difference(Exception):
    """What a reader found to be other than the logs say."""


def lines(file):
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def runs(output):
    """The folders of the runs, by their places in the folder of events."""
    found = {}
    for log in sorted(Path(output).rglob("log.jsonl")):
        folder = log.parent
        job = json.loads((folder / "config.json").read_text())["job"]
        seed = str(job["seed"])
        place = [method_name(folder, job), seed] + ([folder.name] if folder.name.startswith("fold-") else [])
        found["/".join(place)] = folder
    return found


def method_name(folder, job):
    results = folder / "results.json"
    return json.loads(results.read_text())["method"] if results.exists() else "plain"


class Expected:
    """What should be shown of a run, from its JSON alone: scalars and the rest by tag, then by step."""

    def __init__(self, folder):
        self.scalars, self.tensors, self.times = {}, {}, {}
        for row in lines(folder / "log.jsonl"):
            self.times[row["step"]] = row["time"]
            for name in ("loss", "task_loss", "penalty", "learning_rate", "gradient_norm"):
                self.add("train/" + name, row["step"], row[name])
            self.add("train/tokens_per_second", row["step"], row["tokens"] / row["seconds"])
        for row in lines(folder / "evaluations.jsonl"):
            self.evaluation(row)
        for row in lines(folder / "measures.jsonl"):
            self.reading(row)
        config = (folder / "config.json").read_text()
        self.tensors["config.json"] = {0: f"```json\n{config}```\n"}
        self.job = json.loads(config)["job"]
        self.results = None
        if (folder / "results.json").exists():
            self.results = json.loads((folder / "results.json").read_text())
            self.final(self.results)

    def add(self, tag, step, value):
        if value is not None:
            self.scalars.setdefault(tag, {})[step] = float(np.float32(value))

    def isotropy(self, prefix, step, values):
        for name in ("features", "features_before_normalizer", "tokens"):
            self.add(prefix + name, step, values.get(name))
        for index, share in enumerate(values["explained_variance"]):
            self.add(f"{prefix}explained_variance_{index + 1}", step, share)

    def evaluation(self, row):
        step = row["step"]
        for name, value in row["metrics"].items():
            self.add("development/" + name, step, value)
        self.isotropy("isotropy/", step, row["isotropy"])
        for layer, value in enumerate(row["isotropy"]["layers"]):
            self.add(f"isotropy_by_layer/layer_{layer:02}", step, value)
        for layer, histogram in enumerate(row["deviations"]):
            if histogram["constant"]:
                self.add(f"constant_dimensions/layer_{layer:02}", step, histogram["constant"])
            counts = histogram["counts"]
            if not counts:
                continue
            low, high = math.log10(histogram["smallest"]), math.log10(histogram["largest"])
            if low == high:
                low, high = low - 0.05, high + 0.05
            edges = [low + (high - low) * index / len(counts) for index in range(len(counts) + 1)]
            self.tensors.setdefault(f"deviations_log10/layer_{layer:02}", {})[step] = np.array(
                list(zip(edges, edges[1:], map(float, counts))))

    def reading(self, row):
        step = row["step"]
        for layer, values in enumerate(row["layers"]):
            for name in ("isoscore", "ev_3", "mean_cosine"):
                self.add(f"measured_{name}/layer_{layer:02}", step, values.get(name))
        for name, value in row.get("features", {}).items():
            self.add("measured_features/" + name, step, value)
        for collapse in row.get("collapses", []):
            self.tensors.setdefault("collapses/" + collapse["kind"], {})[step] = None

    def final(self, results):
        step, metrics = results["best_step"], results["test"] or results["development"]
        for name, value in metrics.items():
            self.add("final/" + name, step, value)
        self.isotropy("final/isotropy_", step, results["isotropy"])

    def hyper_parameters(self):
        """The values of the job, by the names that TensorBoard is given."""
        def leaves(value, path):
            if isinstance(value, dict):
                for key, inner in value.items():
                    yield from leaves(inner, [*path, key])
            elif value is not None:
                yield path, value
        found = {}
        for path, value in leaves(self.job, []):
            if path[0] in ("training", "method"):
                path = path[1:]
            if path[-1] == "name":
                path = path[:-1]
            found[".".join(path)] = float(value) if type(value) in (int, float) else value
        found["method"] = self.results["method"]
        return found


def expect(what, found, wanted):
    if found != wanted:
        raise Difference(f"{what}: {found!r}, not {wanted!r}")


def same_tensor(found, wanted):
    if wanted is None:
        return True
    if isinstance(wanted, str):
        return found.item().decode() == wanted
    # The logarithms are two libraries'.
    return found.shape == wanted.shape and np.allclose(found, wanted, rtol=1e-12, atol=1e-12)


def compare_accumulator(folder, expected):
    """By the accumulator, and once more record by record, where nothing is purged."""
    files = [file for file in sorted(folder.glob("*tfevents*")) if file.stat().st_size]
    expect(f"{folder}: files of events", len(files), 1)
    accumulator = event_accumulator.EventAccumulator(
        str(folder), size_guidance={key: 0 for key in event_accumulator.DEFAULT_SIZE_GUIDANCE})
    accumulator.Reload()
    tags = accumulator.Tags()
    expect(f"{folder}: tags of scalars", sorted(tags["scalars"]), sorted(expected.scalars))
    compared = 0
    for tag, wanted in expected.scalars.items():
        events = accumulator.Scalars(tag)
        expect(f"{folder} {tag}", [(event.step, event.value) for event in events], sorted(wanted.items()))
        expect(f"{folder} {tag}: times", [event.wall_time for event in events if not tag.startswith("final/")],
               [expected.times[step] for step in sorted(wanted) if not tag.startswith("final/")])
        compared += len(events)
    tensors = [tag for tag in tags["tensors"] if not tag.startswith("_hparams_/")]
    expect(f"{folder}: tags of tensors", sorted(tensors), sorted(expected.tensors))
    for tag, wanted in expected.tensors.items():
        events = accumulator.Tensors(tag)
        expect(f"{folder} {tag}: steps", [event.step for event in events], sorted(wanted))
        for event in events:
            if not same_tensor(tensor_util.make_ndarray(event.tensor_proto), wanted[event.step]):
                raise Difference(f"{folder} {tag}, step {event.step}: other than the logs say")
        compared += len(events)
    seen = Counter(
        (value.tag, event.step) for event in event_file_loader.LegacyEventFileLoader(str(files[0])).Load()
        for value in event.summary.value)
    expect(f"{folder}: steps that are told twice", [key for key, count in seen.items() if count > 1], [])
    return compared


def python_provider(events):
    """TensorBoard's reader in Python, and what has it read on."""
    multiplexer = plugin_event_multiplexer.EventMultiplexer(tensor_size_guidance=ALL)

    def reload():
        multiplexer.AddRunsFromDirectory(str(events))
        multiplexer.Reload()
    reload()
    return data_provider.MultiplexerDataProvider(multiplexer, str(events)), reload


def rust_provider(events, interval=1):
    """TensorBoard's faster reader, a process of its own that reads on by itself."""
    ingester = server_ingester.SubprocessServerDataIngester(
        server_ingester.get_server_binary(), str(events), reload_interval=interval,
        channel_creds_type=grpc_util.ChannelCredsType.LOCAL, samples_per_plugin=ALL)
    ingester.start()
    return ingester


def compare_provider(name, provider, expected):
    """Scalars as the pages ask for them; `expected` by run."""
    found = provider.read_scalars(
        context.RequestContext(), experiment_id="", plugin_name="scalars", downsample=10**6)
    expect(f"{name}: runs", sorted(found), sorted(expected))
    compared = 0
    for run, wanted in expected.items():
        expect(f"{name} {run}: tags", sorted(found[run]), sorted(wanted.scalars))
        for tag, values in wanted.scalars.items():
            data = [(datum.step, float(np.float32(datum.value))) for datum in found[run][tag]]
            expect(f"{name} {run} {tag}", data, sorted(values.items()))
            compared += len(data)
    return compared


def compare_hyper_parameters(name, provider, expected):
    """What the HParams plugin's backend answers to its page."""
    class Context:
        data_provider = provider
    backend, request = backend_context.Context(Context), context.RequestContext()
    experiment = get_experiment.Handler(request, backend, "", api_pb2.GetExperimentRequest()).run()
    answer = list_session_groups.Handler(request, backend, "", api_pb2.ListSessionGroupsRequest(
        start_index=0, slice_size=10**6, aggregation_type=api_pb2.AGGREGATION_AVG,
        allowed_statuses=[api_pb2.STATUS_UNKNOWN, api_pb2.STATUS_SUCCESS, api_pb2.STATUS_FAILURE,
                          api_pb2.STATUS_RUNNING])).run()
    kinds = {info.name: info.type for info in experiment.hparam_infos}
    sessions, compared = {}, 0
    for group in answer.session_groups:
        names = sorted({expected[session.name].results["method"] for session in group.sessions})
        expect(f"{name}: methods of one group", len(names), 1)
        for session in group.sessions:
            sessions[session.name] = (group, session)
    expect(f"{name}: sessions", sorted(sessions), sorted(expected))
    for run, wanted in expected.items():
        group, session = sessions[run]
        expect(f"{name} {run}: status", session.status, api_pb2.STATUS_SUCCESS)
        values = wanted.hyper_parameters()
        found = {key: getattr(value, value.WhichOneof("kind")) for key, value in group.hparams.items()}
        for key in values:
            # What may be a word or a number is a word.
            if kinds[key] == api_pb2.DATA_TYPE_STRING and not isinstance(values[key], str):
                values[key] = found[key]
        # A group has the values of one of its seeds and folds.
        own = {"seed", "details.custom.held_out.fold"}
        expect(f"{name} {run}: hyper-parameters", {key: found[key] for key in found if key not in own},
               {key: values[key] for key in values if key not in own})
        metrics = {value.name.tag: float(np.float32(value.value)) for value in session.metric_values}
        finals = {tag: value[wanted.results["best_step"]] for tag, value in wanted.scalars.items()
                  if tag.startswith("final/")}
        expect(f"{name} {run}: metrics", metrics, finals)
        expect(f"{name}: the first metric", experiment.metric_infos[0].name.tag, "final/" + wanted.results["headline"])
        compared += len(found) + len(metrics)
    return compared


def compare(output, events):
    """Every value, step and tag of the runs of an output; says how many."""
    expected = {place: Expected(folder) for place, folder in runs(output).items()}
    compared = sum(compare_accumulator(Path(events) / place, wanted) for place, wanted in expected.items())
    rust = rust_provider(events)
    for name, provider in (("Python", python_provider(events)[0]), ("Rust", rust.data_provider)):
        compared += compare_provider(name, provider, expected)
        compared += compare_hyper_parameters(name, provider, expected)
    return compared

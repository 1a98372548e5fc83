"""Writes Conformance/*.json: small clouds and the exact answers of every measure; see Documentation/conformance.md.

    pip install mpmath
    python Tools/conformance/make.py

Coordinates are float64 numbers, printed so that reading them gives the same ones; answers have 30 digits and are
strings. Nothing is random.
"""

import json
import pathlib

from mpmath import mp, mpf

import exact
import groups

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Conformance"

PAPERS = [[1, 2, 0], [2, 1, 1], [0, -1, 3], [4, 0, -2], [-1, 3, 1]]
#: Ten points without any symmetry.
PLAIN = [
    [1.5, -0.25, 3, 0.5], [0.75, 2, -1, 1.25], [-2, 0.5, 0.25, -1.5], [3.5, 1, 1.75, 2],
    [0, -1.75, 2.5, 0.25], [1.25, 0.5, -0.75, 3], [-0.5, 2.25, 1, -2.75], [2, -3, 0.5, 1],
    [-1.25, 1.5, 4, 0.75], [0.25, 0.75, -2.5, -0.5],
]  # fmt: skip
PERMUTED = [[-row[2], row[0], -row[3], row[1]] for row in PLAIN]
OTHER = [
    [row[0] + 0.5 * row[1] + 0.25 * index % 1.5, row[2] - row[3] * 0.75, (index * 7 % 5) / 4]
    for index, row in enumerate(PLAIN)
]


def times(rows, factor):
    return [[x * factor for x in row] for row in rows]


def plus(rows, number):
    return [[x + number for x in row] for row in rows]


def axes(*lengths):
    rows = [[x if i == j else 0 for j in range(len(lengths))] for i, x in enumerate(lengths)]
    return rows + times(rows, -1)


CLOUDS = {
    "papers": PAPERS,
    "plain": PLAIN,
    "permuted and sign-flipped": PERMUTED,
    "all eigenvalues equal": axes(2, 2, 2),
    "two eigenvalues equal": axes(3, 1, 1, 0.5),
    "one line": [[t, 2 * t, -t] for t in (-3, -1, 0.5, 2, 4, 4.5)],
    "two equal clusters": [[1, 2, -1]] * 4 + [[-2, 0.5, 3]] * 4,
    "constant dimension": [[row[0], 0.1, row[2]] for row in PLAIN],
    "fewer points than dimensions": [row + row[::-1] for row in PLAIN[:4]],
    "two points": [[1, 2, 3], [-2, 0.5, 1]],
    "one point": [[1, 2, 3]],
    "constant": [[0.1, 0.7, -0.3]] * 4,
    "one dimension": [[1], [2], [4], [-3.5], [0.25]],
    "a point at the origin": PLAIN[:6] + [[0, 0, 0, 0]],
    "huge mean, tiny variance": plus(times(PLAIN, 1e-3), 1e6),
    "of scale 1e-30": times(PLAIN, 1e-30),
    "of scale 1e30": times(PLAIN, 1e30),
    "duplicates": PLAIN + [PLAIN[3], PLAIN[3], PLAIN[7]],
    "near-duplicates": PLAIN + [[1.5, -0.25, 3 + 2**-40, 0.5]],
}

COVARIANCES = {
    "papers": [[3.7, -1.25, -2.65], [-1.25, 2.5, -0.5], [-2.65, -0.5, 3.3]],
    "identity": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "two equal": [[4, 0, 0, 0], [0, 4, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0.25]],
    "two equal, turned": [[4, 0, 0, 0], [0, 2.5, 1.5, 0], [0, 1.5, 2.5, 0], [0, 0, 0, 0.25]],
    "permuted, sign-flipped": [[3.3, 2.65, -0.5], [2.65, 3.7, 1.25], [-0.5, 1.25, 2.5]],
    "one direction": [[1, 2, -1], [2, 4, -2], [-1, -2, 1]],
    "a dimension that does not vary": [[2, 0, 0.5], [0, 0, 0], [0.5, 0, 1]],
    "of scale 1e-60": times([[3.7, -1.25, -2.65], [-1.25, 2.5, -0.5], [-2.65, -0.5, 3.3]], 1e-60),
    "of scale 1e60": times([[3.7, -1.25, -2.65], [-1.25, 2.5, -0.5], [-2.65, -0.5, 3.3]], 1e60),
    "zero": [[0, 0], [0, 0]],
}  # fmt: skip

LABELLED = {
    "two classes": (PLAIN, [0, 1, 0, 0, 1, 1, 0, 1, 1, 0]),
    "three unequal classes": (PLAIN, [0, 2, 0, 0, 1, 2, 0, 1, 2, 0]),
    "two equal clusters": ([[1, 2, -1]] * 4 + [[-2, 0.5, 3]] * 4, [0] * 4 + [1] * 4),
    "a simplex": ([[5, 2, 2], [2, 5, 2], [2, 2, 5]] * 2, [0, 1, 2] * 2),
    "one class": (PLAIN, [0] * 10),
    "a class for each point": (PAPERS, [0, 1, 2, 3, 4]),
    "a point at the origin": (PLAIN[:6] + [[0, 0, 0, 0]], [0, 1, 0, 1, 0, 1, 1]),
    "huge mean, tiny variance": (
        plus(times(PLAIN, 1e-3), 1e6), [0, 2, 0, 0, 1, 2, 0, 1, 2, 0]
    ),
    "of scale 1e-30": (times(PLAIN, 1e-30), [0, 2, 0, 0, 1, 2, 0, 1, 2, 0]),
    "of scale 1e30": (times(PLAIN, 1e30), [0, 2, 0, 0, 1, 2, 0, 1, 2, 0]),
}  # fmt: skip

PAIRS = {
    "related": (PLAIN, OTHER),
    "permuted and sign-flipped": (PLAIN, PERMUTED),
    "itself": (PLAIN, PLAIN),
    "nearly itself": (
        PLAIN,
        [
            [x + 2**-14 * y for x, y in zip(row, other)]
            for row, other in zip(PLAIN, PLAIN[3:] + PLAIN[:3])
        ],
    ),
    "one line": (PLAIN, [[row[0], 2 * row[0]] for row in PLAIN]),
    "of equal eigenvalues": (axes(2, 2, 2), PLAIN[:6]),
    "constant": (PLAIN, [[0.1, 0.7]] * 10),
    "three points": (PLAIN[:3], OTHER[:3]),
    "fewer points than dimensions": ([row + row[::-1] for row in PLAIN[:4]], OTHER[3:7]),
    "huge mean, tiny variance": (plus(times(PLAIN, 1e-3), 1e6), OTHER),
    "of scales 1e-30 and 1e30": (times(PLAIN, 1e-30), times(OTHER, 1e30)),
}


def of_spectrum(values, rank_bound):
    return {
        "participation_ratio": exact.participation_ratio(values),
        "stable_rank": exact.stable_rank(values),
        "effective_rank": exact.effective_rank(values),
        "condition_number": exact.condition_number(values, rank_bound),
        "var_ex": exact.var_ex(values),
        "explained_variance": exact.explained(values),
        "iso_score": exact.iso_score(values),
    }


def of_matrix(matrix):
    size = len(matrix)
    targets = {"identity": exact.identity(size), "scaled": exact.scaled_identity(matrix)}
    return {
        f"iso_score_star_{name}_{weight}": exact.iso_score_star(matrix, target, mpf(weight))
        for name, target in targets.items() for weight in (0.25, 0.75)
    }  # fmt: skip


def cloud(rows):
    rows = exact.exact(rows)
    n, d = len(rows), len(rows[0])
    matrix = exact.covariance(rows)
    slope, likelihood = exact.twonn(rows)
    arithmetic, harmonic = exact.levina_bickel(rows, 3)
    measures = {"mean": exact.center(rows)}
    if matrix:
        values = exact.eigenvalues(matrix)
        correlation = exact.correlations(matrix)
        deviations = [mp.sqrt(matrix[i][i]) for i in range(d)]
        raw = exact.eigenvalues(exact.products(rows))
        measures |= {
            "standard_deviations": deviations,
            "outlier_means": exact.robust_distances(measures["mean"]),
            "outlier_deviations": exact.robust_distances(deviations),
            "correlation": [x for row in correlation for x in row],
            "gamma": exact.soft_group_sizes(correlation),
            "uncentred_explained_variance": exact.explained(raw),
            "uncentred_effective_rank": exact.effective_rank(raw),
            "small_sample_iso_score": exact.small_sample_iso_score(rows, values),
            "ledoit_wolf": exact.ledoit_wolf(rows),
            "log_partition_score": exact.log_partition_score(rows),
        } | of_spectrum(values, min(n - 1, d)) | of_matrix(matrix)
    return measures | {
        "mean_cosine": exact.pairs_mean(exact.units(rows), exact.dot),
        "cosine_shares": exact.cosine_shares(rows),
        "cosine_around_mean": exact.cosine_around_mean(rows),
        "uniformity": exact.uniformity(rows),
        "twonn_slope": slope,
        "twonn_likelihood": likelihood,
        "levina_bickel_3": arithmetic,
        "levina_bickel_3_harmonic": harmonic,
        "repeated_rows": mpf(n - len(exact.distinct(rows))),
    }


def covariance(rows):
    matrix = exact.exact(rows)
    values = exact.eigenvalues(matrix)
    return {"eigenvalues": values} | of_spectrum(values, len(values)) | of_matrix(matrix)


#: What has the unit of the points, or its square.
WITH_UNIT = {"mean", "standard_deviations", "eigenvalues"}


def printed(value, least=mpf(10) ** -25):
    """Numbers as strings of 30 digits; `None` where a measure is not defined.

    60 digits were carried: what is left of a difference of equal numbers, or of its root, is 0.
    """
    if isinstance(value, dict):
        units = {key: mpf(10) ** -100 if key in WITH_UNIT else least for key in value}
        return {key: printed(item, units[key]) for key, item in value.items()}
    if isinstance(value, list):
        return [printed(item, least) for item in value]
    if value is None:
        return None
    if mp.isinf(value):
        return "inf" if value > 0 else "-inf"
    return mp.nstr(value if abs(value) > least else mpf(0), 30)


def save(name, entries):
    lines = [json.dumps(entry, separators=(",", ":")) for entry in entries]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


def floats(rows):
    return [[float(x) for x in row] for row in rows]


def main():
    save("clouds", [
        {"name": name, "points": floats(rows), "measures": printed(cloud(floats(rows)))}
        for name, rows in CLOUDS.items()
    ])
    save("covariances", [
        {"name": name, "covariance": floats(rows), "measures": printed(covariance(floats(rows)))}
        for name, rows in COVARIANCES.items()
    ])
    save("labelled", [
        {
            "name": name, "points": floats(rows), "labels": labels,
            "measures": printed(groups.labelled(exact.exact(floats(rows)), labels)),
        }
        for name, (rows, labels) in LABELLED.items()
    ])
    save("pairs", [
        {
            "name": name, "first": floats(x), "second": floats(y),
            "measures": printed(groups.pair(exact.exact(floats(x)), exact.exact(floats(y)))),
        }
        for name, (x, y) in PAIRS.items()
    ])  # fmt: skip


if __name__ == "__main__":
    main()

"""Prints what the packages IsoScore 2.0.1 and scikit-dimension 0.5.0 answer on the files of Conformance/, as Markdown.

    pip install IsoScore==2.0.1 scikit-dimension==0.5.0
    python Tools/conformance/peers.py
"""

import json
import math
import pathlib
import warnings

import IsoScore.IsoScore as isoscore
import numpy as np
import skdim

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Conformance"


def local(x, comb):
    return skdim.id.MLE().fit_predict(x, n_neighbors=3, comb=comb)


CLOUD_MEASURES = {
    "iso_score": lambda x: float(isoscore.IsoScore(x)),
    "iso_score_star_identity_0.25": lambda x: float(
        isoscore.IsoScore_star(x, np.eye(x.shape[1]), 0.25)
    ),
    "twonn_slope": lambda x: skdim.id.TwoNN().fit(x).dimension_,
    "twonn_likelihood": lambda x: skdim.id.TwoNN(method="mle").fit(x).dimension_,
    "levina_bickel_3": lambda x: local(x, "mean"),
    "levina_bickel_3_harmonic": lambda x: local(x, "mle"),
}
COVARIANCE_MEASURES = {"iso_score": lambda c: float(isoscore.IsoScore_cov(c))}


def answer(function, numbers):
    """A number, or the name of what was raised."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return float(function(np.array(numbers)))
    except Exception as error:
        return type(error).__name__


def agrees(found, exact):
    """What is not defined may be refused, or not a number."""
    if isinstance(found, str):
        return exact is None
    if exact is None:
        return math.isnan(found)
    return math.isclose(found, float(exact), rel_tol=1e-10, abs_tol=1e-13)


def shown(value):
    if value is None:
        return "not defined"
    return value if isinstance(value, str) else f"{value:.10g}"


def main():
    rows, counts = [], {}
    for file, key, measures in (
        ("clouds", "points", CLOUD_MEASURES), ("covariances", "covariance", COVARIANCE_MEASURES)
    ):  # fmt: skip
        for entry in json.loads((FOLDER / f"{file}.json").read_text()):
            for name, function in measures.items():
                exact = entry["measures"].get(name)
                found = answer(function, entry[key])
                good = agrees(found, exact)
                total = counts.setdefault(name, [0, 0])
                total[0] += good
                total[1] += 1
                if not good:
                    rows.append(f"| {file}: {entry['name']} | `{name}` | {shown(exact and float(exact))} | {shown(found)} |")
    print("| measure | within 1e-10 |\n|---|---|")
    for name, (good, total) in counts.items():
        print(f"| `{name}` | {good} of {total} |")
    print("\n| case | measure | exact | package |\n|---|---|---|---|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()

"""scikit-dimension's side of the benchmark of neighbours: `twonn` on standard input, `quit` ends."""

import argparse
import os

import lines


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="TwoNN by scikit-dimension, timed.")
    parser.add_argument("--points", required=True, help="a file of NumPy's")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    # Read when NumPy is first imported.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    import numpy as np
    import skdim

    # Its distances come from products, which float32 would round: float64 is what it is meant for.
    points = np.load(options.points).astype(np.float64)

    def twonn(count: int) -> dict:
        for _ in range(count):
            dimension = skdim.id.TwoNN().fit(points).dimension_
        return dict(count=count, tokens=len(points), squares=0, answer=float(dimension))

    lines.serve(dict(twonn=twonn))


if __name__ == "__main__":
    main()

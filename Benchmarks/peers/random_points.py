"""Writes a random cloud of float32: random_points.py FILE POINTS DIMENSIONS.

Normal points whose deviations fall off, around a mean far from 0, as those of an encoder are.
"""

import sys

import numpy as np

path, points, dimensions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rng = np.random.default_rng(0)
deviations = np.float32(np.geomspace(1, 0.05, dimensions))
cloud = rng.standard_normal((points, dimensions), dtype=np.float32) * deviations
np.save(path, cloud + np.float32(rng.standard_normal(dimensions)))

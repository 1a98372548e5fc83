"""NumPy's side of the benchmark of IsoScore: covariance.py FILE prints the score and the seconds.

The file is mapped and read in blocks, products are float32, and sums of blocks float64: the fastest that few
lines of NumPy are.
"""

import json
import sys
import time

import numpy as np

BLOCK = 4096
began = time.perf_counter()
points = np.load(sys.argv[1], mmap_mode="r")
count, size = points.shape
origin = points[:BLOCK].mean(axis=0, dtype=np.float64).astype(np.float32)
total, products = np.zeros(size), np.zeros((size, size))
for start in range(0, count, BLOCK):
    block = points[start : start + BLOCK] - origin
    total += block.sum(axis=0, dtype=np.float64)
    products += block.T @ block
mean = total / count
covariance = (products - count * np.outer(mean, mean)) / (count - 1)
ratio = np.trace(covariance) ** 2 / np.square(covariance).sum()
print(json.dumps(dict(score=(ratio - 1) / (size - 1), seconds=time.perf_counter() - began)))

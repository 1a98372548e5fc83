"""The measures of labelled clouds and of two clouds from their definitions; see exact.py."""

from mpmath import mp, mpf

from exact import (
    EQUAL, center, centred, distance, dot, eigensystem, eigenvalues, explained,
    iso_score, length, mean, products, scaled, units,
)  # fmt: skip


def trace(matrix):
    return mp.fsum(row[i] for i, row in enumerate(matrix))


def matmul(a, b):
    return [[dot(row, column) for column in zip(*b)] for row in a]


def transposed(matrix):
    return [list(column) for column in zip(*matrix)]


def deviation(numbers):
    middle = mean(numbers)
    return mp.sqrt(mean([(x - middle) ** 2 for x in numbers]))


def pseudo_inverse(matrix):
    values, vectors = eigensystem(matrix)
    return [
        [mp.fsum(v[i] * v[j] / value for value, v in zip(values, vectors) if value > 0)
         for j in range(len(matrix))] for i in range(len(matrix))
    ]  # fmt: skip


def labelled(rows, labels):
    classes = sorted(set(labels))
    parts = {c: [row for row, label in zip(rows, labels) if label == c] for c in classes}
    means = [center(parts[c]) for c in classes]
    rest = [
        [x - m for x, m in zip(row, means[classes.index(label)])]
        for row, label in zip(rows, labels)
    ]
    within, total = products(rest), trace(products(centred(rows)))
    freedom = len(rows) - len(classes)
    values = eigenvalues(scaled(within, mpf(1) / freedom)) if freedom else None
    middle = center(rows)
    shifted = [[x - m for x, m in zip(row, middle)] for row in means]
    result = {
        "between_share": 1 - trace(within) / total if total > 0 else None,
        "within_iso_score": iso_score(values) if values else None,
        "within_explained_variance": explained(values) if values else None,
    } | cosines(rows, labels)
    lengths = [length(row) for row in shifted]
    if len(classes) < 2 or min(lengths) == 0:
        return result | {"collapse": None}
    others = [
        dot(shifted[i], shifted[j]) / lengths[i] / lengths[j]
        for i in range(len(classes)) for j in range(i)
    ]  # fmt: skip
    between = scaled(products(shifted), mpf(1) / len(classes))
    spread = trace(matmul(scaled(within, mpf(1) / len(rows)), pseudo_inverse(between)))
    return result | {
        "collapse": {
            "variability": spread / len(classes),
            "length_deviation": deviation(lengths) / mean(lengths),
            "cosine_deviation": deviation(others),
            "angle_distance": mean([abs(c + mpf(1) / (len(classes) - 1)) for c in others]),
        }
    }


def cosines(rows, labels):
    items = [(row, label) for row, label in zip(rows, labels) if length(row) > 0]
    unit = units(rows)
    found = {True: [], False: []}
    for i, (_, one) in enumerate(items):
        for j, (_, other) in enumerate(items[:i]):
            found[one == other].append(dot(unit[i], unit[j]))
    return {
        "cosine_within": mean(found[True]) if found[True] else None,
        "cosine_between": mean(found[False]) if found[False] else None,
    }


def norm(matrix):
    return mp.sqrt(mp.fsum(x * x for row in matrix for x in row))


def hsic_1(k, l):
    """Eq. 5 of Song et al. (2012), n (n - 3) times."""
    n = len(k)
    k, l = ([[x if i != j else mpf(0) for j, x in enumerate(row)] for i, row in enumerate(m)]
            for m in (k, l))  # fmt: skip
    one = [mpf(1)] * n
    sums = [dot(row, one) for row in k], [dot(row, one) for row in l]
    return (
        mp.fsum(dot(a, b) for a, b in zip(k, l))
        + mp.fsum(sums[0]) * mp.fsum(sums[1]) / ((n - 1) * (n - 2))
        - 2 * dot(*sums) / (n - 2)
    )


def singular_values(matrix):
    # Of the square of the smaller side: with 60 digits nothing is lost that matters.
    side = matmul(matrix, transposed(matrix))
    return [mp.sqrt(v) for v in eigenvalues(side)]


def leading(rows, k):
    """The leading eigenvectors of XᵀX as rows, and the left singular vectors; `None` where they are not defined."""
    values, vectors = eigensystem(products(rows))
    if vectors is None or values[k - 1] == 0:
        return None
    if k < len(values) and values[k - 1] - values[k] <= EQUAL * values[0]:
        return None
    left = [
        [dot(row, v) / mp.sqrt(value) for row in rows] for value, v in zip(values[:k], vectors)
    ]
    return vectors[:k], left


def angles(x, y, k):
    one, two = leading(x, k), leading(y, k)
    if one is None or two is None:
        return None, None
    found = []
    for a, b in zip(one, two):
        cosines = singular_values(matmul(a, transposed(b)))
        found.append([mp.acos(min(c, mpf(1))) for c in cosines])
    return found[0] if len(x[0]) == len(y[0]) else None, found[1]


def pair(first, second):
    x, y = centred(first), centred(second)
    xx, yy, xy = products(x), products(y), products(x, y)
    varies = trace(xx) > 0 and trace(yy) > 0
    result = {"linear_cka": norm(xy) ** 2 / norm(xx) / norm(yy) if varies else None}
    kernels = [[[dot(a, b) for b in rows] for a in rows] for rows in (x, y)]
    own = [hsic_1(k, k) for k in kernels] if len(x) > 3 else [mpf(0), mpf(0)]
    defined = own[0] > EQUAL * norm(xx) ** 2 and own[1] > EQUAL * norm(yy) ** 2
    result["unbiased_linear_cka"] = hsic_1(*kernels) / mp.sqrt(own[0] * own[1]) if defined else None
    total = mp.sqrt(trace(xx) * trace(yy))
    result["procrustes"] = 2 - 2 * mp.fsum(singular_values(xy)) / total if varies else None
    for k in (1, 2):
        if k <= min(len(x[0]), len(y[0])):
            coordinates, points = angles(x, y, k)
            if len(x[0]) == len(y[0]):
                result[f"angles_{k}_of_coordinates"] = coordinates
            result[f"angles_{k}_of_points"] = points
    u, v = units(first), units(second)
    whole = len(u) == len(v) == len(first) and len(u[0]) == len(v[0])
    result["alignment"] = mean([distance(a, b) ** 2 for a, b in zip(u, v)]) if whole else None
    return result

"""The measures of a cloud from their definitions, with 60 digits: nothing here is fast, closed or in floating point."""

from mpmath import mp, mpf

mp.dps = 60
#: Eigenvalues this close, relative to the largest, are equal: inputs are float64, so that true gaps are far wider.
EQUAL = mpf(10) ** -40
INFINITY = mpf("inf")


def exact(rows):
    return [[mpf(number) for number in row] for row in rows]


def mean(numbers):
    return mp.fsum(numbers) / len(numbers)


def dot(a, b):
    return mp.fsum(x * y for x, y in zip(a, b))


def length(a):
    return mp.sqrt(dot(a, a))


def distance(a, b):
    return length([x - y for x, y in zip(a, b)])


def center(rows):
    return [mean(column) for column in zip(*rows)]


def centred(rows):
    middle = center(rows)
    return [[x - m for x, m in zip(row, middle)] for row in rows]


def products(rows, others=None):
    columns, other = list(zip(*rows)), list(zip(*(others or rows)))
    return [[dot(a, b) for b in other] for a in columns]


def scaled(matrix, factor):
    return [[x * factor for x in row] for row in matrix]


def covariance(rows):
    return scaled(products(centred(rows)), mpf(1) / (len(rows) - 1)) if len(rows) > 1 else None


def eigensystem(matrix):
    """Eigenvalues, largest first and rounding as 0, and eigenvectors as rows."""
    size = max(abs(x) for row in matrix for x in row)
    if size == 0:
        return [mpf(0)] * len(matrix), None
    values, vectors = mp.eigsy(mp.matrix(scaled(matrix, 1 / size)))
    order = sorted(range(len(matrix)), key=lambda i: -values[i])
    clean = [values[i] * size if values[i] > EQUAL else mpf(0) for i in order]
    return clean, [[vectors[r, i] for r in range(len(matrix))] for i in order]


def eigenvalues(matrix):
    return eigensystem(matrix)[0]


# --- of a spectrum


def participation_ratio(values):
    squares = dot(values, values)
    return mp.fsum(values) ** 2 / squares if squares > 0 else None


def iso_score(values):
    """The six steps of Rudman and Eickhoff (2024)."""
    d, norm = mpf(len(values)), length(values)
    if d == 1 or norm == 0:
        return None
    defect = distance([mp.sqrt(d) * v / norm for v in values], [mpf(1)] * len(values))
    defect /= mp.sqrt(2 * (d - mp.sqrt(d)))
    return ((d - defect**2 * (d - mp.sqrt(d))) ** 2 - d) / (d * (d - 1))


def explained(values):
    total = mp.fsum(values)
    if total == 0:
        return None
    return [mp.fsum(values[: k + 1]) / total for k in range(len(values))]


def stable_rank(values):
    return mp.fsum(values) / values[0] if values[0] > 0 else None


def effective_rank(values):
    singular = [mp.sqrt(v) for v in values]
    total = mp.fsum(singular)
    if total == 0:
        return None
    shares = [s / total for s in singular if s > 0]
    return mp.exp(-mp.fsum(p * mp.log(p) for p in shares))


def condition_number(values, rank_bound):
    if values[0] == 0:
        return None
    least = values[rank_bound - 1]
    return values[0] / least if least > 0 else INFINITY


def var_ex(values, share=mpf("0.3")):
    count = int(mp.ceil(share * len(values)))
    curve = explained(values)
    return curve and mpf(count) / len(values) / curve[count - 1]


def mixed(matrix, target, weight):
    return [
        [(1 - weight) * a + weight * b for a, b in zip(*pair)] for pair in zip(matrix, target)
    ]


def identity(size, factor=1):
    return [[mpf(factor) if i == j else mpf(0) for j in range(size)] for i in range(size)]


def scaled_identity(matrix):
    return identity(len(matrix), mp.fsum(row[i] for i, row in enumerate(matrix)) / len(matrix))


def iso_score_star(matrix, target, weight):
    return iso_score(eigenvalues(mixed(matrix, target, weight)))


# --- of points


def small_sample_iso_score(rows, values):
    n, d = mpf(len(rows) - 1), len(values)
    squares, squared_trace = dot(values, values), mp.fsum(values) ** 2
    if n < 2 or d == 1 or squares == 0:
        return None
    factor = n**2 / ((n - 1) * (n + 2))
    f = factor * (squares - squared_trace / n)
    t = factor * ((1 + 1 / n) * squared_trace - 2 * squares / n)
    return (t / f - 1) / (d - 1) if f > EQUAL * squares else None


def ledoit_wolf(rows):
    """The intensity of Ledoit and Wolf (2004), with the covariance divided by the count."""
    if len(rows) < 2:
        return None
    n, d, y = len(rows), len(rows[0]), centred(rows)
    s = scaled(products(y), mpf(1) / n)
    target = scaled_identity(s)
    if target[0][0] == 0:
        return None
    pairs = [(i, j) for i in range(d) for j in range(d)]
    gap = mp.fsum((s[i][j] - target[i][j]) ** 2 for i, j in pairs)
    error = mp.fsum((p[i] * p[j] - s[i][j]) ** 2 for p in y for i, j in pairs) / n**2
    return min(error, gap) / gap if gap > EQUAL * target[0][0] ** 2 else mpf(0)


def correlations(matrix):
    sigma = [mp.sqrt(row[i]) for i, row in enumerate(matrix)]
    return [
        [matrix[i][j] / sigma[i] / sigma[j] if sigma[i] * sigma[j] else mpf(0)
         for j in range(len(matrix))] for i in range(len(matrix))
    ]  # fmt: skip


def soft_group_sizes(correlation):
    """A dimension correlates fully with itself, also where it does not vary."""
    return [
        1 + mp.fsum(x**2 for j, x in enumerate(row) if j != i) for i, row in enumerate(correlation)
    ]


def median(numbers):
    ordered, middle = sorted(numbers), len(numbers) // 2
    return ordered[middle] if len(numbers) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def robust_distances(numbers):
    middle = median(numbers)
    spread = mpf("1.4826") * median([abs(x - middle) for x in numbers])
    apart = [x - middle for x in numbers]
    return [
        mpf(0) if x == 0 else x / spread if spread else INFINITY * mp.sign(x) for x in apart
    ]


def units(rows):
    return [[x / length(row) for x in row] for row in rows if length(row) > 0]


def pairs_mean(items, value):
    n = len(items)
    if n < 2:
        return None
    numbers = [value(items[i], items[j]) for i in range(n) for j in range(n) if i != j]
    return mean(numbers)


def cosine_shares(rows):
    u = units(rows)
    if len(u) < 2:
        return None
    return [pairs_mean(u, lambda a, b: a[c] * b[c]) for c in range(len(rows[0]))]


def cosine_around_mean(rows):
    middle = center(rows)
    items = [
        [(x - m) / length(row) for x, m in zip(row, middle)] for row in rows if length(row) > 0
    ]
    return pairs_mean(items, dot)


def log_partition_score(rows):
    """`None` where an eigenvalue is repeated: the eigenvectors are then not defined."""
    values, vectors = eigensystem(products(rows))
    if values[0] == 0 or any(a - b <= EQUAL * values[0] for a, b in zip(values, values[1:])):
        return None
    sums = []
    for vector in vectors:
        for sign in (1, -1):
            exponents = [sign * dot(row, vector) for row in rows]
            largest = max(exponents)
            sums.append(largest + mp.log(mp.fsum(mp.exp(e - largest) for e in exponents)))
    return min(sums) - max(sums)


def uniformity(rows):
    value = pairs_mean(units(rows), lambda a, b: mp.exp(-2 * distance(a, b) ** 2))
    return None if value is None else mp.log(value)


# --- of neighbours


def distinct(rows):
    return list(dict.fromkeys(map(tuple, rows)))


def neighbor_distances(rows, count):
    """Ascending, of each distinct point; `None` where there are too few."""
    points = distinct(rows)
    if len(points) <= count:
        return None
    return [
        sorted(distance(a, b) for j, b in enumerate(points) if j != i)[:count]
        for i, a in enumerate(points)
    ]


def twonn(rows, share=0.1):
    near = neighbor_distances(rows, 2)
    if near is None:
        return None, None
    x = sorted(mp.log(second / first) for first, second in near)
    n = len(x)
    kept = int(n * (1 - share))
    if kept < 2 or x[kept - 1] == 0:
        return None, None
    y = [-mp.log(1 - mpf(i + 1) / n) for i in range(kept)]
    time = mp.fsum(x[:kept]) + (n - kept) * x[kept - 1]
    return dot(x[:kept], y) / dot(x[:kept], x[:kept]), (kept - 1) / time


def levina_bickel(rows, k):
    near = neighbor_distances(rows, k)
    if near is None:
        return None, None
    sums = [mp.fsum(mp.log(row[-1] / r) for r in row) for row in near]
    if mp.fsum(sums) == 0:
        return INFINITY, INFINITY
    local = [(k - 1) / s if s > 0 else INFINITY for s in sums]
    return mean(local), (k - 1) * len(sums) / mp.fsum(sums)

"""Control charts, funnels and intervals a second time, from the papers and the documented rules, in plain Python."""

import functools
import math
import statistics

GUARD = 1e-9  # a figure this near a line, of its size, lies on it
Z = statistics.NormalDist().inv_cdf


def side(value, line, scale):
    """1 above a line, -1 below it, 0 on it."""
    gap = value - line
    return 0 if abs(gap) <= GUARD * scale else 1 if gap > 0 else -1


# --- an individuals chart as NHSRplotthedots 0.2.2 draws it ---


class Segment:
    """Values that share their limits; None is a month without a figure, which breaks whatever runs across it."""

    def __init__(self, values):
        self.values = values
        known = [v for v in values if v is not None]
        self.scale = max((abs(v) for v in known), default=0.0)
        self.mean = math.fsum(known) / len(known) if known else None
        moving = [abs(b - a) for a, b in zip(values, values[1:]) if a is not None and b is not None]
        self.lower = self.upper = None
        if moving:
            average = math.fsum(moving) / len(moving)
            kept = [m for m in moving if m < 3.267 * average] or [average]
            average = math.fsum(kept) / len(kept)
            self.lower, self.upper = self.mean - 2.66 * average, self.mean + 2.66 * average

    def windows(self, length, holds):
        """Places that belong to some stretch of `length` neighbours of which `holds` is true."""
        for first in range(len(self.values) - length + 1):
            stretch = range(first, first + length)
            if all(self.values[k] is not None for k in stretch) and holds(list(stretch)):
                yield stretch

    def trends(self):
        out = {}
        for sign, name in ((1, "trend_up"), (-1, "trend_down")):
            def steps(at, sign=sign):
                return all(side(self.values[b], self.values[a], self.scale) == sign for a, b in zip(at, at[1:]))
            for stretch in self.windows(7, steps):
                for k in stretch:
                    out.setdefault(k, set()).add(name)
        return out

    def labels(self):
        """The special cause of each place: the first rule that it breaks."""
        out = [None if v is None else "common_cause" for v in self.values]
        if self.upper is None:
            return out
        of_mean = [None if v is None else side(v, self.mean, self.scale) for v in self.values]
        trends, threes, runs = self.trends(), {}, {}
        third = (self.upper - self.mean) / 3

        def close(k, sign):
            value = self.values[k]
            inner, outer = self.mean + sign * 2 * third, self.mean + sign * 3 * third
            return sign * side(value, inner, self.scale) > 0 and sign * side(value, outer, self.scale) <= 0

        for sign, end in ((1, "high"), (-1, "low")):
            def two(at, sign=sign):
                return all(of_mean[k] == sign for k in at) and sum(close(k, sign) for k in at) >= 2
            for stretch in self.windows(3, two):
                threes.update({k: f"two_of_three_{end}" for k in stretch if close(k, sign)})
        for sign, end in ((1, "above"), (-1, "below")):
            for stretch in self.windows(7, lambda at, sign=sign: all(of_mean[k] == sign for k in at)):
                runs.update({k: f"run_{end}" for k in stretch})
        for k, value in enumerate(self.values):
            if value is None:
                continue
            if side(value, self.upper, self.scale) > 0:
                out[k] = "above_upper_limit"
            elif side(value, self.lower, self.scale) < 0:
                out[k] = "below_lower_limit"
            elif k in trends:
                out[k] = self.direction(k, trends[k])
            else:
                out[k] = threes.get(k) or runs.get(k) or "common_cause"
        return out

    def direction(self, k, names):
        """A point that ends one trend and begins another bears the name of what follows."""
        if len(names) == 1:
            return next(iter(names))
        return "trend_up" if self.values[k + 1] > self.values[k] else "trend_down"


HIGH = {"above_upper_limit", "trend_up", "two_of_three_high", "run_above"}


def icon(label, better):
    if label == "common_cause":
        return label
    high = label in HIGH
    return f"{'improvement' if high == (better == 'higher') else 'concern'}_{'high' if high else 'low'}"


def assurance(segment, target):
    """Of shares, where higher is better."""
    if target is None or segment.lower is None:
        return "none"
    if side(target, segment.upper, segment.scale) > 0:
        return "fail"
    return "pass" if side(target, segment.lower, segment.scale) < 0 else "inconsistent"


# --- a funnel of proportions on the scale of the arc sine, widened as the CQC does ---


def quantile(values, p):
    """Type 7."""
    values = sorted(values)
    at = (len(values) - 1) * p
    low = math.floor(at)
    return values[low] + (at - low) * (values[min(low + 1, len(values) - 1)] - values[low])


def sine_squared(angle):
    return math.sin(min(max(angle, 0.0), math.pi / 2)) ** 2


class Funnel:
    """`units`: name to (numerator, denominator)."""

    def __init__(self, units, widened=True, levels=(0.95, 0.998)):
        self.centre = sum(n for n, _ in units.values()) / sum(d for _, d in units.values())
        y0 = math.asin(math.sqrt(self.centre))
        y = {u: math.asin(math.sqrt(n / d)) for u, (n, d) in units.items()}
        s = {u: 1 / (2 * math.sqrt(d)) for u, (_, d) in units.items()}
        self.z = {u: (y[u] - y0) / s[u] for u in units}
        low, high = (quantile(self.z.values(), p) for p in (0.1, 0.9))
        squares = [min(max(z, low), high) ** 2 for z in self.z.values()]
        count = len(squares)
        self.phi = math.fsum(squares) / count
        w = [1 / s[u] ** 2 for u in units]
        self.tau2 = None
        if count > 1:
            spare = math.fsum(w) - math.fsum(x * x for x in w) / math.fsum(w)
            self.tau2 = max(0.0, (count * self.phi - (count - 1)) / spare)
        extra = self.tau2 if widened and self.phi > 1 and self.tau2 is not None else 0.0
        wide = {u: math.sqrt(s[u] ** 2 + extra) for u in units}
        self.z_adjusted = {u: (y[u] - y0) / wide[u] for u in units}
        points = [Z(1 - (1 - level) / 2) for level in levels]
        self.limits = {u: [(sine_squared(y0 - z * wide[u]), sine_squared(y0 + z * wide[u])) for z in points] for u in units}


# --- two groups ---


def wilson(x, n, z):
    p = x / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def newcombe(x, n, y, m, level=0.95):
    """A difference of proportions with the interval of R. G. Newcombe (1998), method 10."""
    z = Z(1 - (1 - level) / 2)
    (l1, u1), (l2, u2) = wilson(x, n, z), wilson(y, m, z)
    p, q = x / n, y / m
    return p - q, p - q - math.hypot(p - l1, u2 - q), p - q + math.hypot(u1 - p, q - l2)


def beta_share(a, b, x):
    """The regularised incomplete beta function, by its continued fraction (W. J. Lentz, 1976)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    tiny, c, d, f = 1e-300, 1.0, 0.0, 1.0
    for k in range(2000):
        m = k // 2
        if k == 0:
            step = 1.0
        elif k % 2 == 0:
            step = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            step = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / ((1 + step * d) or tiny)
        c = (1 + step / c) or tiny
        f *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * (f - 1)


@functools.lru_cache(maxsize=None)
def beta_quantile(p, a, b):
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_share(a, b, middle) < p else (low, middle)
    return (low + high) / 2


def rate_ratio(x, n, y, m, level=0.95):
    """A ratio of rates, exact given the sum of both counts: C. J. Clopper and E. S. Pearson's interval of how the sum is split."""
    tail = (1 - level) / 2
    low = 0.0 if x == 0 else beta_quantile(tail, x, y + 1)
    high = 1.0 if y == 0 else beta_quantile(1 - tail, x + 1, y)
    return (x / n) / (y / m), low / (1 - low) * m / n, high / (1 - high) * m / n if high < 1 else math.inf


# --- the slope over groups in order ---


def slope(groups, level=0.95):
    """The slope and relative index of inequality of (numerator, denominator) in order, with intervals from the groups' binomial errors.

    The line is fitted by least squares weighed by size, against the middle of each group in the population.
    """
    z = Z(1 - (1 - level) / 2)
    people = sum(d for _, d in groups)
    share = [d / people for _, d in groups]
    middle = [sum(share[:k]) + s / 2 for k, s in enumerate(share)]
    value = [n / d for n, d in groups]
    variance = [p * (1 - p) / d for p, (_, d) in zip(value, groups)]
    centre = math.fsum(w * x for w, x in zip(share, middle))
    spread = math.fsum(w * (x - centre) ** 2 for w, x in zip(share, middle))
    steep = [w * (x - centre) / spread for w, x in zip(share, middle)]
    near = [w - s * centre for w, s in zip(share, steep)]
    far = [w + s * (1 - centre) for w, s in zip(share, steep)]

    def of(weights):
        return math.fsum(w * p for w, p in zip(weights, value))

    def covariance(one, other):
        return math.fsum(a * b * v for a, b, v in zip(one, other, variance))

    half = z * math.sqrt(covariance(steep, steep))
    # E. C. Fieller (1954): the ratios r with (far - r near)^2 = z^2 var(far - r near).
    a = of(near) ** 2 - z * z * covariance(near, near)
    b = of(far) * of(near) - z * z * covariance(far, near)
    c = of(far) ** 2 - z * z * covariance(far, far)
    root = math.sqrt(b * b - a * c)
    return ((of(steep), of(steep) - half, of(steep) + half),
            (of(far) / of(near), (b - root) / a, (b + root) / a))

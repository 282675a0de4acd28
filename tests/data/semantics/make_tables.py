"""Makes the frozen tables of this folder by trying every world: a second source for the meaning of small cases.

Nothing here is taken from the engine, and nothing is rounded. Standard Python; the same output each time.
Run in this folder: python3 make_tables.py
"""
import csv
from fractions import Fraction
from itertools import combinations_with_replacement, product

MET, NOT_MET, OUT, NOT_YET_DUE, LEFT_OUT, EXCUSED = "met", "not met", "out", "not yet due", "left out", "excused"
ORDER = [MET, NOT_MET, LEFT_OUT, EXCUSED, NOT_YET_DUE, "not in force", OUT]


def words(outcomes):
    return " or ".join(o for o in ORDER if o in outcomes)


def write(name, head, rows):
    with open(name, "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(head)
        w.writerows(rows)


# --- statuses: every multiset of up to three records' sets, every target, every minimum ---------------------------------------
SETS = [frozenset(s) for s in ({MET}, {NOT_MET}, {OUT}, {MET, NOT_MET}, {MET, OUT}, {NOT_MET, OUT}, {MET, NOT_MET, OUT})]
TARGETS = [("at least", "50"), ("at least", "66.67"), ("at least", "100"), ("at most", "0"), ("at most", "50"), ("at most", "33.33"),
           ("every case", ""), ("no case", "")]


def status_of(world, kind, target, minimum):
    n, d = world.count(MET), world.count(MET) + world.count(NOT_MET)
    if d == 0:
        return "no cases"
    if kind in ("at least", "at most") and d < minimum:
        return "too few"
    ok = {"at least": lambda: Fraction(100 * n, d) >= Fraction(target), "at most": lambda: Fraction(100 * n, d) <= Fraction(target),
          "every case": lambda: n == d, "no case": lambda: n == 0}[kind]()
    return "met" if ok else "not met"


def statuses():
    for size in (1, 2, 3):
        for sets in combinations_with_replacement(SETS, size):
            worlds = list(product(*sets))
            shares = [(w.count(MET), w.count(MET) + w.count(NOT_MET)) for w in worlds]
            values = [Fraction(n, d) for n, d in shares if d]
            low, high = (min(values), max(values)) if values else ("", "")
            for (kind, target), minimum in product(TARGETS, (0, 2, 3)):
                truth = {status_of(w, kind, target, minimum) for w in worlds}
                yield ["|".join(words(s) for s in sets), kind, target, minimum, "|".join(sorted(truth)), low, high]


# --- records: start and response on day 0, 1 or 2 (the cut-off), at most one day apart; one that is not known on any day -------
UNKNOWN, BLANK, NEVER = "unknown", "blank", 99
ANY_DAY, LATER = range(7), range(3, 10)


def outcomes(p, x, e, start, response):
    """The outcomes of one world; a response before its start is contradictory, so that it may be either."""
    if not p:
        return {OUT}
    if x:
        return {LEFT_OUT}
    wait = response - start
    met = {True, False} if wait < 0 else {wait <= 1}
    return {MET if m else EXCUSED if e else NOT_MET for m in met}


def record_sets(start, response, x, e, p):
    choices = lambda v, domain: domain if v == UNKNOWN else (v,)
    now, later = set(), set()
    for s, r, xx, ee, pp in product(choices(start, ANY_DAY), choices(response, ANY_DAY), *(choices(v, (0, 1)) for v in (x, e, p))):
        futures = (*LATER, NEVER) if r == BLANK else (r,)
        each = [outcomes(pp, xx, ee, s, f) for f in futures]
        whole = set().union(*each)
        later |= whole
        if len(futures) == 1 or len(whole) == 1:
            now |= whole
        elif all(len(one) == 1 for one in each):
            now.add(NOT_YET_DUE)
        else:
            now |= whole | {NOT_YET_DUE}
    return words(now), words(later)


def records():
    flags = (0, 1, UNKNOWN)
    for v in product((0, 1, 2, UNKNOWN), (0, 1, 2, UNKNOWN, BLANK), flags, flags, flags):
        yield [*v, *record_sets(*v)]


# --- totals: two rows, numerators and denominators with ranges -----------------------------------------------------------------
def totals():
    ranges = [(a, b) for a in range(4) for b in range(a, 4)]
    for part_of in (1, 0):
        for (a, b), (c, e), (a2, b2), (c2, e2) in product(ranges, ranges, [(0, 0), (1, 1), (0, 3)], [(1, 1), (3, 3), (1, 3)]):
            if part_of and (a > e or a2 > e2):
                continue  # contradictory
            worlds = [(x + y, p + q) for x in range(a, b + 1) for p in range(c, e + 1) for y in range(a2, b2 + 1)
                      for q in range(c2, e2 + 1) if not part_of or (x <= p and y <= q)]
            shares = [Fraction(n, d) for n, d in worlds if d]
            if shares:
                yield [part_of, a, b, c, e, a2, b2, c2, e2, min(shares), max(shares)]


# --- percentiles by rank: certain cases, and cases that may be outside ---------------------------------------------------------
def percentiles():
    def answer(values, p):
        return sorted(values)[max(1, -(-p * len(values) // 100)) - 1]

    for certain, optional in product(range(4), range(4)):
        if certain + optional == 0 or certain + optional > 4:
            continue
        for values in product((1, 2, 3), repeat=certain + optional):
            if list(values[:certain]) != sorted(values[:certain]) or list(values[certain:]) != sorted(values[certain:]):
                continue
            for p in (50, 90, 100, 10):
                answers = [answer(values[:certain] + tuple(v for v, there in zip(values[certain:], choice) if there), p)
                           for choice in product((0, 1), repeat=optional) if certain or any(choice)]
                yield ["|".join(map(str, values[:certain])), "|".join(map(str, values[certain:])), p, min(answers), max(answers)]


if __name__ == "__main__":
    write("statuses.csv", ["sets", "target", "percent", "minimum", "statuses", "low", "high"], statuses())
    write("records.csv", ["start", "response", "left_out", "excused", "population", "now", "later"], records())
    write("totals.csv", ["part_of", "a", "b", "c", "e", "a2", "b2", "c2", "e2", "low", "high"], totals())
    write("percentiles.csv", ["certain", "optional", "percentile", "low", "high"], percentiles())

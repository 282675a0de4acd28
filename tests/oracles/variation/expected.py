"""Where a package is wrong, and what is right: each by case, with its reason, worked out here from the case's inputs alone."""

import math

_used = set()

# --- individuals charts ---
#
# Nothing but equal values: every moving range is 0, and so is their mean. NHSRplotthedots leaves out moving ranges that are not below
# 3.267 x 0, that is all of them, and has no limits. The mean of zeros is 0: limits = mean -/+ 2.66 x 0 = the mean. No point is outside
# its own value, none is a run.


def _zero_moving_range(theirs):
    _used.add("edge_zero_mr_screen")
    mean = float(theirs["mean"])
    return mean, mean, "common_cause", "common_cause"


POINTS = {"edge_zero_mr_screen": _zero_moving_range}

ASSURANCE = {
    # Limits of 42 and 42, a target of 40, higher is better: every point is above the target.
    ("edge_zero_mr_screen", "no facet"): "pass",
    # Facets without a target of their own: the package says "inconsistent". Without a target there is nothing to assure.
    ("ae_facet4_breaches_targets", "RR1"): "none",
    ("ae_facet4_breaches_targets", "RJC"): "none",
}

# --- funnels ---


def wrong_limits(case, tau2):
    """What is wrong with the limits of a case: "", "cqc", "rate" or "angle"."""
    kind, args = case["data_type"], case["args"] or {}
    if kind == "SR" and args.get("sr_method") == "CQC":
        # z scores are of the root of observed over expected, whose limits are 1 -/+ z sqrt(s^2 + tau2): roots, too. The package does not
        # square them, and draws half the width.
        return "cqc", tau2
    if kind == "RC":
        # z scores use the error of a logarithm of two counts; the limits of the package use 1 / (2 sqrt n), that of an arc sine.
        return "rate", tau2
    if kind == "PR":
        # The limits are sin^2 of an angle. Below 0 the sine's square rises again, beyond a right angle it falls: the angle stays within.
        return "angle", tau2
    return None


Z = {"95": 1.959963984540054, "998": 3.090232306167814}


def _square(x):
    return max(x, 0.0) ** 2


def _angle(x):
    return math.sin(min(max(x, 0.0), math.pi / 2)) ** 2


def _limits(centre, error, back):
    return {level: {"lower": back(centre - z * error), "upper": back(centre + z * error)} for level, z in Z.items()}


def _theirs(t, prefix):
    return {level: {end: float(t[f"{prefix}{end}{level}"]) for end in ("lower", "upper")} for level in Z}


def funnel_limits(t, wrong):
    """Unadjusted and adjusted limits of a unit: those of the package, or what is right in place of what is wrong."""
    has_adjusted = t["od_lower95"] not in ("", "NaN")
    out = {"unadjusted": _theirs(t, ""), "adjusted": _theirs(t, "od_") if has_adjusted else None}
    if not wrong:
        return out
    kind, tau2 = wrong
    x, n = float(t["numerator"]), float(t["denominator"])
    if kind == "cqc":
        out["adjusted"] = _limits(1.0, math.sqrt(1 / (4 * n) + tau2), _square)
    elif kind == "angle":
        centre = float(t["target_transformed"])
        out["unadjusted"] = _limits(centre, 1 / (2 * math.sqrt(n)), _angle)
        out["adjusted"] = _limits(centre, math.sqrt(1 / (4 * n) + tau2), _angle)
    elif kind == "rate":
        centre = float(t["target_transformed"])
        variance = x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2
        out["unadjusted"] = _limits(centre, math.sqrt(variance), math.exp)
        out["adjusted"] = _limits(centre, math.sqrt(variance + tau2), math.exp)
    return out


def unused():
    return sorted(set(POINTS) - _used)

#!/usr/bin/env python3
"""Variation blocks on public figures: every finding against a second calculation, and against published packages.

    compare.py ASSIZE ROOT

second.py calculates from the CSV files what `assize check` finds in rulesets/standards: A&E trusts over time and between one another,
women's imprisonment over time, talking therapies between groups and between providers. ae_2016.assize charts the A&E departments of
April 2016 to March 2019 that NHSRplotthedots and FunnelPlotR charted (tests/data/oracles). Figures agree within 1e-6, words, bounds
and counts exactly. Of a group whose figure is not certain the bounds of its counts are compared, not those of its share. The published
files that the talking therapies records were made from are read from ASSIZE_CORPORA (../shared), if they are there.
"""

import collections
import csv
import json
import math
import os
import pathlib
import subprocess
import sys

import second

ASSIZE, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
HERE = pathlib.Path(__file__).resolve().parent
CORPORA = pathlib.Path(os.environ.get("ASSIZE_CORPORA") or ROOT.parent / "shared")
STANDARDS, PEERS = ROOT / "rulesets/standards", ROOT / "tests/data/oracles"
TOLERANCE = 1e-6
STATUS = {"improvement": "Improvement", "concern": "Concern", "common": "Common cause"}


class Tally:
    def __init__(self):
        self.compared, self.findings, self.problems, self.furthest = 0, 0, [], 0.0

    def same(self, what, ours, theirs):
        self.compared += 1
        if isinstance(theirs, float) and isinstance(ours, (int, float)):
            if math.isfinite(theirs) and theirs:
                self.furthest = max(self.furthest, abs(ours - theirs) / max(abs(theirs), 1e-3))
            if math.isclose(ours, theirs, rel_tol=TOLERANCE, abs_tol=TOLERANCE * 1e-3):
                return
        if ours != theirs:
            self.problems.append(f"{what}: {ours!r} and not {theirs!r}")


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def variations(ruleset, files, *options):
    """Findings of variation by name."""
    command = [ASSIZE, "check", str(ruleset), *map(str, files), "--format", "json", "--fail-on", "never", "--as-at", "2025-12-31", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"ended with {done.returncode}: {' '.join(command)}\n{done.stderr}")
    out = collections.defaultdict(list)
    for finding in json.loads(done.stdout)["findings"]:
        if finding["kind"] == "variation":
            out[finding["variation"]].append(finding)
    return out


# --- over time ---


def over_time(t, findings, series, better, target=None, new_limits=None):
    """`series`: name to {period: value or None}. A period without a row joins its neighbours, one without a figure does not."""
    t.same("series", sorted(f["provider"] for f in findings), sorted(series))
    signals = 0
    for f in findings:
        t.findings += 1
        name, periods = f["provider"], sorted(series[f["provider"]])
        values = [series[name][p] for p in periods]
        split = sum(p < new_limits for p in periods) if new_limits else 0
        parts = [(a, second.Segment(values[a:b])) for a, b in ((0, split), (split, len(values))) if a < b]
        last = max((k for k, v in enumerate(values) if v is not None), default=None)
        ours = {p["period"]: p for p in f["points"] if p["gap"] != "no records"}
        t.same((name, "periods"), sorted(ours), periods)
        for start, part in parts:
            for k, label in enumerate(part.labels(), start):
                where, point = (name, periods[k]), ours[periods[k]]
                t.same((*where, "value"), point["value"], values[k])
                if values[k] is None:
                    t.same((*where, "gap"), point["gap"] is not None, True)
                    continue
                t.same((*where, "mean"), point["centre"], part.mean)
                t.same((*where, "lower"), point["lower"], part.lower)
                t.same((*where, "upper"), point["upper"], part.upper)
                t.same((*where, "label"), point["label"], label)
            if last is None or not start <= last < start + len(part.values):
                continue
            label = part.labels()[last - start]
            t.same((name, "last point"), f["period"], periods[last])
            if part.lower is None:
                t.same((name, "cannot tell"), (f["status"], f["variation_icon"]), ("Cannot tell", "none"))
                continue
            icon = second.icon(label, better)
            signals += icon != "common_cause"
            t.same((name, "icon"), f["variation_icon"], icon)
            t.same((name, "status"), f["status"], STATUS[icon.split("_")[0]])
            t.same((name, "assurance"), f["assurance_icon"], second.assurance(part, target))
        if last is None:
            t.same((name, "cannot tell"), f["status"], "Cannot tell")
    for f in findings:
        t.same((f["provider"], "signals of its kind"), f["signals_of_its_kind"], signals)


def trusts():
    """Each trust's (within four hours, attendances) by month; None where a count is missing or nobody came."""
    out = collections.defaultdict(dict)
    for row in rows(STANDARDS / "ae_four_hour/records/ae_england_trust_2021on.csv"):
        n, over = int(row["total_attendances"]), row["attendances_over_4hours"]
        out[row["nhs_trust22_code"]][row["date"][:7]] = (n - int(over), n) if n and over != "" else None
    return out


def share(counts):
    return None if counts is None else 100 * counts[0] / counts[1]


# --- between providers ---


def between(t, findings, units, least=1, widened=True):
    """`units`: period to {provider: (numerator, denominator) or None}."""
    t.same("units", sorted((f["period"], f["provider"]) for f in findings), sorted((p, u) for p in units for u in units[p]))
    funnels = {}
    for period, of in units.items():
        judged = {u: c for u, c in of.items() if c is not None and c[1] >= least}
        funnels[period] = second.Funnel(judged, widened) if judged else None
    for f in findings:
        t.findings += 1
        where, funnel = (f["provider"], f["period"]), funnels[f["period"]]
        if funnel is None or f["provider"] not in funnel.z:
            t.same((*where, "not judged"), (f["status"], f["flag"], f["z"]), ("Cannot tell", "not_judged", None))
            continue
        u = f["provider"]
        value = share(units[f["period"]][u])
        t.same((*where, "value"), (f["low"], f["high"]), (f["high"], f["low"]))
        t.same((*where, "share"), f["low"], value)
        t.same((*where, "centre"), f["centre"], 100 * funnel.centre)
        for name, theirs in (("phi", funnel.phi), ("tau2", funnel.tau2), ("z", funnel.z[u]), ("z_adjusted", funnel.z_adjusted[u])):
            t.same((*where, name), f[name], theirs)
        flag = "within"
        for ours, (low, high) in zip(f["limits"], funnel.limits[u], strict=True):
            t.same((*where, "lower"), ours["lower"], 100 * low)
            t.same((*where, "upper"), ours["upper"], 100 * high)
            flag = "high" if value > 100 * high else "low" if value < 100 * low else flag
        t.same((*where, "flag"), f["flag"], flag)
        t.same((*where, "status"), f["status"], {"within": "Similar", "high": "Better", "low": "Worse"}[flag])


# --- between groups ---

MEASURES = ("finished_course_treatment", "not_at_caseness", "recovery")
NOT_STATED = "Not stated/Not known/Invalid"
LEAST = 50


def recovery(row):
    """Lowest and highest numerator and denominator of a row. A `*` is anything from 0 to 4."""
    (f0, f1), (c0, c1), (r0, r1) = ((0, 4) if row[m] == "*" else (int(row[m]), int(row[m])) for m in MEASURES)
    if r0 >= f1:
        return (0, 0), (0, 0)  # as many recovered as finished: the ruleset leaves the row out
    return (r0, r1), (max(f0 - c1, 0), f1 - c0)


def certain(bounds):
    (n0, n1), (d0, d1) = bounds
    return (n0, d0) if n0 == n1 and d0 == d1 else None


def comparable(bounds):
    counts = certain(bounds)
    return counts is not None and counts[1] >= LEAST


def recoveries(name, column=None):
    out = collections.defaultdict(dict)
    for row in rows(STANDARDS / f"talking_therapies_groups/records/{name}.csv"):
        out[row["org_code"]][row[column] if column else None] = recovery(row)
    return out


def ends(t, where, ours, theirs):
    t.same(where, (ours["value"] is None), theirs is None)
    if theirs is not None:
        for name, figure in zip(("value", "lower", "upper"), theirs):
            if math.isfinite(figure):
                t.same((*where, name), ours[name], float(figure))


def groups(t, findings, providers, against, ordered):
    wanted = sorted((p, g) for p, of in providers.items() for g in of if g not in (against, NOT_STATED))
    t.same("groups", sorted((f["provider"], f["group"]) for f in findings), wanted)
    signals = 0
    for f in findings:
        t.findings += 1
        of, where = providers[f["provider"]], (f["provider"], f["group"])
        mine, theirs = of[f["group"]], of[against]
        for name, (low, high) in zip(("numerator", "denominator"), mine):
            t.same((*where, name), f[name], {"low": low, "high": high})
        t.same((*where, "left aside"), f["left_aside"], of[NOT_STATED][1][1])
        line = None
        in_order = [of[g] for g in sorted(of) if g != NOT_STATED]
        if ordered and all(map(comparable, in_order)):
            line = second.slope([certain(b) for b in in_order])
        ends(t, (*where, "slope"), f["slope_in_points"], [100 * x for x in line[0]] if line else None)
        ends(t, (*where, "relative index"), f["relative_index"], line[1] if line else None)
        if not (comparable(mine) and comparable(theirs)):
            t.same((*where, "cannot tell"), f["status"], "Cannot tell")
            t.same((*where, "why"), bool(f["cannot_tell"]), True)
            ends(t, (*where, "difference"), f["difference_in_points"], None)
            ends(t, (*where, "ratio"), f["ratio"], None)
            continue
        (x, n), (y, m) = certain(mine), certain(theirs)
        difference = second.newcombe(x, n, y, m)
        t.same((*where, "share"), f["low"], 100 * x / n)
        ends(t, (*where, "difference"), f["difference_in_points"], [100 * d for d in difference])
        ends(t, (*where, "ratio"), f["ratio"], second.rate_ratio(x, n, y, m))
        status = "Better" if difference[1] > 0 else "Worse" if difference[2] < 0 else "Similar"
        signals += status != "Similar"
        t.same((*where, "status"), f["status"], status)
    for f in findings:
        t.same((f["provider"], f["group"], "signals of its kind"), f["signals_of_its_kind"], signals)


# --- what the packages say of the same departments ---

LABELS = {"common cause": "common_cause", "above upper limit": "above_upper_limit", "below lower limit": "below_lower_limit",
          "seven points above mean": "run_above", "seven points below mean": "run_below",
          "two of three near upper limit": "two_of_three_high", "two of three near lower limit": "two_of_three_low",
          "seven point trend up": "trend_up", "seven point trend down": "trend_down",
          "Common Cause": "common_cause", "Above UCL": "above_upper_limit", "Below LCL": "below_lower_limit",
          "7 Points Above CL": "run_above", "7 Points Below CL": "run_below",
          "2 in 3 Above CL": "two_of_three_high", "2 in 3 Below CL": "two_of_three_low",
          "7 Point Trend (Increasing)": "trend_up", "7 Point Trend (Decreasing)": "trend_down"}
ASSURANCE = {"expected to miss the target": "fail", "expected to meet the target": "pass", "may meet or miss the target": "inconsistent"}


def peer_point(t, where, ours, theirs):
    value, mean, lower, upper, label = theirs
    for name, figure in (("value", value), ("centre", mean), ("lower", lower), ("upper", upper)):
        t.same((*where, name), ours[name], 100 * float(figure))
    t.same((*where, "label"), ours["label"], LABELS[label])


def points_of(finding):
    return {p["period"]: p for p in finding["points"] if p["gap"] is None}


def peers_over_time(t, ours):
    """NHSRplotthedots."""
    for letter, name in (("A", "AE_TREND"), ("C", "AE_TREND_NEW_LIMITS")):
        found = {f["provider"]: f for f in ours[name] if f["subgroup"] == {"department": "1"}}
        provider = {r["series_id"]: r["provider_code"] for r in rows(PEERS / "spc-funnel/series.csv")}
        for row in rows(PEERS / "spc-funnel/expected_points.csv"):
            if row["series_id"][0] == letter:
                point = points_of(found[provider[row["series_id"]]])[row["period"][:7]]
                columns = ("value", "mean", "lower_limit", "upper_limit", "signal")
                peer_point(t, (row["series_id"], row["period"]), point, [row[c] for c in columns])
        for row in rows(PEERS / "spc-funnel/expected_summary.csv"):
            if row["series_id"][0] == letter:
                t.findings += 1
                f = found[provider[row["series_id"]]]
                t.same((row["series_id"], "reading"), f["status"].lower(), row["last_point_reading"])
                t.same((row["series_id"], "assurance"), f["assurance_icon"], ASSURANCE[row["assurance"]])
    found = {f["provider"]: f for f in ours["AE_TREND"] if f["subgroup"] == {"department": "1"}}
    cases = {f"ae_{p}_perf_target": p for p in ("RAS", "RR1", "RXK")} | {f"ae_gap_{p}_perf": p for p in ("RFR", "RGQ")}
    for row in rows(PEERS / "variation/xmr_points.csv"):
        if row["case_id"] in cases:
            point = points_of(found[cases[row["case_id"]]])[row["date"][:7]]
            columns = ("value", "mean", "lpl", "upl", "special_cause_type")
            peer_point(t, (row["case_id"], row["date"]), point, [row[c] for c in columns])
    for row in rows(PEERS / "variation/xmr_groups.csv"):
        if row["case_id"] in cases and row["is_last_group"] == "true":
            t.findings += 1
            f = found[cases[row["case_id"]]]
            t.same((row["case_id"], "icons"), (f["variation_icon"], f["assurance_icon"]), (row["variation_icon"], row["assurance_icon"]))


def limit(t, where, ours, theirs):
    """Limits of the package are of those over four hours; beyond 0 and 1 they turn back, ours stay there."""
    if ours["lower"] > 0:
        t.same((*where, "lower"), ours["lower"], 100 * (1 - float(theirs[1])))
    if ours["upper"] < 100:
        t.same((*where, "upper"), ours["upper"], 100 * (1 - float(theirs[0])))


def peers_between(t, ours):
    """FunnelPlotR, which charted those over four hours: z scores turn their sign, limits are 1 less theirs."""
    def part(name, period, department):
        return {f["provider"]: f for f in ours[name] if f["period"] == period and f["subgroup"] == {"department": department}}

    wide, plain = part("AE_LARGE_APART", "2018-11", "1"), part("AE_LARGE_APART_PLAIN", "2018-11", "1")
    judged = {u for u, f in wide.items() if f["flag"] != "not_judged"}
    t.same("departments judged", len(judged), 134)
    for row in rows(PEERS / "spc-funnel/funnel_expected.csv"):
        t.findings += 1
        w, p, where = wide[row["provider_code"]], plain[row["provider_code"]], (row["provider_code"], "November 2018")
        t.same((*where, "share"), w["low"], 100 * (1 - float(row["expected_share"])))
        t.same((*where, "z"), w["z"], -float(row["expected_z"]))
        limit(t, (*where, "plain"), p["limits"][1], (row["expected_lower_99"], row["expected_upper_99"]))
        limit(t, where, w["limits"][1], (row["expected_adjusted_lower_99"], row["expected_adjusted_upper_99"]))
        for f, column in ((p, "expected_outlier_unadjusted"), (w, "expected_outlier_adjusted")):
            out = not f["limits"][1]["lower"] <= f["low"] <= f["limits"][1]["upper"]
            t.same((*where, column), out, row[column] == "1")
    summary = {r["case_id"]: r for r in rows(PEERS / "variation/funnel_summary.csv")}
    cases = {"ae_type1_mar2017_PR": part("AE_APART", "2017-03", "1"), "ae_other_2018_19_PR": part("AE_APART_YEAR", "2018/19", "other")}
    for row in rows(PEERS / "variation/funnel_points.csv"):
        if row["case_id"] not in cases:
            continue
        t.findings += 1
        f, s, where = cases[row["case_id"]][row["group"]], summary[row["case_id"]], (row["case_id"], row["group"])
        t.same((*where, "centre"), f["centre"], 100 * (1 - float(s["target"])))
        t.same((*where, "phi"), f["phi"], float(s["phi"]))
        t.same((*where, "tau2"), f["tau2"], float(s["tau2"]))
        t.same((*where, "z"), f["z"], -float(row["z_unadjusted"]))
        for k, level in enumerate(("95", "998")):
            limit(t, where, f["limits"][k], (row[f"od_lower{level}"], row[f"od_upper{level}"]))


def met_by_year(t, findings):
    """The points of A&E trusts by year against counts of verdicts that were computed elsewhere."""
    counts = collections.Counter()
    for point in (p for f in findings for p in f["points"] if p["gap"] != "no records"):
        year = int(point["period"][:4]) - (point["period"][5:] < "04")
        n, d = point["numerator"]["low"], point["denominator"]["low"]
        counts[year, "rows"] += 1
        for target in (95, 78):
            verdict = "gap" if point["gap"] else "met" if 100 * n >= target * d else "not met"
            counts[year, target, verdict] += 1
    for row in rows(PEERS / "variation/ae_trust_2021on_95_and_78_by_year.csv"):
        year = int(row["financial_year"][:4])
        ours = [counts[year, "rows"], counts[year, 95, "gap"]] + [counts[year, x, v] for x in (95, 78) for v in ("met", "not met")]
        theirs = [int(row[c]) for c in ("rows", "insufficient_data", "met95", "not_met95", "met78", "not_met78")]
        t.same((row["financial_year"], "rows, gaps, met and not met"), ours, theirs)


def second_source(t):
    """second.py itself against base R."""
    for case in json.loads((PEERS / "variation/exact_limits_tests_multiplicity.json").read_text(encoding="utf-8")):
        given, want = case["inputs"], case["output"]
        if case["kind"] == "two_proportions":
            ours = second.newcombe(given["x1"], given["n1"], given["x2"], given["n2"])
            theirs = [want[c] for c in ("difference", "newcombe_lower95", "newcombe_upper95")]
        elif case["kind"] == "exact_rate_ratio":
            ours = second.rate_ratio(given["x1"], given["t1"], given["x2"], given["t2"])
            theirs = [want[c] for c in ("rate_ratio", "lower95", "upper95")]
        elif case["kind"] == "quantile_type7":
            ours, theirs = [second.quantile(given["z"], p) for p in (0.1, 0.9)], [want["q10"], want["q90"]]
        else:
            continue
        t.findings += 1
        for k, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            t.same((case["case_id"], k), one, float(other))


def main():
    suites = []

    def suite(name, what, run):
        t = Tally()
        run(t)
        suites.append(t)
        print(f"{name}: {t.findings} {what}, {t.compared - len(t.problems)} of {t.compared} figures and words agree; "
              f"furthest apart {t.furthest:.1e}")
        for problem in t.problems[:10]:
            print(f"  {problem}")

    ae, women, therapies = trusts(), collections.defaultdict(dict), STANDARDS / "talking_therapies_groups"
    found = variations(STANDARDS / "ae_variation/ae_variation.assize", [STANDARDS / "ae_four_hour/records/ae_england_trust_2021on.csv"])
    long_enough = {u: of for u, of in ae.items() if len(of) > 1}
    shares = {u: {p: share(c) for p, c in of.items()} for u, of in long_enough.items()}
    suite("A&E trusts over time", "findings", lambda t: over_time(
        t, [f for f in found["AE_TREND"] if f["provider"] in shares], shares, "higher", 78, "2022-04"))
    months = collections.defaultdict(dict)
    for u, of in ae.items():
        for p, c in of.items():
            months[p][u] = c
    suite("A&E trusts between one another", "findings", lambda t: between(t, found["AE_BETWEEN_TRUSTS"], months, 1000))
    suite("A&E trusts, verdicts by year", "findings", lambda t: met_by_year(t, found["AE_TREND"]))

    records = STANDARDS / "womens_imprisonment/records/women_imprisonment_rate_by_police_force_area_2014_2022.csv"
    for row in rows(records):
        women[row["police_force_area"]][row["year"]] = float(row["women_immediate_custody_rate_per_100000"])
    found = variations(STANDARDS / "womens_imprisonment/womens_imprisonment.assize", [records])
    suite("Women's imprisonment over time", "findings", lambda t: over_time(t, found["WI_TREND"], women, "lower"))

    files = [therapies / f"records/{n}.csv" for n in ("by_ethnic_group", "by_deprivation_decile", "totals")]
    found = variations(therapies / "talking_therapies_groups.assize", files)
    suite("Talking therapies between ethnic groups", "findings", lambda t: groups(
        t, found["TT_ETHNIC_GROUPS"], recoveries("by_ethnic_group", "ethnic_group"), "White", False))
    suite("Talking therapies between deprivation deciles", "findings", lambda t: groups(
        t, found["TT_DEPRIVATION"], recoveries("by_deprivation_decile", "deprivation_decile"), "01 Least deprived", True))
    totals = {"2024/25": {u: certain(of[None]) if of[None][1][1] else None for u, of in recoveries("totals").items()}}
    suite("Talking therapies between providers", "findings", lambda t: between(t, found["TT_PROVIDERS"], totals, LEAST))

    found = variations(HERE / "ae_2016.assize", [STANDARDS / "ae_four_hour/records/ae_attendances_england_201604_201903.csv"],
                       "--rules-path", str(ROOT / "rulesets"))
    suite("A&E departments 2016 to 2019, NHSRplotthedots", "series", lambda t: peers_over_time(t, found))
    suite("A&E departments 2016 to 2019, FunnelPlotR", "units", lambda t: peers_between(t, found))
    suite("The second calculation, base R", "cases", second_source)

    published = [CORPORA / "data/real" / f"talking_therapies_provider_{n}.csv" for n in ("2024_25_by_group", "annual_totals")]
    reshaped = 0
    if all(p.exists() for p in published):
        command = [sys.executable, str(therapies / "records/reshape.py"), *map(str, published), str(therapies / "records"), "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        reshaped = done.returncode
        print("The records are what the published figures give" if done.returncode == 0 else done.stderr)
    else:
        print("The records against the published figures: not run, they are not here")
    problems = sum(len(t.problems) for t in suites)
    print(f"{sum(t.compared for t in suites) - problems} agree, {problems} differ")
    return 1 if problems or reshaped or any(t.compared == 0 for t in suites) else 0


if __name__ == "__main__":
    sys.exit(main())

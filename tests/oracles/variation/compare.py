#!/usr/bin/env python3
"""Charts and funnels of `assize vary` against those of NHSRplotthedots, qicharts2 and FunnelPlotR.

    compare.py ASSIZE ROOT

Every point, limit, label and icon is compared: figures to 1e-9 of their size (limits of funnels to 1e-6: FunnelPlotR rounds
its normal quantiles to six decimals, and the square of a small sine doubles what that makes), words exactly. Where a package is wrong, or says less than is known, the case stands in `expected.py`
with its reason and the answer worked out on its own. Standard Python only.
"""

import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import expected

ASSIZE, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
DATA = ROOT / "tests/data/oracles"
FUNNEL_LIMITS = 1e-6
problems, compared = [], 0


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def grouped(table, *columns):
    out = {}
    for row in table:
        out.setdefault(tuple(row[c] for c in columns), []).append(row)
    return out


def vary(table, fields, *options):
    """The JSON of `assize vary` over some rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "table.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fields, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(table)
        command = [ASSIZE, "vary", str(path), "--format", "json", *map(str, options)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"ended with {done.returncode}: {' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout)


def number(text):
    if text is None or text in ("", "NaN"):
        return None
    return float(text)


def same(what, ours, theirs, relative=1e-9):
    global compared
    compared += 1
    if isinstance(theirs, float) or isinstance(ours, float):
        ours = math.inf if ours == "Infinity" else -math.inf if ours == "-Infinity" else ours
        if ours is not None and theirs is not None and math.isclose(ours, theirs, rel_tol=relative, abs_tol=1e-12):
            return
    if ours != theirs:
        problems.append(f"{what}: {ours!r} and not {theirs!r}")


# --- individuals charts: NHSRplotthedots ---

BETTER = {"increase": "higher", "decrease": "lower", "neutral": "neither"}
LABELS = {"Common Cause": "common_cause", "Above UCL": "above_upper_limit", "Below LCL": "below_lower_limit",
          "7 Points Above CL": "run_above", "7 Points Below CL": "run_below",
          "2 in 3 Above CL": "two_of_three_high", "2 in 3 Below CL": "two_of_three_low",
          "7 Point Trend (Increasing)": "trend_up", "7 Point Trend (Decreasing)": "trend_down"}
READINGS = {"common_cause": "common_cause", "special_cause_improvement": "improvement", "special_cause_concern": "concern",
            "neutral_high": "neutral_high", "neutral_low": "neutral_low"}


def rebases(case, facets):
    value = case["rebase"]
    if value is None:
        return []
    if isinstance(value, dict):
        return [f"{facet}={date}" for facet, dates in value.items()
                for date in (dates if isinstance(dates, list) else [dates])]
    return value if isinstance(value, list) else [value]


def targets(case):
    value = case["target"]
    if value is None:
        return []
    return [f"{facet}={t}" for facet, t in value.items()] if isinstance(value, dict) else [value]


def xmr_options(case):
    out = ["--chart", "xmr", "--date", "date", "--value", "value", "--by", "facet", "--preset", "nhsr-0.2.2",
           "--better", BETTER[case["improvement_direction"]], "--screen", "on" if case["screen_outliers"] else "off"]
    for date in rebases(case, case["facets"]):
        out += ["--rebase", date]
    for target in targets(case):
        out += ["--target", target]
    if case["fix_after_n_points"]:
        out += ["--baseline", case["fix_after_n_points"]]
    return out


def xmr_point(where, ours, theirs):
    mean, lower, upper = (number(theirs[c]) for c in ("mean", "lpl", "upl"))
    label, reading = LABELS[theirs["special_cause_type"]], READINGS[theirs["point_type"]]
    if where[0] in expected.POINTS:
        lower, upper, label, reading = expected.POINTS[where[0]](theirs)
    value = number(theirs["value"])
    same((*where, "value"), ours["value"], value)
    same((*where, "mean"), ours["centre"], mean)
    same((*where, "lower"), ours["lower"], lower)
    same((*where, "upper"), ours["upper"], upper)
    if value is not None:
        same((*where, "label"), ours["label"], label)
        same((*where, "reading"), ours["reading"], reading)


def xmr():
    groups = grouped(rows(DATA / "variation/xmr_groups.csv"), "case_id", "facet")
    points = grouped(rows(DATA / "variation/xmr_points.csv"), "case_id")
    for case in json.loads((DATA / "variation/xmr_cases.json").read_text(encoding="utf-8")):
        name = case["case_id"]
        got = vary(points[(name,)], ["facet", "date", "value"], *xmr_options(case))
        by_facet = grouped(points[(name,)], "facet")
        same((name, "series"), sorted(s["series"] for s in got["series"]), sorted(f for (f,) in by_facet))
        for s in got["series"]:
            theirs = by_facet[(s["series"],)]
            # Periods without a row, which the package does not see, stand among ours as gaps.
            ours = [p for p in s["points"] if p["reason"] != "no row"]
            same((name, s["series"], "points"), [p["date"] for p in ours], [t["date"] for t in theirs])
            for p, t in zip(ours, theirs):
                xmr_point((name, s["series"], t["date"]), p, t)
            segments = groups[(name, s["series"])]
            last = [g for g in segments if g["is_last_group"] == "true"][0]
            same((name, s["series"], "segments"), len(s["segments"]), len(segments))
            variation, assurance = last["variation_icon"] or "none", last["assurance_icon"] or "none"
            assurance = expected.ASSURANCE.get((name, s["series"]), assurance)
            same((name, s["series"], "variation"), s["variation"], variation)
            same((name, s["series"], "assurance"), s["assurance"], assurance)


# --- the same engines on real provider series ---

SETTINGS = {
    "A": ("within_four_hours_share", ["--better", "higher", "--target", "0.95"]),
    "B": ("attendances", ["--better", "neither", "--baseline", "12"]),
    "C": ("within_four_hours_share", ["--better", "higher", "--target", "0.90", "--rebase", "2018-04-01"]),
    "D": ("over_four_hours", ["--better", "lower", "--screen", "off"]),
}
SIGNALS = {"common cause": "common_cause", "above upper limit": "above_upper_limit", "below lower limit": "below_lower_limit",
           "seven points above mean": "run_above", "seven points below mean": "run_below",
           "two of three near upper limit": "two_of_three_high", "two of three near lower limit": "two_of_three_low",
           "seven point trend up": "trend_up", "seven point trend down": "trend_down"}
ASSURANCE = {"": "none", "expected to miss the target": "fail", "expected to meet the target": "pass",
             "may meet or miss the target": "inconsistent"}


def provider_series():
    series = grouped(rows(DATA / "spc-funnel/series.csv"), "series_id")
    points = grouped(rows(DATA / "spc-funnel/expected_points.csv"), "series_id")
    summary = {r["series_id"]: r for r in rows(DATA / "spc-funnel/expected_summary.csv")}
    for letter, (column, options) in SETTINGS.items():
        mine = [r for (name,), all_rows in series.items() if name[0] == letter for r in all_rows]
        got = vary(mine, ["series_id", "period", column], "--chart", "xmr", "--date", "period", "--value", column,
                   "--by", "series_id", "--preset", "nhsr-0.2.2", *options)
        for s in got["series"]:
            name = s["series"]
            for p, t in zip(s["points"], points[(name,)], strict=True):
                where = (name, t["period"])
                same((*where, "value"), p["value"], number(t["value"]))
                same((*where, "mean"), p["centre"], number(t["mean"]))
                same((*where, "lower"), p["lower"], number(t["lower_limit"]))
                same((*where, "upper"), p["upper"], number(t["upper_limit"]))
                same((*where, "segment"), p["segment"], int(t["segment"]))
                same((*where, "label"), p["label"], SIGNALS[t["signal"]])
                same((*where, "reading"), p["reading"], t["reading"].replace(" ", "_"))
            same((name, "signals"), s["signals"], int(summary[name]["signal_points"]))
            same((name, "assurance"), s["assurance"], ASSURANCE[summary[name]["assurance"]])
            same((name, "last"), s["points"][-1]["reading"], summary[name]["last_point_reading"].replace(" ", "_"))


def runs_of(where, ours, theirs, names):
    useful, longest, limit, crossings, crossings_limit, signal = names
    if theirs[longest] == "":
        same((*where, "runs"), ours["runs"], None)
        return
    r = ours["runs"]
    same((*where, "useful"), r["useful"], int(theirs[useful]))
    same((*where, "longest"), r["longest"], int(theirs[longest]))
    same((*where, "longest limit"), r["longest_limit"], int(theirs[limit]))
    same((*where, "crossings"), r["crossings"], int(theirs[crossings]))
    same((*where, "crossings limit"), r["crossings_limit"], int(theirs[crossings_limit]))
    same((*where, "runs signal"), r["signal"], theirs[signal] == "true")


def provider_shares():
    series = [r for r in rows(DATA / "spc-funnel/series.csv") if r["series_id"][0] == "A"]
    runs = {(r["series_id"], r["chart"]): r for r in rows(DATA / "spc-funnel/expected_runs.csv")}
    limits = grouped(rows(DATA / "spc-funnel/expected_share_limits.csv"), "series_id", "chart")
    fields = ["series_id", "period", "over_four_hours", "attendances", "within_four_hours_share"]
    names = ("useful_points", "longest_run", "longest_run_limit", "crossings", "crossings_limit", "runs_signal")
    for chart, options in (("run", ["--value", "within_four_hours_share"]),
                           ("p", ["--value", "over_four_hours", "--denominator", "attendances"]),
                           ("p-prime", ["--value", "over_four_hours", "--denominator", "attendances"])):
        got = vary(series, fields, "--chart", chart, "--date", "period", "--by", "series_id", *options)
        for s in got["series"]:
            runs_of((s["series"], chart), s["segments"][0], runs[(s["series"], chart)], names)
            outside = [p for p in s["points"] if "limit" in p["rules"]]
            same((s["series"], chart, "outside"), len(outside), int(runs[(s["series"], chart)]["points_outside_limits"]))
            for p, t in zip(s["points"], limits.get((s["series"], chart), [])):
                where = (s["series"], chart, t["period"])
                same((*where, "value"), p["value"], number(t["share_over_four_hours"]))
                same((*where, "centre"), p["centre"], number(t["centre"]))
                same((*where, "lower"), p["lower"], number(t["lower_3_sigma"]))
                same((*where, "upper"), p["upper"], number(t["upper_3_sigma"]))
                same((*where, "outside"), "limit" in p["rules"], t["outside"] == "true")


# --- Shewhart charts: qicharts2 ---

CHARTS = {"pp": "p-prime", "up": "u-prime"}


def shewhart():
    points = grouped(rows(DATA / "variation/shewhart_points.csv"), "case_id")
    runs = grouped(rows(DATA / "variation/shewhart_runs.csv"), "case_id")
    for case in json.loads((DATA / "variation/shewhart_cases.json").read_text(encoding="utf-8")):
        name, theirs = case["case_id"], points[(case["case_id"],)]
        options = ["--chart", CHARTS.get(case["chart"], case["chart"]), "--date", "date", "--value", "numerator_or_value",
                   "--screen", "on" if case["screened_moving_ranges"] else "off", "--multiplier", case["multiply"]]
        if theirs[0]["denominator"]:
            options += ["--denominator", "denominator"]
        if case["freeze"]:
            options += ["--baseline", case["freeze"]]
        if case["part"]:
            options += ["--rebase", theirs[case["part"]]["date"]]
        for at in case["exclude"] or []:
            options += ["--leave-out", theirs[at - 1]["date"]]
        got = vary(theirs, ["date", "numerator_or_value", "denominator"], *options)["series"][0]
        for p, t in zip(got["points"], theirs, strict=True):
            where = (name, t["date"])
            same((*where, "value"), p["value"], number(t["plotted"]))
            same((*where, "centre"), p["centre"], number(t["cl"]))
            for ours, column in (("lower", "lcl"), ("upper", "ucl"), ("lower_2_sigma", "lcl_2sigma"), ("upper_2_sigma", "ucl_2sigma")):
                same((*where, ours), p[ours], number(t[column]))
            same((*where, "outside"), "limit" in p["rules"], t["sigma_signal"] == "true")
        names = ("n_useful", "longest_run", "longest_run_max", "n_crossings", "n_crossings_min", "runs_signal")
        same((name, "parts"), len(got["segments"]), len(runs[(name,)]))
        for segment, t in zip(got["segments"], runs[(name,)]):
            runs_of((name, t["part"]), segment, t, names)


# --- funnels: FunnelPlotR ---


def funnel_options(case):
    args = case["args"] or {}
    kind = case["data_type"]
    out = ["--chart", "funnel", "--by", "group", "--numerator", "numerator"]
    out += ["--expected", "denominator"] if kind == "SR" else ["--denominator", "denominator"]
    out += ["--measure", "rate"] if kind == "RC" else []
    if args.get("draw_adjusted", True):
        out += ["--overdispersion", args.get("sr_method", "CQC").lower() if kind == "SR" else "cqc"]
    if "trim_by" in args:
        out += ["--trim", args["trim_by"]]
    return out


def funnel_unit(where, ours, t, wrong, adjusted):
    same((*where, "z"), ours["z"], number(t["z_unadjusted"]))
    same((*where, "z trimmed"), ours["z_trimmed"], number(t["z_trimmed"]))
    want = expected.funnel_limits(t, wrong)
    for i, level in enumerate(("95", "998")):
        for end in ("lower", "upper"):
            same((*where, end, level), ours["unadjusted_limits"][i][end], want["unadjusted"][level][end], FUNNEL_LIMITS)
            if number(t[f"od_{end}{level}"]) is not None and want["adjusted"]:
                same((*where, "od", end, level), ours["adjusted_limits"][i][end], want["adjusted"][level][end], FUNNEL_LIMITS)
    if wrong:
        used = want["adjusted"] if adjusted else want["unadjusted"]
        ratio = number(t["numerator"]) / number(t["denominator"])
        out = {level: not used[level]["lower"] <= ratio <= used[level]["upper"] for level in used}
    else:
        out = {"95": t["outlier95"] == "1", "998": t["outlier998"] == "1"}
    level = 99.8 if out["998"] else 95 if out["95"] else None
    same((*where, "outside"), ours["flag_level"], level)


def funnels():
    points = grouped(rows(DATA / "variation/funnel_points.csv"), "case_id")
    summary = {r["case_id"]: r for r in rows(DATA / "variation/funnel_summary.csv")}
    for case in json.loads((DATA / "variation/funnel_cases.json").read_text(encoding="utf-8")):
        name, s = case["case_id"], summary[case["case_id"]]
        got = vary(points[(name,)], ["group", "numerator", "denominator"], *funnel_options(case))["parts"][0]
        same((name, "centre"), got["centre"], number(s["target"]))
        asked = (case["args"] or {}).get("draw_adjusted", True)
        if asked:
            same((name, "phi"), got["phi"], number(s["phi"]))
            same((name, "tau2"), got["tau2"], number(s["tau2"]))
        same((name, "used"), got["used_for_phi"], int(s["n_used_for_phi"]))
        same((name, "adjusted"), got["adjusted"], asked and s["adjusted_limits_drawn"] == "true")
        ours = {u["unit"]: u for u in got["units"]}
        same((name, "units"), len(ours), int(s["n_groups"]))
        wrong = expected.wrong_limits(case, got["tau2"])
        for t in points[(name,)]:
            funnel_unit((name, t["group"]), ours[t["group"]], t, wrong, got["adjusted"])


def real_funnel():
    inputs = rows(DATA / "spc-funnel/funnel_inputs.csv")
    answers = {r["provider_code"]: r for r in rows(DATA / "spc-funnel/funnel_expected.csv")}
    fields = ["provider_code", "attendances", "over_four_hours"]
    options = ["--chart", "funnel", "--by", "provider_code", "--numerator", "over_four_hours", "--denominator", "attendances"]
    plain = vary(inputs, fields, *options)["parts"][0]
    wide = vary(inputs, fields, *options, "--overdispersion", "cqc")["parts"][0]
    same(("funnel", "centre"), wide["centre"], 0.18839961, 1e-7)
    same(("funnel", "phi"), wide["phi"], 389.477, 1e-6)
    same(("funnel", "tau2"), wide["tau2"], 0.010062, 1e-5)
    same(("funnel", "outside"), sum(u["flag_level"] == 99.8 for u in plain["units"]), 123)
    same(("funnel", "outside adjusted"), sum(u["flag_level"] == 99.8 for u in wide["units"]), 0)
    for u, w in zip(plain["units"], wide["units"], strict=True):
        t = answers.get(u["unit"])
        if t is None:
            continue
        same((u["unit"], "share"), u["value"], number(t["expected_share"]))
        same((u["unit"], "z"), u["z"], number(t["expected_z"]))
        for end in ("lower", "upper"):
            same((u["unit"], end), u["limits"][1][end], number(t[f"expected_{end}_99"]), FUNNEL_LIMITS)
            same((u["unit"], "adjusted", end), w["limits"][1][end], number(t[f"expected_adjusted_{end}_99"]), FUNNEL_LIMITS)
        same((u["unit"], "outside"), u["flag_level"] == 99.8, t["expected_outlier_unadjusted"] == "1")
        same((u["unit"], "outside adjusted"), w["flag_level"] == 99.8, t["expected_outlier_adjusted"] == "1")


def main():
    for suite in (xmr, provider_series, provider_shares, shewhart, funnels, real_funnel):
        before, wrong = compared, len(problems)
        suite()
        print(f"{suite.__name__}: {compared - before} figures and words compared, {len(problems) - wrong} differ")
    for p in problems[:60]:
        print(p)
    unused = expected.unused()
    if unused:
        print(f"expected.py speaks of cases that are not there: {unused}")
    return 1 if problems or unused or compared < 40_000 else 0


if __name__ == "__main__":
    sys.exit(main())

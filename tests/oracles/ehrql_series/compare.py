#!/usr/bin/env python3
"""Asks the cases of the ehrQL specification of Assize, and compares what each person's answer is.

    compare.py ASSIZE [--only CASE]

The suite (GPL-3.0) is not copied: it is read from ASSIZE_CORPORA (../shared); without it the run says so and passes. Each case becomes
a ruleset and its tables (translate.py) and is run as a user would: `assize check rules.assize TABLES --records --format json`. A yes
or no is the record's outcome, a number the value of the person's finding, a date the days to it from 1900-01-01, a text the one text
of the case that it is. ehrQL's null is what cannot be told: an outcome that may be both, a value without one figure.

ehrQL's numbers are binary: two are the same here if they differ by less than a part in 10^12. What cannot be written is listed in
inexpressible.csv, what is answered otherwise on purpose in differences.csv, both by case and reason; the lists must be exactly true.
"""
import argparse
import csv
import datetime
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from translate import Inexpressible, Ruleset  # noqa: E402

TREE = HERE.parent.parent.parent
CASES = pathlib.Path(os.environ.get("ASSIZE_CORPORA") or TREE.parent / "shared") / "oracles/ehrql-series/cases.json"
LEAST_AGREEING = 0.95
SAME = 1e-12
NULL, OUT = "null", "out"


def listed(name):
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return {row["id"]: row["reason"] for row in csv.DictReader(file)}


def run(assize, ruleset, text, folder):
    (folder / "rules.assize").write_text(text, encoding="utf-8")
    ruleset.write(folder)
    tables = [f"{t}.csv" for t in ("asked", "person", *ruleset.tables)]
    call = [assize, "check", "rules.assize", *tables, "--records", "--format", "json", "--as-at", "2024-12-31"]
    done = subprocess.run(call, capture_output=True, text=True, cwd=folder, timeout=120, check=False)
    if done.returncode not in (0, 1, 3):
        raise RuntimeError(f"ended with {done.returncode}: {(done.stderr or done.stdout)[:600]}")
    return json.loads(done.stdout)


def figure(finding):
    if finding["low"] is None or finding["high"] is None:
        return NULL
    low, high = (float(Fraction(int(end["n"]), int(end["d"]))) for end in (finding["low"], finding["high"]))
    return low if math.isclose(low, high, rel_tol=SAME, abs_tol=1e-300) else NULL


def answers(ruleset, report):
    """By person: True, False, a number, a text, NULL, or OUT of the population."""
    out, texts = {}, {}
    for record in report["outcomes"]:
        if not record["indicator"]:
            continue
        person, came = record["key"].split("|")[0], record["outcomes"]
        if came == ["out"]:
            out[person] = OUT
        elif ruleset.kind == "yes or no":
            out[person] = {("met",): True, ("not met",): False}.get(tuple(came), NULL)
        elif ruleset.kind == "text":
            texts.setdefault(person, {})[record["indicator"]] = came
    for person, tests in texts.items():
        met = [name for name, came in tests.items() if came == ["met"]]
        out[person] = ruleset.texts[int(met[0].split("_")[1]) - 1] if len(met) == 1 else NULL
    if ruleset.kind in ("number", "date", None):
        for finding in report["findings"]:
            person = (finding["provider"] or "")[1:]
            if finding["standard"] == "S_ANSWER" and person and person not in out:
                out[person] = figure(finding)
    return out


def comparable(value):
    if value is None:
        return NULL
    if isinstance(value, dict):
        return float((datetime.date.fromisoformat(value["date"]) - datetime.date(1900, 1, 1)).days)
    return value


def same(got, expected):
    if isinstance(got, float) and isinstance(expected, (int, float)) and not isinstance(expected, bool):
        return math.isclose(got, float(expected), rel_tol=SAME, abs_tol=1e-300)
    return type(got) is type(expected) and got == expected


def differences(case, got):
    expected = {person: comparable(v) for person, v in case["expected"].items()}
    wrong = [f"{p}: {got.get(p)!r}, expected {e!r}" for p, e in expected.items() if not same(got.get(p), e)]
    return wrong + [f"{p}: {g!r}, expected to be in no population" for p, g in got.items() if p not in expected and g != OUT]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("assize")
    parser.add_argument("--only", help="one case, with its ruleset")
    options = parser.parse_args()
    options.assize = str(pathlib.Path(options.assize).resolve())
    if not CASES.exists():
        print("ehrql-series: not run, the suite is not here (set ASSIZE_CORPORA)")
        return 0
    cannot, on_purpose = listed("inexpressible.csv"), listed("differences.csv")
    problems, agreed, run_at_all, differing = [], 0, 0, set()
    seen = set()
    for case in json.loads(CASES.read_text(encoding="utf-8"))["cases"]:
        if options.only and options.only != case["id"]:
            continue
        seen.add(case["id"])
        ruleset = Ruleset(case)
        try:
            text = ruleset.text()
        except Inexpressible as reason:
            # A case that is not listed is told of where its reason is new.
            if cannot.get(case["id"], str(reason)) != str(reason) or str(reason) not in cannot.values():
                problems.append(f"inexpressible.csv lacks {case['id']}: {reason}")
            continue
        if case["id"] in cannot:
            problems.append(f"inexpressible.csv need not list {case['id']}")
        run_at_all += 1
        with tempfile.TemporaryDirectory() as folder:
            try:
                wrong = differences(case, answers(ruleset, run(options.assize, ruleset, text, pathlib.Path(folder))))
            except RuntimeError as refused:
                wrong = [str(refused)]
        if options.only:
            print(text)
        if not wrong:
            agreed += 1
            if case["id"] in on_purpose:
                problems.append(f"differences.csv need not list {case['id']}")
        elif case["id"] in on_purpose:
            differing.add(case["id"])
        else:
            problems.append(f"{case['id']}: " + "; ".join(wrong[:3]))
    for line in problems:
        print(f"ehrql-series: {line}")
    print(f"ehrql-series: {len(seen)} cases, {run_at_all} can be written, {agreed} agree, {len(differing)} differ on purpose")
    enough = run_at_all == 0 or agreed >= LEAST_AGREEING * (run_at_all - len(differing))
    return 1 if problems or not enough else 0


if __name__ == "__main__":
    sys.exit(main())

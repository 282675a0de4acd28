#!/usr/bin/env python3
"""The sample records of the rulesets give the figures that they must.

    samples.py ASSIZE ROOT

Probation: the percentages that the survey's report prints, as the exact shares behind them. Police custody: counts made here, row by
row and in another way, from the same sample.
"""

import csv
import datetime
import json
import pathlib
import subprocess
import sys
import zoneinfo

LONDON = zoneinfo.ZoneInfo("Europe/London")

# standard, subgroup: numerator, denominator, as the report prints it
PROBATION = {
    ("PB_01", None): (7, 157, "4.5%"),
    ("PB_02", None): (12, 157, "7.6%"),
    ("PB_03", None): (31, 157, "19.7%"),
    ("PB_04", None): (20, 29, "69%"),
    ("PB_05", None): (5, 29, "17.2%"),
    ("PB_06", "CCG"): (157, 210, "75%"),
    ("PB_06", "MHT"): (29, 56, "52%"),
}


def compliance(assize, root, ruleset, files):
    run = subprocess.run([assize, "check", ruleset, *files, "--format", "json", "--fail-on", "never",
                          "--as-at", "2022-12-31"], cwd=root, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"check of {ruleset} ended with {run.returncode}:\n{run.stderr}")
    return [f for f in json.loads(run.stdout)["findings"] if f["kind"] == "compliance"]


def probation(assize, root):
    folder = "rulesets/services/probation"
    found = {}
    for finding in compliance(assize, root, f"{folder}/probation.assize.md", [f"{folder}/records/survey.csv"]):
        subgroup = (finding["subgroup"] or {}).get("org_type")
        low, high = finding["low"], finding["high"]
        if low != high:
            yield f"{finding['standard']}: not one share: {low} to {high}"
            continue
        counted = finding["numerator"]["low"], finding["denominator"]["low"], low["shown"]
        found[finding["standard"], subgroup] = counted
        n, d = int(low["n"]), int(low["d"])
        if n * counted[1] != d * counted[0]:
            yield f"{finding['standard']}: {n}/{d} is not {counted[0]}/{counted[1]}"
    if found != PROBATION:
        yield f"probation: expected {PROBATION}, found {found}"


def instant(text):
    """A clock time in London as an instant; None where it is blank or cannot be read."""
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON).timestamp() if text else None
    except ValueError:
        return None


def custody_counts(root):
    """Met, in the count, and undecided by provider and month, for PC-01."""
    counts = {}
    path = root / "rulesets/services/police_custody/records/custody_requests.csv"
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            requested, responded = instant(row["requested_at"]), instant(row["responded_at"])
            if row["cancelled_at"] and row["cancel_reason"] and not row["responded_at"]:
                continue
            cell = counts.setdefault((row["provider"], row["requested_at"][:7]), [0, 0, 0])
            cell[1] += 1
            if responded is None:
                cell[2] += 1
            elif 0 <= responded - requested <= 3600 and row["response_mode"] in ("in_person", "embedded_on_site"):
                cell[0] += 1
    return counts


def custody(assize, root):
    folder = "rulesets/services/police_custody"
    files = [f"{folder}/records/{name}.csv" for name in ("custody_requests", "detentions", "rousings")]
    findings = compliance(assize, root, f"{folder}/police_custody.assize.md", files)
    expected = custody_counts(root)
    seen = 0
    for finding in findings:
        if finding["standard"] != "PC_01":
            continue
        seen += 1
        met, cases, undecided = expected[finding["provider"], finding["period"]]
        ours = finding["numerator"], finding["denominator"], finding["unknown"]["high"]
        theirs = {"low": met, "high": met + undecided}, {"low": cases, "high": cases}, undecided
        if ours != theirs:
            yield f"PC_01 {finding['provider']} {finding['period']}: expected {theirs}, found {ours}"
    if seen != len(expected):
        yield f"PC_01: {len(expected)} findings expected, {seen} found"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    assize, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    problems = [*probation(assize, root), *custody(assize, root)]
    print("\n".join(problems) if problems else "the samples give the expected figures")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""England's A&E returns: our findings against verdicts that were computed elsewhere.

    compare.py ASSIZE ROOT      runs the command on the real returns and compares by year, kind and month

The expected counts are in tests/data/oracles/variation; `insufficient_data` there is our cannot tell and no cases.
"""

import collections
import csv
import json
import pathlib
import subprocess
import sys

RULESET = "rulesets/standards/ae_four_hour"
EXPECTED = "tests/data/oracles/variation"


def financial_year(month):
    year = int(month[:4]) - (month[5:7] < "04")
    return f"{year}/{(year + 1) % 100:02d}"


def findings_of(assize, root):
    command = [assize, "check", f"{RULESET}/ae_four_hour.assize",
               f"{RULESET}/records/ae_attendances_england_201604_201903.csv",
               f"{RULESET}/records/ae_england_trust_2021on.csv",
               "--format", "json", "--fail-on", "never"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"check ended with {run.returncode}:\n{run.stderr}")
    output = json.loads(run.stdout)
    return output["records"], [f for f in output["findings"] if f["kind"] == "compliance"]


def tally(findings, standard, group):
    """Counts of statuses of one standard, by `group`."""
    counts = collections.defaultdict(collections.Counter)
    for finding in findings:
        if finding["standard"] == standard:
            counts[group(finding)][finding["status"]] += 1
    return counts


def expect(problems, what, ours, theirs):
    if ours != theirs:
        problems.append(f"{what}: we say {ours}, expected {theirs}")


def undecided(counts):
    return counts["cannot tell"] + counts["no cases"]


def rows(root, name):
    with open(root / EXPECTED / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exact(count, problems, what):
    expect(problems, what + ": low and high", count["low"], count["high"])
    return count["low"]


def by_year_and_type(root, findings, problems):
    def group(finding):
        return financial_year(finding["period"]), finding["subgroup"]["department"]

    counts = tally(findings, "AE_TYPE", group)
    sums = collections.defaultdict(lambda: [0, 0])
    for finding in findings:
        if finding["standard"] == "AE_TYPE":
            met, seen = (exact(finding[c], problems, str(group(finding))) for c in ("numerator", "denominator"))
            sums[group(finding)][0] += seen
            sums[group(finding)][1] += seen - met
    expected = rows(root, "ae_4hour_95_by_year_type.csv")
    expect(problems, "groups of year and type", len(counts), len(expected))
    for row in expected:
        key = row["financial_year"], row["type"]
        ours = counts[key]
        expect(problems, f"{key} met", ours["met"], int(row["met"]))
        expect(problems, f"{key} not met", ours["not met"], int(row["not_met"]))
        expect(problems, f"{key} undecided", undecided(ours), int(row["insufficient_data"]))
        expect(problems, f"{key} findings", sum(ours.values()), int(row["rows"]))
        expect(problems, f"{key} attendances and breaches", sums[key], [int(row["attendances"]), int(row["breaches"])])


def by_year(root, findings, problems):
    counts = tally(findings, "AE_ALL", lambda f: financial_year(f["period"]))
    for row in rows(root, "ae_4hour_95_all_types_by_year.csv"):
        ours = counts[row["financial_year"]]
        expect(problems, row["financial_year"] + " all types met", ours["met"], int(row["met"]))
        expect(problems, row["financial_year"] + " all types not met", ours["not met"], int(row["not_met"]))
        expect(problems, row["financial_year"] + " all types undecided", undecided(ours), int(row["insufficient_data"]))
        expect(problems, row["financial_year"] + " organisation months", sum(ours.values()), int(row["org_months"]))


def england(root, findings, problems):
    ours = {f["period"]: f for f in findings if f["standard"] == "AE_ENGLAND"}
    expected = rows(root, "ae_4hour_england_by_month.csv")
    expect(problems, "months of England", len(ours), len(expected))
    for row in expected:
        month = row["period"][:7]
        finding = ours[month]
        seen = exact(finding["denominator"], problems, month)
        met = exact(finding["numerator"], problems, month)
        expect(problems, month + " attendances", seen, int(row["attendances"]))
        expect(problems, month + " breaches", seen - met, int(row["breaches"]))
        expect(problems, month + " status", finding["status"], "met" if 100 * met >= 95 * seen else "not met")
        major = [f for f in findings if f["standard"] == "AE_TYPE" and f["period"] == month
                 and f["subgroup"]["department"] == "1"]
        expect(problems, month + " major departments", len(major), int(row["type1_orgs"]))
        expect(problems, month + " major departments met", sum(f["status"] == "met" for f in major),
               int(row["type1_orgs_met"]))


def trusts(root, findings, problems):
    strict = tally(findings, "AE_TRUST_95", lambda f: financial_year(f["period"]))
    lenient = tally(findings, "AE_TRUST_78", lambda f: financial_year(f["period"]))
    for row in rows(root, "ae_trust_2021on_95_and_78_by_year.csv"):
        year = row["financial_year"]
        expect(problems, year + " findings", sum(strict[year].values()), int(row["rows"]))
        expect(problems, year + " met at 95%", strict[year]["met"], int(row["met95"]))
        expect(problems, year + " not met at 95%", strict[year]["not met"], int(row["not_met95"]))
        expect(problems, year + " undecided at 95%", undecided(strict[year]), int(row["insufficient_data"]))
        expect(problems, year + " met at 78%", lenient[year]["met"], int(row["met78"]))
        expect(problems, year + " not met at 78%", lenient[year]["not met"], int(row["not_met78"]))
        expect(problems, year + " undecided at 78%", undecided(lenient[year]), int(row["insufficient_data"]))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[2]).resolve()
    records, findings = findings_of(str(pathlib.Path(sys.argv[1]).resolve()), root)
    problems = []
    expect(problems, "records read", records["read"], 12765 + 7895)
    by_year_and_type(root, findings, problems)
    by_year(root, findings, problems)
    england(root, findings, problems)
    trusts(root, findings, problems)
    for problem in problems[:40]:
        print(problem)
    if problems:
        sys.exit(f"{len(problems)} differences from the expected verdicts")
    print(f"{len(findings)} findings agree with the expected verdicts")


if __name__ == "__main__":
    main()

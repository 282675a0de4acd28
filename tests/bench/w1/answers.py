#!/usr/bin/env python3
"""Turns what one plain run of the command wrote into the three answer files of workload W1, and compares answers.

    assize check w1.assize w1.csv -o DIR --format csv
    answers.py make DIR OUT              writes OUT/{record_checks,aggregate_checks,failing_records}.csv
    answers.py compare OUT EXPECTED      the lines of our checks (R01 to R14, A15 to A20) must be the expected ones
    answers.py hash OUT                  SHA-256 of each answer file, sorted as README.md says
"""

import csv
import hashlib
import pathlib
import sys

CHECKS = {"S15": "A15", "S16": "A16", "S17": "A17", "S18": "A18"}
COMPARISONS = {"S19_SEX": ("A19", "SEX"), "S19_ETHNIC": ("A19", "ETHNIC"), "S20": ("A20", "")}
YEARS = ("2024/25", "2025/26")
PROVIDERS = {f"P{number:02d}" for number in range(1, 41)}
FILES = {
    "record_checks": ["check", "provider", "month", "pass", "fail", "na", "unknown"],
    "aggregate_checks": ["check", "provider", "period", "subgroup", "n1", "d1", "n2", "d2", "value", "verdict"],
    "failing_records": ["record_id", "check"],
}
VERDICTS = {"met": "MET", "not met": "NOT_MET", "too few": "INSUFFICIENT", "no cases": "INSUFFICIENT"}
SECONDS = {"seconds": 1, "second": 1, "minutes": 60, "minute": 60, "hours": 3600, "hour": 3600}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def provider_of(code):
    """A provider that is not one of the forty is no provider of W1: the record counts as not placed."""
    return code if code in PROVIDERS else ""


def month_of(period):
    """A month outside the two years of the return is no month of W1: the record counts as not placed."""
    return period if "2024-04" <= period <= "2026-03" else ""


def record_checks(folder):
    lines = {}
    for row in read(folder / "rule_outcomes.csv"):
        key = row["rule"], provider_of(row["provider"]), month_of(row["period"])
        counts = [int(row[name]) for name in ("passed", "failed", "not_applicable", "unknown")]
        lines[key] = [a + b for a, b in zip(lines.get(key, [0, 0, 0, 0]), counts)]
    return [[*key, *map(str, counts)] for key, counts in sorted(lines.items())]


def exactly(row, figure):
    low, high = row[figure + "_low"], row[figure + "_high"]
    if low != high:
        sys.exit(f"{row['standard']} {row['provider']} {row['period']}: {figure} is from {low} to {high}, not one number")
    return low


def delay(row):
    """The middle or ninetieth delay in whole seconds; blank without a case."""
    if not row["low"]:
        return ""
    if row["low"] != row["high"]:
        sys.exit(f"{row['standard']} {row['provider']} {row['period']}: the value is not certain")
    seconds = float(row["low"]) * SECONDS[row["unit"]]
    if abs(seconds - round(seconds)) > 1e-6:
        sys.exit(f"{row['standard']} {row['provider']} {row['period']}: {seconds} seconds is not whole")
    return str(round(seconds))


def comparison(row):
    check, subgroup = COMPARISONS[row["standard"]]
    if row["period"] not in YEARS or not provider_of(row["provider"]):
        return None
    figures = [exactly(row, f"{side}_{part}") for side in ("first", "second") for part in ("numerator", "denominator")]
    return [check, row["provider"], row["period"], subgroup, *figures, "", VERDICTS[row["status"]]]


def aggregate_checks(folder):
    lines = []
    for row in read(folder / "findings.csv"):
        if row["standard"] in COMPARISONS:
            lines += [line for line in [comparison(row)] if line]
            continue
        check = CHECKS.get(row["standard"])
        if check is None or not month_of(row["period"]) or not provider_of(row["provider"]):
            continue
        subgroup = row["subgroup"].removeprefix("referral_type=")
        if check == "A18" and subgroup not in ("MH", "SM", "AM"):
            continue
        share = check in ("A15", "A18")
        lines.append([check, row["provider"], row["period"], subgroup, exactly(row, "numerator") if share else "",
                      exactly(row, "denominator"), "", "", "" if share else delay(row), VERDICTS[row["status"]]])
    return sorted(lines)


def failing_records(folder):
    for row in read(folder / "failing_records.csv"):
        yield [row["record"].split("|")[0], row["rule"]]


def make(folder, out):
    out.mkdir(parents=True, exist_ok=True)
    for name, lines in (("record_checks", record_checks(folder)), ("aggregate_checks", aggregate_checks(folder)),
                        ("failing_records", failing_records(folder))):
        with open(out / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(FILES[name])
            writer.writerows(lines)


def lines_of(path):
    """The lines of our checks, in one order whatever the file's."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return sorted(tuple(row) for row in rows)


def compare(out, expected):
    different = 0
    for name in FILES:
        ours, theirs = lines_of(out / f"{name}.csv"), lines_of(expected / f"{name}.csv")
        if ours == theirs:
            print(f"{name}: {len(ours)} lines, all as expected")
            continue
        different += 1
        extra, missing = sorted(set(ours) - set(theirs)), sorted(set(theirs) - set(ours))
        print(f"{name}: {len(ours)} lines, {len(theirs)} expected; {len(extra)} of ours are not expected, "
              f"{len(missing)} expected are missing")
        for line in extra[:5]:
            print("  ours     ", ",".join(line))
        for line in missing[:5]:
            print("  expected ", ",".join(line))
    return different


def hashes(out):
    for name in FILES:
        header, *lines = (out / f"{name}.csv").read_bytes().splitlines(keepends=True)
        print(name, hashlib.sha256(header + b"".join(sorted(lines))).hexdigest())


def main():
    folders = [pathlib.Path(argument) for argument in sys.argv[2:]]
    match sys.argv[1:2], len(folders):
        case ["make"], 2:
            make(*folders)
        case ["compare"], 2:
            sys.exit(1 if compare(*folders) else 0)
        case ["hash"], 1:
            hashes(*folders)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()

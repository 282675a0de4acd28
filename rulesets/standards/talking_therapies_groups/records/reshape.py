#!/usr/bin/env python3
"""The talking therapies records, one row an organisation and group, from the published ones, one row a figure.

    reshape.py BY_GROUP ANNUAL_TOTALS FOLDER [--check]

BY_GROUP has reporting_period, org_code, variable_type, variable_a, measure_name, measure_statistic, value; ANNUAL_TOTALS the same without
the group. Cells are copied as they stand, `*` too; nothing is added up. The one new column is the first day of the reporting year.
With --check the files of FOLDER are compared and none is written. Standard library only.
"""

import csv
import io
import pathlib
import sys

YEAR = "2024-25"
MEASURES = ("finished_course_treatment", "not_at_caseness", "recovery")
GROUPS = {"Ethnic Group": "ethnic_group", "Indices of Deprivation Decile": "deprivation_decile"}


def counts(path):
    """The published counts of the year by organisation, kind of group and group."""
    out = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["reporting_period"] != YEAR or row["measure_statistic"] != "count" or row["measure_name"] not in MEASURES:
                continue
            unit = out.setdefault((row["org_code"], row.get("variable_type"), row.get("variable_a")), {})
            if row["measure_name"] in unit:
                sys.exit(f"{path}: two figures for {row}")
            unit[row["measure_name"]] = row["value"]
    return out


def table(units, kind, column):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["reporting_period", "year_begins", "org_code", *([column] if column else []), *MEASURES])
    for (organisation, of, group), figures in sorted(units.items(), key=lambda unit: [part or "" for part in unit[0]]):
        if of == kind:
            writer.writerow([YEAR, f"{YEAR[:4]}-04-01", organisation, *([group] if column else []), *(figures[m] for m in MEASURES)])
    return out.getvalue()


def main():
    check = sys.argv[4:] == ["--check"]
    if len(sys.argv) != 4 + check:
        sys.exit(__doc__)
    by_group, totals, folder = counts(sys.argv[1]), counts(sys.argv[2]), pathlib.Path(sys.argv[3])
    files = {f"by_{column}.csv": table(by_group, kind, column) for kind, column in GROUPS.items()}
    files["totals.csv"] = table(totals, None, None)
    for name, text in files.items():
        path = folder / name
        if check and path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path} is not what the published figures give")
        if not check:
            path.write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10)) - 1} rows")


if __name__ == "__main__":
    main()

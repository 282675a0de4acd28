"""Runs one measure of ecqm and compares every listed patient's populations with the published ones.

    compare.py ASSIZE FOLDER

The rules are run as a user would: `assize check rules.assize TABLES --records --format json`. What a record came to is turned into the
populations of the measure: out of the population, left out (exclusion), excused (exception), met (numerator). Of measures that count
encounters the records of a patient are added up. A patient without a record of the kind that is counted is in no population.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

# Measures whose groups or wider initial population are indicators of their own: group or population -> indicator.
INITIAL = {"retinopathy-findings-communicated": "SEEN"}
GROUPS = {"substance-use-treatment-start": {"1": "STARTED", "2": "STAYED"}}


def run(assize, folder):
    tables = sorted(str(p) for p in folder.glob("*.csv") if not p.name.startswith("expected"))
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([assize, "check", str(folder / "rules.assize"), *tables, "--records", "--format", "json"],
                              capture_output=True, text=True, cwd=out, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{folder.name}: assize ended with {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def populations(outcome):
    """(initial population, denominator, exclusion, exception, numerator) of one record; None: cannot tell."""
    sets = {("left out",): (1, 1, 1, 0, 0), ("met",): (1, 1, 0, 0, 1), ("not met",): (1, 1, 0, 0, 0),
            ("excused",): (1, 1, 0, 1, 0), ("out",): (0, 0, 0, 0, 0)}
    return sets.get(tuple(outcome))


def main():
    assize, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    report = run(assize, folder)
    came_to, unclear = {}, []
    for record in report["outcomes"]:
        if not record["indicator"]:
            continue
        patient = record["key"].split("|")[0]
        found = populations(record["outcomes"])
        if found is None:
            unclear.append(f"{record['indicator']} {record['key']}: {record['outcomes']} {record.get('reasons')}")
            continue
        sums = came_to.setdefault(record["indicator"], {}).setdefault(patient, [0] * 5)
        for i, n in enumerate(found):
            sums[i] += n
    names = sorted(came_to)
    main_one = [n for n in names if n != INITIAL.get(folder.name)]
    wrong, listed = [], 0
    for row in csv.DictReader((folder / "expected.csv").open()):
        listed += 1
        indicator = GROUPS.get(folder.name, {}).get(row["group"], main_one[0])
        got = came_to[indicator].get(row["patient_id"], [0] * 5)
        got = dict(zip(("initial_population", "denominator", "denominator_exclusion", "denominator_exception", "numerator"), got))
        if folder.name in INITIAL:
            seen = came_to[INITIAL[folder.name]].get(row["patient_id"], [0] * 5)
            got["initial_population"] = seen[4]
        for population, expected in row.items():
            if population in got and got[population] != int(expected):
                wrong.append(f"{row['patient_id']} group {row['group']}: {population} is {got[population]}, expected {expected}")
    for line in unclear + wrong:
        print(f"{folder.name}: {line}")
    print(f"{folder.name}: {listed} rows, {len(wrong)} differences, {len(unclear)} records of which nothing can be told")
    return 1 if wrong or unclear else 0


if __name__ == "__main__":
    sys.exit(main())

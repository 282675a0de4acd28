#!/usr/bin/env python3
"""A compiled ruleset gives the findings of its text, byte for byte, also in a program without a parser; every ruleset
of the repository can be compiled and read again.

    same_findings.py ASSIZE NO_PARSER ROOT
"""
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter

CASES = [  # ruleset, as at, records and their files
    ("rulesets/standards/ae_four_hour/ae_four_hour.assize", "2026-06-30", {
        "ae_month": "rulesets/standards/ae_four_hour/records/ae_attendances_england_201604_201903.csv",
        "ae_trust_month": "rulesets/standards/ae_four_hour/records/ae_england_trust_2021on.csv"}),
    ("rulesets/services/probation/probation.assize.md", "2026-06-30", {"survey_return": "rulesets/services/probation/records/survey.csv"}),
    ("rulesets/services/police_custody/police_custody.assize.md", "2026-06-30", {
        "custody_request": "rulesets/services/police_custody/records/custody_requests.csv",
        "detention": "rulesets/services/police_custody/records/detentions.csv",
        "rousing": "rulesets/services/police_custody/records/rousings.csv"}),
    ("tests/cli/fixtures/payments.assize", "2022-12-31", {"spell": "tests/cli/fixtures/payments.csv"}),
]


def output(command):
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} ended with {run.returncode}:\n{run.stderr.decode()}")
    return run.stdout


def every_ruleset(assize, root, folder):
    """Those that a test expects to be wrong are left alone."""
    wrong = read = 0
    for top in ("rulesets", "tests/language", "tests/oracles", "tests/reuse"):
        for ruleset in sorted([*(root / top).rglob("*.assize"), *(root / top).rglob("*.assize.md")]):
            compiled, again = folder / "one.assizec", folder / "two.assizec"
            if subprocess.run([assize, "compile", ruleset, "-o", compiled], capture_output=True, check=False).returncode:
                continue
            run = subprocess.run([assize, "compile", compiled, "-o", again], capture_output=True, check=False)
            read += 1
            if run.returncode or again.read_bytes() != compiled.read_bytes():
                print(f"{ruleset.relative_to(root)}: what was compiled cannot be read again: {run.stderr.decode().strip()}")
                wrong += 1
    print(f"{read} rulesets compiled and read again, {wrong} wrongly")
    return wrong + (read < 50)


def main():
    assize, no_parser, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for ruleset, as_at, records in CASES:
            compiled = pathlib.Path(folder) / "rules.assizec"
            output([assize, "compile", root / ruleset, "-o", compiled])
            again = output([assize, "compile", compiled])
            files = [root / f for f in records.values()]
            found = [output([assize, "check", rules, *files, "--as-at", as_at, "--format", "json", "--fail-on", "never"])
                     for rules in (root / ruleset, compiled)]
            statuses = Counter(f["status"] for f in json.loads(found[0])["findings"] if f["kind"] == "compliance")
            given = [f"{record}={root / f}" for record, f in records.items()]
            plain = dict(line.rsplit(" ", 1) for line in output([no_parser, compiled, as_at, *given]).decode().splitlines())
            problems = [what for what, holds in [
                ("compiling what is compiled changes it", again == compiled.read_bytes()),
                ("its findings differ", found[0] == found[1]),
                ("without a parser its findings differ", {k: int(v) for k, v in plain.items()} == dict(statuses))] if not holds]
            print(f"{ruleset}: {compiled.stat().st_size:,} bytes compiled, {sum(statuses.values()):,} findings"
                  + "".join(f"; {p}" for p in problems))
            wrong += bool(problems)
        wrong += every_ruleset(assize, root, pathlib.Path(folder))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

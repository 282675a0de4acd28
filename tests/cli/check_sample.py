#!/usr/bin/env python3
"""Samples every ruleset: the same twice, read by `assize check`, both evaluators agreeing on it.

    check_sample.py ASSIZE ROOT
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile


def main():
    assize, root = sys.argv[1], pathlib.Path(sys.argv[2])
    faults = 0
    rulesets = sorted([*root.glob("rulesets/**/*.assize"), *root.glob("rulesets/**/*.assize.md"),
                       *root.glob("tests/bench/**/*.assize"), *root.glob("tests/cli/fixtures/waits.assize")])
    sampled = 0
    for ruleset in rulesets:
        with tempfile.TemporaryDirectory() as folder:
            made = {}
            for name in ("one", "two"):
                out = pathlib.Path(folder) / name
                run = subprocess.run([assize, "sample", str(ruleset), "-o", str(out)], capture_output=True, text=True,
                                     check=False)
                if run.returncode == 2 and "reads no records" in run.stderr:
                    break
                made[name] = {p.name: p.read_bytes() for p in sorted(out.iterdir())} if run.returncode == 0 else run.stderr
            if not made:
                continue
            sampled += 1
            data = sorted(str(p) for p in (pathlib.Path(folder) / "one").glob("*.csv"))
            said = []
            if made["one"] != made["two"]:
                said.append("another sample the second time")
            findings = []
            for evaluator in ("columnar", "reference"):
                run = subprocess.run([assize, "check", str(ruleset), *data, "--as-at", "2024-05-05", "--records",
                                      "--format", "json", "--quiet", "--evaluator", evaluator],
                                     capture_output=True, text=True, check=False)
                if run.returncode not in (0, 1, 3):
                    said.append(f"check ends with {run.returncode}: {run.stderr[:300]}")
                    continue
                findings.append(json.loads(run.stdout)["findings"])
            if len(findings) == 2 and findings[0] != findings[1]:
                said.append("the evaluators differ on the sample")
            numbers = [n for p in data for n in re.findall(r"\b\d{10}\b", pathlib.Path(p).read_text(encoding="utf-8"))]
            if any(not n.startswith("999") for n in numbers):
                said.append("an NHS number that could be somebody's")
            for fault in said:
                print(f"{ruleset.relative_to(root)}: {fault}")
            faults += len(said)
    print(f"{sampled} samples, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

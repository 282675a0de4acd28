#!/usr/bin/env python3
"""The big hostile inputs, made on demand: each ends in its expected class within its budget of time and memory.

    run_big.py ASSIZE [NAME ...]          needs about 1 GB of room in the folder for temporary files
"""

import csv
import pathlib
import re
import subprocess
import sys
import tempfile

import render

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE / "corpus"
SCHEMA = HERE / "requests.assize"
GOOD = CORPUS / "files/s009_csv.csv"
UNITS = {"MiB": 1, "GiB": 1024}
ENDINGS = {"csv": ".csv", "csv.gz": ".csv.gz", "json": ".json", "rules-template": ".json"}


def budget(text):
    """"10 s, 256 MiB" to seconds and MiB."""
    seconds = re.search(r"(\d+) s\b", text)
    memory = re.search(r"(\d+) (MiB|GiB)", text)
    return int(seconds[1]), int(memory[1]) * UNITS[memory[2]]


# A process begins with the peak of the one that starts it: what starts the command has to be small, however much was read before.
STARTER = """
import os, subprocess, sys, time
begun = time.monotonic()
process = subprocess.Popen(sys.argv[4:], stdin=subprocess.DEVNULL, stdout=open(sys.argv[1], "wb"), stderr=open(sys.argv[2], "wb"))
_, status, usage = os.wait4(process.pid, 0)
with open(sys.argv[3], "w") as report:
    print(os.waitstatus_to_exitcode(status), time.monotonic() - begun, usage.ru_maxrss / 1024, file=report)
"""


def measured(command, folder):
    """Exit status, both outputs, seconds and peak MiB of one run."""
    out, err, report = (folder / name for name in ("out", "err", "report"))
    subprocess.run([sys.executable, "-c", STARTER, out, err, report, *command], check=True)
    code, seconds, memory = report.read_text(encoding="ascii").split()
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in (out, err)]
    return int(code), *texts, float(seconds), float(memory)


def judge(case, code, out, err):
    """Nothing, or what is wrong with how the run ended."""
    if code not in (0, 1, 2, 3):
        return f"ended with {code}: {err[-500:]}"
    expected = case["expected"].split("|")
    if code == 2:
        if "reject_located" not in expected:
            return f"refused: {err[:500]}"
        place = re.search(r"(line|record) (\d+)", case["where"])
        if place and place[2] not in err:
            return f"the message does not name {case['where']}: {err[:500]}"
        return None
    if expected == ["reject_located"]:
        return "accepted, expected to be refused"
    if case["name"] == "xls_limit" and "A5024" not in out + err:
        return "nothing is said of the spreadsheet's limit"
    return None


def main():
    assize, *names = sys.argv[1:]
    assize = str(pathlib.Path(assize).resolve())
    wrong = 0
    with open(CORPUS / "big_index.csv", encoding="utf-8", newline="") as index:
        cases = [case for case in csv.DictReader(index) if not names or case["name"] in names]
    for case in cases:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            path = folder / (case["name"] + ENDINGS[case["kind"]])
            subprocess.run([sys.executable, CORPUS / "gen_big.py", case["name"], path], check=True)
            rules, data = (render.render(path, folder), GOOD) if case["kind"] == "rules-template" else (SCHEMA, path)
            command = [assize, "check", rules, data, "--format", "json", "--as-at", "2024-12-31"]
            code, out, err, seconds, memory = measured(command, folder)
        most_seconds, most_memory = budget(case["budget"])
        problem = judge(case, code, out, err)
        if not problem and (seconds > most_seconds or memory > most_memory):
            problem = f"over its budget of {case['budget']}"
        wrong += problem is not None
        print(f"{case['name']}: {seconds:.1f} s, {memory:.0f} MiB, status {code}: {problem or 'as expected'}", flush=True)
    print(f"{len(cases)} big inputs, {wrong} not as expected")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

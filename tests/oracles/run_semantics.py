#!/usr/bin/env python3
"""Runs two published suites of single operations through `assize eval` and compares the answers.

  cql   637 facts of the CQL conformance tests, in tests/data/oracles/cql-semantics (Apache-2.0)
  feel  653 facts of the DMN Technology Compatibility Kit, read from ASSIZE_CORPORA (../shared); not copied, for their licence

Each case is written as an expression of the language (semantics/cql_notation.py, feel_notation.py) and nothing is computed here.
What the language does not have is listed in inexpressible.csv; where it answers otherwise on purpose, in differences.csv. Both
lists must be exactly true: a case that is missing from them, or need no longer be in them, fails the run. One rule stands for many
cases: FEEL answers null where an operand is of the wrong type, Assize refuses such an expression (an A3 diagnostic); they are
counted apart, as refused.

Standard Python 3 only. Usage: run_semantics.py --assize PATH [--suite cql|feel] [--write-inexpressible] [--show]
"""
import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "semantics"))
from assize_text import Inexpressible, Lets, comparable  # noqa: E402
from cql_notation import Cql  # noqa: E402
from feel_notation import Feel  # noqa: E402

TREE = HERE.parent.parent
CORPORA = Path(os.environ.get("ASSIZE_CORPORA") or TREE.parent / "shared")
SUITES = {
    "cql": (Cql, TREE / "tests/data/oracles/cql-semantics/cases.json", 350),
    "feel": (Feel, CORPORA / "oracles/feel-semantics/cases.json", 300),
}
LEAST_AGREEING = 0.95  # of the cases that were run and are not differences on purpose


def listed(name, suite):
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return {row["id"]: row["reason"] for row in csv.DictReader(file) if row["suite"] == suite}


def evaluate(assize, expressions, lets):
    """The answers of one call of `assize eval --batch`, in order."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as batch:
        batch.write("".join(f"{e}\n" for e in expressions))
        batch.flush()
        call = [assize, "eval", "--batch", batch.name, "--json", *lets.arguments()]
        done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
    try:
        answers = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    except json.JSONDecodeError:
        answers = []
    if len(answers) != len(expressions):
        sys.exit(f"assize eval gave {len(answers)} answers to {len(expressions)} expressions\n{done.stdout[:500]}{done.stderr[:2000]}")
    return answers


def comparing_instants(expression, expected):
    """An instant is shown in the zone of the run: an expected one with another offset is compared by the language itself."""
    if expected[0] == "value" and isinstance(expected[1], str) and re.fullmatch(r"\d{4}-.*T.*(Z|[+-]\d\d:\d\d)", expected[1]):
        return f"({expression}) is ({expected[1]})", ("value", True)
    return expression, expected


def error_code(answer):
    """The code of the first error, where the expression was refused; else None."""
    if answer.get("state") in ("known", "range", "unknown"):
        return None
    return (answer.get("errors") or [{}])[0].get("code", "no code")


def agrees(answer, expected):
    if expected[0] == "unknown":
        return answer.get("state") == "unknown"
    if expected[0] == "text":
        return answer.get("state") == "known" and answer.get("type") == "text" and answer.get("value") == expected[1]
    if expected[0] == "value":
        return answer.get("state") == "known" and answer.get("type") != "text" and comparable(answer.get("value")) == comparable(expected[1])
    return answer.get("state") == "range" and [comparable(answer.get(end)) for end in ("low", "high")] == [
        comparable(end) for end in expected[1:]]


def is_type_slip(suite, case, expected, code):
    operands = [v for v in case["inputs"] if v is not None]
    return suite == "feel" and expected[0] == "unknown" and code.startswith("A3") and bool(operands)


def check_list(name, suite, stated, found):
    """Problems where a list does not say exactly what was found."""
    return [f"{name} lacks {suite} {i}: {found[i]}" for i in found if i not in stated] + [
        f"{name} need not list {suite} {i}" for i in stated if i not in found] + [
        f"{name} gives another reason for {suite} {i}: {found[i]}" for i in found if i in stated and found[i] not in (None, stated[i])]


def show(answer):
    return {k: v for k, v in answer.items() if k in ("state", "value", "low", "high", "reasons", "errors")}


def run_suite(suite, options):
    notation, path, least_run = SUITES[suite]
    if not path.exists():
        print(f"{suite}: not run, {path.name} of the suite is not here (set ASSIZE_CORPORA)")
        return [], {}
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    lets = Lets()
    writer = notation(lets)
    inexpressible, to_run = {}, []
    for case in cases:
        try:
            to_run.append((case, *comparing_instants(writer.expression(case), writer.expected(case["expected"]))))
        except Inexpressible as reason:
            inexpressible[case["id"]] = str(reason)
    if options.write_inexpressible:
        return [], inexpressible
    answers = evaluate(options.assize, [e for _, e, _ in to_run], lets)
    on_purpose = listed("differences.csv", suite)
    count, differences, problems = Counter(), {}, []
    for (case, expression, expected), answer in zip(to_run, answers):
        code = error_code(answer)
        if agrees(answer, expected):
            count["agree"] += 1
        elif code and is_type_slip(suite, case, expected, code):
            count["refused"] += 1
        else:
            differences[case["id"]] = None
            if case["id"] in on_purpose:
                count["on purpose"] += 1
            else:
                count["failed"] += 1
                problems.append(f"{suite} {case['id']}: {expression}\n    expected {expected}, got {show(answer)}")
        if options.show:
            print(f"{case['id']}: {expression} -> {show(answer)}")
    lists = check_list("differences.csv", suite, on_purpose, differences)
    problems += [p for p in lists if "lacks" not in p]  # what it lacks was said above
    problems += check_list("inexpressible.csv", suite, listed("inexpressible.csv", suite), inexpressible)
    run = len(to_run)
    judged = run - count["on purpose"]
    print(f"{suite}: {len(cases)} cases, {run} run: {count['agree']} agree, {count['refused']} refused as type slips, "
          f"{count['on purpose']} differ on purpose, {count['failed']} failed; {len(inexpressible)} inexpressible")
    if run < least_run:
        problems.append(f"{suite}: {run} run, at least {least_run} are asked for")
    if (count["agree"] + count["refused"]) < LEAST_AGREEING * judged:
        problems.append(f"{suite}: fewer than {LEAST_AGREEING:.0%} agree")
    return problems, inexpressible


def main():
    parser = argparse.ArgumentParser(description="Run the published suites of single operations through assize eval.")
    parser.add_argument("--assize", default=str(TREE / "build/dev/assize"))
    parser.add_argument("--suite", choices=sorted(SUITES), action="append")
    parser.add_argument("--write-inexpressible", action="store_true", help="write inexpressible.csv anew")
    parser.add_argument("--show", action="store_true", help="print every expression and its answer")
    options = parser.parse_args()
    problems, inexpressible = [], []
    for suite in options.suite or sorted(SUITES):
        found, reasons = run_suite(suite, options)
        problems += found
        inexpressible += [(suite, i, reason) for i, reason in reasons.items()]
    if options.write_inexpressible:
        with open(HERE / "inexpressible.csv", "w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(["suite", "id", "reason"])
            rows.writerows(inexpressible)
    page = (TREE / "docs/language/comparison.md").read_text(encoding="utf-8")
    told = {reason for suite in SUITES for reason in listed("differences.csv", suite).values()}
    problems += [f"docs/language/comparison.md does not say: {reason}" for reason in sorted(told) if reason not in page]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

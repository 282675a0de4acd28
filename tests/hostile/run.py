#!/usr/bin/env python3
"""Every file of the hostile corpus lands in its expected class, with its control total and its letters; nothing crashes or hangs.

    run.py ASSIZE [--limit SECONDS] [NAME ...]
"""

import argparse
import csv
import json
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
AS_AT = "2026-06-30"



class Wrong(Exception):
    pass


def run(command, folder, limit):
    before = sorted(path.name for path in folder.iterdir())
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=limit, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise Wrong(f"not done in {limit} s") from None
    if done.returncode not in (0, 1, 2, 3):
        raise Wrong(f"ended with {done.returncode}: {done.stderr[-1500:].decode(errors='replace')}")
    if sorted(path.name for path in folder.iterdir()) != before:
        raise Wrong("wrote a file that nobody asked for")
    return done.returncode, done.stdout, done.stderr.decode("utf-8", errors="replace")


def letter(could_be):
    return {("met",): "M", ("not met",): "N", ("out",): "X"}.get(tuple(could_be), "I")


def letters(output):
    of_record = {o["record"]: letter(o["could_be"]) for o in output["outcomes"] if o.get("indicator") == "R180"}
    return ",".join(of_record[number] for number in sorted(of_record))


def complaints(output):
    """Records of which something was said, and the words of the problems of the file."""
    records = {o["record"] for o in output["outcomes"] if o.get("result") == "fails" or o.get("reasons")}
    words = " ".join(f["message"] for f in output["findings"] if f["kind"] == "data")
    return records, words


def check_place(where, output, messages):
    records, words = complaints(output)
    for place in filter(None, where.split(";")):
        record = re.search(r"record (\d+)", place)
        if not record:
            if not words and not records and "warning" not in messages:
                raise Wrong("no data-quality finding")
        elif int(record[1]) not in records and not words:
            raise Wrong(f"no finding at {place}: {sorted(records)}; {words[:300]}")


def check_private(messages, path):
    """No NHS number and no date of birth in what is written to the log."""
    if re.search(r"(?<!\d)999\d{7}(?!\d)", messages):
        raise Wrong(f"an NHS number in a message about {path.name}")


def check_return(case, path, assize, folder, limit):
    command = [assize, "check", SCHEMA, path, "--format", "json", "--records", "--fail-on", "never", "--as-at", AS_AT]
    code, out, messages = run(command, folder, limit)
    check_private(messages, path)
    if (code, out, messages) != run(command, folder, limit):
        raise Wrong("a second run said something else")
    expected = case["expected"].split("|")
    if code == 2:
        if "reject_located" not in expected:
            raise Wrong(f"refused, expected {case['expected']}: {messages[:400]}")
        if path.name not in messages:
            raise Wrong(f"the message does not name the file: {messages[:400]}")
        return "refused"
    if expected == ["reject_located"]:
        raise Wrong("accepted, expected to be refused")
    output = json.loads(out)
    if case["records"] and output["records"]["read"] != int(case["records"]):
        raise Wrong(f"{output['records']['read']} records read, expected {case['records']}")
    if case["r180"] and letters(output) != case["r180"]:
        raise Wrong(f"letters {letters(output)}, expected {case['r180']}")
    if expected == ["accept_dq"]:
        check_place(case["where"], output, messages)
    return "accepted"


def check_rules(case, path, assize, folder, limit):
    rules = render.render(path, folder) if case["kind"] == "rules-template" else path
    code, out, messages = run([assize, "check", rules, GOOD, "--format", "json", "--as-at", AS_AT], folder, limit)
    expected = case["expected"].split("|")
    if max((len(line) for line in messages.splitlines()), default=0) > 1000:
        raise Wrong("a message of more than 1,000 characters on one line")
    if len(messages.splitlines()) > 1000:
        raise Wrong("more than 1,000 lines of messages")
    if code == 2:
        if not any(word.startswith(("reject", "accept_dq")) for word in expected):
            raise Wrong(f"refused, expected {case['expected']}: {messages[:400]}")
        if not re.search(r"\.(assize|rules)(:\d+:\d+)?: error", messages):
            raise Wrong(f"no located message: {messages[:400]}")
        return "refused"
    if expected == ["reject_located"]:
        raise Wrong("accepted, expected to be refused")
    json.loads(out)
    return "accepted"


def check_foreign(case, path, assize, folder, limit):
    """A file of a kind that no reader takes is refused by name, whatever is in it."""
    code, _, messages = run([assize, "check", SCHEMA, path, "--format", "json"], folder, limit)
    if code != 2 or path.name not in messages:
        raise Wrong(f"ended with {code}: {messages[:400]}")
    return "refused (no reader of SQLite yet)"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assize", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--limit", type=float, default=10, help="seconds for one run")
    parser.add_argument("--corpus", type=pathlib.Path, default=CORPUS, help="another corpus of the same form")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    assize = str(options.assize.resolve())
    checks = {"rules": check_rules, "rules-template": check_rules, "sqlite": check_foreign}
    count = wrong = 0
    with open(options.corpus / "index.csv", encoding="utf-8", newline="") as index:
        for case in csv.DictReader(index):
            path = options.corpus / case["file"]
            if options.names and not any(name in path.name for name in options.names):
                continue
            count += 1
            before = path.read_bytes()
            with tempfile.TemporaryDirectory() as folder:
                try:
                    said = checks.get(case["kind"], check_return)(case, path, assize, pathlib.Path(folder), options.limit)
                    if path.read_bytes() != before:
                        raise Wrong("the input was changed")
                    if options.verbose:
                        print(f"{path.name}: {said}")
                except Wrong as problem:
                    wrong += 1
                    print(f"{path.name} ({case['nasty'][:60]}): {problem}")
    print(f"{count} files, {wrong} not as expected")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

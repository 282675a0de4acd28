#!/usr/bin/env python3
"""Field checks of NHS submissions, run by the command and compared with the answers of the source.

    checks.py ASSIZE CASES.json

Checks of one kind each are in rules.assize. Where the layout is part of the case, a record type of one field is written for it here;
nothing is computed here. What differs on purpose is in DIFFERENT, with its reason, and must differ.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CHECKS = {
    "check_nhs_number": "NHS_NUMBER",
    "normalise_postcode": "POSTCODE",
    "check_postcode_as_written": "POSTCODE_AS_IS",
    "check_organisation_code": "ORGANISATION",
    "check_letters_and_digits_up_to_6": "ALPHANUMERIC",
    "parse_datetime_any_layout": "MOMENT",
    "check_reporting_period_start": "PERIOD_START",
    "check_reporting_period_end": "PERIOD_END",
}
DIFFERENT = {  # why, by a test of the case
    "an hour offset of two bare digits behind the seconds is no layout of a time: it cannot be told from anything else":
        lambda c: c["operation"] == "parse_datetime_any_layout" and re.fullmatch(r"\d{8}T?\d{8}", c["inputs"]["value"]),
    "a clock of twelve hours has no layout":
        lambda c: re.search(r"[ap]m$", c["inputs"].get("value") or "", re.I) and c["expected"]["valid"],
}


def outcomes(assize, rules, files):
    command = [assize, "check", rules, *files, "--records", "--format", "json", "--fail-on", "never"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"check ended with {run.returncode}:\n{run.stderr}")
    found = {}
    for o in json.loads(run.stdout)["outcomes"]:
        found[o["rule"], o["key"]] = o["result"]
    return found


def instant(text):
    """As the command reads a time: no more than milliseconds, Z where no offset is written."""
    text = re.sub(r"\.(\d{3})000", r".\1", text)
    return text if re.search(r"(Z|[+-]\d\d:\d\d)$", text) else text + "Z"


def fixed_checks(assize, cases, folder):
    file = folder / "submitted.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "check", "value", "day", "moment", "normal", "meant"])
        for c in cases:
            check, value, expected = CHECKS[c["operation"]], c["inputs"]["value"], c["expected"]
            text = value or ""
            meant = instant(expected["datetime"]) if "datetime" in expected else ""
            rows.writerow([c["id"], check, text, text if check.startswith("PERIOD") else "", text if check == "MOMENT" else "",
                           expected.get("normalised") or "", meant])
    found = outcomes(assize, HERE / "rules.assize", [file])
    for c in cases:
        answers = [(CHECKS[c["operation"]] + "_VALID", c["expected"]["valid"])]
        if c["expected"].get("normalised") or c["expected"].get("datetime"):
            answers.append(("NORMAL_FORM", True))
        if "possible_test_number" in c["expected"]:
            answers.append(("NHS_NUMBER_OF_A_TEST", c["expected"]["possible_test_number"]))
        yield c, [(rule, wanted, found[rule, c["id"]] == "passes") for rule, wanted in answers]


def layouts_of(c):
    """The layouts that the case allows: with a zone where it is required, either where it is permitted."""
    time = c["operation"] == "parse_time_layout"
    inputs = c["inputs"]
    written = inputs.get("layout") or ("HH:mm:ss" if time else "YYYY-MM-DDTHH:mm:ss")
    if "(12)" in written:
        return None
    base = ("YYYY-MM-DDT" if time else "") + written.replace("zone", "")
    treatment = inputs.get("zone_treatment", "forbid")
    return [base + z for z in ("", "zone") if treatment == "permit" or (z == "zone") == (treatment == "require")]


def layout_checks(assize, cases, folder):
    rules, files, asked = ["module layouts version 1.0.0;", 'source S "Cases", evidence verified secondary;'], [], {}
    for i, c in enumerate(cases):
        layouts, value = layouts_of(c), c["inputs"]["value"]
        if layouts is None:
            asked[c["id"]] = None
            continue
        if c["operation"] == "parse_time_layout":
            value = "1970-01-01T" + value
        day = not any("HH" in layout for layout in layouts)
        kind = "date" if day else 'date and time in "Etc/UTC"'
        written = " or ".join(f'"{x}"' for x in layouts if not (day and "zone" in x))
        bound = f" and at is on or after {c['inputs']['on_or_after']}" if "on_or_after" in c["inputs"] else ""
        bound += f" and at is on or before {c['inputs']['on_or_before']}" if "on_or_before" in c["inputs"] else ""
        rules += [f'record r{i} "A case" from "r{i}.csv" key id; id: text, required; '
                  f"at: {kind}, blank means unknown, written as {written}; end",
                  f'rule R{i} "It is written so" cites S in our words "a layout"; for each r{i}; must: at is known{bound}; end']
        file = folder / f"r{i}.csv"
        with file.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([["id", "at"], [c["id"], value]])
        files.append(file)
        asked[c["id"]] = f"R{i}"
    ruleset = folder / "layouts.assize"
    ruleset.write_text("\n".join(rules) + "\n", encoding="utf-8")
    found = outcomes(assize, ruleset, files)
    for c in cases:
        rule = asked[c["id"]]
        yield c, [(rule or "no layout", c["expected"]["valid"], rule is not None and found[rule, c["id"]] == "passes")]


def main():
    assize, path = sys.argv[1:]
    cases = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["cases"]
    wrong = different = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        fixed = [c for c in cases if c["operation"] in CHECKS]
        laid_out = [c for c in cases if c["operation"] not in CHECKS]
        for c, answers in [*fixed_checks(assize, fixed, folder), *layout_checks(assize, laid_out, folder)]:
            bad = [a for a in answers if a[1] != a[2]]
            reason = next((why for why, test in DIFFERENT.items() if test(c)), None)
            if reason:
                different += 1
                print(f"{c['id']}: differs on purpose: {reason}" if bad else f"{c['id']}: listed as different, and agrees")
                wrong += not bad
            elif bad:
                wrong += 1
                print(f"{c['id']} {c['inputs']} expected {c['expected']}, found {bad}")
    print(f"{len(cases)} cases, {different} differ on purpose, {wrong} wrong")
    sys.exit(1 if wrong or not cases else 0)


if __name__ == "__main__":
    main()

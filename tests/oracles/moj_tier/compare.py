#!/usr/bin/env python3
"""Tiers of probation supervision and key worker compliance: every case of the services' own tests.

    compare.py ASSIZE ROOT [CASES]

Writes the cases as CSV, one row a case and no figure computed, runs `assize check` with the ruleset beside this script, and compares each
figure of its findings with the published one. A figure that is a range or unknown is no agreement.
"""

import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

TODAY = datetime.date(2024, 6, 14)
LEVELS = {"A": "1", "B": "2", "C": "3", "D": "4", "E": "5", "F": "6", "G": "7", "MISSING": "8", "NOT_SUPERVISED": "9"}
NEEDS = {"accommodation": "accommodation", "education": "education_training_and_employability", "relationships": "relationships",
         "lifestyle": "lifestyle_and_associates", "drug_misuse": "drug_misuse", "alcohol_misuse": "alcohol_misuse",
         "thinking": "thinking_and_behaviour", "attitudes": "attitudes"}
# The name of a published answer: the name of ours.
ANSWERS = {"protect_points": "protect_points", "protect_level": "protect_level", "change_points": "change_points",
           "change_level": "change_level", "mandate_for_change": "mandate_figure", "tier": "tier_figure",
           "provisional": "provisional_figure", "expected_sessions": "expected_sessions",
           "compliance_percent": "compliance_percent", "assigned_percent": "assigned_percent"}


def cell(value):
    if value is None:
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def two_axis(i):
    row = {name: cell(i[name]) for name in ("sex", "rsr_percent", "ogrs_percent", "impulsivity", "temper_control",
                                            "has_assessment")}
    row["rosh"], row["mappa_level"] = i["rosh"] or "absent", cell(i["mappa_level"] or 0)
    row["registrations"] = str(len(i["registrations"]))
    row["offender_management"] = cell("integrated_offender_management" in i["registrations"])
    row["parenting"] = i["parenting_responsibilities"]
    row["enforcement"] = cell(i["previous_enforcement_activity"])
    for ours, theirs in NEEDS.items():
        row[ours] = i["needs"].get(theirs, "no_need")
    current = [s for s in i["sentences"] if s["current"]]
    requirements = [r for s in current for r in s["requirements"]]
    if len(current) > 3 or len(requirements) > 3:
        sys.exit("the table has columns for three sentences and three requirements")
    for k in range(3):
        row[f"custodial_{k + 1}"] = cell(current[k]["type"] == "custodial") if k < len(current) else "no"
        row[f"requirement_{k + 1}"] = requirements[k]["category"] if k < len(requirements) else "absent"
        row[f"restrictive_{k + 1}"] = cell(requirements[k]["restrictive"]) if k < len(requirements) else "no"
    return row


def one_tier(i):
    row = {name: cell(i[name]) for name in ("has_active_event", "mappa", "lifer_or_ipp", "domestic_abuse", "stalking",
                                            "child_protection", "arp_type", "csrp_type", "ever_sexual_offence")}
    # What is absent is a fact of the case, not a gap in a return.
    for score in ("arp", "csrp"):
        row[f"has_{score}"] = cell(i[f"{score}_percent"] is not None)
        row[score] = cell(i[f"{score}_percent"] or 0)
    scored = i["dc_srp_percent"] is not None and i["dc_srp_band"] is not None
    row.update(rosh=i["rosh"] or "absent", dc_srp=cell(i["dc_srp_percent"] or 0), dc_srp_band=i["dc_srp_band"] if scored else "absent")
    release = i["latest_release"]
    row["released"], row["latest_release"] = cell(release is not None), str(TODAY)
    if release is not None:
        day = TODAY.replace(year=TODAY.year - release["years_before_today"])
        row["latest_release"] = str(day - datetime.timedelta(days=release["extra_days_before_today"]))
    return row


def prison(i):
    return {"eligible_prisoners": cell(i["eligible_prisoners"]), "days_in_range": cell(i.get("days_in_range")),
            "weeks_between": cell(i.get("one_session_every_weeks")), "sessions_recorded": cell(i.get("sessions_recorded")),
            "assigned": cell(i.get("assigned"))}


TABLES = {"two_axis_points": ("two_axis", two_axis), "single_tier": ("one_tier", one_tier), "prison_compliance_rate": ("prison", prison)}


def figure(value):
    if isinstance(value, bool):
        return "1" if value else "0"
    return LEVELS.get(value, str(value))


def same(ours, theirs):
    return ours is not None and float(ours) == float(theirs)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    assize, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    source = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else root / "tests/data/oracles/moj-tier/cases.json"
    cases = json.loads(source.read_text(encoding="utf-8"))["cases"]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for group, (table, row_of) in TABLES.items():
            rows = [{"case_id": c["id"], "dated_on": str(TODAY), **row_of(c["inputs"])} for c in cases if c["group"] == group]
            files.append(str(pathlib.Path(folder) / f"{table}.csv"))
            with open(files[-1], "w", newline="", encoding="utf-8") as out:
                writer = csv.DictWriter(out, list(rows[0]) if rows else ["case_id", "dated_on"])
                writer.writeheader()
                writer.writerows(rows)
        run = subprocess.run([assize, "check", "tests/oracles/moj_tier/rules.assize", *files, "--as-at", str(TODAY), "--format", "json",
                              "--fail-on", "never"], cwd=root, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"assize check ended with {run.returncode}:\n{run.stderr}")
    found = {}
    for f in json.loads(run.stdout)["findings"]:
        if f["kind"] == "compliance" and f["low"] is not None and f["low"] == f["high"]:
            found[f["standard"], f["subgroup"]["case_id"]] = f["low"]["shown"] if isinstance(f["low"], dict) else f["low"]
    wrong, compared = [], 0
    for c in cases:
        for name, theirs in c["expected"].items():
            compared += 1
            ours = found.get((ANSWERS[name] + "_answer", c["id"]))
            if not same(ours, figure(theirs)):
                wrong.append(f"{c['id']}: {name}: expected {theirs}, found {ours}")
    print("\n".join(wrong) if wrong else f"{compared} answers to {len(cases)} cases agree")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Real output of the command is valid against docs/findings.schema.json, in both forms, and the same twice.

    check_schema.py ASSIZE ROOT

A small validator of our own, so that nothing but Python is needed; it knows the words that the schema uses and stops at any other.
"""

import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
KNOWN = {"$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum",
         "const", "anyOf", "minimum", "pattern", "minItems", "maxItems"}


def is_type(value, name):
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def problems(value, schema, root, at="$"):
    """Where and why `value` is not what `schema` says."""
    unknown = set(schema) - KNOWN
    if unknown:
        sys.exit(f"the validator does not know {sorted(unknown)}")
    if "$ref" in schema:
        yield from problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema:
        tried = [list(problems(value, s, root, at)) for s in schema["anyOf"]]
        if all(tried):
            yield min(tried, key=len)[0]
        return
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_type(value, t) for t in types):
        yield f"{at}: {value!r} is not of type {' or '.join(types)}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    if "minimum" in schema and is_type(value, "integer") and value < schema["minimum"]:
        yield f"{at}: {value} is under {schema['minimum']}"
    if isinstance(value, list) and not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at}: {len(value)} items"
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            yield from problems(item, schema["items"], root, f"{at}[{i}]")
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{at}: {name} is missing"
        rest = schema.get("additionalProperties", True)
        for name, member in value.items():
            if name in schema.get("properties", {}):
                yield from problems(member, schema["properties"][name], root, f"{at}.{name}")
            elif rest is False:
                yield f"{at}: {name} is not in the schema"
            elif isinstance(rest, dict):
                yield from problems(member, rest, root, f"{at}.{name}")


def check(assize, *arguments):
    run = subprocess.run([assize, "check", *arguments], cwd=HERE / "fixtures", capture_output=True, check=False)
    if run.returncode not in (0, 1, 3):
        sys.exit(f"check ended with {run.returncode}:\n{run.stderr.decode()}")
    return run.stdout


def whole(lines):
    """NDJSON as the one object that JSON would be."""
    head, *rest = map(json.loads, lines.decode().splitlines())
    if head.pop("kind") != "run":
        sys.exit("the first line of NDJSON is not the run")
    findings = [line for line in rest if line["kind"] not in ("outcome", "payment")]
    out = {**head, "findings": findings, "outcomes": [line for line in rest if line["kind"] == "outcome"]}
    payments = [{k: v for k, v in line.items() if k != "kind"} for line in rest if line["kind"] == "payment"]
    return {**out, "payments": payments} if payments else out


def main():
    assize, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    schema = json.loads((root / "docs/findings.schema.json").read_text(encoding="utf-8"))
    runs = [["waits.assize", "requests.csv", "--as-at", "2024-03-31"], ["totals.assize", "totals.csv", "--as-at", "2024-06-30"],
            ["payments.assize", "payments.csv", "--as-at", "2023-03-31"], ["variation.assize", "variation.csv", "--as-at", "2023-12-31"]]
    language = root.resolve() / "tests/language/combined"
    runs += [[str(language / "averages.assize"), "months.csv", "--as-at", "2023-04-30"],
             [str(language / "claims.assize"), "return_year.csv", "--as-at", "2022-12-31"]]
    language = root.resolve() / "tests/language/reporting"
    runs += [[str(language / "reports.assize"), "visits.csv", "--as-at", "2022-12-31"],
             [str(language / "windows.assize"), "two_years.csv", "--as-at", "2022-06-30"]]
    failed = 0
    for run in runs:
        plain, records = check(assize, *run, "--format", "json"), check(assize, *run, "--format", "json", "--records")
        lines = check(assize, *run, "--format", "ndjson", "--records")
        if plain != check(assize, *run, "--format", "json"):
            print(f"{run[0]}: a second run gives other bytes")
            failed += 1
        full, streamed = json.loads(records), whole(lines)
        streamed["outcomes"] = [{k: v for k, v in o.items() if k != "kind"} for o in streamed["outcomes"]]
        if full != streamed:
            print(f"{run[0]}: JSON and NDJSON say different things")
            failed += 1
        for output in (json.loads(plain), full):
            for problem in list(problems(output, schema, schema))[:10]:
                print(f"{run[0]}: {problem}")
                failed += 1
    broken = {**json.loads(plain), "findings": [{"kind": "compliance"}]}
    if not list(problems(broken, schema, schema)):
        print("the validator accepts a finding without members")
        failed += 1
    print("the output is as the schema says" if not failed else f"{failed} problems")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

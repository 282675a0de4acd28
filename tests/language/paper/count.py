#!/usr/bin/env python3
"""How many rules of the paper tests stand in the language: the table of README.md, held against the files.

    count.py [FOLDER]

Fails where the table names a file or a declaration that is not there, where no test expects anything of a rule, an indicator,
a standard, a comparison or a requirement, or where fewer than nine in ten are expressed.
"""

import pathlib
import re
import sys

KINDS = ("rule|indicator|standard|comparison|requirement|variation|table|derived|condition|subset|row|grouping|mapping|"
         "parameter|claim|payment scheme|national specification|local specification")
EXPECTED = {"rule", "indicator", "standard", "comparison", "requirement", "claim", "payment scheme"}
HOW = {"expressed": "expressed", "expressed with another construct": "with another construct",
       "not expressible": "not expressible", "not in this file": "not in this file"}


def declarations(path):
    """Name to kind, of what a file declares; and the words of its expectations."""
    text = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
    found = {name: kind for kind, name in re.findall(rf"^({KINDS}) (\w+)", text, flags=re.M)}
    wanted = set(re.findall(r"\w+", " ".join(re.findall(r"^\s*expect (.*)$", re.sub(r'"[^"]*"', "", text), flags=re.M))))
    return found, wanted


def rows(readme):
    for number, line in enumerate(readme.read_text(encoding="utf-8").splitlines(), 1):
        cells = [c.strip() for c in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 5 and cells[1] in ("a", "b", "c"):
            yield number, cells


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
    problems, counts, files = [], dict.fromkeys(HOW.values(), 0), {}
    for number, (rule, paper, file, names, how) in rows(folder / "README.md"):
        key = how.split(":")[0].strip()
        if key not in HOW:
            problems.append(f"line {number}: {rule}: `{key}` is none of {', '.join(HOW)}")
            continue
        counts[HOW[key]] += 1
        if not key.startswith("expressed"):
            continue
        path = folder / re.sub(r"^\[(.*?)\].*", r"\1", file)
        if not path.exists():
            problems.append(f"line {number}: {rule}: there is no {path.name}")
            continue
        if path not in files:
            files[path] = declarations(path)
        found, wanted = files[path]
        for name in re.findall(r"`(\w+)`", names):
            if name not in found:
                problems.append(f"line {number}: {rule}: {path.name} does not declare {name}")
            elif found[name] in EXPECTED and name not in wanted:
                problems.append(f"line {number}: {rule}: no test of {path.name} expects anything of {name}")
    done = counts["expressed"] + counts["with another construct"]
    total = done + counts["not expressible"]
    if not total:
        problems.append("the table is empty")
    elif 10 * done < 9 * total:
        problems.append("fewer than nine in ten are expressed")
    print("\n".join(problems), end="\n" if problems else "")
    print(f"{done} of {total} rules are expressed ({100 * done // max(total, 1)}%): {counts['expressed']} as they are, "
          f"{counts['with another construct']} with another construct; {counts['not expressible']} not expressible; "
          f"{counts['not in this file']} not in these files.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

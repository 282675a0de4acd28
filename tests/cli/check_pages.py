#!/usr/bin/env python3
"""Runs the examples of docs/diagnostics that are commands.

The wrong one gives its code, the right one no error and not that code; each page of the data and of the command line has both.

    check_pages.py ASSIZE ROOT
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WITHOUT = {"A6009"}  # cannot be brought about from outside


def example(page, heading):
    """The commands below a heading; None where there is no example at all, [] where it is no command."""
    part = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page, re.M | re.S)
    if not part or "```" not in part[1]:
        return None
    fence = re.search(r"^```console\n(.*?)^```", part[1], re.M | re.S)
    return [line[2:] for line in fence[1].splitlines() if line.startswith("$ ")] if fence else []


def run(commands, assize, fixtures):
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder) / "work"
        shutil.copytree(fixtures, work)
        os.symlink(assize, pathlib.Path(folder) / "assize")
        path = {**os.environ, "PATH": folder + os.pathsep + os.environ["PATH"], "NO_COLOR": "1"}
        return "".join(subprocess.run(["bash", "-c", command], cwd=work, env=path, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False)
                       .stdout.decode("utf-8", errors="replace") for command in commands)


def main():
    assize, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    faults, ran = [], 0
    for path in sorted((root / "docs/diagnostics").glob("A*.md")):
        page, code = path.read_text(encoding="utf-8"), path.stem
        wrong, right = example(page, "Wrong"), example(page, "Right")
        if code not in WITHOUT and (wrong is None or right is None):
            faults.append(f"{code} has no wrong or no right example")
        if wrong:
            ran += 1
            said = run(wrong, assize, root / "tests/cli/fixtures")
            if f"[{code}]" not in said:
                faults.append(f"{code}: the wrong example does not give it:\n{said[:1500]}")
        if right:
            said = run(right, assize, root / "tests/cli/fixtures")
            if f"[{code}]" in said or "error[" in said:
                faults.append(f"{code}: the right example gives an error or the code:\n{said[:1500]}")
    print("\n".join([*faults, f"{ran} pages with commands, {len(faults)} faults"]))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Runs the examples of pages of the documentation, in the order in which a reader meets them.

    run_pages.py ASSIZE PAGE.md ... [--update]

Within a page a block fenced as `assize NAME` or `csv NAME` is added to the file NAME in an empty folder; of a `console` block each line that
begins with `$ assize` is run there, and what is printed must be what stands below it. --update writes the pages anew with what is printed.
"""
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\w*) ?(\S*)$")


def run(line, assize, folder):
    words = shlex.split(line[2:])
    if words[0] != "assize":
        sys.exit(f"only assize runs here: {line}")
    done = subprocess.run([assize, *words[1:]], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                          check=False, env={**os.environ, "NO_COLOR": "1", "TZ": "UTC"})
    return [line, *done.stdout.decode("utf-8", errors="replace").splitlines()]


def replay(page, assize):
    """The page as it would read today."""
    lines, block, kind, name = [], [], None, ""
    with tempfile.TemporaryDirectory() as folder:
        for line in page.read_text(encoding="utf-8").splitlines():
            fence = FENCE.match(line)
            if fence and kind is None:
                kind, name, block = fence.group(1), fence.group(2), []
                lines.append(line)
            elif line == "```":
                if kind == "console":
                    commands = [run(b, assize, folder) for b in block if b.startswith("$ ")]
                    block = [text for i, printed in enumerate(commands) for text in ([""] if i else []) + printed]
                elif name:
                    with (pathlib.Path(folder) / name).open("a", encoding="utf-8") as out:
                        out.write("\n".join(block) + "\n\n" * (kind == "assize") + "\n" * (kind != "assize"))
                lines += [*block, line]
                kind = None
            elif kind is None:
                lines.append(line)
            else:
                block.append(line)
    return "\n".join(lines) + "\n"


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    assize, different = str(pathlib.Path(arguments[0]).resolve()), 0
    for page in map(pathlib.Path, arguments[1:]):
        was, now = page.read_text(encoding="utf-8"), replay(page, assize)
        if was == now:
            continue
        different += 1
        if "--update" in sys.argv:
            page.write_text(now, encoding="utf-8")
        sys.stdout.writelines(difflib.unified_diff(was.splitlines(keepends=True), now.splitlines(keepends=True), str(page), "as printed"))
    print(f"{len(arguments) - 1} pages, {different} differ")
    sys.exit(1 if different and "--update" not in sys.argv else 0)


if __name__ == "__main__":
    main()

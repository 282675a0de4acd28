#!/usr/bin/env python3
"""Every relative link in the Markdown documents leads to a file of this repository.

    check_links.py ROOT
"""

import pathlib
import re
import sys

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
SKIPPED = {"build", ".git", "node_modules"}


def broken(root):
    for document in sorted(root.rglob("*.md")):
        if SKIPPED & set(document.relative_to(root).parts):
            continue
        for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
            for target in LINK.findall(line):
                if "://" in target or target.startswith("mailto:"):
                    continue
                if not (document.parent / target).exists():
                    yield f"{document.relative_to(root)}:{number}: no such file: {target}"


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    problems = list(broken(pathlib.Path(sys.argv[1]).resolve()))
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

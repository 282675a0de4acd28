#!/usr/bin/env python3
"""Who may include whom: the walls of docs/architecture.md, checked on every #include of the tree.

    check_includes.py ROOT      exit 0 when every wall stands, 1 with one line a breach otherwise
    check_includes.py --self-test

Standard Python only.
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
ROOMS = ("dsl", "engine", "adapters")

# A file under `room` may not include a header under any of `barred`.
BARRED = [
    ("dsl", ("engine/", "adapters/")),
    ("engine", ("grammar/", "dsl/syntax/", "dsl/check/", "dsl/format/", "dsl/lint/", "adapters/")),
    ("engine/evaluate", ("engine/reference/",)),
    ("engine/reference", ("engine/evaluate/", "engine/plan/")),
    ("engine/column", ("engine/plan/", "engine/functions/", "engine/evaluate/", "engine/reference/",
                       "engine/findings/", "engine/run/", "engine/explain/", "engine/ruletests/")),
    ("engine/findings", ("engine/evaluate/", "engine/reference/", "engine/run/", "engine/explain/",
                         "engine/ruletests/")),
    ("engine/payments", ("engine/evaluate/", "engine/reference/", "engine/plan/", "engine/functions/", "engine/run/",
                         "engine/explain/", "engine/ruletests/")),
    ("engine/functions", ("engine/evaluate/", "engine/reference/", "engine/findings/", "engine/run/")),
    ("engine/variation", ("dsl/", "engine/column/", "engine/findings/", "engine/plan/", "engine/functions/",
                          "engine/evaluate/", "engine/reference/", "engine/run/", "engine/explain/",
                          "engine/ruletests/")),
    ("dsl/base", ("dsl/syntax/", "dsl/model/", "dsl/check/", "dsl/functions/", "dsl/format/", "dsl/lint/",
                  "dsl/wording/")),
    ("dsl/model", ("dsl/syntax/", "dsl/check/", "dsl/format/", "dsl/lint/", "dsl/wording/")),
]

# Adapters that put the others together; every other kind stands alone.
ADAPTER_ROOTS = {"cli", "lsp", "wasm"}

# Third-party headers of the pure rooms, and the folders or single files that may include them. ANTLR names its headers without a folder of its own,
# so its one room may include any.
ALLOWED_LIBRARIES = [
    ("dsl/syntax/antlr", ("",)),
    ("dsl/base", ("boost/multiprecision/",)),
    ("engine/variation/distributions.cpp", ("boost/math/",)),
]


def inside(path, folder):
    return path.startswith(folder + "/")


def is_standard(header):
    """Headers of the C++ standard library have neither a folder nor a suffix; <cmath> and friends too."""
    return "/" not in header and "." not in header


def breaches_of(path, header, quoted, ours):
    """Every wall that `path` breaks by including `header`; `ours` tells headers of this tree."""
    found = []
    for room, barred in BARRED:
        if inside(path, room) and header.startswith(barred):
            found.append(f"{room} may not include {header}")
    if inside(path, "adapters"):
        kind = path.split("/")[1]
        if kind not in ADAPTER_ROOTS and header.startswith("adapters/") and header.split("/")[1] != kind:
            found.append(f"adapters/{kind} may not include another kind: {header}")
    if "antlr4" in header and not inside(path, "dsl/syntax/antlr"):
        found.append(f"only dsl/syntax/antlr sees ANTLR: {header}")
    if (inside(path, "dsl") or inside(path, "engine")) and not ours and not is_standard(header):
        if not any((inside(path, place) or path == place) and header.startswith(prefixes)
                   for place, prefixes in ALLOWED_LIBRARIES):
            found.append(f"the pure rooms use the standard library only: {header}")
    if quoted and not ours and header.startswith(ROOMS):
        found.append(f"no such header: {header}")
    return found


def check(root):
    breaches, files = [], 0
    for room in ROOMS:
        for file in sorted((root / room).rglob("*")):
            if file.suffix not in (".h", ".cpp"):
                continue
            files += 1
            path = file.relative_to(root).as_posix()
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                quoted, header = match[1] == '"', match[2]
                ours = (root / header).is_file() or (quoted and (file.parent / header).is_file())
                breaches += [f"{path}:{number}: {text}" for text in breaches_of(path, header, quoted, ours)]
    return files, breaches


def self_test():
    """A wall that never stops anybody is no wall: each kind of breach must be seen, and no honest include."""
    forbidden = [
        ("dsl/check/types.cpp", "engine/run/run.h", True),
        ("dsl/model/model.h", "dsl/syntax/tree.h", True),
        ("engine/run/run.cpp", "dsl/check/check.h", True),
        ("engine/run/run.cpp", "adapters/csv/reader.h", True),
        ("engine/evaluate/placement.cpp", "engine/reference/outcome.h", True),
        ("engine/reference/outcome.cpp", "engine/evaluate/bitmap.h", True),
        ("adapters/csv/reader.cpp", "adapters/system/files.h", True),
        ("adapters/cli/main.cpp", "antlr4-runtime.h", False),
        ("engine/run/run.cpp", "spdlog/spdlog.h", False),
        ("dsl/model/model.h", "boost/multiprecision/cpp_int.hpp", False),
        ("engine/variation/funnel.cpp", "boost/math/distributions/normal.hpp", False),
        ("engine/variation/funnel.cpp", "engine/column/column.h", True),
    ]
    honest = [
        ("dsl/base/decimal.cpp", "boost/multiprecision/cpp_int.hpp", False),
        ("dsl/syntax/antlr/parse.cpp", "antlr4-runtime.h", False),
        ("engine/variation/distributions.cpp", "boost/math/distributions/normal.hpp", False),
        ("dsl/check/types.cpp", "dsl/model/model.h", True),
        ("engine/evaluate/placement.cpp", "engine/column/column.h", True),
        ("engine/explain/words.cpp", "dsl/wording/wording.h", True),
        ("adapters/cli/main.cpp", "adapters/csv/reader.h", True),
        ("adapters/store/store.cpp", "sqlite3.h", False),
        ("engine/run/run.cpp", "vector", False),
    ]
    missed = [f"not caught: {p} includes {h}" for p, h, q in forbidden if not breaches_of(p, h, q, ours=q)]
    wronged = [f"wrongly caught: {p} includes {h}" for p, h, q in honest if breaches_of(p, h, q, ours=q)]
    return missed + wronged


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.argv[1] == "--self-test":
        problems = self_test()
    else:
        files, problems = check(pathlib.Path(sys.argv[1]).resolve())
        if files == 0:
            problems = ["no sources found: is this the top of the tree?"]
        elif not problems:
            print(f"{files} files keep the walls")
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

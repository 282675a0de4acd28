#!/usr/bin/env python3
"""One plain run of the command on W1 at 100,000 rows gives the expected answers.

    check_answers.py ASSIZE GENERATE FOLDER
"""

import pathlib
import subprocess
import sys

import answers

HERE = pathlib.Path(__file__).resolve().parent


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    assize, generate, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "w1.csv"
    subprocess.run([generate, "--rows", "100000", "--out", data], check=True)
    run = subprocess.run([assize, "check", HERE / "w1.assize", data, "-o", folder / "out", "--format", "csv",
                          "--as-at", "2026-12-31"], check=False, capture_output=True, text=True)
    if run.returncode not in (0, 1, 3):
        sys.exit(f"check ended with {run.returncode}:\n{run.stderr}")
    answers.make(folder / "out", folder / "answers")
    sys.exit(1 if answers.compare(folder / "answers", HERE / "expected") else 0)


if __name__ == "__main__":
    main()

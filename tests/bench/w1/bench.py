#!/usr/bin/env python3
"""Workload W1: checks our answers, then times the command from start to exit, in turn with DuckDB where npm is at hand.

    bench.py --assize BINARY --out DIR [--rows N] [--repeat N] [--no-duckdb]
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import answers

HERE = pathlib.Path(__file__).resolve().parent
DUCKDB = "@duckdb/node-api@1.5.6-r.1"
AS_AT = "2026-12-31"  # after the return's last month, so that no answer depends on the day of the run


def timed(command, **options):
    """Wall seconds and peak memory in MiB of one process, from start to exit."""
    start = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=subprocess.PIPE, **options)
        messages = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}:\n{messages.decode(errors='replace')}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def make_data(out, rows):
    generator = out / "generate"
    if not generator.exists():
        subprocess.run(["g++", "-std=c++20", "-O2", HERE / "generate.cpp", "-o", generator], check=True)
    file = out / f"w1_{rows}.csv"
    if not file.exists():
        part = file.with_suffix(".part")
        subprocess.run([generator, "--rows", str(rows), "--out", part], check=True)
        part.rename(file)
    return file


class Assize:
    def __init__(self, binary, out):
        self.binary, self.out = binary, out

    def run(self, file, threads, store=False):
        folder, database = self.out / "assize", self.out / "w1.db"
        shutil.rmtree(folder, ignore_errors=True)
        for leftover in self.out.glob("w1.db*"):
            leftover.unlink()
        command = [self.binary, "check", HERE / "w1.assize", file, "-o", folder, "--format", "csv", "--as-at", AS_AT,
                   "--fail-on", "never", "--jobs", str(threads)]
        return timed(command + (["--store", database] if store else []))

    def answers(self, file):
        self.run(file, 1)
        answers.make(self.out / "assize", self.out / "answers")
        return self.out / "answers"


class DuckDb:
    def __init__(self, out):
        self.out = out / "duckdb"
        self.out.mkdir(exist_ok=True)

    def install(self):
        """None when it is there, else why it is not."""
        if not shutil.which("npm") or not shutil.which("node"):
            return "npm is not installed"
        for file in (HERE / "yardstick").iterdir():
            shutil.copy(file, self.out)
        if (self.out / "node_modules/@duckdb/node-api").exists():
            return None
        try:
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", self.out, DUCKDB],
                           check=True, capture_output=True, timeout=300)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return f"npm could not install {DUCKDB}"
        return None

    def run(self, file, threads):
        return timed(["node", self.out / "run_duckdb.js", "csv", file, self.out / "answers", str(threads)])


def check_answers(assize, out):
    print("Answers at 100,000 rows (R01 to R14, A15 to A20):", flush=True)
    if answers.compare(assize.answers(make_data(out, 100_000)), HERE / "expected"):
        sys.exit("the answers are wrong; nothing was timed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assize", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-duckdb", action="store_true")
    options = parser.parse_args()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)

    assize = Assize(options.assize.resolve(), out)
    check_answers(assize, out)
    file = make_data(out, options.rows)
    with file.open("rb") as whole:  # into the operating system's file cache, and not into this process: a child's
        while whole.read(1 << 20):  # peak counts from what its parent held
            pass

    runs = {
        "assize, 1 thread": lambda: assize.run(file, 1),
        "assize, 2 threads": lambda: assize.run(file, 2),
        "assize, 1 thread, with store": lambda: assize.run(file, 1, store=True),
        "assize, 2 threads, with store": lambda: assize.run(file, 2, store=True),
    }
    duckdb = DuckDb(out)
    why_not = "not asked for" if options.no_duckdb else duckdb.install()
    if why_not is None:
        runs["DuckDB, 1 thread"] = lambda: duckdb.run(file, 1)
        runs["DuckDB, 2 threads"] = lambda: duckdb.run(file, 2)
    figures = {name: [] for name in runs}
    for _ in range(options.repeat):  # in turn, so that a busy minute of the machine hits all alike
        for name, run in runs.items():
            figures[name].append(run())

    print(f"\n{options.rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB; median of {options.repeat}, start to exit, the same checks"
          " on both sides")
    wall = {name: statistics.median(seconds for seconds, _ in each) for name, each in figures.items()}
    for name, each in figures.items():
        peak = max(memory for _, memory in each)
        print(f"  {name:30} {wall[name]:7.2f} s   {options.rows / wall[name]:12,.0f} rows/s   peak {peak:6.0f} MiB")
    if why_not is not None:
        print(f"  DuckDB was not run: {why_not}")
        return
    for threads in ("1 thread", "2 threads"):
        print(f"  assize takes {wall['assize, ' + threads] / wall['DuckDB, ' + threads]:.3f} of DuckDB's wall time on {threads}")
    print("\nAnswers at this size, against DuckDB's:", flush=True)
    if answers.compare(assize.answers(file), duckdb.out / "answers"):
        sys.exit(1)


if __name__ == "__main__":
    main()

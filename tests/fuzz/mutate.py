#!/usr/bin/env python3
"""Feeds mutated rule files and returns to a command built with sanitizers. It must say 0, 1, 2 or 3 and be done in time; anything else
(a crash, a sanitizer's report, an internal error, a hang) is a finding, and its input is kept.

    mutate.py ASSIZE ROOT OUT [--seconds N] [--seed N]
"""

import argparse
import pathlib
import random
import subprocess
import sys
import time

LIMIT = 20  # seconds for one run under sanitizers
WORDS = [b"surely (", b")", b"not ", b"end", b";", b"when: ", b"is at most ", b"0", b"-1", b"9223372036854775808", b"blank",
         b"unknown", b"\"", b"\xff", b"\x00", b"\xe2\x80\xae", b"2024-02-30", b"9999-12-31T23:59", b",", b"\r", b"\n", b"%", b"*"]


def mutate(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0:
                del data[at:at + chance.randint(1, 40)]
            case 1:
                data[at:at] = chance.choice(WORDS)
            case 2:
                start = chance.randrange(len(data) + 1)
                data[at:at] = data[start:start + chance.randint(1, 200)]
            case 3 if at < len(data):
                data[at] = chance.randrange(256)
            case 4:
                data[at:at + 3] = chance.choice(WORDS)
            case _:
                data[at:] = data[at:at + chance.randint(0, 2000)]
    return bytes(data)


def run(command, folder):
    """None when all is well, else what happened."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return f"not done in {LIMIT} s"
    if done.returncode not in (0, 1, 2, 3):
        return f"ended with {done.returncode}: {done.stderr[-2000:].decode(errors='replace')}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assize", type=pathlib.Path)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    assize, root, out = str(options.assize.resolve()), options.root.resolve(), options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(options.seed)

    rules = sorted(root.glob("rulesets/**/*.assize")) + sorted(root.glob("rulesets/**/*.assize.md"))
    rules += [root / "tests/hostile/requests.assize"]
    pairs = [(rule, sorted((rule.parent / "records").glob("*.csv"))) for rule in rules]
    runs = failures = 0
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        rule, returns = chance.choice(pairs)
        text = rule.read_bytes()
        data = chance.choice(returns).read_bytes()[:20_000] if returns else b"provider\nP1\n"
        if chance.random() < 0.6:
            text = mutate(text, chance)
        else:
            data = mutate(data, chance)
        rule_file = out / ("rules" + "".join(rule.suffixes))
        data_file = out / (chance.choice(returns).name if returns else "data.csv")
        rule_file.write_bytes(text)
        data_file.write_bytes(data)
        problem = run([assize, "check", rule_file, data_file, "--rules-path", root / "rulesets", "--format", "json"], out)
        runs += 1
        if problem:
            failures += 1
            kept = out / f"failure_{options.seed}_{runs}"
            kept.mkdir(exist_ok=True)
            (kept / rule_file.name).write_bytes(text)
            (kept / data_file.name).write_bytes(data)
            print(f"{kept}: {problem}", file=sys.stderr)
        if not returns:
            data_file.unlink()
    print(f"{runs} runs, {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

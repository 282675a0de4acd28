#!/usr/bin/env python3
"""Runs the transcripts of the command line and compares what is printed.

    run_transcripts.py ASSIZE ROOT [--update] [NAME ...]
"""

import difflib
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def replay(transcript, assize, root):
    """The transcript as the command writes it today."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder) / "work"
        fixtures = HERE / "fixtures"
        shutil.copytree(fixtures, work) if fixtures.is_dir() else work.mkdir()
        started = False
        for line in transcript.read_text(encoding="utf-8").splitlines():
            if not line.startswith("$ "):
                if not started:
                    lines.append(line)
                continue
            started = True
            words = [word.replace("$ROOT", str(root)) for word in shlex.split(line[2:])]
            if words[0] != "assize":
                sys.exit(f"{transcript.name}: only assize runs here: {line}")
            run = subprocess.run([assize, *words[1:]], cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 stdin=subprocess.DEVNULL, check=False, env={**os.environ, "NO_COLOR": "1", "TZ": "UTC"})
            printed = run.stdout.decode("utf-8", errors="replace").replace(str(root), "$ROOT")
            lines += ["", line] if lines and lines[-1] else [line]
            lines += printed.splitlines()
            if run.returncode:
                lines.append(f"[exit {run.returncode}]")
    return "\n".join(lines) + "\n"


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    assize, root = str(pathlib.Path(arguments[0]).resolve()), pathlib.Path(arguments[1]).resolve()
    different = 0
    transcripts = sorted((HERE / "transcripts").glob("*.txt"))
    for transcript in transcripts:
        if arguments[2:] and transcript.stem not in arguments[2:]:
            continue
        was, now = transcript.read_text(encoding="utf-8"), replay(transcript, assize, root)
        if was == now:
            continue
        if "--update" in sys.argv:
            transcript.write_text(now, encoding="utf-8")
            print(f"{transcript.name}: rewritten")
            continue
        different += 1
        sys.stdout.writelines(difflib.unified_diff(was.splitlines(keepends=True), now.splitlines(keepends=True),
                                                   f"{transcript.name} (expected)", f"{transcript.name} (printed)"))
    print(f"{len(transcripts)} transcripts, {different} differ")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()

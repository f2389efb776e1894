#!/usr/bin/env python3
"""Kills the program again and again while it fixes files, and looks whether each file is then the old one or the new one.

kill.py --exe DIR/esconfiglint [--rounds 200] [--files 500] [--seed 1]

The moments are spread over the whole run. Prints how many rounds were killed before, between and behind the writing,
how many temporary files were left behind, and last how many files were damaged. Exit 0 when none was."""
import argparse, os, pathlib, random, shutil, stat, subprocess, sys, tempfile, time

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--exe", required=True)
arguments.add_argument("--rounds", type=int, default=200)
arguments.add_argument("--files", type=int, default=500)
arguments.add_argument("--seed", type=int, default=1)
options = arguments.parse_args()
chance = random.Random(options.seed)
command = [os.path.abspath(options.exe), "check", ".", "--fix", "--unsafe-fixes", "--no-config", "--fail-on", "never", "-f", "concise"]


def text(number):
    """A file that has something to fix: in the ends of lines, the mark at the start and the length all are different."""
    end = ("\n", "\r\n")[number % 2]
    lines = [f"cluster.name: c{number}", f"node.name: n{number}", "discovery.type: single-node", *(f"# note {i}" for i in range(number % 40)), "xpack.security.enabled: false  # for now"]
    return (b"\xef\xbb\xbf" if number % 3 == 0 else b"") + end.join(lines).encode() + (b"" if number % 5 == 0 else end.encode())


def run(folder, seconds=None):
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        if seconds is None:
            return process.wait()
        time.sleep(seconds)
        process.kill()
        return process.wait()


with tempfile.TemporaryDirectory() as top:
    folder = pathlib.Path(top)
    paths = [folder / f"d{i // 20}" / f"n{i}" / "elasticsearch.yml" for i in range(options.files)]
    old = [text(i) for i in range(options.files)]
    modes = [(0o640, 0o600, 0o664)[i % 3] for i in range(options.files)]

    def restore(number):
        paths[number].parent.mkdir(parents=True, exist_ok=True)
        paths[number].write_bytes(old[number])
        paths[number].chmod(modes[number])

    for number in range(options.files):
        restore(number)
    began = time.perf_counter()
    if run(folder) != 0:
        sys.exit("the program cannot fix the files even when nobody kills it")
    took = time.perf_counter() - began
    new = [path.read_bytes() for path in paths]
    if any(before == after for before, after in zip(old, new)):
        sys.exit("not every file had something to fix")
    for number in range(options.files):
        restore(number)

    damaged, left, before, between, behind = [], 0, 0, 0, 0
    for turn in range(options.rounds):
        run(folder, chance.uniform(0, took * 1.1))
        fixed = 0
        for number, path in enumerate(paths):
            now = path.read_bytes() if path.exists() else b""
            if now == new[number]:
                fixed += 1
            elif now != old[number]:
                damaged.append(f"round {turn}: {path.relative_to(folder)} holds {len(now)} bytes")
            if path.exists() and stat.S_IMODE(path.stat().st_mode) != modes[number]:
                damaged.append(f"round {turn}: {path.relative_to(folder)} has another mode")
            if now != old[number]:
                restore(number)
        before, between, behind = before + (fixed == 0), between + (0 < fixed < options.files), behind + (fixed == options.files)
        for temporary in folder.rglob(".*.tmp"):
            temporary.unlink()
            left += 1

for line in damaged:
    print(line)
print(f"one run: {took:.2f} s; rounds killed before, between, behind the writing: {before}, {between}, {behind}; temporary files left behind: {left}")
print(f"{len(damaged)} damaged of {options.files} files in {options.rounds} rounds")
sys.exit(1 if damaged else 0)

#!/usr/bin/env python3
"""Fixes copies of folders in every way there is, and holds the ways against each other: they must give the same bytes.

fixes.py --exe DIR/esconfiglint [--sarif-tools DIR] FOLDER...

--fix writes the files; --diff goes through `git apply` and through `patch -p1`; a second --fix must change nothing. With
--sarif-tools (where `npm ci` of tests/sarif/npm ran) check-fixes.mjs reads the fixes of the SARIF report, has them checked
by another program, applies them, and the program reports again until none is left. Exit 0 when all ways agree."""
import argparse, json, os, pathlib, shutil, subprocess, sys, tempfile

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--exe", required=True)
arguments.add_argument("--sarif-tools")
arguments.add_argument("folders", nargs="+", type=pathlib.Path)
options = arguments.parse_args()
check_fixes = pathlib.Path(__file__).resolve().parent.parent / "sarif" / "check-fixes.mjs"
common = ["--no-config", "--no-ignore", "--fail-on", "never"]
most_rounds = 12


def run(command, folder, given=None):
    environment = dict(os.environ, SARIF_TOOLS=options.sarif_tools or "")
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, env=environment)


def program(folder, *more):
    return run([os.path.abspath(options.exe), ".", *more, *common], folder)


def texts(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def by_sarif(folder, top):
    """Problems met on the way."""
    problems = []
    report, out = top / "r.sarif", top / "out"
    for turn in range(most_rounds):
        program(folder, "-f", "sarif", "-o", str(report))
        if not any(result.get("fixes") for result in json.loads(report.read_bytes())["runs"][0]["results"]):
            return problems
        shutil.rmtree(out, ignore_errors=True)
        multitool = ["--multitool"] if turn == 0 else []
        checked = run(["node", str(check_fixes), *multitool, "--source-root", ".", "--apply", str(out), str(report)], folder)
        if checked.returncode != 0:
            problems.append(checked.stdout.decode()[-1000:] + checked.stderr.decode()[-1000:])
            return problems
        shutil.copytree(out, folder, dirs_exist_ok=True)
    return [*problems, f"fixes are left after {most_rounds} rounds"]


changed, wrong, left_out = 0, 0, []
for source in options.folders:
    with tempfile.TemporaryDirectory() as name:
        top = pathlib.Path(name)
        problems = []
        copies = {way: top / way for way in ("fix", "git", "patch", "sarif")}
        for copy in copies.values():
            shutil.copytree(source, copy)
            run(["chmod", "-R", "u+w", "."], copy)
        difference = program(copies["git"], "--diff", "--unsafe-fixes")
        left_out += [f"{source}: {line}" for line in difference.stderr.decode().splitlines() if "left out" in line or "Not fixed" in line]
        fixed = program(copies["fix"], "--fix", "--unsafe-fixes", "-f", "concise")
        if fixed.returncode != 0:
            problems.append(fixed.stderr.decode())
        expected = texts(copies["fix"])
        if difference.stdout:
            changed += 1
            for way, command in (("git", ["git", "apply", "-"]), ("patch", ["patch", "-s", "-p1"])):
                applied = run(command, copies[way], difference.stdout)
                if applied.returncode != 0:
                    problems.append(f"{way}: {applied.stderr.decode()}")
        if options.sarif_tools:
            problems += by_sarif(copies["sarif"], top)
        for way in ("git", "patch", *(["sarif"] if options.sarif_tools else [])):
            problems += [f"{way}: other bytes in {path}" for path, content in expected.items() if texts(copies[way]).get(path) != content]
        if b"nothing to fix" not in program(copies["fix"], "--fix", "--unsafe-fixes", "-f", "concise").stderr:
            problems.append("a second run changes something")
        wrong += bool(problems)
        for problem in problems:
            print(f"{source}: {problem}")
for line in left_out:
    print(line)
print(f"{changed} of {len(options.folders)} folders have something to fix, {len(left_out)} fixes were left out, {wrong} folders went wrong")
sys.exit(1 if wrong else 0)

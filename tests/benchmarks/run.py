#!/usr/bin/env python3
"""Measures the program against the least that a .NET program can do, in pairs, in one run.

one file       `esconfiglint FILE` against a bare hello program, published as Native AOT and as ReadyToRun
2,000 files    against a bare parallel YamlDotNet parse of the same files, Native AOT; and the peak memory
20,000 files   against the 2,000 of the program itself: time and peak memory

Needs the .NET SDK, a linker and Python 3. Options: --runs N, --skip-20000, --corpus DIR (files to copy instead of generated ones)."""
import argparse, os, pathlib, random, shutil, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXE = ".exe" if os.name == "nt" else ""


def publish(project, name, folder, aot):
    subprocess.run(["dotnet", "publish", project, "-c", "Release", "-o", folder, f"-p:PublishAot={'true' if aot else 'false'}", "-v", "quiet", "--nologo"], check=True)
    return str(folder / (name + EXE))


def once(command):
    """Wall time in seconds and peak memory in MiB of one run."""
    null = os.open(os.devnull, os.O_RDWR)
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)])
    _, status, usage = os.wait4(pid, 0)
    took = time.perf_counter() - start
    os.close(null)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command} ended with {status}")
    return took, usage.ru_maxrss / 1024


def pair(ours, theirs, runs):
    """Medians of runs in turn, so that a busy moment hits both."""
    for command in (ours, theirs):
        once(command)
    a, b = [], []
    for _ in range(runs):
        a.append(once(ours))
        b.append(once(theirs))
    return [tuple(statistics.median(column) for column in zip(*rows)) for rows in (a, b)]


SETTINGS = [
    ("node.roles", "[ master, data ]"), ("path.data", "/var/lib/elasticsearch"), ("path.logs", "/var/log/elasticsearch"), ("network.host", "10.0.0.7"),
    ("network.host", "0.0.0.0"), ("http.port", "9200"), ("discovery.seed_hosts", '["es-1.internal", "es-2.internal"]'), ("bootstrap.memory_lock", "true"),
    ("cluster.initial_master_nodes", '["es-1", "es-2", "es-3"]'), ("xpack.security.enabled", "true"), ("xpack.security.enabled", "false"),
    ("xpack.security.transport.ssl.enabled", "true"), ("xpack.security.transport.ssl.verification_mode", "certificate"),
    ("xpack.security.transport.ssl.keystore.path", "certs/node.p12"), ("xpack.security.http.ssl.enabled", "true"),
    ("xpack.security.http.ssl.keystore.path", "certs/http.p12"), ("http.cors.enabled", "true"), ("http.cors.allow-origin", '"*"'),
    ("indices.query.bool.max_clause_count", "2048"), ("thread_pool.write.queue_size", "500"), ("action.destructive_requires_name", "true"),
]
REMARKS = ["Use a descriptive name for your cluster:", "Path to directory where to store the data:", "Lock the memory on startup:", "Set the bind address to a specific IP:",
           "Make sure that the heap size is set to about half the memory available on the system.", "For more information, consult the network module documentation."]


def generate(folder, count):
    chance = random.Random(count)
    for i in range(count):
        lines = ["# ======================== Configuration =========================", f"cluster.name: cluster-{i % 50}", f"node.name: es-{i}"]
        taken = set()
        for key, value in chance.sample(SETTINGS, chance.randint(5, 15)):
            lines += ["#", f"# {chance.choice(REMARKS)}", "#"] * chance.randint(0, 3)
            if key not in taken:
                taken.add(key)
                lines.append(f"{key}: {value}")
        target = folder / f"group-{i % 40}" / f"node-{i}"
        target.mkdir(parents=True)
        (target / "elasticsearch.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def copy(corpus, folder, count):
    files = sorted(file for file in pathlib.Path(corpus).rglob("*") if file.name in ("elasticsearch.yml", "elasticsearch.yml.j2"))
    for i in range(count):
        target = folder / f"group-{i % 40}" / f"node-{i}"
        target.mkdir(parents=True)
        shutil.copy(files[i % len(files)], target / "elasticsearch.yml")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=40)
    options.add_argument("--skip-20000", action="store_true")
    options.add_argument("--corpus")
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="esconfiglint-bench-") as name:
        folder = pathlib.Path(name)
        fill = (lambda target, count: copy(options.corpus, target, count)) if options.corpus else generate
        for count in (1, 2000) if options.skip_20000 else (1, 2000, 20000):
            fill(folder / str(count), count)
        small = str(next((folder / "1").rglob("elasticsearch.yml")))
        for kind, aot, limit in (("Native AOT", True, 2.0), ("ReadyToRun", False, 2.0)):
            ours = publish(ROOT / "src/EsConfigLint.Cli", "esconfiglint", folder / f"ours-{aot}", aot)
            hello = publish(HERE / "Hello", "Hello", folder / f"hello-{aot}", aot)
            (mine, memory), (bare, _) = pair([ours, small], [hello], options.runs)
            print(f"{kind}: one file {mine * 1e3:.2f} ms, hello {bare * 1e3:.2f} ms: {mine / bare:.2f} times (at most {limit}); {memory:.0f} MiB", flush=True)
        ours = str(folder / "ours-True" / ("esconfiglint" + EXE))
        parse = publish(HERE / "BareParse", "BareParse", folder / "parse", True)
        (mine, memory), (bare, bare_memory) = pair([ours, str(folder / "2000")], [parse, str(folder / "2000")], max(5, options.runs // 4))
        print(f"2,000 files: {mine:.3f} s, bare parse {bare:.3f} s: {mine / bare:.2f} times (at most 2.0); {memory:.0f} MiB (at most 80), bare {bare_memory:.0f} MiB", flush=True)
        if not options.skip_20000:
            (many, much), (few, little) = pair([ours, str(folder / "20000")], [ours, str(folder / "2000")], 5)
            print(f"20,000 files: {many:.3f} s: {many / few:.2f} times the 2,000 (at most 11); {much:.0f} MiB: {much / little:.2f} times (at most 1.5)")


if __name__ == "__main__":
    main()

using System.Globalization;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Engine.Tests;

[CollectionDefinition(nameof(HostileInputTests), DisableParallelization = true)]
[Collection(nameof(HostileInputTests))]
public sealed class HostileInputTests
{
    /// <summary>Texts for which a careless linter takes time or room with the square of their size; the number says how many.</summary>
    public static TheoryData<string, string, int> Texts() => new()
    {
        { "elasticsearch.yml", "suppressions and what ends them", 3_000 },
        { "elasticsearch.yml", "suppressions of a next line", 4_000 },
        { "elasticsearch.yml", "suppressions over findings", 1_000 },
        { "elasticsearch.yml", "marks of templates", 20_000 },
        { "elasticsearch.yml", "marks of URLs beside a finding", 20_000 },
        { "elasticsearch.yml", "options for users beside a finding", 20_000 },
        { "elasticsearch.yml", "options for users before a colon", 20_000 },
        { "elasticsearch.yml", "passwords in quotes", 20_000 },
        { "elasticsearch.yml", "duplicates on one line", 500 },
        { "elasticsearch.yml", "one key over and over", 4_000 },
        { "elasticsearch.yml", "one key over and over among comments and templates", 2_000 },
        { "elasticsearch.yml", "aliases that are not resolved", 2_000 },
        { "kibana.yml", "duplicates on one line", 500 },
        { "kibana.yml", "a number of many digits", 20_000 },
        { "kibana.yml", "a number of many parts", 20_000 },
        { "kibana.yml", "a key of many parts", 1_500 },
        { "kibana.yml", "keys that put each other out", 3_000 },
        { "kibana.yml", "many lists of one item", 3_000 },
        { "kibana.yml", "hosts that are to be written anew", 3_000 },
        { "docker-compose.yml", "commands on one line", 300 },
        { "docker-compose.yml", "services with a setting to change", 100 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Four_times_a_text_takes_about_four_times_as_long(string path, string what, int count)
    {
        var (once, fourTimes) = (TextOf(what, count), TextOf(what, 4 * count));
        Lint(path, once);
        Lint(path, fourTimes);
        var (bestOnce, bestFourTimes) = (double.MaxValue, double.MaxValue);

        // The square of four is sixteen. What else the process does can only make a run longer: the best of several counts.
        for (var attempt = 0; attempt < 3 || (attempt < 20 && bestFourTimes / bestOnce > 9); attempt++)
            (bestOnce, bestFourTimes) = (Math.Min(bestOnce, Elapsed(path, once)), Math.Min(bestFourTimes, Elapsed(path, fourTimes)));
        var growth = bestFourTimes / bestOnce;
        Assert.True(growth <= 9, string.Create(CultureInfo.InvariantCulture, $"{what} in {path}: {bestOnce} ms, then {bestFourTimes} ms"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Twice_a_text_takes_about_twice_the_room(string path, string what, int count)
    {
        var (once, twice) = (TextOf(what, count), TextOf(what, 2 * count));
        Lint(path, once);
        var growth = Allocated(path, twice) / Allocated(path, once);
        Assert.True(growth < 3, string.Create(CultureInfo.InvariantCulture, $"{what} in {path}: {growth:F1} times as much"));
    }

    private static string TextOf(string what, int count) => what switch
    {
        "suppressions and what ends them" => Repeat("# esconfiglint-disable TT001\n", count) + Repeat("# esconfiglint-enable TT002\n", count) + "node.name: a\n",
        "suppressions of a next line" => Lines(count, static n => $"# esconfiglint-disable-next-line TT001\nk{n}: v"),
        "suppressions over findings" => Repeat("# esconfiglint-disable TT001\n", count) + Lines(count, static n => $"k{n}.password: v"),
        "marks of templates" => "k: '" + Repeat("{{ ", count) + "}}'\n",
        "marks of URLs beside a finding" => "k.password: v\n# " + Repeat("://", count) + "\n",
        "options for users beside a finding" => "k.password: v\n# " + Repeat("-u ", count) + "\n",
        "options for users before a colon" => "k.password: v\n# " + Repeat("-u ", count) + Repeat("n", count) + ":\n",
        "passwords in quotes" => "k.password: v\n# " + Repeat("-u,\"a:b,", count) + Repeat("n", count) + "\n",
        "duplicates on one line" => "{" + Lines(count, static n => $"k{n}.password: v, k{n}.password: w, ").Replace("\n", "", StringComparison.Ordinal) + "}\n",
        "one key over and over among comments and templates" => Repeat("k.password: v\n# c\nl: {{ x }}\n", count),
        "one key over and over" => Repeat("k.password: v\n", count),
        "aliases that are not resolved" => Lines(count, static n => $"k{n}: &a{n} v\nj{n}: *a{n}"),
        "a number of many digits" => "k: 1" + Repeat("0", count) + "\nj: 0x1" + Repeat("0", count) + "\n",
        "a number of many parts" => "k: 1" + Repeat(":1", count) + "\n",
        "a key of many parts" => "a" + Repeat(".a", count) + ": 1\n",
        "keys that put each other out" => Lines(count, static n => $"a{n}.b: 1\na{n}: 1"),
        "many lists of one item" => Lines(count, static n => $"a{n}.0: v"),
        "hosts that are to be written anew" => "elasticsearch.hosts:\n" + Lines(count, static n => $"- http://h{n}:9200"),
        "services with a setting to change" => "services:\n" + Lines(count, static n => $"  s{n}: {{image: 'elasticsearch:9.1.0', environment: [xpack.security.enabled=false]}}"),
        "commands on one line" => "services: {" + string.Concat(Enumerable.Range(0, count).Select(static n => $"s{n}: {{image: 'elasticsearch:9.1.0', command: 'run -Ek.password=v -Ea=b'}}, ")) + "}\n",
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(n => line(n) + "\n"));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>Milliseconds of the processor, which a busy machine makes no longer.</summary>
    private static double Elapsed(string path, string text)
    {
        var before = Environment.CpuUsage.TotalTime;
        Lint(path, text);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static double Allocated(string path, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Lint(path, text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Lint(string path, string text)
    {
        var file = SourceFile.FromText(path, text);
        var kind = path switch
        {
            "kibana.yml" => FileKind.Kibana,
            "docker-compose.yml" => FileKind.Compose,
            _ => FileKind.Elasticsearch,
        };
        var output = new ConfigurationAnalyzer([new PasswordRule(), new ProblemRule(), new ChangeRule()], new() { StackVersion = new(8, 12), Today = new(new DateOnly(2026, 11, 25)) })
            .Analyze([new(file, kind, IsTarget: true)]);
        var files = new Dictionary<SourceFile, FileReference> { [file] = new(path, null) };
        var findings = new FindingFactory(SourceNeeds.Line | SourceNeeds.Context | SourceNeeds.LineHash | SourceNeeds.Fixes);
        foreach (var judged in output.Diagnostics)
            findings.Create(judged, judged.Level, output, files);
    }

    /// <summary>Finds every password, and whether more than one place holds it.</summary>
    private sealed class PasswordRule : ProcessRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT001", "a-password") { Variants = [new("is", Level.Error, 0, "It is.")] };

        public override void Check(StackProcess process, RuleContext context)
        {
            foreach (var setting in process.Settings.All)
            {
                if (setting.Key.EndsWith("password", StringComparison.Ordinal) && !setting.Source.IsRepeated(setting.Key + ".x"))
                    context.Report("is", setting.KeyLocation, setting.Key);
            }
        }
    }

    /// <summary>Finds what is switched off, and hosts, of which each could be written with HTTPS.</summary>
    private sealed class ChangeRule : ProcessRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT003", "a-change") { Variants = [new("is", Level.Error, 0, "It is.") { Fix = FixSafety.Safe }] };

        public override void Check(StackProcess process, RuleContext context)
        {
            if (process.Settings.TryGet("xpack.security.enabled", out var enabled))
                context.Report("is", enabled.KeyLocation, enabled.Key).Fix(enabled.Set("true"));
            if (process is not KibanaInstance { Elasticsearch: var connection })
                return;
            foreach (var host in connection.WrittenHosts)
                context.Report("is", host.Location, host.Text).Fix([.. connection.WithHttps(host)]);
        }
    }

    /// <summary>Finds everything that a loader did not take.</summary>
    private sealed class ProblemRule : SourceRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT002", "a-problem") { Variants = [new("is", Level.Error, 0, "It is.") { Fix = FixSafety.Safe }] };

        public override void Check(SettingsSource source, StackProcess process, RuleContext context)
        {
            foreach (var problem in source.Problems)
            {
                var report = context.Report("is", problem.Location, problem.Key);
                if (source.SettingAt(problem.Location) is { } again)
                    report.Fix(again.Remove());
                else if (source.TextBehind(problem.Other ?? problem.Location) is { } text)
                    report.Fix(source.Rewrite(problem.Location, text));
            }
        }
    }
}

using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;

namespace EsConfigLint.EndToEnd.Tests;

/// <summary><c>--fix</c> and <c>--diff</c>, as a user meets them.</summary>
public sealed class FixTests
{
    private const string Off = "# top\r\ndiscovery.type: single-node   # alone\r\nxpack.security.enabled: false # why";
    private const string On = "# top\r\ndiscovery.type: single-node   # alone\r\nxpack.security.enabled: true # why";
    private const string Password = "esconfiglint: to be done by hand, in this order:\nbin/elasticsearch-reset-password -u elastic\n";
    private const string Cluster = "cluster.name: a\nnetwork.host: 10.0.0.1\ndiscovery.seed_hosts: [ 10.0.0.2 ]\nxpack.security.enabled: true\n";

    [Fact]
    public void Unsafe_fixes_wait_until_they_are_asked_for()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Off);
        var answer = sandbox.Run("--fix");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("esconfiglint: nothing to fix.\n" + Password, answer.Error);
        Assert.Contains("1 fixable with --fix --unsafe-fixes.", answer.Output, StringComparison.Ordinal);
        Assert.Equal(Off, Text(sandbox, "elasticsearch.yml"));
    }

    [Fact]
    public void What_is_fixed_is_gone_from_the_report_and_what_it_had_hidden_is_there()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", "\uFEFF" + Off);
        var answer = sandbox.Check("--fix", "--unsafe-fixes", "--ignore", "ES301", "--now", "2026-11-25");
        Assert.Equal("esconfiglint: fixed 1 finding in 1 file.\n" + Password, answer.Error);
        Assert.DoesNotContain("ES101", answer.Rules);
        Assert.Contains("ES103", answer.Rules);
        Assert.Equal("\uFEFF" + On, Text(sandbox, "elasticsearch.yml"));
        Assert.Equal(sandbox.Check("--now", "2026-11-25", "--ignore", "ES301").Output, answer.Output);
        Assert.Equal(["elasticsearch.yml"], Names(sandbox));
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Cluster);
        sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301");
        var (text, time) = (Text(sandbox, "elasticsearch.yml"), File.GetLastWriteTimeUtc(sandbox.Path("elasticsearch.yml")));
        Assert.Contains("esconfiglint: nothing to fix.\n", sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301").Error, StringComparison.Ordinal);
        Assert.Equal((text, time), (Text(sandbox, "elasticsearch.yml"), File.GetLastWriteTimeUtc(sandbox.Path("elasticsearch.yml"))));
    }

    [Fact]
    public void Commands_to_run_by_hand_are_printed_once_on_lines_of_their_own()
    {
        using var sandbox = new Sandbox().With("a/elasticsearch.yml", Cluster).With("b/elasticsearch.yml", Cluster);
        var lines = sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301").Error.Split('\n');
        Assert.Equal("esconfiglint: fixed 2 findings in 2 files.", lines[0]);
        Assert.Equal("esconfiglint: to be done by hand, in this order:", lines[1]);
        Assert.Equal("bin/elasticsearch-certutil ca", lines[2]);
        Assert.Equal("bin/elasticsearch-certutil cert --ca elastic-stack-ca.p12", lines[3]);
        Assert.Equal(lines.Length, lines.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Commands_to_run_by_hand_come_after_those_that_make_what_they_ask_for()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Cluster)
            .With("kibana.yml", "server.host: 10.0.0.9\nelasticsearch.hosts: [\"http://10.0.0.1:9200\"]\nelasticsearch.username: elastic\nelasticsearch.password: hunter22\n");
        Assert.Equal(
            [
                "bin/elasticsearch-certutil ca",
                "bin/elasticsearch-certutil cert --ca elastic-stack-ca.p12",
                "bin/elasticsearch-certutil csr -name kibana-server",
                "bin/elasticsearch-certutil http",
                "bin/elasticsearch-keystore add xpack.security.transport.ssl.keystore.secure_password",
                "bin/elasticsearch-keystore add xpack.security.transport.ssl.truststore.secure_password",
                "bin/elasticsearch-keystore add xpack.security.http.ssl.keystore.secure_password",
                "bin/elasticsearch-reset-password -u kibana_system",
                "bin/kibana-keystore add elasticsearch.password",
                "bin/kibana-encryption-keys generate",
                "bin/kibana-keystore add xpack.security.encryptionKey",
                "bin/kibana-keystore add xpack.encryptedSavedObjects.encryptionKey",
                "bin/kibana-keystore add xpack.reporting.encryptionKey",
            ],
            sandbox.Run("--fix", "--unsafe-fixes", "--stack-version", "8.19").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(static line => !line.EndsWith("in this order:", StringComparison.Ordinal)).Skip(1));
    }

    [Theory]
    [InlineData("git", "apply", "changes.patch")]
    [InlineData("patch", "-s", "-p1", "-i", "changes.patch")]
    public void A_diff_changes_nothing_and_others_make_the_fix_of_it(params string[] command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no patch.");
        using var sandbox = new Sandbox().With("conf dir/elasticsearch.yml", Off).With("elasticsearch.yml", "\uFEFF" + Cluster);
        var answer = sandbox.Run("--diff", "--unsafe-fixes", "--ignore", "ES301", "--fail-on", "never");
        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("esconfiglint: would fix 2 findings in 2 files.\n", answer.Error, StringComparison.Ordinal);
        Assert.Equal(Off, Text(sandbox, "conf dir/elasticsearch.yml"));

        using var other = new Sandbox().With("conf dir/elasticsearch.yml", Off).With("elasticsearch.yml", "\uFEFF" + Cluster).With("changes.patch", answer.Output);
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = other.Folder, UseShellExecute = false })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301");
        foreach (var name in new[] { "conf dir/elasticsearch.yml", "elasticsearch.yml" })
            Assert.Equal(Text(sandbox, name), Text(other, name));
        Assert.Equal(("", 0), (sandbox.Run("--diff", "--unsafe-fixes", "--ignore", "ES301").Output, sandbox.Run("--diff", "--unsafe-fixes", "--ignore", "ES301").ExitCode));
    }

    [Fact]
    public void Diff_wins_over_fix()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Off);
        Assert.Equal(1, sandbox.Run("--fix", "--diff", "--unsafe-fixes", "--ignore", "ES301").ExitCode);
        Assert.Equal(Off, Text(sandbox, "elasticsearch.yml"));
    }

    [Fact]
    public void A_diff_is_of_the_file_behind_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var sandbox = new Sandbox().With("real.conf", Off);
        File.CreateSymbolicLink(sandbox.Path("elasticsearch.yml"), "real.conf");
        Assert.StartsWith("--- a/real.conf\n+++ b/real.conf\n", sandbox.Run("elasticsearch.yml", "--diff", "--unsafe-fixes", "--ignore", "ES301").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..", "a/sub/elasticsearch.yml a/other/elasticsearch.yml", "..")]
    [InlineData("../other", "a/other/elasticsearch.yml", "..")]
    [InlineData(".", "a/elasticsearch.yml", null)]
    public void A_diff_of_files_elsewhere_is_relative_to_a_folder_that_holds_them_all(string path, string names, string? place)
    {
        using var sandbox = new Sandbox().With("sub/elasticsearch.yml", Off).With("other/elasticsearch.yml", Off);
        var answer = Tool.Run(sandbox.Path("sub"), "--diff", "--unsafe-fixes", "--ignore", "ES301", path);
        Assert.Equal(names.Split(' ').Order(StringComparer.Ordinal), answer.Output.Split('\n').Where(static line => line.StartsWith("--- ", StringComparison.Ordinal)).Select(static line => line[4..]).Order(StringComparer.Ordinal));
        Assert.Equal(place is not null, answer.Error.Contains($"esconfiglint: the diff is to be applied in '{place}'.\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Standard_input_comes_back_fixed_and_the_report_stands_aside()
    {
        using var sandbox = new Sandbox();
        var answer = Tool.Run(sandbox.Folder, Encoding.UTF8.GetBytes("\uFEFF" + Off), "--fix", "--unsafe-fixes", "--ignore", "ES301", "--fail-on", "note", "--stdin-filename", "elasticsearch.yml", "-");
        Assert.Equal("\uFEFF" + On, answer.Output);
        Assert.Contains("ES103", answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.ExitCode);
        Assert.Empty(Names(sandbox));
    }

    [Theory]
    [InlineData("elasticsearch.yml", "a: [\n")]
    [InlineData("elasticsearch.yml", "a: \0\n")]
    [InlineData("Chart.yaml", "name: x\n")]
    [InlineData("vendor/elasticsearch.yml", Off)]
    public void Standard_input_that_cannot_be_fixed_comes_back_as_it_is(string name, string text)
    {
        using var sandbox = new Sandbox();
        var input = Encoding.UTF8.GetBytes(text);
        Assert.Equal(text, Tool.Run(sandbox.Folder, input, "--fix", "--unsafe-fixes", "--ignore", "ES301", "--exclude", "vendor/", "--force-exclude", "--stdin-filename", name, "-").Output);
    }

    [Fact]
    public void A_diff_of_standard_input_bears_its_name()
    {
        using var sandbox = new Sandbox();
        var answer = Tool.Run(sandbox.Folder, Encoding.UTF8.GetBytes(Off), "--diff", "--unsafe-fixes", "--ignore", "ES301", "--stdin-filename", "conf/elasticsearch.yml", "-");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(
            "--- a/conf/elasticsearch.yml\n+++ b/conf/elasticsearch.yml\n@@ -1,3 +1,3 @@\n # top\r\n discovery.type: single-node   # alone\r\n"
            + "-xpack.security.enabled: false # why\n\\ No newline at end of file\n+xpack.security.enabled: true # why\n\\ No newline at end of file\n",
            answer.Output);
    }

    [Fact]
    public void Unsafe_fixes_alone_make_no_sense()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Off);
        var answer = sandbox.Run("--unsafe-fixes", "--ignore", "ES301");
        Assert.Equal((2, "esconfiglint: --unsafe-fixes needs --fix or --diff.\n"), (answer.ExitCode, answer.Error));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_may_not_be_written_is_named_and_the_others_are_fixed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        using var sandbox = new Sandbox().With("a/elasticsearch.yml", Off).With("b/elasticsearch.yml", Off);
        File.SetUnixFileMode(sandbox.Path("a/elasticsearch.yml"), UnixFileMode.UserRead);
        File.SetUnixFileMode(sandbox.Path("b/elasticsearch.yml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var answer = sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301", "--fail-on", "never", "-f", "concise");
        Assert.Equal(2, answer.ExitCode);
        Assert.Equal("esconfiglint: a/elasticsearch.yml: not fixed. The file is read-only.\nesconfiglint: fixed 1 finding in 1 file.\n" + Password, answer.Error);
        Assert.Contains("a/elasticsearch.yml:3:25: error", answer.Output, StringComparison.Ordinal);
        Assert.Equal((Off, On), (Text(sandbox, "a/elasticsearch.yml"), Text(sandbox, "b/elasticsearch.yml")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(sandbox.Path("b/elasticsearch.yml")));
    }

    [Theory]
    [InlineData("elasticsearch.yml")]
    [InlineData("kibana.yml")]
    [UnsupportedOSPlatform("windows")]
    public void A_fix_over_two_files_of_which_one_may_not_be_written_is_left_out(string locked)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        const string Node = "discovery.type: single-node\nhttp.host: 0.0.0.0\nnetwork.host: es\nxpack.security.enabled: true\nxpack.security.http.ssl.enabled: false\n";
        const string Kibana = "elasticsearch.hosts: [\"http://es:9200\"]\n";
        using var sandbox = new Sandbox().With("elasticsearch.yml", Node).With("kibana.yml", Kibana);
        File.SetUnixFileMode(sandbox.Path(locked), UnixFileMode.UserRead);
        var answer = sandbox.Run("--stack-version", "9.1", "--fix", "--unsafe-fixes", "--select", "ES301", "--fail-on", "never");
        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith($"esconfiglint: {locked}: not fixed. The file is read-only.\nesconfiglint: nothing was fixed.\n", answer.Error, StringComparison.Ordinal);
        Assert.Equal((Node, Kibana), (Text(sandbox, "elasticsearch.yml"), Text(sandbox, "kibana.yml")));

        File.SetUnixFileMode(sandbox.Path(locked), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.StartsWith("esconfiglint: fixed 1 finding in 2 files.\n", sandbox.Run("--stack-version", "9.1", "--fix", "--unsafe-fixes", "--select", "ES301").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stylish")]
    [InlineData("json")]
    [InlineData("sarif")]
    public void A_secret_that_an_alias_was_meant_to_give_is_neither_copied_nor_shown(string format)
    {
        using var sandbox = new Sandbox().With(
            "elasticsearch.yml",
            "node.attr.rack: &shared canary-4711\nhttp.cors.allow-origin: \"*\"\nxpack.security.authc.realms.ldap.a.bind_password: *shared\n");
        var answer = sandbox.Run("--format", format);
        Assert.Contains("ES007", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("+xpack.security.authc.realms.ldap.a.bind_password", sandbox.Run("--diff", "--unsafe-fixes", "--select", "ES007").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_selected_rules_fix()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Off);
        sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301", "--ignore", "ES101");
        Assert.Equal(Off, Text(sandbox, "elasticsearch.yml"));
        sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301", "--select", "ES101");
        Assert.Equal(On, Text(sandbox, "elasticsearch.yml"));
    }

    [Fact]
    public void The_json_report_offers_the_edits_that_fix_applies()
    {
        using var sandbox = new Sandbox().With("elasticsearch.yml", Cluster);
        var findings = sandbox.Check().Json.GetProperty("diagnostics").EnumerateArray().ToList();
        var finding = findings.Single(static one => one.GetProperty("ruleId").GetString() == "ES201");
        var text = Cluster;
        foreach (var edit in finding.GetProperty("fix").GetProperty("edits").EnumerateArray().Reverse())
            text = text[..edit.GetProperty("start").GetInt32()] + edit.GetProperty("text").GetString() + text[edit.GetProperty("end").GetInt32()..];
        sandbox.Run("--fix", "--unsafe-fixes", "--ignore", "ES301", "--select", "ES201");
        Assert.Equal(text, Text(sandbox, "elasticsearch.yml"));
    }

    private static string Text(Sandbox sandbox, string name) => Encoding.UTF8.GetString(File.ReadAllBytes(sandbox.Path(name)));

    private static IEnumerable<string?> Names(Sandbox sandbox) =>
        Directory.EnumerateFileSystemEntries(sandbox.Folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}

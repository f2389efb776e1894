namespace EsConfigLint.Generators.Tests;

public sealed class RuleAnalyzerTests
{
    [Fact]
    public async Task A_rule_as_it_should_be_gives_no_word()
    {
        var found = await RuleCompilation.OfCheck("if (node.Security.IsSwitchedOff) context.Report(\"off\", node.Security.Enabled, node.Name);").Diagnose();
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("ES999Sample", "ES998Sample", "ES999", "sample", "ES999Sample")]
    [InlineData("ES999Sample", "ES999Sample", "ES998", "sample", "ES998Sample")]
    [InlineData("Sample", "Sample", "ES999", "sample", "ES999Sample")]
    [InlineData("ES999Sampel", "ES999Sample", "ES999", "sample", "ES999Sample")]
    [InlineData("ES999Sample", "ES999Sample", "ES999", "sample-of-more", "ES999SampleOfMore")]
    public async Task Class_file_id_and_name_that_differ_are_ECL001(string file, string type, string id, string name, string expected)
    {
        var found = await new RuleCompilation().WithSource(file, RuleCompilation.Rule(type, id: id, name: name)).WithPage(file).Diagnose();
        Assert.Contains(
            $"ECL001: The rule '{id} {name}' is the class '{expected}' in the file '{expected}.cs', not '{type}' in '{file}.cs'",
            found.Where(static one => !one.StartsWith("ECL008", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_rule_without_a_page_is_ECL002()
    {
        var found = await new RuleCompilation().WithSource("ES999Sample", RuleCompilation.Rule("ES999Sample")).Diagnose();
        Assert.Equal(["ECL002: The rule 'ES999Sample' has no page: 'ES999Sample.md' must stand beside it"], found);
    }

    [Fact]
    public async Task An_id_that_two_rules_have_is_ECL003_at_both()
    {
        var found = await new RuleCompilation()
            .WithSource("ES999One", RuleCompilation.Rule("ES999One", name: "one")).WithPage("ES999One")
            .WithSource("ES999Two", RuleCompilation.Rule("ES999Two", name: "two")).WithPage("ES999Two")
            .Diagnose();
        Assert.Equal(["ECL003: The id 'ES999' is taken by 'ES999One' as well", "ECL003: The id 'ES999' is taken by 'ES999Two' as well"], found);
    }

    [Theory]
    [InlineData("_ = System.IO.File.Exists(\"a\");", "System.IO.File")]
    [InlineData("System.Console.WriteLine();", "System.Console")]
    [InlineData("_ = System.Environment.MachineName;", "System.Environment")]
    [InlineData("_ = System.DateTime.Now;", "System.DateTime")]
    [InlineData("_ = new System.Text.RegularExpressions.Regex(\"a\");", "System.Text.RegularExpressions.Regex")]
    [InlineData("System.Threading.Tasks.Task<int>? task = null; _ = task;", "System.Threading.Tasks.Task<TResult>")]
    [InlineData("_ = default(EsConfigLint.Core.Deployments.DeploymentAssembler);", "EsConfigLint.Core.Deployments.DeploymentAssembler")]
    [InlineData("EsConfigLint.Core.Syntax.Yaml.YamlTree? tree = null; _ = tree;", "EsConfigLint.Core.Syntax.Yaml.YamlTree")]
    [InlineData("_ = System.Diagnostics.Process.GetProcesses();", "System.Diagnostics.Process")]
    [InlineData("_ = new System.Diagnostics.ProcessStartInfo();", "System.Diagnostics.ProcessStartInfo")]
    [InlineData("_ = System.Diagnostics.Stopwatch.GetTimestamp();", "System.Diagnostics.Stopwatch")]
    [InlineData("_ = new System.Random();", "System.Random")]
    [InlineData("_ = default(YamlDotNet.Core.Parser);", "YamlDotNet.Core.Parser")]
    [InlineData("_ = default(List<System.IO.Stream[]>);", "System.IO.Stream")]
    public async Task A_rule_that_uses_what_rules_may_not_is_ECL004(string body, string type)
    {
        var found = await RuleCompilation.OfCheck(body).Diagnose();
        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.StartsWith("ECL004: A rule may not use '", one, StringComparison.Ordinal));
        Assert.Contains(found, one => one.StartsWith($"ECL004: A rule may not use '{type}': ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("using static System.Console;", "WriteLine();", "System.Console")]
    [InlineData("using Disk = System.IO.File;", "_ = Disk.Exists(\"a\");", "System.IO.File")]
    public async Task An_import_hides_nothing_from_ECL004(string import, string body, string type)
    {
        var found = await new RuleCompilation()
            .WithSource("ES999Sample", import + "\n" + RuleCompilation.Rule("ES999Sample", body)).WithPage("ES999Sample").Diagnose();
        Assert.StartsWith($"ECL004: A rule may not use '{type}': ", Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Leak.Info")]
    [InlineData("Leak.All()")]
    public async Task A_type_that_is_used_without_being_written_is_ECL004(string expression)
    {
        var found = await RuleCompilation.OfCheck($"_ = {expression};")
            .WithSource("../model/Leak", "public static class Leak { public static System.IO.FileInfo? Info; public static List<System.IO.FileInfo> All() => []; }")
            .DiagnoseWhileTyping("ES999Sample");
        Assert.Equal(["ECL004"], found);
    }

    [Fact]
    public async Task A_rule_that_is_open_is_ECL005()
    {
        var found = await new RuleCompilation()
            .WithSource("ES999Sample", RuleCompilation.Rule("ES999Sample", modifiers: "public")).WithPage("ES999Sample").Diagnose();
        Assert.Equal(["ECL005: The rule 'ES999Sample' must be sealed: the list of rules holds what nobody derives from"], found);
    }

    [Theory]
    [InlineData("count", "private int count;")]
    [InlineData("count", "private static int count;")]
    [InlineData("Count", "public int Count { get; set; }")]
    [InlineData("Count", "public static int Count { get; private set; }")]
    [InlineData("seen", "private readonly List<string> seen = [];")]
    [InlineData("seen", "private static readonly Dictionary<string, int> seen = new();")]
    [InlineData("seen", "private readonly System.Collections.Concurrent.ConcurrentQueue<string> seen = new();")]
    public async Task State_that_can_change_is_ECL009(string name, string members)
    {
        var found = await new RuleCompilation()
            .WithSource("ES999Sample", RuleCompilation.Rule("ES999Sample", members: members)).WithPage("ES999Sample").Diagnose();
        Assert.Equal([$"ECL009: '{name}' is state that can change: threads share the rule 'ES999Sample'"], found);
    }

    [Fact]
    public async Task State_in_a_common_base_is_ECL009_too()
    {
        var found = await RuleCompilation.OfCheck("").WithSource("Counting", "public abstract class Counting : NodeRule { protected int count; }").Diagnose();
        Assert.Equal(["ECL009: 'count' is state that can change: threads share the rule 'Counting'"], found);
    }

    [Theory]
    [InlineData("private const int Most = 3;")]
    [InlineData("private static readonly string[] Names = [\"a\"];")]
    [InlineData("private static readonly System.Collections.Immutable.ImmutableArray<string> Names = [\"a\"];")]
    [InlineData("public int Most { get; init; }")]
    [InlineData("public int Most { get => 3; set => _ = value; }")]
    [InlineData("private static string Word(bool value) => value ? \"a\" : \"b\";")]
    public async Task What_never_changes_is_no_state(string members)
    {
        var found = await new RuleCompilation()
            .WithSource("ES999Sample", RuleCompilation.Rule("ES999Sample", members: members)).WithPage("ES999Sample").Diagnose();
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("ES99", "sample")]
    [InlineData("es999", "sample")]
    [InlineData("ES9999", "sample")]
    [InlineData("ES999", "Sample")]
    [InlineData("ES999", "a--sample")]
    [InlineData("ES999", "sample-")]
    [InlineData("ES999", "a sample")]
    public async Task An_id_or_a_name_of_another_form_is_ECL006(string id, string name)
    {
        var type = id + "Sample";
        var found = await new RuleCompilation().WithSource(type, RuleCompilation.Rule(type, id: id, name: name)).WithPage(type).Diagnose();
        Assert.Equal([$"ECL006: '{id} {name}' is no rule id with a kebab-case name: two capital letters and three digits, then small words joined by hyphens"], found);
    }

    [Fact]
    public async Task A_descriptor_that_cannot_be_read_from_the_text_is_ECL011()
    {
        var source = RuleCompilation.Rule("ES999Sample").Replace("\"ES999\"", "\"ES\" + \"999\"", StringComparison.Ordinal);
        var found = await new RuleCompilation().WithSource("ES999Sample", source).WithPage("ES999Sample").Diagnose();
        Assert.Equal(
            [
                "ECL011: The rule 'ES999Sample' must give its id and its name as plain texts: "
                + "'Descriptor { get; } = new(\"ES000\", \"its-name\") { … }'",
            ],
            found);
    }

    [Theory]
    [InlineData("\"of\"")]
    [InlineData("node.Name == \"exposed\" ? \"off\" : \"of\"")]
    [InlineData("(node.Name == \"exposed\" ? \"of\" : \"off\")")]
    [InlineData("node.Name switch { \"x\" => \"of\", _ => \"off\" }")]
    public async Task A_variant_that_the_descriptor_lacks_is_ECL007(string variant)
    {
        var found = await RuleCompilation.OfCheck($"context.Report({variant}, node.Security.Enabled, node.Name);").Diagnose();
        Assert.Equal(["ECL007: The rule has no variant 'of'"], found);
    }

    [Fact]
    public async Task A_variant_is_followed_into_a_local_variable()
    {
        var found = await RuleCompilation.OfCheck(
            "string? none = null; var variant = none ?? (node.Name == \"x\" ? \"of\" : \"off\"); context.Report(variant, node.Security.Enabled, node.Name);")
            .Diagnose();
        Assert.Equal(["ECL007: The rule has no variant 'of'"], found);
    }

    [Fact]
    public async Task A_variant_that_is_never_reported_is_ECL010()
    {
        var source = RuleCompilation.Rule("ES999Sample").Replace(
            "Variants = [", "Variants = [new(\"gone\", Level.Note, 0, \"It is gone.\") { Ruleset = Ruleset.Pedantic }, ", StringComparison.Ordinal);
        var found = await new RuleCompilation().WithSource("ES999Sample", source).WithPage("ES999Sample").Diagnose();
        Assert.Equal(["ECL010: The rule never reports the variant 'gone'"], found);
    }

    [Theory]
    [InlineData("if (!node.IsReachableFromOutside) return;", "node.IsReachableFromOutside")]
    [InlineData("if (node.Name == \"x\" || !(node.Security.IsSwitchedOff)) return;", "(node.Security.IsSwitchedOff)")]
    [InlineData("_ = (!node.Security.IsSwitchedOff) ? 1 : 2;", "node.Security.IsSwitchedOff")]
    public async Task A_condition_that_does_not_hold_where_nobody_knows_is_ECL012(string body, string truth)
    {
        var found = await RuleCompilation.OfCheck(body).Diagnose();
        Assert.Equal([$"ECL012: '!{truth}' as a condition does not hold where nobody knows: ask for '.IsNo' or '!….IsYes'"], found);
    }

    [Theory]
    [InlineData("if (!node.IsReachableFromOutside.IsYes) return;")]
    [InlineData("if (node.Security.IsSwitchedOff & !node.IsReachableFromOutside) return;")]
    [InlineData("if (!node.VersionIsKnown) return;")]
    public async Task A_negation_that_says_what_it_means_is_fine(string body) => Assert.Empty(await RuleCompilation.OfCheck(body).Diagnose());

    [Fact]
    public async Task Only_what_a_variant_can_come_to_is_held_against_the_descriptor()
    {
        var found = await RuleCompilation.OfCheck(
            "context.Report(node.Name == \"x\" ? \"off\" : node.Name switch { \"y\" => \"exposed\", _ => \"off\" }, node.Security.Enabled, node.Name);").Diagnose();
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("ES998Gone")]
    [InlineData("other/ES999Sample")]
    public async Task A_page_without_a_rule_beside_it_is_ECL008(string page)
    {
        var found = await RuleCompilation.OfCheck("").WithPage(page).Diagnose();
        Assert.Equal([$"ECL008: The page '{Path.GetFileName(page)}.md' has no rule beside it"], found);
    }

    [Fact]
    public void Nothing_waits_for_the_end_of_a_compilation_which_editors_do_not_show_while_somebody_types() =>
        Assert.All(
            new RuleAnalyzer().SupportedDiagnostics,
            static one => Assert.DoesNotContain(Microsoft.CodeAnalysis.WellKnownDiagnosticTags.CompilationEnd, one.CustomTags));
}

public sealed class RuleListGeneratorTests
{
    [Fact]
    public void Rules_are_listed_by_id_and_nothing_else_is()
    {
        var source = new RuleCompilation()
            .WithSource("ES999Late", RuleCompilation.Rule("ES999Late"))
            .WithSource("ES001Early", RuleCompilation.Rule("ES001Early", id: "ES001"))
            .WithSource("Base", "public abstract class Base : NodeRule;\npublic sealed class Other : IDisposable { public void Dispose() { } }")
            .Generate();
        var lines = source.Split('\n').Where(static line => line.StartsWith("        new ", StringComparison.Ordinal));
        Assert.Equal(["        new global::ES001Early(),", "        new global::ES999Late(),"], lines);
    }

    [Fact]
    public void Without_a_rule_the_list_is_empty() =>
        Assert.DoesNotContain("new ", new RuleCompilation().Generate(), StringComparison.Ordinal);

    [Fact]
    public void A_change_inside_a_rule_writes_no_new_list() =>
        Assert.Equal(["Cached"], RuleCompilation.OfCheck("").ReasonsAfter("ES999Sample", static source => source.Replace("exposed\" :", "exposed\"  :", StringComparison.Ordinal)));

    [Fact]
    public void Another_rule_writes_a_new_list() =>
        Assert.Equal(["Modified"], RuleCompilation.OfCheck("").ReasonsAfter("ES999Sample", static source => source.Replace("ES999Sample", "ES999Other", StringComparison.Ordinal)));
}

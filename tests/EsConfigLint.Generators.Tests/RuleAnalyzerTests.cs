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
    [InlineData("ES999Sample", "ES998Sample", "ES999")]
    [InlineData("ES999Sample", "ES999Sample", "ES998")]
    [InlineData("Sample", "Sample", "ES999")]
    public async Task Class_file_and_id_that_differ_are_ECL001(string file, string type, string id)
    {
        var found = await new RuleCompilation().WithSource(file, RuleCompilation.Rule(type, id: id)).WithPage(file).Diagnose();
        Assert.Equal([$"ECL001: The class '{type}', its file '{file}.cs' and the rule '{id}' must begin with the same id, and class and file have the same name"], found);
    }

    [Fact]
    public async Task A_rule_without_a_page_is_ECL002()
    {
        var found = await new RuleCompilation().WithSource("ES999Sample", RuleCompilation.Rule("ES999Sample")).Diagnose();
        Assert.Equal(["ECL002: The rule 'ES999Sample' has no page: 'ES999Sample.md' must stand beside it"], found);
    }

    [Fact]
    public async Task An_id_that_two_rules_have_is_ECL003()
    {
        var found = await new RuleCompilation()
            .WithSource("ES999One", RuleCompilation.Rule("ES999One")).WithPage("ES999One")
            .WithSource("ES999Two", RuleCompilation.Rule("ES999Two")).WithPage("ES999Two")
            .Diagnose();
        Assert.StartsWith("ECL003: The id 'ES999' is taken by 'ES999", Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_ = System.IO.File.Exists(\"a\");", "System.IO.File")]
    [InlineData("System.Console.WriteLine();", "System.Console")]
    [InlineData("_ = System.Environment.MachineName;", "System.Environment")]
    [InlineData("_ = System.DateTime.Now;", "System.DateTime")]
    [InlineData("_ = new System.Text.RegularExpressions.Regex(\"a\");", "System.Text.RegularExpressions.Regex")]
    [InlineData("System.Threading.Tasks.Task<int>? task = null; _ = task;", "System.Threading.Tasks.Task<TResult>")]
    [InlineData("EsConfigLint.Core.Syntax.Yaml.YamlTree? tree = null; _ = tree;", "EsConfigLint.Core.Syntax.Yaml.YamlTree")]
    [InlineData("_ = System.Diagnostics.Process.GetProcesses();", "System.Diagnostics.Process")]
    [InlineData("_ = new System.Diagnostics.ProcessStartInfo();", "System.Diagnostics.ProcessStartInfo")]
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
    [InlineData("public", "")]
    [InlineData("public sealed", "private int count;")]
    [InlineData("public sealed", "private static int count;")]
    [InlineData("public sealed", "public int Count { get; set; }")]
    public async Task A_rule_that_is_open_or_keeps_state_is_ECL005(string modifiers, string members)
    {
        var found = await new RuleCompilation()
            .WithSource("ES999Sample", RuleCompilation.Rule("ES999Sample", modifiers: modifiers, members: members)).WithPage("ES999Sample").Diagnose();
        Assert.Equal(["ECL005: The rule 'ES999Sample' must be sealed and keep no state: threads share it"], found);
    }

    [Theory]
    [InlineData("private const int Most = 3;")]
    [InlineData("private static readonly string[] Names = [\"a\"];")]
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
    public async Task Only_what_a_variant_can_come_to_is_held_against_the_descriptor()
    {
        var found = await RuleCompilation.OfCheck(
            "context.Report(node.Name == \"x\" ? \"off\" : node.Name switch { \"y\" => \"exposed\", _ => \"off\" }, node.Security.Enabled, node.Name);").Diagnose();
        Assert.Empty(found);
    }

    [Fact]
    public async Task A_page_without_a_rule_is_ECL008()
    {
        var found = await RuleCompilation.OfCheck("").WithPage("ES998Gone").Diagnose();
        Assert.Equal(["ECL008: The page 'ES998Gone.md' has no rule beside it"], found);
    }
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
}

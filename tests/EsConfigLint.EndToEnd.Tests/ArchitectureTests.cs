namespace EsConfigLint.EndToEnd.Tests;

/// <summary>Who may use whom, held against the compiled assemblies.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "EsConfigLint.Core";
    private const string Engine = "EsConfigLint.Engine";

    [Theory]
    [InlineData(Core)]
    [InlineData(Engine, Core)]
    [InlineData("EsConfigLint.Rules", Core)]
    [InlineData("esconfiglint", Core, Engine, "EsConfigLint.Rules")]
    public void An_assembly_refers_only_to_those_below_it(string name, params string[] allowed)
    {
        using var assembly = new CompiledAssembly(name);
        Assert.Equal(allowed, assembly.References);
    }

    [Fact]
    public void Rules_look_at_the_model_and_never_at_trees_or_carriers()
    {
        using var rules = new CompiledAssembly("EsConfigLint.Rules");
        var used = rules.UsedTypes.Select(static name => Folder(name)).ToHashSet();
        Assert.Contains("Model", used);
        Assert.DoesNotContain("Syntax", used);
        Assert.DoesNotContain("Carriers", used);
        Assert.DoesNotContain("Deployments", used);
    }

    [Fact]
    public void Core_touches_no_disk_no_console_no_clock_and_no_process()
    {
        string[] world =
        [
            "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.FileStream", "System.Console", "System.DateTime",
            "System.TimeProvider", "System.Diagnostics.Process",
        ];
        using var core = new CompiledAssembly(Core);
        Assert.Empty(core.UsedTypes.Intersect(world));
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(Engine)]
    public void A_folder_uses_only_folders_that_the_flow_has_before_it(string project)
    {
        var stages = Stages.ByProject[project];
        var complaints = stages.Complaints([.. stages.InCode(), .. stages.InSources()]).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(Engine)]
    public void Every_folder_has_its_place_in_the_flow(string project)
    {
        var stages = Stages.ByProject[project];
        var folders = stages.InCode().Concat(stages.InSources()).Select(static use => use.From).Distinct();
        Assert.Equal(stages.Order.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("using EsConfigLint.Engine.Configuration;", "EsConfigLint.Engine.Configuration")]
    [InlineData("using Resolver = EsConfigLint.Engine.Configuration.ConfigurationResolver;", "EsConfigLint.Engine.Configuration.ConfigurationResolver")]
    [InlineData("using static EsConfigLint.Engine.Analysis.GroupOpener;", "EsConfigLint.Engine.Analysis.GroupOpener")]
    public void A_use_of_a_later_folder_is_named(string directive, string used)
    {
        var stages = Stages.ByProject[Engine];
        var uses = stages.InSource("WorkspaceScanner.cs", $"using System.Text;\n{directive}\n\nnamespace EsConfigLint.Engine.Workspace;\n");
        Assert.Equal($"'Workspace/WorkspaceScanner.cs' uses '{used}', but Workspace may use only itself.", Assert.Single(stages.Complaints(uses)));
    }

    [Fact]
    public void A_folder_that_nobody_gave_a_place_may_use_nothing()
    {
        var stages = Stages.ByProject[Core];
        var uses = stages.InSource("Guess.cs", "using EsConfigLint.Core.Text;\nnamespace EsConfigLint.Core.Guesses;\n");
        Assert.Equal("'Guesses/Guess.cs' uses 'EsConfigLint.Core.Text', but Guesses may use nothing: it has no place among the stages.", Assert.Single(stages.Complaints(uses)));
    }

    private static string? Folder(string type) =>
        type.StartsWith(Core + ".", StringComparison.Ordinal) && type.Split('.') is { Length: > 3 } parts ? parts[2] : null;
}

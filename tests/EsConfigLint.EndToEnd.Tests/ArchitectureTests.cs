namespace EsConfigLint.EndToEnd.Tests;

/// <summary>Who may use whom, held against the compiled assemblies.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "EsConfigLint.Core";

    /// <summary>The folders of Core, and the others that each may use besides itself.</summary>
    private static readonly Dictionary<string, string[]> CoreFolders = new(StringComparer.Ordinal)
    {
        ["Text"] = [],
        ["Syntax"] = ["Text"],
        ["Settings"] = ["Text", "Syntax"],
        // Carriers say what they know in words of the model; the model is assembled of carriers.
        ["Model"] = ["Text", "Syntax", "Settings", "Carriers"],
        ["Carriers"] = ["Text", "Syntax", "Settings", "Model"],
        ["Rules"] = ["Text", "Settings", "Model"],
    };

    [Theory]
    [InlineData(Core)]
    [InlineData("EsConfigLint.Engine", Core)]
    [InlineData("EsConfigLint.Rules", Core)]
    [InlineData("esconfiglint", Core, "EsConfigLint.Engine", "EsConfigLint.Rules")]
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

    [Fact]
    public void The_folders_of_Core_use_only_those_before_them()
    {
        using var core = new CompiledAssembly(Core);
        var wrong = core.InnerUses().Select(static use => (use.User, use.Used, From: Folder(use.User), To: Folder(use.Used)))
            .Where(static use => use.From is not null && use.To is not null && use.From != use.To && !CoreFolders[use.From].Contains(use.To))
            .Select(static use => $"{use.User} uses {use.Used}").Distinct().Order(StringComparer.Ordinal);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_Core_has_its_place_in_the_order()
    {
        using var core = new CompiledAssembly(Core);
        var folders = core.InnerUses().Select(static use => Folder(use.User)).OfType<string>().Distinct();
        Assert.Equal(CoreFolders.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    private static string? Folder(string type) =>
        type.StartsWith(Core + ".", StringComparison.Ordinal) && type.Split('.') is { Length: > 3 } parts ? parts[2] : null;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EsConfigLint.Generators.Tests;

/// <summary>A few rules and pages, compiled as those of the project are.</summary>
internal sealed class RuleCompilation
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using EsConfigLint.Core.Model;
        global using EsConfigLint.Core.Rules;
        global using EsConfigLint.Core.Settings;
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly List<SyntaxTree> trees = [CSharpSyntaxTree.ParseText(Usings, path: "/r/Usings.cs")];
    private readonly List<AdditionalText> pages = [];

    /// <summary>A rule whose <c>Check</c> has the given body, with its page beside it.</summary>
    public static RuleCompilation OfCheck(string body) => new RuleCompilation().WithSource("ES999Sample", Rule("ES999Sample", body)).WithPage("ES999Sample");

    /// <summary>The source of a rule with the variants <c>off</c> and <c>exposed</c>.</summary>
    public static string Rule(string type, string body = "", string id = "ES999", string name = "sample", string modifiers = "public sealed", string members = "") =>
        $$"""
        {{modifiers}} class {{type}} : NodeRule
        {
            public override RuleDescriptor Descriptor { get; } = new("{{id}}", "{{name}}")
            {
                Variants = [new("off", Level.Error, 7.5, "It is off."), new("exposed", Level.Error, 9.8, "It is exposed.")],
            };

            {{members}}

            public override void Check(ElasticsearchNode node, RuleContext context)
            {
                {{body}}
                context.Report(node.IsReachableFromOutside ? "exposed" : "off", node.Security.Enabled, node.Name);
            }
        }
        """;

    public RuleCompilation WithSource(string file, string source)
    {
        trees.Add(CSharpSyntaxTree.ParseText(source, path: $"/r/{file}.cs"));
        return this;
    }

    /// <param name="file">Below the folder of the rules, without its extension.</param>
    public RuleCompilation WithPage(string file)
    {
        pages.Add(new Page($"/r/{file}.md"));
        return this;
    }

    /// <summary>What an editor shows at once, without waiting for the whole compilation: the analyser's words about one file.</summary>
    public async Task<string[]> DiagnoseWhileTyping(string file)
    {
        var compilation = Compile();
        var model = compilation.GetSemanticModel(compilation.SyntaxTrees.Single(tree => tree.FilePath == $"/r/{file}.cs"));
        var found = await compilation.WithAnalyzers([new RuleAnalyzer()], new AnalyzerOptions([.. pages]))
            .GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, TestContext.Current.CancellationToken);
        return [.. found.Select(static one => one.Id)];
    }

    /// <summary>What the analyser says, each as <c>id: message</c>, by id.</summary>
    public async Task<string[]> Diagnose()
    {
        var compilation = Compile();
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static one => one.Severity == DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([new RuleAnalyzer()], new AnalyzerOptions([.. pages]))
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(static one => one.Severity == DiagnosticSeverity.Error).Select(static one => $"{one.Id}: {one.GetMessage()}").Order(StringComparer.Ordinal)];
    }

    /// <summary>The source that the generator writes.</summary>
    public string Generate()
    {
        var driver = CSharpGeneratorDriver.Create(new RuleListGenerator()).RunGenerators(Compile(), TestContext.Current.CancellationToken);
        return Assert.Single(driver.GetRunResult().GeneratedTrees).ToString();
    }

    /// <summary>Why the generator wrote, or did not write, its output again after an edit of one file.</summary>
    public string[] ReasonsAfter(string file, Func<string, string> edit)
    {
        var compilation = Compile();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new RuleListGenerator().AsSourceGenerator()], driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var tree = compilation.SyntaxTrees.Single(one => one.FilePath == $"/r/{file}.cs");
        var edited = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(edit(tree.ToString()))));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken).RunGenerators(edited, TestContext.Current.CancellationToken);
        return
        [
            .. driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(static step => step.Value)
                .SelectMany(static step => step.Outputs).Select(static output => output.Reason.ToString()),
        ];
    }

    private CSharpCompilation Compile() =>
        CSharpCompilation.Create("Sample", trees, References, new(OutputKind.DynamicallyLinkedLibrary));

    private sealed class Page(string path) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From("# A page\n");
    }
}

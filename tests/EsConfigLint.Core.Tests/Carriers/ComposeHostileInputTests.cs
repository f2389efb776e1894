using System.Diagnostics;
using CsCheck;
using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Dockerfile;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Carriers;

public sealed class ComposeHostileInputTests
{
    /// <summary>As many services as the bombs have, each harmless.</summary>
    private static readonly string Honest = "services:\n" + Lines(0, 20_000, n => $"  s{n}: {{image: y, environment: [A{n}=b]}}");

    [Theory]
    [InlineData("- a\n- b\n", ComposeProblemKind.WrongType, "1:1")]
    [InlineData("just text\n", ComposeProblemKind.WrongType, "1:1")]
    [InlineData("services: [a]\n", ComposeProblemKind.WrongType, "1:11")]
    [InlineData("services:\n  a: text\n", ComposeProblemKind.WrongType, "2:6")]
    [InlineData("services:\n  a: {image: [x]}\n", ComposeProblemKind.WrongType, "2:14")]
    [InlineData("services:\n  a: {environment: [{A: b}]}\n", ComposeProblemKind.WrongType, "2:21")]
    [InlineData("services:\n  a: {image: x, image: y}\n", ComposeProblemKind.DuplicateKey, "2:17")]
    [InlineData("services:\n  a: {extends: b}\n", ComposeProblemKind.LeadsNowhere, "2:16")]
    [InlineData("services:\n  a: {extends: {service: b, file: gone.yml}}\n", ComposeProblemKind.LeadsNowhere, "2:35")]
    [InlineData("services:\n  a: {extends: {service: b, file: ../../../gone.yml}}\n", ComposeProblemKind.LeadsNowhere, "2:35")]
    [InlineData("services:\n  a: {extends: a}\n", ComposeProblemKind.Circle, "2:16")]
    [InlineData("services:\n  a: {extends: b}\n  b: {extends: a}\n", ComposeProblemKind.Circle, "3:16")]
    [InlineData("include: [gone.yml]\n", ComposeProblemKind.LeadsNowhere, "1:11")]
    [InlineData("include: [docker-compose.yml]\n", ComposeProblemKind.Circle, "1:11")]
    [InlineData("include: ['https://example.org/x.yml']\n", ComposeProblemKind.LeadsNowhere, "1:11")]
    [InlineData("services:\n  a: &a\n    environment: *a\n", ComposeProblemKind.Alias, "3:18")]
    [InlineData("services:\n  a: *gone\n", ComposeProblemKind.Alias, "2:6")]
    [InlineData("services:\n  a: {image: '${X'}\n", ComposeProblemKind.Interpolation, "2:15")]
    [InlineData("services:\n  a: {image: '${}'}\n", ComposeProblemKind.Interpolation, "2:15")]
    [InlineData("services:\n  a: {command: \"sh -c 'x\"}\n", ComposeProblemKind.Syntax, "2:16")]
    [InlineData("services:\n  a:\n    image: x\n   b: [\n", ComposeProblemKind.NoYaml, null)]
    public void What_cannot_be_read_is_named_with_its_place(string text, ComposeProblemKind kind, string? place)
    {
        var problems = Read(text).Problems;
        Assert.Contains(problems, p => p.Kind == kind && (place is null || p.Location.Start.ToString() == place));
    }

    [Fact]
    public void The_services_beside_a_broken_one_are_read()
    {
        var project = Read("services:\n  a: text\n  b: {extends: gone}\n  c: {image: elasticsearch:9.1.4}\n");
        Assert.Equal("elasticsearch:9.1.4", project.FindService("c")!.Image!.Known);
        Assert.True(project.FindService("b")!.IsIncomplete);
        Assert.False(project.FindService("c")!.IsIncomplete);
    }

    [Fact]
    public void A_variable_that_refers_to_itself_is_named_in_the_env_file()
    {
        var project = Read("services:\n  a: {image: '${A}'}\n", (".env", "A=${B}\nB=${A}\n"));
        var problem = Assert.Single(project.Problems);
        Assert.Equal((ComposeProblemKind.Circle, ".env"), (problem.Kind, problem.Location.File.Path));
        Assert.Null(project.Services[0].Image!.Known);
    }

    [Fact]
    public void Includes_in_a_circle_are_named_and_end()
    {
        var project = Read(
            "include: [a.yml]\nservices: {x: {image: y}}\n",
            ("a.yml", "include: [b.yml]\n"),
            ("b.yml", "include: [a.yml]\nservices: {z: {image: y}}\n"));
        Assert.Equal(ComposeProblemKind.Circle, Assert.Single(project.Problems).Kind);
        Assert.Equal(2, project.Services.Count);
    }

    public static TheoryData<string, string> Bombs => new()
    {
        {
            "aliases of aliases",
            "x0: &a0 [x]\n" + Lines(1, 40, n => $"x{n}: &a{n} [*a{n - 1},*a{n - 1},*a{n - 1},*a{n - 1}]")
                + "services:\n  a: {environment: *a40, image: y}\n"
        },
        {
            "merge keys of merge keys",
            "x0: &a0 {" + string.Join(',', Enumerable.Range(0, 500).Select(n => $"k{n}: v")) + "}\n"
                + Lines(1, 2000, n => $"x{n}: &a{n} {{<<: *a{n - 1}}}")
                + "services:\n  a: {environment: {<<: *a2000}, image: y}\n"
        },
        {
            "one large environment in many services",
            "x: &e [" + string.Join(',', Enumerable.Range(0, 5000).Select(n => $"A{n}=v")) + "]\nservices:\n"
                + Lines(0, 5000, n => $"  s{n}: {{environment: *e}}")
        },
        {
            "one large text in many services",
            "x: &t " + new string('x', 500_000) + "\nservices:\n" + Lines(0, 20_000, n => $"  s{n}: {{command: *t}}")
        },
        {
            "a long chain of extends",
            "services:\n  s0: {image: y, environment: [A=b]}\n" + Lines(1, 20_000, n => $"  s{n}: {{extends: s{n - 1}, environment: [A{n}=b]}}")
        },
        {
            "deep nesting",
            "services: " + string.Concat(Enumerable.Repeat("{a: ", 900)) + "x" + new string('}', 900) + "\n"
        },
        {
            "two deep shared mappings laid on each other",
            "x0: &a0 {p: 1}\n" + Lines(1, 60, n => $"x{n}: &a{n} {{p: *a{n - 1}, q: *a{n - 1}}}")
                + "services:\n  b: {deploy: *a60}\n  c: {extends: b, deploy: *a60}\n"
        },
        {
            "open braces",
            "services:\n  a: {image: '" + string.Concat(Enumerable.Repeat("${A:-", 100_000)) + "'}\n"
        },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_file_that_expands_without_end_is_read_nearly_as_fast_as_an_honest_one(string what, string text)
    {
        Assert.NotNull(Read(text).Services);

        // A busy moment may hit either of them, but not every time.
        var ratios = Enumerable.Range(0, 3).Select(_ => Time(text) / Time(Honest));
        Assert.True(ratios.Any(static ratio => ratio < 10), $"{what} takes more than ten times as long as many honest services.");
    }

    private static double Time(string text)
    {
        var watch = Stopwatch.StartNew();
        Read(text);
        return watch.Elapsed.TotalSeconds;
    }

    [Fact]
    public void Includes_that_multiply_are_cut_and_named()
    {
        var files = Enumerable.Range(1, 30).Select(n => ($"f{n}.yml", $"include: [f{n + 1}.yml, f{n + 1}.yml]\nservices: {{s{n}: {{image: x}}}}\n"));
        var project = Read("include: [f1.yml]\n", [.. files]);
        Assert.Contains(project.Problems, p => p.Kind is ComposeProblemKind.TooMuch);
    }

    [Fact]
    public void Whatever_a_compose_file_holds_nothing_is_thrown_and_every_place_is_in_its_file()
    {
        string[] pieces =
        [
            "services:", "  es:", "    ", "\n", "\n", "environment:", "- ", "A=b", "A: b", "${X:-", "}", "$", "$$", "'", "\"", "{", "[", "]", ", ",
            "&a ", "*a", "<<: *a", "ports:", "9200:9200", "127.0.0.1::1", "volumes:", "./a:/b:ro", ":", "extends: es", "include: [x.yml]",
            "image: ", "elasticsearch:9", "command: ", "|\n      x\n       y", ">-\n      a\n\n      b", "build: ", "!reset ", "!override ", "{{ x }}",
            "{% if a %}", "{% endif %}", "env_file: x.env", "\\", "é", "😀", "\t", "#", "\r\n", "---\n", "? ", "~", "healthcheck: {test: a}",
            "configs: [a]", "secrets: [a]", "deploy: {mode: x}", "tmpfs: /a",
        ];
        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[1, 40].Select(string.Concat).Sample(
            text => CheckCompose("services:\n  es:\n    image: x\n" + text) && CheckCompose(text), iter: 3_000);
    }

    [Fact]
    public void Whatever_a_Dockerfile_holds_nothing_is_thrown_and_every_place_is_in_the_file()
    {
        string[] pieces =
        [
            "FROM x", " AS a", "\n", "\n", "\r\n", "ENV ", "ARG ", "A=b", "A", " ", "$A", "${A:-", "${A}", "}", "'", "\"", "\\", "\\\n", "#", "# escape=`\n",
            "`\n", "COPY ", "ADD ", "--from=a ", "--chown=1 ", "a b ", "/", "[\"a\", \"b\"]", "[", "]", ",", "<<EOF", "<<-'E'", "EOF\n", "E\n", "RUN ",
            "CMD ", "ENTRYPOINT ", "USER ", "WORKDIR ", "EXPOSE ", "LABEL ", "ONBUILD ", "HEALTHCHECK ", "NONE", "SHELL ", "é", "😀", "\t", "\\u0041",
            "{{ x }}", "{% if %}", "--", "=",
        ];
        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[1, 40].Select(string.Concat).Sample(
            text => CheckDockerfile(text) && CheckDockerfile("FROM x\n" + text), iter: 5_000);
    }

    [Fact]
    public void Whatever_an_env_file_holds_nothing_is_thrown_and_every_place_is_in_the_file()
    {
        string[] pieces = ["A", "B", "=", ":", " ", "\n", "\r\n", "'", "\"", "\\", "$A", "${B:-", "}", "#", " #", "export ", "x", "é", "[", "]", "\t", "$$"];
        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[1, 40].Select(string.Concat).Sample(
            text =>
            {
                var file = SourceFile.FromText(".env", text);
                foreach (var format in new[] { EnvFileFormat.Compose, EnvFileFormat.Raw })
                {
                    var read = EnvFile.Parse(file, format);
                    var errors = new List<SyntaxError>();
                    read.Resolve(_ => null, errors);
                    if (read.Entries.Any(e => !IsInside(new(file, e.NameSpan)) || !IsInside(new(file, e.ValueSpan)))
                        || errors.Any(e => !IsInside(new(file, e.Span))))
                        return false;
                }

                return true;
            },
            iter: 10_000);
    }

    private static bool CheckCompose(string text)
    {
        var project = Read(text, ("x.yml", text), ("x.env", text), (".env", "X=1\nY=${X}\n"));
        var places = project.Problems.Select(p => p.Location).Concat(project.References.Select(r => r.Location));
        foreach (var service in project.Services)
        {
            places = places
                .Concat([service.NameLocation, service.Location])
                .Concat(service.Environment.SelectMany(v => new[] { v.NameLocation, v.Value.Location }))
                .Concat(service.Ports.SelectMany(p => new[] { p.Location, p.ContainerPort.Location, p.HostPort?.Location ?? p.Location }))
                .Concat(service.Mounts.SelectMany(m => new[] { m.Location, m.Target.Location, m.Source?.Location ?? m.Location }))
                .Concat(service.Command?.Arguments.Select(a => a.Location) ?? [])
                .Concat(service.Configs.Concat(service.Secrets).Select(g => g.Name.Location));
        }

        return places.All(IsInside);
    }

    private static bool CheckDockerfile(string text)
    {
        var file = SourceFile.FromText("Dockerfile", text);
        var tree = DockerfileParser.Parse(file);
        if (tree.Error is { } error && !IsInside(new(file, error.Span)))
            return false;
        if (DockerImage.Build(tree) is not { } image)
            return true;
        var places = image.Environment.Concat(image.Arguments).SelectMany(v => new[] { v.NameLocation, v.Value.Location })
            .Concat(image.Copies.SelectMany(c => c.Sources.Select(s => s.Path.Location).Append(c.Destination.Location)))
            .Concat(image.Runs.SelectMany(r => r.Instruction.HereDocuments).Select(d => new Location(file, d.ContentSpan)))
            .Concat(image.Runs.SelectMany(r => r.Instruction.Arguments).Select(a => new Location(file, a.Span)))
            .Append(image.BaseImage.Location);
        return places.All(IsInside);
    }

    private static bool IsInside(Location location) =>
        location.Span.Start >= 0 && location.Span.Length >= 0 && location.Span.End <= location.File.Text.Length;

    private static string Lines(int first, int last, Func<int, string> line) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(n => line(n) + "\n"));

    private static ComposeProject Read(string text, params (string Path, string Text)[] others) =>
        ComposeProject.Read([SourceFile.FromText("docker-compose.yml", text)], new Files(others));
}

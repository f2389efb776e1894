using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Dockerfile;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Syntax;

public sealed class DockerfileTests
{
    [Fact]
    public void The_last_stage_counts_with_all_that_it_builds_on()
    {
        var image = Image("""
            ARG VERSION=9.1.4
            FROM docker.elastic.co/elasticsearch/elasticsearch:${VERSION} AS base
            ENV cluster.name=logs
            USER root
            FROM alpine AS tools
            ENV LOST=1
            FROM base
            USER 1000:0
            """);
        Assert.Equal("docker.elastic.co/elasticsearch/elasticsearch:9.1.4", image.BaseImage.Known);
        Assert.Equal(new StackVersion(9, 1, 4), image.BaseImageReference.Version);
        Assert.Equal("cluster.name", Assert.Single(image.Environment).Name);
        Assert.Equal("1000:0", image.User?.Known);
    }

    [Fact]
    public void A_target_is_another_stage()
    {
        var tree = Parse("FROM a AS one\nUSER x\nFROM b\n");
        Assert.Equal("a", DockerImage.Build(tree, "ONE")!.BaseImage.Known);
        Assert.Equal("b", DockerImage.Build(tree, "1")!.BaseImage.Known);
        Assert.Null(DockerImage.Build(tree, "two"));
    }

    [Theory]
    [InlineData("FROM a AS a\nUSER x")]
    [InlineData("FROM b AS a\nFROM a AS b\nUSER x")]
    [InlineData("FROM a AS a\nFROM a AS a\nFROM a AS a\nUSER x")]
    public void Stages_that_name_each_other_end_at_an_image(string text) => Assert.NotNull(Image(text).BaseImage.Known);

    [Theory]
    [InlineData("FROM x\nENV A=1 B=\"two words\" C=t\\ hree\n", "A=1|B=two words|C=t hree")]
    [InlineData("FROM x\nENV A one  two\n", "A=one  two")]
    [InlineData("FROM x\nENV A=1\nENV B=${A}2 C=${N:-d} D=${A:+r}\n", "A=1|B=12|C=d|D=r")]
    [InlineData("FROM x\nENV A=1\nENV A=2 B=$A\n", "A=2|B=1")]
    [InlineData("FROM x\nENV A=1 \\\n  # note\n\n  B=2\n", "A=1|B=2")]
    [InlineData("# escape=`\nFROM x\nENV A=1 `\n B=c:\\d\n", "A=1|B=c:\\d")]
    [InlineData("ARG V=7\nFROM x\nARG V\nENV A=$V\n", "A=7")]
    [InlineData("FROM x\nARG V=7\nENV A=$V\n", "A=7")]
    [InlineData("FROM x\nENV A='$B' C=\"\\$B\"\n", "A=$B|C=$B")]
    [InlineData("FROM x\r\nENV A=1 \\\r\n B=2\r\n", "A=1|B=2")]
    public void ENV_gives_what_a_build_gives(string text, string expected)
    {
        var tree = Parse(text);
        Assert.Null(tree.Error);
        Assert.Equal(expected, string.Join('|', DockerImage.Build(tree)!.Environment.Select(v => $"{v.Name}={v.Value.Known}")));
    }

    [Theory]
    [InlineData("FROM x\nENV A=$B\n")]
    [InlineData("FROM x\nARG B\nENV A=${B}\n")]
    [InlineData("FROM x\nENV A=${B#c}\n")]
    [InlineData("FROM x\nENV A={{ b }}\n")]
    public void What_comes_from_outside_is_unknown(string text) => Assert.Null(Image(text).Environment[0].Value.Known);

    [Fact]
    public void A_build_argument_beats_the_default_in_the_file()
    {
        var file = SourceFile.FromText("docker-compose.yml", "8.19.0");
        var given = new Dictionary<string, VariableValue> { ["V"] = new("8.19.0", new(file, new(0, 6))) };
        var image = DockerImage.Build(Parse("ARG V=7.17.0\nFROM elasticsearch:$V"), null, given)!;
        Assert.Equal("elasticsearch:8.19.0", image.BaseImage.Known);
    }

    [Fact]
    public void Copies_tell_sources_destination_stage_owner_and_here_documents()
    {
        var source = SourceFile.FromText("Dockerfile", """
            FROM elasticsearch:9.1.4
            WORKDIR /usr/share/elasticsearch
            COPY --chown=1000:0 elasticsearch.yml users config/
            COPY --from=build ["/a b", "/c"]
            COPY <<EOF config/elasticsearch.yml
            cluster.name: logs
            EOF
            USER 1000
            """);
        var image = DockerImage.Build(DockerfileParser.Parse(source))!;
        var (first, second, third) = (image.Copies[0], image.Copies[1], image.Copies[2]);
        Assert.Equal(["elasticsearch.yml", "users"], first.Sources.Select(s => s.Path.Known));
        Assert.Equal("/usr/share/elasticsearch/config", first.DestinationPath);
        Assert.True(first.DestinationIsDirectory);
        Assert.Equal("1000:0", first.Owner?.Known);
        Assert.Equal("build", second.From?.Known);
        Assert.Equal("/a b", Assert.Single(second.Sources).Path.Known);
        Assert.Equal("/usr/share/elasticsearch/config/elasticsearch.yml", third.DestinationPath);
        var document = Assert.Single(third.Sources).Document;
        Assert.Equal("cluster.name: logs", source.Slice(document!.ContentSpan).TrimEnd());
        Assert.Equal("1000", image.User?.Known);
    }

    [Fact]
    public void A_command_is_a_list_or_a_text_for_the_shell()
    {
        var image = Image("FROM x\nENTRYPOINT [\"/bin/tini\", \"--\"]\nCMD elasticsearch -E a=b\n");
        Assert.True(image.Entrypoint!.IsExec);
        Assert.Equal(["/bin/tini", "--"], image.Entrypoint.Arguments.Select(a => a.Known));
        Assert.False(image.Command!.IsExec);
        Assert.Equal("elasticsearch -E a=b", Assert.Single(image.Command.Arguments).Known);
    }

    [Fact]
    public void An_entrypoint_drops_the_command_of_the_stage_below()
    {
        var image = Image("FROM x AS a\nCMD [\"run\"]\nFROM a\nENTRYPOINT [\"/e\"]\n");
        Assert.Empty(image.Command!.Arguments);
    }

    [Fact]
    public void Here_documents_of_a_RUN_are_not_read_as_instructions()
    {
        var tree = Parse("FROM x\nRUN <<-'EOF' cat\n\tUSER root\n\tEOF\nUSER 1000\n");
        Assert.Null(tree.Error);
        Assert.Equal("1000", DockerImage.Build(tree)!.User?.Known);
        var run = Assert.IsType<CommandInstruction>(tree.Stages[0].Instructions[0]);
        Assert.False(Assert.Single(run.HereDocuments).Expands);
    }

    [Fact]
    public void A_part_of_a_word_keeps_its_place_over_line_ends()
    {
        var source = SourceFile.FromText("Dockerfile", "FROM x\nRUN a && \\\n # note\n    b secret\n");
        var run = (CommandInstruction)DockerfileParser.Parse(source).Stages[0].Instructions[0];
        var word = run.Arguments[0];
        var at = word.Text.IndexOf("secret", StringComparison.Ordinal);
        Assert.Equal("secret", source.Slice(word.SpanOf(at, 6)));
    }

    [Theory]
    [InlineData("FROM x\nUSER a\nRUN b && \\\n", 3)]
    [InlineData("FROM x\nUSER a\nCOPY <<EOF /y\nline\n", 3)]
    [InlineData("FROM x\nUSER a\nCMD [\"b\",", 3)]
    [InlineData("FROM x\nUSER a\nCOPY b", 3)]
    [InlineData("FROM x\nUSER a\nENV", 3)]
    [InlineData("FROM x\nUSER a\nCO", 3)]
    public void A_file_that_is_cut_off_gives_the_place_and_what_was_read(string text, int line)
    {
        var tree = Parse(text);
        Assert.Equal(line, tree.File.PositionOf(tree.Error!.Span.Start).Line);
        Assert.Equal("a", DockerImage.Build(tree)!.User?.Known);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("USER root\n")]
    [InlineData("FROM\n")]
    public void A_file_without_a_stage_says_so(string text)
    {
        var tree = Parse(text);
        Assert.NotNull(tree.Error);
        Assert.Null(DockerImage.Build(tree));
    }

    [Fact]
    public void Nested_defaults_end_at_a_depth_that_nobody_needs()
    {
        var text = "FROM x\nENV A=" + string.Concat(Enumerable.Repeat("${X:-", 50_000)) + new string('}', 50_000);
        Assert.Null(Image(text).Environment[0].Value.Known);
    }

    [Fact]
    public void A_long_chain_of_stages_and_of_doubling_variables_ends()
    {
        var text = "FROM x AS s0\nENV A=aaaaaaaaaaaaaaaa\n"
            + string.Concat(Enumerable.Range(1, 2_000).Select(n => $"FROM s{n - 1} AS s{n}\nENV A=$A$A\n"));
        Assert.Null(Image(text).Environment[0].Value.Known);
    }

    private static DockerfileTree Parse(string text) => DockerfileParser.Parse(SourceFile.FromText("Dockerfile", text));

    private static DockerImage Image(string text) => DockerImage.Build(Parse(text))!;
}

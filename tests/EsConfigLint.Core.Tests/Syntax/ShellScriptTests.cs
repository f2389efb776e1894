using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Syntax;

public sealed class ShellScriptTests
{
    [Theory]
    [InlineData("a b\tc", "a b c")]
    [InlineData("a; b && c || d | e & f", "a / b / c / d / e / f")]
    [InlineData("a\nb", "a / b")]
    [InlineData("a \\\n b", "a b")]
    [InlineData("a # b c\nd", "a / d")]
    [InlineData("a#b", "a#b")]
    [InlineData("(a; b)", "a / b")]
    [InlineData("'a b' c\"d e\"'f'", "a_b cd_ef")]
    [InlineData("a\\ b \"\\\"\\n\"", "a_b \"\\n")]
    [InlineData("a '' b", "a  b")]
    [InlineData("a 2>/dev/null >&2 b <in", "a b")]
    [InlineData("a $", "a $")]
    public void A_script_is_its_commands_and_their_words_without_quotes(string script, string expected) =>
        Assert.Equal(expected, Show(script));

    [Theory]
    [InlineData("a $B", "a ?")]
    [InlineData("a x${B:-c d}y", "a x?y")]
    [InlineData("a \"$(b \"c d\")\" e", "a ? e")]
    [InlineData("a `b c` $1 $@", "a ? ? ?")]
    [InlineData("a '$B'", "a $B")]
    [InlineData("a \\$B", "a $B")]
    public void What_the_shell_puts_in_is_unknown(string script, string expected) => Assert.Equal(expected, Show(script));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a `b")]
    [InlineData("a ${b")]
    [InlineData("a \"$(b\"")]
    [InlineData("a \\")]
    [InlineData("cat <<X\nX")]
    public void An_open_quote_or_a_here_document_is_not_taken_apart(string script) =>
        Assert.Null(ShellScript.Parse(MappedText.Literal(script, 0)));

    [Theory]
    [InlineData("a > b", true)]
    [InlineData("a >> b c", true)]
    [InlineData("a > $B", true)]
    [InlineData("a > /dev/null 2>&1", false)]
    [InlineData("a < b", false)]
    public void A_command_writes_when_its_output_goes_to_a_file(string script, bool writes) =>
        Assert.Equal(writes, Assert.Single(ShellScript.Parse(MappedText.Literal(script, 0))!).Writes);

    [Fact]
    public void Words_know_their_place()
    {
        const string Script = "exec x '-Ea=b c'";
        var word = ShellScript.Parse(MappedText.Literal(Script, 100))![0].Words[2];
        Assert.Equal(new TextSpan(100 + Script.IndexOf("b c", StringComparison.Ordinal), 3), word.SourceOf(4, 3));
    }

    private static string Show(string script) =>
        string.Join(" / ", ShellScript.Parse(MappedText.Literal(script, 0))!.Select(static command =>
            string.Join(' ', command.Words.Select(static word => word.Text.Replace(' ', '_').Replace(MappedText.Unknown, '?')))));
}

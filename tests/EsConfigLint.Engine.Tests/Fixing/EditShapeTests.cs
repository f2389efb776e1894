using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Fixing;

namespace EsConfigLint.Engine.Tests.Fixing;

public sealed class EditShapeTests
{
    [Theory]
    [InlineData("a:\n  b: 1\n", 3, 3, "  c: 2\n", "it begins in the indentation of a line")]
    [InlineData("a:\n  b: 1\n", 4, 10, "", "it begins in the indentation of a line")]
    [InlineData("a:\n  b: 1\n", 5, 9, "c: 1", null)]
    [InlineData("a:\n  b: 1\n", 2, 9, "", null)]
    [InlineData("a:\n  b: 1\n", 9, 9, "\n  c: 2", null)]
    [InlineData("a: 1\n", 5, 5, "b: 2\n", "it inserts behind the last line end")]
    [InlineData("a: 1\r\n", 5, 5, "\r\nb: 2", "it begins or ends inside a character or a line end")]
    [InlineData("a: 1\r\n", 4, 4, "\r\nb: 2", null)]
    [InlineData("a: 1\r\n", 4, 4, "\nb: 2", "it brings another line end than the file's")]
    [InlineData("a: 1", 4, 4, "\nb: 2", null)]
    [InlineData("a: 1\rb: 2\r", 4, 4, "\rc: 3", null)]
    [InlineData("a: 😀\n", 3, 4, "", "it begins or ends inside a character or a line end")]
    [InlineData("", 0, 0, "a: 1\n", null)]
    public void What_another_reader_would_apply_otherwise_is_told(string text, int start, int end, string inserted, string? problem) =>
        Assert.Equal(problem, EditShape.ProblemOf(new(SourceFile.FromText("a.yml", text), TextSpan.FromBounds(start, end), inserted)));
}

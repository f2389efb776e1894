using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Rules;

public sealed class FixTitleTests
{
    [Theory]
    [InlineData(null, "Write 'b' instead.")]
    [InlineData("publish the port on 127.0.0.1 only", "Publish the port on 127.0.0.1 only.")]
    public void A_replaced_text_is_called_by_what_comes_of_it(string? effect, string title)
    {
        var edit = new TextEdit(SourceFile.FromText("a.yml", "a"), new(0, 1), "b");
        Assert.Equal(title, new Fix(FixSafety.Safe, [], [new(edit, effect)]).Title);
    }
}

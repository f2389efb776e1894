using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Tests;

public sealed class RegionTests
{
    [Fact]
    public void Columns_count_utf16_units_from_one()
    {
        var file = SourceFile.FromText("a.yml", "a: 😀b\r\nc: d\re: f");
        var region = Region.Of(new(file, new(5, 1)));
        Assert.Equal(new LinePosition(1, 6), region.Start);
        Assert.Equal(new LinePosition(3, 1), file.PositionOf(file.Text.IndexOf('e')));
    }
}

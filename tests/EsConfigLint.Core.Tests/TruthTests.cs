using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Tests;

public sealed class TruthTests
{
    [Fact]
    public void Unknown_never_counts_as_yes()
    {
        if (Truth.Unknown)
            Assert.Fail("unknown fired");
        if (!Truth.Unknown)
            Assert.Fail("not unknown fired");
    }

    [Fact]
    public void No_beats_unknown_in_a_conjunction_and_yes_beats_it_in_a_disjunction()
    {
        Assert.True((Truth.No & Truth.Unknown).IsNo);
        Assert.True((Truth.Yes & Truth.Unknown).IsUnknown);
        Assert.True((Truth.Yes | Truth.Unknown).IsYes);
        Assert.True((Truth.No | Truth.Unknown).IsUnknown);
    }
}

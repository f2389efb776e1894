using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Tests.Reporting;

public sealed class ConciseReporterTests
{
    [Fact]
    public void A_finding_is_one_line_whatever_the_file_holds() =>
        Assert.Equal(
            "a\\u000ab.yml:1:17: error: The attribute 'node.attr.zone' is set to 'x\\u000a\\u001b[2Jy'. [TT001 http-attribute-set]\n",
            SampleRun.Write(new ConciseReporter(), SampleRun.Of("node.attr.zone: \"x\\n\\e[2Jy\"\n", SourceNeeds.None, "a\nb.yml")));
}

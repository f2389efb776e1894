using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Tests.Results;

public sealed class LooseSecretsTests
{
    [Theory]
    [InlineData("ELASTIC_PASSWORD: ${ELASTIC_PASSWORD}")]
    [InlineData("- ELASTIC_PASSWORD=${ELASTIC_PASSWORD:-}")]
    [InlineData("- \"ELASTIC_PASSWORD=${ELASTIC_PASSWORD:?must be set}\"")]
    [InlineData("elasticsearch.password: '${PW}'")]
    [InlineData("cluster.name: open")]
    public void What_only_names_a_variable_is_shown(string line) => Assert.Equal(line, Masked(line));

    [Theory]
    [InlineData("ELASTIC_PASSWORD: ${ELASTIC_PASSWORD:-hunter2}")]
    [InlineData("ELASTIC_PASSWORD: ${ELASTIC_PASSWORD}hunter2")]
    [InlineData("ELASTIC_PASSWORD: ${ELASTIC_PASSWORD:-${OTHER:-hunter2}}")]
    [InlineData("elasticsearch.password: ${PW:hunter2}")]
    [InlineData("elasticsearch.password: ${hunter2")]
    [InlineData("# DB_PASSWORD=hunter2")]
    [InlineData("curl -u elastic:hunter2 http://es:9200")]
    [InlineData("curl --user 'elastic:hunter2' http://es:9200")]
    [InlineData("curl -u elastic:'hunter2' http://es:9200")]
    [InlineData("curl -u \"elastic:one hunter2\" http://es:9200")]
    [InlineData("test: \"curl -u \\\"elastic:hunter2\\\" http://es:9200\"")]
    [InlineData("curl -u elastic:a\"hunter2 http://es:9200")]
    [InlineData("url: https://ann:hunter2@es:9200")]
    public void A_literal_in_it_is_hidden(string line) => Assert.DoesNotContain("hunter2", Masked(line), StringComparison.Ordinal);

    private static string Masked(string line)
    {
        var spans = new List<TextSpan>();
        LooseSecrets.AddTo(spans, line, new(0, line.Length));
        foreach (var span in spans.OrderByDescending(static span => span.Start))
            line = string.Concat(line.AsSpan(0, span.Start), "*", line.AsSpan(Math.Max(span.Start, Math.Min(span.End, line.Length))));
        return line;
    }
}

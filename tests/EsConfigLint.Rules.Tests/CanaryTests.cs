using System.Text;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Pages;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Reporting.Sarif;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;

namespace EsConfigLint.Rules.Tests;

/// <summary>A marker in every secret setting of both products must come out nowhere.</summary>
public sealed class CanaryTests
{
    private const string Canary = "CANARY7f3c";

    public static IEnumerable<TheoryDataRow<Product, string>> Files()
    {
        foreach (var product in Enum.GetValues<Product>())
        {
            var keys = SettingsCatalogue.Of(product).Entries.Where(static entry => entry.IsSecret)
                .Select(static entry => entry.Key.Replace("**", "x", StringComparison.Ordinal).Replace("*", "x", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
            Assert.True(keys.Count > 20, "The catalogue knows of secrets.");
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: {Canary}\n")));
            yield return new(product, "{" + string.Join(", ", keys.Select(static key => $"{key}: \"{Canary}\"")) + "}\n");
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: [\"{Canary}\", *{Canary}]\n")));
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: |\n  {Canary}\n  {Canary}\n")));
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: {Canary}\n{key}: {Canary}x\n")));
            yield return new(product, string.Concat(keys.Select(static key => $"{key}: <{Canary}>\n")) + "[broken\n");
            foreach (var key in keys)
                yield return new(product, $"server.name: a\ncluster.name: b\n{key}: \"{Canary}\n\tx\n");
        }
    }

    /// <summary>Files of a deployment: each holds the marker wherever a container, its image or its variables can hold a secret.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> DeploymentFiles()
    {
        string[] names =
        [
            "ELASTIC_PASSWORD", "KIBANA_PASSWORD", "ELASTICSEARCH_PASSWORD", "ELASTICSEARCH_SERVICEACCOUNTTOKEN", "XPACK_SECURITY_ENCRYPTIONKEY", "MYSQL_PASSWORD",
            "AWS_SECRET_ACCESS_KEY", "xpack.security.http.ssl.keystore.password", "ES_SETTING_XPACK_SECURITY_HTTP_SSL_KEYSTORE_PASSWORD", "s3.client.default.secret_key",
        ];
        foreach (var image in (string[])["elasticsearch/elasticsearch", "kibana/kibana"])
        {
            var head = $"services:\n  one:\n    privileged: true\n    user: root\n    image: docker.elastic.co/{image}:8.19.0\n";
            yield return new("compose.yml", head + "    environment:\n" + string.Concat(names.Select(static name => $"      - {name}={Canary}\n      - xpack.security.enabled=false\n")));
            yield return new("compose.yml", head + "    environment:\n" + string.Concat(names.Select(static name => $"      {name}: \"{Canary}\"\n")));
            yield return new("compose.yml", head + "    environment:\n" + string.Concat(names.Select(static name => $"      {name}: ${{X:-{Canary}}}\n")));
            yield return new("compose.yml", head + "    environment: {" + string.Join(", ", names.Select(static name => $"{name}: {Canary}")) + "}\n");
            yield return new("compose.yml", head + $"    command: [\"-Expack.security.enabled=false\", \"-Expack.security.http.ssl.keystore.password={Canary}\", \"--elasticsearch.password={Canary}\"]\n");
            yield return new("compose.yml", head + $"    healthcheck:\n      test: curl -u elastic:{Canary} http://one:9200 && curl --user 'ann:{Canary}' http://bob:{Canary}@one:9200\n");
            yield return new("compose.yml", head + $"    command: bash -c 'openssl pkcs12 -in a.p12 -passin pass:{Canary} -out k.pem; exec elasticsearch -Expack.security.enabled=false'\n");
            yield return new("compose.yml", head + $"    command: bash -c 'PW={Canary}; echo Zq8v-3LxK7 | bin/elasticsearch-keystore add -x bootstrap.password'\n");
            yield return new("compose.yml", head + $"    healthcheck:\n      test: [\"CMD\", \"curl\", \"--user=elastic:Zq8v-3LxK7\", \"--proxy-user\", \"a:{Canary}\"]\n");
            yield return new("Dockerfile", $"FROM docker.elastic.co/{image}:7.17.0\nRUN export TOK={Canary} && echo Zq8v-3LxK7 | bin/elasticsearch-keystore add -x bootstrap.password\nUSER root\n");
            yield return new("compose.yml", head + $"    command: bash -c 'elasticsearch-users useradd ann -r superuser -p {Canary}'\n");
            yield return new("compose.yml", head + $"    # ELASTIC_PASSWORD={Canary}\n    pid: host\n    build:\n      args:\n        DB_PASSWORD: {Canary}\n");
            yield return new("Dockerfile", $"FROM node:22 AS one\nENV DB_PASSWORD={Canary}\nFROM docker.elastic.co/{image}:7.17.0\nUSER root\n"
                + string.Concat(names.Select(static name => $"ENV {name}={Canary}\nENV xpack.security.enabled=false\nARG {name}={Canary}\nENV {name} {Canary}\n"))
                + $"RUN curl -u elastic:{Canary} http://one:9200\nUSER root\nHEALTHCHECK CMD curl --user elastic:{Canary} http://one:9200\n");
        }

        yield return new(".env", string.Concat(names.Select(static name => $"{name}={Canary}\n{name}=\"{Canary}\"\nexport {name}: '{Canary}'\n")));
        yield return new(".env", $"ELASTIC_PASSWORD=changeme\nMYSQL_PASSWORD={Canary}\n");
        var key = string.Concat(Enumerable.Repeat(Canary, 6));
        foreach (var path in (string[])["compose.yml", ".env", "elasticsearch.yml", "Dockerfile"])
            yield return new(path, $"# services: elasticsearch\nx: |\n  -----BEGIN PRIVATE KEY-----\n  {key}\n  {key}\n  -----END PRIVATE KEY-----\n");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_report_shows_a_secret(Product product, string text)
    {
        AssertHidden(
            SourceFile.FromText(product == Product.Kibana ? "kibana.yml" : "elasticsearch.yml", text),
            product == Product.Kibana ? FileKind.Kibana : FileKind.Elasticsearch);
    }

    [Theory]
    [MemberData(nameof(DeploymentFiles))]
    public void No_report_shows_a_secret_of_a_container(string path, string text)
    {
        var kind = path switch
        {
            "compose.yml" => FileKind.Compose,
            "Dockerfile" => FileKind.Dockerfile,
            ".env" => FileKind.Env,
            _ => FileKind.Elasticsearch,
        };
        AssertHidden(SourceFile.FromText(path, text), kind);
    }

    private static void AssertHidden(SourceFile file, FileKind kind)
    {
        var output = new ConfigurationAnalyzer(RuleList.All, new() { IsSelected = static (_, _) => true })
            .Analyze([new(file, kind, IsTarget: true)]);
        var factory = new FindingFactory(SourceNeeds.Line | SourceNeeds.Context | SourceNeeds.LineHash);
        var files = new Dictionary<SourceFile, FileReference> { [file] = new(file.Path, "/r/" + file.Path) };
        var tool = new ToolIdentity("esconfiglint", "1.0.0", "https://example.invalid");
        var root = new ReportRoot("/r");
        Reporter[] reporters =
        [
            new StylishReporter(new(UsesColor: true, 80)), new ConciseReporter(), new JsonReporter(tool, root),
            new SarifReporter(tool, root, new EmbeddedRulePages(typeof(RuleList).Assembly)),
        ];
        foreach (var reporter in reporters)
        {
            using var stream = new MemoryStream();
            reporter.Write(
                new()
                {
                    Rules = [.. RuleList.All, .. Engine.Results.Suppressions.SuppressionRule.All],
                    Findings = output.Diagnostics.Select(judged => factory.Create(judged, judged.Level, output, files)).ToList(),
                    Notices = output.Notices,
                    Files = 1,
                    Skipped = 0,
                },
                stream);
            Assert.DoesNotContain(Canary, Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
        }
    }
}

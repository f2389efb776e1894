using EsConfigLint.Core.Settings;
using EsConfigLint.Engine.Reporting;
using Snapshooter.Xunit3;

namespace EsConfigLint.Engine.Tests.Reporting;

public sealed class SettingDescriptionTests
{
    [Fact]
    public void A_setting_is_described_for_each_product_that_knows_it()
    {
        string[] questions =
        [
            "xpack.security.enabled 7.17",
            "xpack.security.enabled 9.1",
            "transport.port 8.19",
            "cluster.routing.allocation.disk.watermark.low 8.19",
            "discovery.zen.minimum_master_nodes 8.0",
            "xpack.security.authc.realms.ldap.corp.secure_bind_password 8.19",
            "index.number_of_shards 8.19",
            "server.ssl.enabled 8.12",
            "xpack.encryptedSavedObjects.encryptionKey 8.12",
            "http.cors.expose-headers 8.19",
            "node.roles 9.3",
        ];
        using var output = new StringWriter();
        foreach (var question in questions)
        {
            var parts = question.Split(' ');
            Assert.True(StackVersion.TryParse(parts[1], out var version));
            Assert.True(SettingDescription.TryWrite(output, parts[0], version), question);
            output.Write('\n');
        }

        Snapshot.Match(output.ToString());
    }

    [Fact]
    public void Without_a_version_the_newest_is_described_and_said_so()
    {
        using var output = new StringWriter();
        Assert.True(SettingDescription.TryWrite(output, "cluster.name", null));
        Assert.StartsWith($"cluster.name (Elasticsearch {StackVersion.Newest}, the newest known", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xpack.securty.enabled", "unknown setting 'xpack.securty.enabled'; did you mean 'xpack.security.enabled'?")]
    [InlineData("server.prot", "unknown setting 'server.prot'; did you mean 'server.port'?")]
    [InlineData("xpack.security", "unknown setting 'xpack.security'; other settings begin with it.")]
    [InlineData("quite.another.thing", "unknown setting 'quite.another.thing'.")]
    public void An_unknown_key_gets_the_nearest_names(string key, string expected)
    {
        using var output = new StringWriter();
        Assert.False(SettingDescription.TryWrite(output, key, new(8, 19)));
        Assert.Equal("", output.ToString());
        Assert.Equal(expected, SettingDescription.Unknown(key, new(8, 19)));
    }
}

using System.Text;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Tests.Settings.Catalogue;

public sealed class CatalogueTests
{
    private static readonly StackVersion[] Versions = [new(6, 8), new(7, 17), new(8, 5), new(8, 19), new(9, 1), new(9, 3)];

    private static SettingsCatalogue Elasticsearch => SettingsCatalogue.Of(Product.Elasticsearch);

    public static TheoryData<Product> Products => [Product.Elasticsearch, Product.Kibana];

    [Theory]
    [MemberData(nameof(Products))]
    public void Lines_are_sorted_by_the_bytes_of_their_keys_and_no_key_occurs_twice(Product product)
    {
        string? last = null;
        foreach (var line in Lines(product))
        {
            var key = line[..line.IndexOf('\t')];
            Assert.True(last is null || string.CompareOrdinal(last, key) < 0, $"{key} stands behind {last}");
            last = key;
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_line_has_fourteen_columns_and_a_key_of_plain_segments(Product product)
    {
        foreach (var line in Lines(product))
        {
            var columns = line.Split('\t');
            Assert.True(columns.Length == 14, $"{columns[0]} has {columns.Length} columns");
            var segments = columns[0].Split('.');
            for (var i = 0; i < segments.Length; i++)
            {
                var isPlain = segments[i].Length > 0 && segments[i].All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
                Assert.True(isPlain || segments[i] == "*" || (segments[i] == "**" && i == segments.Length - 1), columns[0]);
            }

            foreach (var cell in columns)
                Assert.Equal(cell.TrimEnd(), cell);
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_word_with_a_meaning_is_a_known_one(Product product)
    {
        string[] places = ["static", "dynamic", "keystore", "index"];
        string[] evidence = ["asked", "read", "constant", "recall"];
        string[] flags =
        [
            "any-case", "unchecked", "secret", "reloadable", "required", "cross-checked", "managed", "serverless", "never-registered",
            "doubtful", "nullable", "in-list", "undocumented", "coerced", "interval", "misread",
        ];
        string[] parameters = ["fallback", "plugin", "or", "schemes", "items", "pattern"];
        foreach (var line in Lines(product))
        {
            var columns = line.Split('\t');
            foreach (var type in Versioned(columns[1]))
                Assert.True(CatalogueEntry.Named(Encoding.UTF8.GetBytes(type)) != SettingType.String || type is "string" or "string[]", line);
            Assert.True(places.Contains(columns[5]), line);
            foreach (var flag in columns[6].Split(',', StringSplitOptions.RemoveEmptyEntries))
                Assert.True(flags.Contains(flag) || parameters.Contains(flag.Split('=')[0]), $"{flag} in {line}");
            Assert.True(columns[10].Length == 4 && columns[10].All("+-?dmxwf".Contains), line);
            Assert.True(evidence.Contains(columns[12]), line);
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_version_and_every_range_can_be_read(Product product)
    {
        foreach (var line in Lines(product))
        {
            var columns = line.Split('\t');
            foreach (var column in columns[7..10].Where(static cell => cell.Length > 0))
                Assert.True(VersionMark.Read(column) is not null, line);
            foreach (var column in columns[1..5])
            {
                StackVersion? last = null;
                foreach (var part in column.Split(' ').Where(static part => part.StartsWith('~')))
                {
                    Assert.True(StackVersion.TryParse(part.AsSpan(1), out var version), line);
                    Assert.True(last is null || last < version, line);
                    last = version;
                }
            }

            foreach (var range in Versioned(columns[3]).Where(static range => range.Length > 0 && range != "?"))
                Assert.True(range.Contains("..") && range != "..", line);
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_fact_of_every_entry_can_be_asked_for_at_every_version(Product product)
    {
        foreach (var entry in SettingsCatalogue.Of(product).Entries)
        {
            foreach (var version in Versions)
            {
                var type = entry.TypeAt(version);
                Assert.True(type == SettingType.Enum || entry.ValuesAt(version).All(static value => value.Length > 0), entry.Key);
                _ = (entry.IsListAt(version), entry.RangeAt(version), entry.DefaultAt(version), entry.StateAt(version), entry.IsProvenAt(version));
            }

            _ = (entry.Since, entry.Deprecated, entry.Removed, entry.Replacement, entry.Note, entry.Evidence, entry.Place, entry.Fallback);
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_entry_is_found_by_its_key_with_names_in_its_free_segments(Product product)
    {
        var catalogue = SettingsCatalogue.Of(product);
        var count = 0;
        foreach (var expected in catalogue.Entries)
        {
            var key = expected.Key.Replace("**", "some.thing").Replace("*", "zzz-1");
            Assert.True(catalogue.TryFind(key, out var found), key);
            Assert.Equal(expected.Key, found.Key);
            count++;
        }

        Assert.True(count > 1400);
    }

    [Theory]
    [InlineData("xpack.security.enabled", "xpack.security.enabled")]
    [InlineData("xpack.security.authc.realms.ldap.ldap1.order", "xpack.security.authc.realms.ldap.*.order")]
    [InlineData("node.attr.rack", "node.attr.**")]
    [InlineData("node.attr.rack.zone", "node.attr.**")]
    [InlineData("transport.profiles.default.xpack.security.ssl.key", "transport.profiles.*.xpack.security.ssl.key")]
    [InlineData("logger.level", "logger.level")]
    [InlineData("logger.org.elasticsearch.discovery", "logger.**")]
    [InlineData("index.number_of_shards", "index.number_of_shards")]
    [InlineData("index.no.such", "index.**")]
    [InlineData("discovery.seed_hosts.2", "discovery.seed_hosts")]
    public void A_key_finds_the_closest_entry(string key, string expected)
    {
        Assert.True(Elasticsearch.TryFind(key, out var entry));
        Assert.Equal(expected, entry.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("xpack.security")]
    [InlineData("xpack.security.enabled.")]
    [InlineData("xpack.security.enabledd")]
    [InlineData("Xpack.Security.Enabled")]
    [InlineData("xpack..security.enabled")]
    [InlineData("node.attr")]
    [InlineData("node.attr.")]
    [InlineData("cluster.name.0")]
    [InlineData("xpack.security.authc.realms.ldap.*")]
    [InlineData("#")]
    [InlineData("# 1")]
    [InlineData("clüster.name")]
    [InlineData("zzz")]
    public void A_key_that_is_none_is_not_found(string key) => Assert.False(Elasticsearch.TryFind(key, out _));

    [Fact]
    public void A_key_of_any_length_is_looked_up_without_harm()
    {
        Assert.False(Elasticsearch.TryFind(new string('a', 3_000_000), out _));
        Assert.False(Elasticsearch.TryFind(string.Concat(Enumerable.Repeat("a.", 100_000)) + "b", out _));
        Assert.True(Elasticsearch.TryFind("node.attr." + new string('a', 3_000_000), out _));
    }

    [Theory]
    [InlineData("xpack.security.enabled", true)]
    [InlineData("xpack", true)]
    [InlineData("xpack.security", true)]
    [InlineData("cluster", true)]
    [InlineData("xpack.security.authc.realms.ldap.ldap1", true)]
    [InlineData("node.attr.rack", true)]
    [InlineData("services", false)]
    [InlineData("hosts", false)]
    [InlineData("tasks", false)]
    [InlineData("apiVersion", false)]
    [InlineData("clust", false)]
    [InlineData("", false)]
    public void A_top_level_key_looks_like_a_setting_when_it_begins_or_is_one(string key, bool expected) =>
        Assert.Equal(expected, Elasticsearch.LooksLikeSetting(key));

    [Theory]
    [InlineData("xpack.securty.enabled", "xpack.security.enabled")]
    [InlineData("discovery.seed_host", "discovery.seed_hosts")]
    [InlineData("cluster.nmae", "cluster.name")]
    [InlineData("Cluster.Name", "cluster.name")]
    [InlineData("http.cors.allow_origin", "http.cors.allow-origin")]
    [InlineData("xpack.security.authc.realms.ldap.corp.ordre", "xpack.security.authc.realms.ldap.corp.order")]
    [InlineData("clustername", "cluster.name")]
    public void A_near_miss_gets_the_name_that_was_meant(string key, string expected) =>
        Assert.Equal(expected, Elasticsearch.Nearest(key, new(8, 19))[0]);

    [Fact]
    public void A_word_that_resembles_nothing_gets_no_suggestion() => Assert.Empty(Elasticsearch.Nearest("something.quite.different", new(9, 3)));

    [Fact]
    public void A_name_that_the_version_takes_is_suggested_before_one_that_it_refuses()
    {
        var suggestions = Elasticsearch.Nearest("discovery.zen.minimum_master_node", new(7, 17));
        Assert.Equal("discovery.zen.minimum_master_nodes", suggestions[0]);
    }

    [Theory]
    [InlineData("xpack.security.enabled", "7.17", SettingState.Available)]
    [InlineData("discovery.zen.minimum_master_nodes", "7.17", SettingState.Deprecated)]
    [InlineData("discovery.zen.minimum_master_nodes", "8.0", SettingState.Removed)]
    [InlineData("remote_cluster_server.enabled", "8.19", SettingState.Available)]
    [InlineData("health.master_history.no_master_transitions_threshold", "8.3", SettingState.NotYet)]
    [InlineData("health.master_history.no_master_transitions_threshold", "8.4", SettingState.Available)]
    [InlineData("http.cors.expose-headers", "8.19", SettingState.NeverRegistered)]
    [InlineData("node.data", "7.17", SettingState.Deprecated)]
    [InlineData("node.data", "8.19", SettingState.Removed)]
    [InlineData("node.data", "8.7", SettingState.Removed)]
    [InlineData("node.bandwidth.recovery.disk.read", "7.17", SettingState.Available)]
    public void A_setting_has_a_state_at_each_version(string key, string version, SettingState expected)
    {
        Assert.True(StackVersion.TryParse(version, out var at));
        Assert.True(Elasticsearch.TryFind(key, out var entry), key);
        Assert.Equal(expected, entry.StateAt(at));
    }

    [Theory]
    [InlineData("server.host", "8.12", SettingState.Available)]
    [InlineData("xpack.security.enabled", "7.12", SettingState.Available)]
    [InlineData("xpack.security.enabled", "7.17", SettingState.Deprecated)]
    [InlineData("xpack.security.enabled", "8.3", SettingState.Removed)]
    [InlineData("xpack.security.enabled", "9.1", SettingState.Removed)]
    [InlineData("server.maxPayloadBytes", "8.12", SettingState.Deprecated)]
    [InlineData("csp.report_only.connect_src", "8.12", SettingState.NotYet)]
    [InlineData("csp.report_only.connect_src", "9.5", SettingState.Available)]
    public void A_Kibana_setting_has_a_state_at_each_version(string key, string version, SettingState expected)
    {
        Assert.True(StackVersion.TryParse(version, out var at));
        Assert.True(SettingsCatalogue.Of(Product.Kibana).TryFind(key, out var entry), key);
        Assert.Equal(expected, entry.StateAt(at));
    }

    [Theory]
    [InlineData("xpack.security.enabled", "7.17", "false")]
    [InlineData("xpack.security.enabled", "8.0", "true")]
    [InlineData("http.max_header_size", "6.8", "8kb")]
    [InlineData("http.max_header_size", "8.5", null)]
    [InlineData("http.max_header_size", "9.3", "16kb")]
    [InlineData("cluster.routing.allocation.exclude.zone", "7.17", null)]
    [InlineData("cluster.routing.allocation.exclude.zone", "9.1", "[]")]
    [InlineData("transport.port", "8.1", "9300-9400")]
    [InlineData("transport.port", "8.2", "9300-9399")]
    [InlineData("xpack.security.authc.realms.saml.s.nameid_format", "8.1", null)]
    public void A_default_may_change_and_be_unknown_between_two_asked_versions(string key, string version, string? expected)
    {
        Assert.True(StackVersion.TryParse(version, out var at));
        Assert.True(Elasticsearch.TryFind(key, out var entry), key);
        Assert.Equal(expected, entry.DefaultAt(at));
    }

    [Fact]
    public void An_index_setting_and_a_secure_setting_have_their_place()
    {
        Assert.True(Elasticsearch.TryFind("index.number_of_shards", out var index));
        Assert.Equal(SettingPlace.Index, index.Place);
        Assert.True(Elasticsearch.TryFind("index.codec", out var codec));
        Assert.Equal(SettingPlace.Static, codec.Place);
        Assert.True(Elasticsearch.TryFind("bootstrap.password", out var password));
        Assert.Equal(SettingPlace.Keystore, password.Place);
        Assert.True(password.IsSecret);
    }

    [Fact]
    public void A_type_may_change_with_the_version()
    {
        Assert.True(Elasticsearch.TryFind("node.processors", out var entry));
        Assert.Equal(SettingType.Integer, entry.TypeAt(new(7, 17)));
        Assert.Equal(SettingType.Float, entry.TypeAt(new(8, 19)));
    }

    private static IEnumerable<string> Lines(Product product) =>
        Encoding.UTF8.GetString(SettingsCatalogue.Of(product).Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => !line.StartsWith('#'));

    private static IEnumerable<string> Versioned(string cell)
    {
        var parts = $" {cell}".Split(" ~");
        yield return parts[0].Trim();
        foreach (var part in parts[1..])
            yield return part.Contains(' ') ? part[(part.IndexOf(' ') + 1)..] : "";
    }
}

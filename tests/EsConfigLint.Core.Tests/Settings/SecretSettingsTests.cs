using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Settings.Catalogue;

namespace EsConfigLint.Core.Tests.Settings;

public sealed class SecretSettingsTests
{
    [Theory]
    [InlineData("xpack.security.http.ssl.keystore.password")]
    [InlineData("xpack.security.http.ssl.keystore.secure_password")]
    [InlineData("xpack.security.authc.realms.ldap.corp.bind_password")]
    [InlineData("xpack.notification.slack.account.ops.secure_url")]
    [InlineData("s3.client.default.access_key")]
    [InlineData("bootstrap.password")]
    [InlineData("xpack.something.new.token")]
    [InlineData("xpack.something.new.client_secret")]
    [InlineData("xpack.security.authc.realms.l1.bind_password")]
    public void What_the_catalogue_calls_secret_and_what_sounds_like_it_below_xpack_is_a_secret_of_Elasticsearch(string key)
    {
        Assert.True(SecretSettings.IsSecret(Product.Elasticsearch, key));
        Assert.True(SecretSettings.MustBeHidden(Product.Elasticsearch, key));
    }

    [Theory]
    [InlineData("xpack.security.authc.password_hashing.algorithm")]
    [InlineData("xpack.security.authc.token.enabled")]
    [InlineData("xpack.security.authc.token.timeout")]
    [InlineData("xpack.security.authc.realms.oidc.o.op.token_endpoint")]
    [InlineData("xpack.security.authc.realms.jwt.j.token_type")]
    [InlineData("xpack.security.authc.api_key.enabled")]
    [InlineData("xpack.security.authc.accept_default_password")]
    [InlineData("xpack.security.http.ssl.key")]
    [InlineData("xpack.security.http.ssl.keystore.path")]
    [InlineData("http.cors.allow-credentials")]
    [InlineData("cluster.name")]
    [InlineData("node.attr.rack")]
    public void What_only_speaks_of_secrets_is_none_and_may_be_shown(string key)
    {
        Assert.False(SecretSettings.IsSecret(Product.Elasticsearch, key));
        Assert.False(SecretSettings.MustBeHidden(Product.Elasticsearch, key));
    }

    [Theory]
    [InlineData("plugins.security.token")]
    [InlineData("my.Password")]
    [InlineData("xpack.security.http.ssl.keystore.secure_pasword.password")]
    [InlineData("elasticPassword")]
    [InlineData("repo.auth.accessKey")]
    [InlineData("xpack.monitoring.exporters.e.headers.Authorization")]
    public void An_unknown_key_that_sounds_like_a_secret_is_hidden_even_where_no_rule_calls_it_one(string key) =>
        Assert.True(SecretSettings.MustBeHidden(Product.Elasticsearch, key));

    [Theory]
    [InlineData("elasticsearch.password")]
    [InlineData("elasticsearch.serviceAccountToken")]
    [InlineData("server.ssl.keyPassphrase")]
    [InlineData("xpack.security.encryptionKey")]
    [InlineData("xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys")]
    [InlineData("xpack.reporting.encryptionKey")]
    [InlineData("xpack.actions.preconfigured.mail.secrets.password")]
    [InlineData("xpack.actions.preconfigured.mail.secrets.anything")]
    [InlineData("elasticsearch.customHeaders.authorization")]
    public void What_the_catalogue_calls_secret_is_a_secret_of_Kibana(string key) =>
        Assert.True(SecretSettings.MustBeHidden(Product.Kibana, key));

    [Theory]
    [InlineData("server.host")]
    [InlineData("xpack.security.authc.providers.basic.basic1.order")]
    [InlineData("xpack.security.session.idleTimeout")]
    [InlineData("elasticsearch.requestHeadersWhitelist")]
    [InlineData("xpack.encryptedSavedObjects.hideSavedObjectsIdsInKeys")]
    public void What_is_no_secret_of_Kibana_may_be_shown(string key) => Assert.False(SecretSettings.MustBeHidden(Product.Kibana, key));

    [Theory]
    [InlineData("elasticsearch.customHeaders.Authorization", true)]
    [InlineData("xpack.actions.preconfigured.hook.config.headers.X-Api-Key", true)]
    [InlineData("xpack.fleet.proxies.0.proxy_headers.Cookie", true)]
    [InlineData("server.customResponseHeaders.Strict-Transport-Security", false)]
    [InlineData("server.customResponseHeaders.Access-Control-Allow-Credentials", false)]
    [InlineData("xpack.actions.preconfigured.hook.config.headers.Content-Type", false)]
    public void A_header_is_a_secret_of_Kibana_when_its_name_says_that_it_logs_in(string key, bool isSecret) =>
        Assert.Equal(isSecret, SecretSettings.IsSecret(Product.Kibana, key));

    [Fact]
    public void A_password_below_a_renamed_namespace_is_a_secret_of_Kibana() =>
        Assert.True(SecretSettings.IsSecret(Product.Kibana, "xpack.monitoring.elasticsearch.password"));

    [Fact]
    public void Every_secret_of_Elasticsearch_is_one_for_rules() => Assert.All(
        SettingsCatalogue.Of(Product.Elasticsearch).Entries.Where(static entry => entry is { IsSecret: true, Place: not SettingPlace.Index }),
        static entry => Assert.True(SecretSettings.IsSecret(Product.Elasticsearch, entry.Key.Replace("**", "x.y", StringComparison.Ordinal).Replace("*", "x", StringComparison.Ordinal)), entry.Key));

    [Fact]
    public void Every_secret_of_both_catalogues_is_hidden()
    {
        foreach (var product in new[] { Product.Elasticsearch, Product.Kibana })
        {
            foreach (var entry in SettingsCatalogue.Of(product).Entries.Where(static entry => entry.IsSecret))
                Assert.True(SecretSettings.MustBeHidden(product, entry.Key.Replace("**", "x").Replace("*", "x")), entry.Key);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests;

/// <summary>Texts with what the real loaders made of them.</summary>
internal sealed class LoaderCases(string fileName)
{
    private readonly JsonDocument data = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", fileName)));

    public IEnumerable<TheoryDataRow<string, string>> Rows(IReadOnlyDictionary<string, string> exceptions) =>
        from one in data.RootElement.GetProperty("cases").EnumerateArray()
        where !exceptions.ContainsKey(one.GetProperty("id").GetString()!)
        from result in one.GetProperty("results").EnumerateArray()
        from version in result.GetProperty("versions").EnumerateArray()
        select new TheoryDataRow<string, string>(one.GetProperty("id").GetString()!, version.GetString()!);

    public void Check(string id, string version, string path, Func<SourceFile, StackVersion, SettingsSource> load)
    {
        var one = data.RootElement.GetProperty("cases").EnumerateArray().First(item => item.GetProperty("id").GetString() == id);
        var answer = one.GetProperty("results").EnumerateArray()
            .First(result => result.GetProperty("versions").EnumerateArray().Any(item => item.GetString() == version)).GetProperty("file");
        Assert.True(StackVersion.TryParse(version, out var parsed));
        var source = load(SourceFile.FromBytes(path, Bytes(one)), parsed);

        var refused = source.Problems.FirstOrDefault(static problem => problem.RefusesFile);
        Assert.True(answer.GetProperty("loads").GetBoolean() == refused is null, $"refused: {refused}, expected: {answer.GetRawText()[..Math.Min(400, answer.GetRawText().Length)]}");
        if (refused is not null)
            return;
        var expected = answer.GetProperty("settings").EnumerateObject().ToDictionary(item => item.Name, item => item.Value);
        var actual = new Dictionary<string, SettingValue>();
        foreach (var setting in source.Settings)
            actual[setting.Key] = setting.Value;
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, value) in expected)
            AssertSame(value, actual[key]);
    }

    private static void AssertSame(JsonElement expected, SettingValue actual)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.String:
                Assert.Equal(SettingValueKind.Scalar, actual.Kind);
                Assert.Equal(expected.GetString(), actual.Scalar.Text);
                break;
            case JsonValueKind.Array:
                Assert.Equal(SettingValueKind.List, actual.Kind);
                Assert.Equal(
                    expected.EnumerateArray().Select(static item => item.GetString()),
                    actual.Items.Select(static item => item.Type == ScalarType.Null ? null : item.Text));
                break;
            case JsonValueKind.Object when expected.TryGetProperty("sha256", out var hash):
                Assert.Equal(expected.GetProperty("length").GetInt32(), actual.Scalar.Text.Length);
                Assert.Equal(hash.GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(actual.Scalar.Text))));
                break;
            case JsonValueKind.Object:
                Assert.Equal(expected.GetProperty("items").GetInt32(), actual.Items.Length);
                Assert.Equal(expected.GetProperty("first").GetString(), actual.Items[0].Text);
                Assert.Equal(expected.GetProperty("last").GetString(), actual.Items[^1].Text);
                break;
            case JsonValueKind.Null:
                Assert.True(actual.Kind is SettingValueKind.Null or SettingValueKind.EmptyMap);
                break;
            default:
                Assert.Fail($"unexpected {expected}");
                break;
        }
    }

    private static byte[] Bytes(JsonElement one)
    {
        if (one.TryGetProperty("yaml", out var yaml))
            return Encoding.UTF8.GetBytes(yaml.GetString()!);
        if (one.TryGetProperty("base64", out var base64))
            return base64.GetBytesFromBase64();
        var generate = one.GetProperty("generate");
        return Encoding.UTF8.GetBytes(string.Concat(
            Text("prefix"),
            string.Concat(Enumerable.Repeat(Text("unit"), generate.GetProperty("times").GetInt32())),
            Text("suffix")));

        string Text(string name) => generate.TryGetProperty(name, out var value) ? value.GetString()! : "";
    }
}

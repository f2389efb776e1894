using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace EsConfigLint.EndToEnd.Tests;

internal sealed record Answer(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The rule ids of a JSON report, in its order.</summary>
    public string[] Rules => [.. Json.GetProperty("diagnostics").EnumerateArray().Select(static one => one.GetProperty("ruleId").GetString()!)];

    /// <summary>The files of a JSON report's findings, each once, in its order.</summary>
    public string[] Files =>
        [.. Json.GetProperty("diagnostics").EnumerateArray().Select(static one => one.GetProperty("file").GetString()!).Distinct()];

    /// <summary>The processes that <c>settings</c> shows as JSON.</summary>
    public JsonElement[] Processes => [.. Json.GetProperty("processes").EnumerateArray()];

    public string[] Notices =>
    [
        .. Json.GetProperty("notices").EnumerateArray()
            .Select(static one => $"{one.GetProperty("kind").GetString()} {one.GetProperty("file").GetString()}: {one.GetProperty("message").GetString()}"),
    ];

    public int Linted => Json.GetProperty("summary").GetProperty("files").GetInt32();
}

/// <summary>The program, as a process.</summary>
internal static class Tool
{
    public static string RepositoryRoot { get; } = typeof(Tool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static one => one.Key == "RepositoryRoot").Value!;

    public static string Executable { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "esconfiglint.exe" : "esconfiglint");

    public static Answer Run(string folder, params string[] arguments) => Run(folder, null, arguments);

    public static Answer Run(string folder, byte[]? input, params string[] arguments)
    {
        var start = StartInfo(folder, arguments);
        using var process = Process.Start(start)!;
        if (input is not null)
            process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        // Not by a reader: it would take a byte order mark away.
        var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return new(process.ExitCode, Encoding.UTF8.GetString(output.ToArray()), error.Result);
    }

    public static ProcessStartInfo StartInfo(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        foreach (var name in new[] { "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE" })
            start.Environment.Remove(name);
        return start;
    }
}

/// <summary>A folder of files to lint, gone when the test is over.</summary>
internal sealed class Sandbox : IDisposable
{
    public const string Bad = "xpack.security.enabled: false\n";

    public const string Good =
        """
        cluster.name: orders
        discovery.type: single-node
        xpack.security.enabled: true
        xpack.security.transport.ssl.enabled: true
        xpack.security.transport.ssl.keystore.path: transport.p12
        xpack.security.http.ssl.enabled: true
        xpack.security.http.ssl.keystore.path: http.p12
        """;

    public Sandbox() => Folder = Directory.CreateTempSubdirectory("esconfiglint-").FullName;

    public string Folder { get; }

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public Sandbox With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public Sandbox With(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), bytes);
        return this;
    }

    public Answer Run(params string[] arguments) => Tool.Run(Folder, arguments);

    /// <summary>A check whose report is JSON.</summary>
    public Answer Check(params string[] arguments) => Tool.Run(Folder, ["check", "--format", "json", .. arguments]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

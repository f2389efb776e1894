using System.Text;
using EsConfigLint.Engine.Configuration;
using EsConfigLint.Engine.Workspace;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint init</c>: writes a commented configuration, never over one that exists.</summary>
internal static class InitCommand
{
    private const string HookFile = ".pre-commit-config.yaml";
    private const string WorkflowFile = ".github/workflows/esconfiglint.yml";

    private const string Hook = """
        repos:
          - repo: https://github.com/esconfiglint/esconfiglint
            rev: v0.1.0
            hooks:
              - id: esconfiglint

        """;

    private const string Workflow = """
        name: esconfiglint
        on: [push, pull_request]
        jobs:
          lint:
            runs-on: ubuntu-latest
            permissions:
              contents: read
              security-events: write
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-dotnet@v4
                with:
                  dotnet-version: 10.0.x
              - run: dotnet tool install --global EsConfigLint
              - run: esconfiglint --format sarif --output esconfiglint.sarif --fail-on never
              - uses: github/codeql-action/upload-sarif@v3
                with:
                  sarif_file: esconfiglint.sarif

        """;

    public static void Configure(CommandLineApplication app)
    {
        var hook = app.Option("--pre-commit", $"Write {HookFile} too", CommandOptionType.NoValue);
        var workflow = app.Option("--workflow", $"Write {WorkflowFile} too", CommandOptionType.NoValue);
        app.OnExecute(() =>
        {
            var isWhole = Write(LandmarkNames.Configuration, ConfigurationTexts.Commented());
            if (hook.HasValue())
                isWhole &= Write(HookFile, Hook);
            if (workflow.HasValue())
                isWhole &= Write(WorkflowFile, Workflow);
            return isWhole ? ExitCode.Clean : ExitCode.Error;
        });
    }

    private static bool Write(string path, string text)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            var isNew = AtomicFile.TryCreate(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            Terminal.Say(isNew ? $"wrote '{path}'." : $"'{path}' exists; it is left as it is.");
            return isNew;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Terminal.Say($"cannot write '{path}': {ReportFile.ReasonOf(e)}.");
            return false;
        }
    }
}

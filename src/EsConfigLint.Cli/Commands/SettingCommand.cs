using EsConfigLint.Engine.Reporting;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint setting</c>: what the catalogue knows of a setting at a version.</summary>
internal static class SettingCommand
{
    public static void Configure(CommandLineApplication app)
    {
        var key = app.Argument("KEY", "The full key, for example xpack.security.enabled");
        var stackVersion = OptionReading.AddVersion(app);
        app.OnExecute(() =>
        {
            var version = stackVersion.Version(out var notice);
            if (notice is not null)
                Terminal.Say(notice);
            var name = key.Value ?? throw new CliException("setting needs a key; for example 'esconfiglint setting xpack.security.enabled'.");
            using var text = new StringWriter { NewLine = "\n" };
            if (!SettingDescription.TryWrite(text, name, version))
                throw new CliException(SettingDescription.Unknown(name, version));
            Terminal.Write(text.ToString());
            return ExitCode.Clean;
        });
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Analysis;
using EsConfigLint.Engine.Reporting;
using EsConfigLint.Engine.Results;
using EsConfigLint.Engine.Workspace;
using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli.Commands;

/// <summary><c>esconfiglint settings</c>: what each process will really run with, and where that is written.</summary>
internal sealed class SettingsCommand
{
    private static readonly string[] Formats = ["text", "json"];

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create("\n\r\t,[]\"");

    private readonly CommandOption format;
    private readonly CommandOption stackVersion;
    private readonly ConfigurationOptions configuration;
    private readonly WorkspaceOptions workspace;

    private SettingsCommand(CommandLineApplication app)
    {
        format = app.Option("-f|--format <FMT>", "text (default) or json", CommandOptionType.SingleValue);
        stackVersion = OptionReading.AddVersion(app);
        configuration = new(app);
        workspace = new(app);
        app.OnExecute(Execute);
    }

    public static void Configure(CommandLineApplication app) => _ = new SettingsCommand(app);

    private int Execute()
    {
        var asJson = format.Word("format", Formats, 0) == 1;
        var flags = LintFlags.OfVersion(stackVersion, out var notice);
        var files = workspace.Read();
        using var interruption = Interruption.When(files.MayTakeLong);
        var root = new WorkspaceRoot(ReportRoot.Find(files.FullPaths, Environment.CurrentDirectory).ContextFolder, Environment.CurrentDirectory);
        var scan = files.Scan(root, interruption.Token);
        if (notice is not null)
            Terminal.Say(notice);
        var resolver = configuration.ResolverUnder(flags);
        var reader = new ProcessReader(resolver, new(SettingNames.IsKnown), new() { Root = root, ForceExclude = files.ForceExclude });
        var count = 0;
        var processes = reader.Read(scan, interruption.Token).Select(process =>
        {
            count++;
            return process;
        });
        Terminal.Write(output =>
        {
            if (asJson)
                WriteJson(output, processes);
            else
                WriteText(output, processes);
        });
        var errors = scan.Errors.Concat(reader.Errors).ToList();
        foreach (var told in errors.Concat(scan.Notices).Concat(reader.Notices))
            Terminal.Say(told.File is null ? told.Message : $"{told.File}: {told.Message}");
        if (errors.Count > 0)
            return ExitCode.Error;
        if (count == 0)
            Terminal.Say("no settings file found.");
        return ExitCode.Clean;
    }

    /// <summary>Why the product does not start with this, or null.</summary>
    private static LoadProblem? Refusal(StackProcess process)
    {
        foreach (var problem in process.Sources.SelectMany(static source => source.Problems))
        {
            if (problem.RefusesFile)
                return problem;
        }

        return null;
    }

    private static void WriteText(Stream output, IEnumerable<StackProcess> processes)
    {
        var text = new StringBuilder();
        var isFirst = true;
        foreach (var process in processes)
        {
            if (!isFirst)
                output.WriteByte((byte)'\n');
            isFirst = false;
            text.Append(
                CultureInfo.InvariantCulture, $"{Word(process.Product)} {VisibleText.Of(process.Name)} ({process.Version}{(process.VersionIsKnown ? "" : ", assumed")})\n");
            if (Refusal(process) is { } problem)
                text.Append(CultureInfo.InvariantCulture, $"  cannot be loaded: {VisibleText.Of($"{problem.Location}: {problem.Reason}")}\n");
            foreach (var setting in Sorted(process))
                text.Append(CultureInfo.InvariantCulture, $"  {VisibleText.Of($"{setting.Key} = {Shown(setting)}    {setting.KeyLocation}")}\n");
            output.Write(Encoding.UTF8.GetBytes(text.ToString()));
            text.Clear();
        }
    }

    private static string Shown(Setting setting)
    {
        if (IsSecret(setting))
            return "(not shown)";
        return setting.Value.Kind switch
        {
            SettingValueKind.Scalar => Quoted(LooseSecrets.MaskUrls(setting.Value.Scalar.Text)),
            SettingValueKind.List => $"[{string.Join(", ", setting.Value.Items.Select(static item => Quoted(LooseSecrets.MaskUrls(item.Text))))}]",
            SettingValueKind.EmptyMap => "{}",
            _ => "null",
        };
    }

    /// <summary>What stands in a keystore is one, whatever it is called.</summary>
    private static bool IsSecret(Setting setting) =>
        setting.Source.Origin == SettingsOrigin.Keystore || setting.IsHidden;

    /// <summary>A text that could be mistaken for something else, or runs over lines, stands in quotes.</summary>
    private static string Quoted(string text) =>
        text.Length == 0 || text.AsSpan().ContainsAny(NeedsQuotes) || text[0] == ' ' || text[^1] == ' '
            ? $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\""
            : text;

    private static void WriteJson(Stream output, IEnumerable<StackProcess> processes)
    {
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("processes");
            foreach (var process in processes)
                WriteJson(json, process);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteJson(Utf8JsonWriter json, StackProcess process)
    {
        json.WriteStartObject();
        json.WriteString("product", Word(process.Product));
        json.WriteString("name", process.Name);
        json.WriteString("version", process.Version.ToString());
        json.WriteStartArray("files");
        foreach (var path in process.Sources.Select(static source => source.File.DisplayPath).Distinct(StringComparer.Ordinal))
            json.WriteStringValue(path);
        json.WriteEndArray();
        json.WriteString("error", Refusal(process) is { } problem ? $"{problem.Reason} ({problem.Location.Start})" : null);
        json.WriteStartArray("settings");
        foreach (var setting in Sorted(process))
            WriteJson(json, setting);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteJson(Utf8JsonWriter json, Setting setting)
    {
        var isSecret = IsSecret(setting);
        json.WriteStartObject();
        json.WriteString("key", setting.Key);
        json.WritePropertyName("value");
        WriteValue(json, isSecret ? SettingValue.Null : setting.Value);
        json.WriteBoolean("known", setting.Value.Kind == SettingValueKind.Null || (setting.Value.IsKnown && !HoldsPlaceholder(setting)));
        json.WriteBoolean("secret", isSecret);
        json.WriteString("source", Word(setting.Source.Origin));
        json.WriteString("file", setting.KeyLocation.File.DisplayPath);
        var start = setting.KeyLocation.Start;
        json.WriteNumber("line", start.Line);
        json.WriteNumber("column", start.Column);
        json.WriteEndObject();
    }

    /// <summary>The value is shown as it is written, so one with a placeholder is not what the product works with, even where its default is.</summary>
    private static bool HoldsPlaceholder(Setting setting) => setting.Source.Origin != SettingsOrigin.Keystore
        && setting.Value.Texts.Any(static text => text.Known != text.Text);

    private static void WriteValue(Utf8JsonWriter json, SettingValue value)
    {
        switch (value.Kind)
        {
            case SettingValueKind.Scalar:
                json.WriteStringValue(LooseSecrets.MaskUrls(value.Scalar.Text));
                break;
            case SettingValueKind.List:
                json.WriteStartArray();
                foreach (var item in value.Items)
                    json.WriteStringValue(item.Type == ScalarType.Null ? null : LooseSecrets.MaskUrls(item.Text));
                json.WriteEndArray();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static IEnumerable<Setting> Sorted(StackProcess process) =>
        Refusal(process) is null ? process.Settings.All.OrderBy(static setting => setting.Key, StringComparer.Ordinal) : [];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

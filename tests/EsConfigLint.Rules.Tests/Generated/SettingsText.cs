using System.Buffers;
using System.Globalization;
using System.Text;

namespace EsConfigLint.Rules.Tests.Generated;

/// <summary>A setting to write.</summary>
/// <param name="Texts">One for a scalar, each entry of a list, none for a null.</param>
internal sealed record WantedSetting(string Key, bool IsList, bool IsQuoted, IReadOnlyList<string> Texts);

/// <summary>Writes settings as a person might: dotted, nested or in braces, in any quotes, with comments, anchors and template lines between.</summary>
internal sealed class SettingsText(Random random)
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-:@$");
    private readonly StringBuilder text = new();
    private readonly List<string> anchors = [];
    private int comments;
    private int step = 2;

    public string Write(IReadOnlyList<WantedSetting> settings)
    {
        step = Pick(1, 2, 2, 2, 4);
        if (Happens(10))
            text.Append(Pick("---\n", "--- # the only one\n", "# head\n---\n"));
        if (Happens(6))
            text.Append(Flow(settings)).Append(Happens(30) ? " # all\n" : "\n");
        else
            WriteBlock(settings, 0);
        if (Happens(20))
            text.Append(Pick("# end\n", "\n# end\n\n", "\n\n", "  # end\n"));
        if (Happens(4))
            text.Append("...\n");
        return Dress(text.ToString());
    }

    /// <summary>Line ends, a byte order mark, and an end without a line end.</summary>
    public string Dress(string written)
    {
        if (Happens(25))
            written = written.TrimEnd('\n');
        if (Happens(25))
            written = written.Replace("\n", "\r\n", StringComparison.Ordinal);
        return Happens(12) ? "\uFEFF" + written : written;
    }

    /// <summary>The text of one variable or argument.</summary>
    public static string Assigned(WantedSetting setting) => string.Join(',', setting.Texts);

    public bool Happens(int percent) => random.Next(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    /// <summary>A comment behind an entry, or nothing; each is another, so that a lost one is missed.</summary>
    public string Trailing() => Happens(18) ? string.Create(CultureInfo.InvariantCulture, $"{Pick(" ", "  ", "\t")}# note {++comments}") : "";

    /// <summary>A value in quotes of some kind, or without where that is the same text.</summary>
    public string Scalar(string value, bool isQuoted, bool inFlow)
    {
        var mayBePlain = value.Length > 0 && char.IsAsciiLetterOrDigit(value[0]) && value.AsSpan().IndexOfAnyExcept(Plain) < 0 && value[^1] != ':' && !inFlow;
        var isWord = value.Length > 0 && value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
        if ((mayBePlain || isWord) && !Happens(isQuoted ? 80 : 8))
            return value;
        return Happens(50) ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'"
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private void WriteBlock(IReadOnlyList<WantedSetting> settings, int indent)
    {
        var left = settings.ToList();
        var used = left.Select(static setting => setting.Key).ToHashSet(StringComparer.Ordinal);
        var pad = new string(' ', indent);
        while (left.Count > 0)
        {
            var setting = left[0];
            left.RemoveAt(0);
            if (Happens(12))
                text.Append(string.Create(CultureInfo.InvariantCulture, $"{pad}# note {++comments}\n"));
            if (Happens(6))
                text.Append('\n');
            if (Happens(3))
                text.Append(pad).Append("#xpack.security.enabled: false\n");
            var isConditional = Happens(2);
            if (isConditional)
                text.Append("{% if wanted %}\n");
            if (Happens(45) && HeadOf(setting.Key, used) is { } head)
            {
                used.Add(head);
                var inner = left.FindAll(other => other.Key.StartsWith(head + ".", StringComparison.Ordinal) && Happens(80));
                left.RemoveAll(inner.Contains);
                var tails = inner.Prepend(setting).Select(one => one with { Key = one.Key[(head.Length + 1)..] }).ToList();
                if (Happens(15))
                {
                    text.Append(pad).Append(head).Append(": ").Append(Flow(tails)).Append(Trailing()).Append('\n');
                }
                else
                {
                    text.Append(pad).Append(head).Append(':').Append(Happens(4) ? " &" + NewAnchor() : "").Append(Trailing()).Append('\n');
                    WriteBlock(tails, indent + step);
                }
            }
            else
            {
                WriteEntry(setting, pad);
            }

            if (isConditional)
                text.Append("{% endif %}\n");
        }
    }

    private void WriteEntry(WantedSetting setting, string pad)
    {
        text.Append(pad).Append(setting.Key).Append(':');
        if (Happens(2) && anchors.Count > 0)
            text.Append(" *").Append(Pick([.. anchors]));
        else if (setting.IsList && setting.Texts.Count > 0 && Happens(50))
        {
            text.Append(Trailing()).Append('\n');
            var dash = pad + new string(' ', Pick(0, step));
            foreach (var item in setting.Texts)
            {
                if (Happens(8))
                    text.Append(string.Create(CultureInfo.InvariantCulture, $"{dash}# note {++comments}\n"));
                text.Append(dash).Append("- ").Append(Scalar(item, setting.IsQuoted, inFlow: false)).Append(Trailing()).Append('\n');
            }

            return;
        }
        else if (setting.IsList)
            text.Append(' ').Append(FlowList(setting));
        else if (setting.Texts.Count > 0)
            text.Append(Pick(" ", " ", " ", "  ")).Append(Happens(3) ? $"&{NewAnchor()} " : "").Append(Scalar(setting.Texts[0], setting.IsQuoted, inFlow: false));
        text.Append(Trailing()).Append('\n');
    }

    private string Flow(IReadOnlyList<WantedSetting> settings)
    {
        var entries = settings.Select(setting => $"{setting.Key}: {(setting.IsList ? FlowList(setting) : setting.Texts.Count == 0 ? "null" : Scalar(setting.Texts[0], setting.IsQuoted, inFlow: true))}");
        return Happens(50) ? "{" + string.Join(", ", entries) + "}" : "{ " + string.Join(" , ", entries) + Pick(" }", ", }");
    }

    private string FlowList(WantedSetting setting)
    {
        var items = setting.Texts.Select(item => Scalar(item, setting.IsQuoted, inFlow: true));
        return Happens(50) ? "[" + string.Join(", ", items) + "]" : "[ " + string.Join(",", items) + " ]";
    }

    /// <summary>The first parts of a key as the name of a mapping; null when that name is taken.</summary>
    private string? HeadOf(string key, HashSet<string> used)
    {
        var parts = key.Split('.');
        if (parts.Length < 2)
            return null;
        var head = string.Join('.', parts[..random.Next(1, parts.Length)]);
        return used.Contains(head) ? null : head;
    }

    private string NewAnchor()
    {
        anchors.Add(string.Create(CultureInfo.InvariantCulture, $"a{anchors.Count}"));
        return anchors[^1];
    }
}

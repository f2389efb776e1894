using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax;

/// <summary>How an env file is read.</summary>
public enum EnvFileFormat
{
    /// <summary>Quotes, escapes, comments behind values and variables, as compose reads <c>.env</c> and
    /// <c>env_file</c>.</summary>
    Compose,

    /// <summary><c>format: raw</c>, and <c>docker run --env-file</c>: all behind the first <c>=</c> is the
    /// value.</summary>
    Raw,
}

/// <summary>One assignment of an env file.</summary>
public sealed class EnvFileEntry
{
    internal EnvFileEntry(string name, TextSpan nameSpan, TextSpan valueSpan, MappedText? template, bool interpolates)
    {
        Name = name;
        NameSpan = nameSpan;
        ValueSpan = valueSpan;
        Template = template;
        Interpolates = interpolates;
    }

    public string Name { get; }

    public TextSpan NameSpan { get; }

    /// <summary>The value with its quotes, without a comment; empty where nothing is written.</summary>
    public TextSpan ValueSpan { get; }

    /// <summary>Whether the name stands alone, so that the value is taken from outside.</summary>
    public bool IsInherited => Template is null;

    /// <summary>The value without its quotes, before variables are replaced; null for an inherited one.</summary>
    public string? Text => Template?.Text;

    /// <summary>Whether variables in the value are replaced: not in single quotes, not in a raw file.</summary>
    public bool Interpolates { get; }

    internal MappedText? Template { get; }
}

/// <summary>An entry with its variables replaced.</summary>
/// <param name="Entry">The assignment.</param>
/// <param name="Value">The value, or null when a part of it comes from outside.</param>
/// <param name="Substitutions">The variables in it and what became of them.</param>
public sealed record EnvFileValue(EnvFileEntry Entry, string? Value, IReadOnlyList<Substitution> Substitutions);

/// <summary>An env file: <c>.env</c>, or one that a service names (compose-go v2 <c>dotenv</c>).</summary>
public sealed class EnvFile : ICommentedText
{
    private IReadOnlyList<Comment>? comments;

    private EnvFile(SourceFile file, IReadOnlyList<EnvFileEntry> entries, SyntaxError? error)
    {
        File = file;
        Entries = entries;
        Error = error;
    }

    public SourceFile File { get; }

    /// <summary>In file order, up to the error if there is one. A later entry of the same name wins.</summary>
    public IReadOnlyList<EnvFileEntry> Entries { get; }

    /// <summary>Where the text stops being an env file, or null.</summary>
    public SyntaxError? Error { get; }

    public IReadOnlyList<Comment> Comments => comments ??= CommentScan.Find(
        File.Text, [.. Entries.Select(static entry => entry.ValueSpan)], static before => before is ' ' or '\t');

    /// <inheritdoc/>
    /// <remarks>An assignment.</remarks>
    public TextSpan? ThingBehind(int offset)
    {
        var place = Ordered.FirstWhere(Entries, entry => entry.NameSpan.Start >= offset);
        return place == Entries.Count ? null
            : TextSpan.FromBounds(Entries[place].NameSpan.Start, Math.Max(Entries[place].NameSpan.End, Entries[place].ValueSpan.End));
    }

    public static EnvFile Parse(SourceFile file, EnvFileFormat format = EnvFileFormat.Compose)
    {
        var entries = new List<EnvFileEntry>();
        var error = format == EnvFileFormat.Raw ? ReadRaw(file, entries) : new Reader(file, entries).Read();
        return new(file, entries, error);
    }

    /// <summary>Replaces variables, top down as compose does: an entry sees what is set outside and the entries above
    /// it.</summary>
    /// <param name="outside">What the surroundings know; it is asked before the entries above.</param>
    /// <param name="errors">Gets ill-formed references and variables that refer to themselves.</param>
    public IReadOnlyList<EnvFileValue> Resolve(Func<string, VariableValue?> outside, ICollection<SyntaxError>? errors = null)
    {
        var values = new List<EnvFileValue>(Entries.Count);
        var budget = new ExpansionBudget();
        var above = new Dictionary<string, VariableValue>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            string? value;
            IReadOnlyList<Substitution> found = [];
            if (entry.Template is not { } template)
            {
                value = outside(entry.Name)?.Value;
            }
            else if (!entry.Interpolates)
            {
                value = template.Known;
            }
            else
            {
                var substitutions = new List<Substitution>();
                var resolved = Interpolation.Resolve(
                    template, name => outside(name) ?? (above.TryGetValue(name, out var own) ? own : null), budget, substitutions, out var error);
                if (error is not null)
                    errors?.Add(error);
                value = resolved.Known;
                found = substitutions;
            }

            values.Add(new(entry, value, found));
            above[entry.Name] = new(value, new(File, entry.ValueSpan));
        }

        if (errors is not null)
            FindCircles(values, outside, errors);
        return values;
    }

    /// <summary>Names variables whose value needs itself: nobody above or outside sets it, and following the references
    /// leads back.</summary>
    private static void FindCircles(List<EnvFileValue> values, Func<string, VariableValue?> outside, ICollection<SyntaxError> errors)
    {
        Dictionary<string, EnvFileValue>? unresolved = null;
        foreach (var value in values)
        {
            if (value.Value is null && value.Substitutions.Count > 0)
                (unresolved ??= new(StringComparer.Ordinal)).TryAdd(value.Entry.Name, value);
        }

        if (unresolved is null)
            return;

        // Each variable is entered once: what was left behind without meeting itself never will.
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new Stack<(string Name, int Next)>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in unresolved.Keys)
        {
            if (!done.Add(start))
                continue;
            path.Push((start, 0));
            onPath.Add(start);
            while (path.TryPop(out var step))
            {
                var current = unresolved[step.Name];
                if (step.Next == current.Substitutions.Count)
                {
                    onPath.Remove(step.Name);
                    continue;
                }

                path.Push((step.Name, step.Next + 1));
                var reference = current.Substitutions[step.Next];
                if (!unresolved.ContainsKey(reference.Name) || outside(reference.Name) is not null)
                    continue;
                if (onPath.Contains(reference.Name))
                {
                    errors.Add(new($"the variable {reference.Name} refers to itself", current.Entry.ValueSpan));
                }
                else if (done.Add(reference.Name))
                {
                    path.Push((reference.Name, 0));
                    onPath.Add(reference.Name);
                }
            }
        }
    }

    private static SyntaxError? ReadRaw(SourceFile file, List<EnvFileEntry> entries)
    {
        for (var line = 1; line <= file.LineCount; line++)
        {
            var span = file.LineAt(line);
            var text = file.Text.AsSpan(span.Start, span.Length);
            var start = span.Start + (text.Length - text.TrimStart().Length);
            text = text.TrimStart();
            if (text.IsEmpty || text[0] == '#')
                continue;
            var equals = text.IndexOf('=');
            var name = equals < 0 ? text.TrimEnd() : text[..equals];
            var nameSpan = new TextSpan(start, name.Length);
            if (name.IsEmpty || name.ContainsAny(' ', '\t'))
                return new("the name of a variable is missing or holds a blank", span);
            if (equals < 0)
            {
                entries.Add(new(name.ToString(), nameSpan, new(nameSpan.End, 0), null, false));
                continue;
            }

            var valueSpan = TextSpan.FromBounds(start + equals + 1, span.End);
            entries.Add(new(name.ToString(), nameSpan, valueSpan, MappedText.Literal(file.Slice(valueSpan), valueSpan.Start), false));
        }

        return null;
    }

    private sealed class Reader(SourceFile file, List<EnvFileEntry> entries)
    {
        private readonly string text = file.Text;
        private int at;

        public SyntaxError? Read()
        {
            while (SkipToStatement())
            {
                if (ReadStatement() is { } error)
                    return error;
            }

            return null;
        }

        /// <summary>Skips blanks, empty lines and comments.</summary>
        private bool SkipToStatement()
        {
            while (at < text.Length)
            {
                if (char.IsWhiteSpace(text[at]))
                    at++;
                else if (text[at] == '#')
                    at = LineEnd(at);
                else
                    return true;
            }

            return false;
        }

        private SyntaxError? ReadStatement()
        {
            if (text.AsSpan(at).StartsWith("export", StringComparison.Ordinal) && at + 6 < text.Length && char.IsWhiteSpace(text[at + 6]))
            {
                at += 6;
                SkipBlanks();
            }

            var start = at;
            while (at < text.Length && (IsNameCharacter(text[at]) || (IsBlank(text[at]) && text[at] != '\r')))
                at++;
            var nameSpan = Trimmed(start, at);
            var name = file.Slice(nameSpan);
            if (at < text.Length && text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                at++;
            if (at < text.Length && text[at] is not ('=' or ':' or '\n' or '\r'))
                return new("a variable name holds a character that compose does not take", TextSpan.FromBounds(start, at + 1));
            if (nameSpan.IsEmpty)
                return new("a value has no name before it", TextSpan.FromBounds(start, LineEnd(start)));
            if (name.Contains(' '))
                return new("a variable name holds a blank", nameSpan);
            if (at == text.Length || text[at] is '\n' or '\r')
            {
                entries.Add(new(name, nameSpan, new(nameSpan.End, 0), null, false));
                return null;
            }

            at++;
            SkipBlanks();
            return at < text.Length && text[at] is '\'' or '"' ? ReadQuoted(name, nameSpan) : ReadPlain(name, nameSpan);
        }

        private SyntaxError? ReadPlain(string name, TextSpan nameSpan)
        {
            var end = LineEnd(at);
            var comment = text.AsSpan(at, end - at).IndexOf(" #", StringComparison.Ordinal);
            var span = Trimmed(at, comment < 0 ? end : at + comment);
            entries.Add(new(name, nameSpan, span, MappedText.Literal(file.Slice(span), span.Start), true));
            at = end;
            return null;
        }

        private SyntaxError? ReadQuoted(string name, TextSpan nameSpan)
        {
            var open = at;
            var quote = text[open];
            var value = new MappedText.Builder(open + 1);
            for (at++; at < text.Length; at++)
            {
                var c = text[at];
                if (c == quote)
                {
                    at++;
                    entries.Add(new(name, nameSpan, TextSpan.FromBounds(open, at), value.ToMappedText(), quote == '"'));
                    return null;
                }

                if (c != '\\' || at + 1 == text.Length)
                {
                    var run = text.AsSpan(at + 1).IndexOfAny(quote, '\\');
                    var length = run < 0 ? text.Length - at : run + 1;
                    value.Append(text.AsSpan(at, length), at);
                    at += length - 1;
                    continue;
                }

                at++;
                var escaped = text[at];
                var source = new TextSpan(at - 1, 2);
                if (escaped == quote)
                    value.AppendOpaque(text.AsSpan(at, 1), source);
                else if (quote == '"' && Unescape(escaped) is { } replacement)
                    value.AppendOpaque(replacement, source);
                else
                    value.Append(text.AsSpan(at - 1, 2), at - 1);
            }

            return new("a quoted value is not closed", TextSpan.FromBounds(open, text.Length));
        }

        /// <summary><c>\$</c> becomes what interpolation turns into one dollar sign.</summary>
        private static string? Unescape(char c) => c switch
        {
            '$' => "$$",
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            '\\' => "\\",
            _ => null,
        };

        private static bool IsNameCharacter(char c) => char.IsLetter(c) || char.IsNumber(c) || c is '_' or '.' or '-' or '[' or ']';

        private static bool IsBlank(char c) => c is ' ' or '\t' or '\v' or '\f' or '\r' or '\u0085' or '\u00a0';

        private void SkipBlanks()
        {
            while (at < text.Length && IsBlank(text[at]))
                at++;
        }

        private int LineEnd(int from)
        {
            var found = text.AsSpan(from).IndexOf('\n');
            return found < 0 ? text.Length : from + found;
        }

        private TextSpan Trimmed(int start, int end)
        {
            while (end > start && char.IsWhiteSpace(text[end - 1]))
                end--;
            return TextSpan.FromBounds(start, end);
        }
    }
}

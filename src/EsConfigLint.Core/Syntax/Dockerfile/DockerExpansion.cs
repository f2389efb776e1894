using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax.Dockerfile;

/// <summary>
/// Quotes, escapes and variables of a Dockerfile word, as BuildKit's <c>shell.Lex</c> resolves them. What it would
/// refuse is unknown here.
/// </summary>
internal static class DockerExpansion
{
    /// <summary>Deeper than any text that people write; a limit, so that no text can exhaust the stack.</summary>
    private const int MaxDepth = 64;

    /// <summary>Resolves a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="escape">The file's escape character.</param>
    /// <param name="lookup">The variables: null for one that is not set in sight.</param>
    /// <param name="budget">How much text variables may add.</param>
    /// <param name="keepsQuotes">Whether quotes and escapes are ordinary text (here-documents).</param>
    /// <param name="substitutions">Gets the variables and what became of them.</param>
    public static MappedText Resolve(
        DockerWord word,
        char escape,
        Interpolation.Lookup lookup,
        ExpansionBudget budget,
        List<Substitution>? substitutions = null,
        bool keepsQuotes = false)
    {
        var end = word.Start + word.Text.Length;
        var result = new MappedText.Builder(word.Span.Start);
        var run = new Run(word.Line, end, escape, lookup, budget, substitutions, keepsQuotes) { At = word.Start };
        return !word.Text.Contains("{{", StringComparison.Ordinal) && run.Append(result, '\0', 0)
            ? result.ToMappedText()
            : MappedText.Opaque("\0", word.Span);
    }

    private sealed class Run(
        MappedText line,
        int end,
        char escape,
        Interpolation.Lookup lookup,
        ExpansionBudget budget,
        List<Substitution>? substitutions,
        bool keepsQuotes)
    {
        public int At { get; set; }

        private string Text => line.Text;

        /// <summary>Reads up to <paramref name="stop"/>, which is consumed, or to the end for NUL.</summary>
        public bool Append(MappedText.Builder result, char stop, int depth)
        {
            while (At < end)
            {
                var c = Text[At];
                if (stop != '\0' && c == stop)
                {
                    At++;
                    return true;
                }

                switch (c)
                {
                    case '\'' when !keepsQuotes:
                        var close = Text.IndexOf('\'', At + 1, end - At - 1);
                        if (close < 0)
                            return false;
                        result.Append(line, At + 1, close - At - 1);
                        At = close + 1;
                        break;
                    case '"' when !keepsQuotes:
                        if (!AppendDoubleQuoted(result, depth))
                            return false;
                        break;
                    case '$':
                        if (!AppendVariable(result, depth))
                            return false;
                        break;
                    default:
                        if (c == escape && (!keepsQuotes || (At + 1 < end && Text[At + 1] == '$')))
                        {
                            At++;
                            if (At == end)
                                break;
                        }

                        AppendRun(result, stop);
                        break;
                }
            }

            return stop == '\0';
        }

        private bool AppendDoubleQuoted(MappedText.Builder result, int depth)
        {
            for (At++; At < end;)
            {
                var c = Text[At];
                if (c == '"')
                {
                    At++;
                    return true;
                }

                if (c == '$')
                {
                    if (!AppendVariable(result, depth))
                        return false;
                    continue;
                }

                if (c == escape && At + 1 < end && (Text[At + 1] is '"' or '$' || Text[At + 1] == escape))
                    At++;
                AppendRun(result, '"');
            }

            return false;
        }

        /// <summary>Adds the character at hand, whatever it is, and the ordinary ones behind it.</summary>
        private void AppendRun(MappedText.Builder result, char stop)
        {
            var rest = Text.AsSpan(At + 1, end - At - 1);
            var length = 1;
            while (length <= rest.Length && rest[length - 1] is var c && c is not ('\'' or '"' or '$') && c != escape && c != stop)
                length++;
            result.Append(line, At, length);
            At += length;
        }

        private bool AppendVariable(MappedText.Builder result, int depth)
        {
            var start = At++;
            var isBraced = At < end && Text[At] == '{';
            if (isBraced)
                At++;
            var nameStart = At;
            while (At < end && (char.IsLetterOrDigit(Text[At]) || Text[At] == '_'))
                At++;
            var name = Text[nameStart..At];
            if (name.Length == 0)
            {
                if (isBraced)
                    return false;
                result.Append(line, start, 1);
                return true;
            }

            if (!isBraced || (At < end && Text[At] == '}'))
            {
                if (isBraced)
                    At++;
                return AppendValue(result, name, line.SourceOf(start, At - start));
            }

            return depth < MaxDepth && AppendModified(result, name, start, depth);
        }

        private bool AppendModified(MappedText.Builder result, string name, int start, int depth)
        {
            var emptyIsUnset = At < end && Text[At] == ':';
            if (emptyIsUnset)
                At++;
            if (At == end)
                return false;
            var mode = Text[At++];
            var word = new MappedText.Builder(line.SourceOf(At - 1, 1).End);
            var isPattern = mode is '#' or '%' or '/' && !emptyIsUnset;
            if (!isPattern && mode is not ('-' or '+' or '?'))
                return false;
            var before = substitutions?.Count ?? 0;
            if (!Append(word, '}', depth + 1))
                return false;
            var span = line.SourceOf(start, At - start);
            var variable = lookup(name);
            var isSet = variable is { Value: { } value } && !(emptyIsUnset && value.Length == 0);
            var isDefault = mode == '-' ? variable is null || (!isSet && variable.Value.Value is not null) : mode == '+' && isSet;
            if (isDefault)
            {
                var replacement = word.ToMappedText();
                substitutions?.Insert(before, new(name, span, SubstitutionKind.Default));
                result.Append(replacement, 0, replacement.Length);
                return true;
            }

            substitutions?.RemoveRange(before, substitutions.Count - before);
            if (mode is '-' or '?' && isSet)
                return AppendValue(result, name, span);
            substitutions?.Add(new(name, span, SubstitutionKind.Unresolved));
            result.AppendOpaque("\0", span);
            return true;
        }

        private bool AppendValue(MappedText.Builder result, string name, TextSpan span)
        {
            var variable = lookup(name);
            var value = variable?.Value ?? "\0";
            if (!budget.Take(value.Length))
                return false;
            substitutions?.Add(variable is { } known
                ? new(name, span, SubstitutionKind.Defined, known.Definition)
                : new(name, span, SubstitutionKind.Unresolved));
            result.AppendOpaque(value, span);
            return true;
        }
    }
}

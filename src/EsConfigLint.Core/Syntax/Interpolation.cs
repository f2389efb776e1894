using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax;

/// <summary>What a variable stands for.</summary>
/// <param name="Value">Its text, or null when it is set to something that nobody can see.</param>
/// <param name="Definition">Where it is set.</param>
public readonly record struct VariableValue(string? Value, Location Definition);

public enum SubstitutionKind
{
    /// <summary>Nobody in sight sets the variable, and there is no default: the value comes from outside.</summary>
    Unresolved,

    /// <summary>The default (or the replacement of <c>:+</c>) that stands in the text itself.</summary>
    Default,

    /// <summary>The value that a file in sight gives the variable.</summary>
    Defined,
}

/// <summary>A variable reference in a text and what became of it.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Span">The reference, from its <c>$</c>.</param>
/// <param name="Kind">What the reference was replaced by.</param>
/// <param name="Definition">For <see cref="SubstitutionKind.Defined"/>: where the variable is set.</param>
public sealed record Substitution(string Name, TextSpan Span, SubstitutionKind Kind, Location? Definition = null);

/// <summary>How much text variables may still add, so that variables made of variables cannot fill the
/// memory.</summary>
internal sealed class ExpansionBudget
{
    private int left = 4 * 1024 * 1024;

    public bool Take(int length)
    {
        left -= Math.Min(length, left + 1);
        return left >= 0;
    }
}

/// <summary>
/// The variables of compose files and env files: <c>$X</c>, <c>${X}</c>, <c>${X:-d}</c>, <c>${X-d}</c>, <c>${X:?e}</c>,
/// <c>${X?e}</c>, <c>${X:+r}</c>,
/// <c>${X+r}</c>, nested, and <c>$$</c> for a dollar sign (Compose Specification, <c>12-interpolation.md</c>;
/// compose-go v2 <c>template</c>).
/// </summary>
internal static class Interpolation
{
    /// <summary>Deeper than any text that people write; a limit, so that no text can exhaust the stack.</summary>
    private const int MaxDepth = 64;

    internal delegate VariableValue? Lookup(string name);

    /// <summary>Replaces the references. An ill-formed one makes the whole text unknown and gives an error.</summary>
    public static MappedText Resolve(
        MappedText text, Lookup lookup, ExpansionBudget budget, List<Substitution>? substitutions, out SyntaxError? error)
    {
        error = null;
        if (!text.Text.Contains('$'))
            return text;
        var result = new MappedText.Builder(text.SourceOf(0, 0).Start);
        if (new Run(lookup, budget, substitutions, result).Append(text, 0, text.Length, 0, ref error))
            return result.ToMappedText();
        return MappedText.Opaque("\0", text.SourceOf(0, text.Length));
    }

    /// <summary>The names that a text refers to, with the reference's span; stops at an ill-formed one.</summary>
    public static List<Substitution> ReferencesOf(MappedText text)
    {
        var references = new List<Substitution>();
        Resolve(text, static _ => null, new(), references, out _);
        return references;
    }

    private static ReadOnlySpan<char> NameAt(string text, int start, int end)
    {
        var at = start;
        while (at < end && (char.IsAsciiLetter(text[at]) || text[at] == '_' || (at > start && char.IsAsciiDigit(text[at]))))
            at++;
        return text.AsSpan(start, at - start);
    }

    private static int ClosingBrace(string text, int open, int end)
    {
        var depth = 0;
        for (var at = open; at < end; at++)
        {
            if (text[at] == '{')
                depth++;
            else if (text[at] == '}' && --depth == 0)
                return at;
        }

        return -1;
    }

    private readonly struct Run(Lookup lookup, ExpansionBudget budget, List<Substitution>? substitutions, MappedText.Builder result)
    {
        public bool Append(MappedText text, int start, int end, int depth, ref SyntaxError? error)
        {
            for (var at = start; at < end;)
            {
                var dollar = text.Text.AsSpan(at, end - at).IndexOf('$');
                if (dollar < 0)
                {
                    result.Append(text, at, end - at);
                    return true;
                }

                result.Append(text, at, dollar);
                at += dollar;
                var next = at + 1 < end ? text.Text[at + 1] : ' ';
                if (next == '$')
                {
                    result.AppendOpaque("$", text.SourceOf(at, 2));
                    at += 2;
                }
                else if (next == '{')
                {
                    var close = ClosingBrace(text.Text, at + 1, end);
                    if (close < 0 || depth == MaxDepth)
                    {
                        error = new(
                            close < 0 ? "a variable reference lacks its closing brace" : "variable references are nested too deep",
                            text.SourceOf(at, (close < 0 ? end : close + 1) - at));
                        return false;
                    }

                    if (!AppendBraced(text, at, close, depth, ref error))
                        return false;
                    at = close + 1;
                }
                else
                {
                    var name = NameAt(text.Text, at + 1, end);
                    if (name.IsEmpty)
                        result.Append(text, at, 1);
                    else if (!AppendValue(name.ToString(), text.SourceOf(at, name.Length + 1), ref error))
                        return false;
                    at += name.Length + 1;
                }
            }

            return true;
        }

        private bool AppendBraced(MappedText text, int dollar, int close, int depth, ref SyntaxError? error)
        {
            var span = text.SourceOf(dollar, close + 1 - dollar);
            var name = NameAt(text.Text, dollar + 2, close).ToString();
            if (name.Length == 0)
            {
                error = new("a variable reference has no valid name (write $$ for a dollar sign)", span);
                return false;
            }

            var at = dollar + 2 + name.Length;
            if (at == close)
                return AppendValue(name, span, ref error);
            var emptyIsUnset = text.Text[at] == ':';
            if (emptyIsUnset)
                at++;
            var mode = at < close ? text.Text[at] : ' ';
            if (mode is not ('-' or '?' or '+'))
            {
                error = new($"the reference to the variable {name} has an unknown operator", span);
                return false;
            }

            var variable = lookup(name);
            var isUndecided = variable is { Value: null };
            var isSet = variable is { Value: { } value } && !(emptyIsUnset && value.Length == 0);
            switch (mode)
            {
                case '-' when !isUndecided && !isSet:
                case '+' when isSet:
                    substitutions?.Add(new(name, span, SubstitutionKind.Default));
                    return Append(text, at + 1, close, depth + 1, ref error);
                case '+':
                case '?' when !isSet:
                    substitutions?.Add(new(name, span, SubstitutionKind.Unresolved));
                    result.AppendOpaque("\0", span);
                    return true;
                default:
                    return AppendValue(name, span, ref error);
            }
        }

        private bool AppendValue(string name, TextSpan span, ref SyntaxError? error)
        {
            var variable = lookup(name);
            substitutions?.Add(variable is { } known
                ? new(name, span, SubstitutionKind.Defined, known.Definition)
                : new(name, span, SubstitutionKind.Unresolved));
            var value = variable?.Value ?? "\0";
            if (!budget.Take(value.Length))
            {
                error = new("variables expand to more text than any configuration needs", span);
                return false;
            }

            result.AppendOpaque(value, span);
            return true;
        }
    }
}

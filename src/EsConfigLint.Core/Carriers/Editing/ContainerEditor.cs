using System.Collections.Immutable;
using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Carriers.Docker;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Dockerfile;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Editing;

/// <summary>Writes what should become true of a container into its compose files and its Dockerfile. Environment files are left alone.</summary>
/// <param name="project">The project that describes it, or null for a Dockerfile on its own.</param>
/// <param name="image">What its Dockerfile builds, or null.</param>
/// <param name="places">Which programs of the project have what from where.</param>
internal sealed class ContainerEditor(ComposeProject? project, DockerImage? image, PlaceUsers places) : IEvidenceEditor
{
    public ImmutableArray<TextEdit>? Edit(EvidenceChange change)
    {
        if (image?.Tree is { Within: { } within } inline && ReferenceEquals(change.Place.File, inline.File) && within.Contains(change.Place.Span))
            return null;
        if (change is UserIs user && image?.Tree is { Within: null } tree && ReferenceEquals(change.Place.File, tree.File))
            return EndWithUser(image, user.User);
        if (!(change is TextComesFromOutside || places.IsOfOne(change.Place)))
            return null;
        if (project?.TreeOf(change.Place.File) is not { Error: null, Documents.Count: 1 } yaml || PathTo(yaml, change.Place.Span) is not { Count: > 0 } path)
            return null;
        var editor = new YamlEditor(yaml) { GuardsCollections = true };
        var isDone = change switch
        {
            EntryIsGone => Remove(editor, path),
            VariableIsCalled variable => Rename(editor, path, variable),
            TextComesFromOutside text => TakeFromOutside(editor, path, text),
            UserIs { IsDefault: true } when image?.User is null => Remove(editor, path),
            UserIs other => !HoldsVariable(yaml, path[^1].Value.Span) && !IsRepeated(editor, path) && editor.Set(path[^1], other.User, mustQuote: true),
            _ => false,
        };
        return isDone && editor.Finish() is { } edits ? [.. edits] : null;
    }

    /// <summary>The way to the innermost entry or item that holds all of a place.</summary>
    private static IReadOnlyList<YamlStep> PathTo(YamlTree tree, TextSpan place)
    {
        var path = YamlPath.To(tree, place.Start);
        var length = path.Count;
        while (length > 0 && !path[length - 1].Span.Contains(place))
            length--;
        return length == path.Count ? path : [.. path.Take(length)];
    }

    /// <summary>An alias would carry the change to services that nobody asked about.</summary>
    private static bool IsRepeated(YamlEditor editor, IReadOnlyList<YamlStep> path)
    {
        foreach (var step in path)
        {
            if (editor.IsRepeatedByAlias(step.Value))
                return true;
        }

        return false;
    }

    /// <summary>Whether a variable decides what stands there: whoever sets it would be overruled.</summary>
    private static bool HoldsVariable(YamlTree tree, TextSpan span) => tree.File.Slice(span).Contains('$');

    private static bool Remove(YamlEditor editor, IReadOnlyList<YamlStep> path)
    {
        // Collections that would be left empty go too; a service must not, nor may the file become empty.
        var top = path.Count - 1;
        while (top > 0 && CountOf(path[top].Parent) == 1)
            top--;
        if (top < 2 || IsRepeated(editor, path) || HoldsVariable(editor.Tree, path[^1].Span))
            return false;
        for (var i = top; i < path.Count; i++)
        {
            // A tag says how the value is merged with what other files say.
            if (path[i].Value.Tag is not null)
                return false;
        }

        return editor.Remove(path);
    }

    private static int CountOf(YamlNode collection) => collection switch
    {
        YamlMapping mapping => mapping.Entries.Count,
        YamlSequence sequence => sequence.Items.Count,
        _ => 0,
    };

    private static bool Rename(YamlEditor editor, IReadOnlyList<YamlStep> path, VariableIsCalled change)
    {
        var name = TextEdit.Inside(change.Place, change.NewName);
        return !IsRepeated(editor, path) && change.Place.File.Slice(name.Span) == change.OldName && editor.Replace(path[^1], name.Span, change.NewName);
    }

    private bool TakeFromOutside(YamlEditor editor, IReadOnlyList<YamlStep> path, TextComesFromOutside change)
    {
        var place = TextEdit.Inside(change.Place, "");
        var written = place.File.Slice(place.Span);
        return (IsLiteral(written) || IsDefaultOf(change.Name, written))
            && IsEnd(place, path[^1].Value.Span) && !MeansSomethingElse(change, written)
            && editor.Replace(path[^1], place.Span, $"${{{change.Name}:?set {change.Name}}}");
    }

    /// <summary>Two dollar signs are one that is no variable's.</summary>
    private static bool IsLiteral(string written) => !written.Replace("$$", "", StringComparison.Ordinal).AsSpan().ContainsAny("$\r\n");

    private static bool IsDefaultOf(string name, string written) =>
        (written.StartsWith($"${{{name}:-", StringComparison.Ordinal) || written.StartsWith($"${{{name}-", StringComparison.Ordinal))
        && written.IndexOf('}', StringComparison.Ordinal) == written.Length - 1 && written.LastIndexOf('$') == 0 && !written.AsSpan().ContainsAny('\r', '\n');

    /// <summary>Whether it is all of what stands there, not a part up to a character that a reader of commands takes for its end.</summary>
    private static bool IsEnd(TextEdit place, TextSpan scalar)
    {
        var (text, end) = (place.File.Text, place.Span.End);
        return end == scalar.End || text[end] is ' ' or '\t' or '\r' or '\n' or '"' or '\''
            || (text[end] == '\\' && end + 1 < scalar.End && text[end + 1] == '"');
    }

    /// <summary>Whether the project has another text for the variable already, or cannot be asked.</summary>
    private bool MeansSomethingElse(TextComesFromOutside change, string written)
    {
        if (!project!.Files.Contains(change.Place.File))
            return true;
        var isDefined = false;
        foreach (var value in project.Variables?.Resolve(static _ => null) ?? [])
        {
            if (value.Entry.Name != change.Name)
                continue;
            if (value.Value != written)
                return true;
            isDefined = true;
        }

        // What the surroundings give for a reference that stands there already, nobody knows.
        if (!isDefined && project.Files.Any(file => HoldsOtherReference(file.Text, change.Name, written)))
            return true;

        foreach (var service in project.Services)
        {
            foreach (var variable in service.Environment)
            {
                if (variable is { EnvFile: null, IsFromOutside: false, Value: { IsLiteral: true, Known: { Length: > 0 } known } }
                    && EnvironmentNames.ForSurroundings(variable.Name) == change.Name && variable.Value.Location != change.Place && known != written)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text refers to a variable in another way than what is to be replaced does.</summary>
    private static bool HoldsOtherReference(string text, string name, string written)
    {
        var reference = "${" + name;
        for (var at = text.IndexOf(reference, StringComparison.Ordinal); at >= 0; at = text.IndexOf(reference, at + 1, StringComparison.Ordinal))
        {
            var end = at + reference.Length;
            if (end < text.Length && !char.IsAsciiLetterOrDigit(text[end]) && text[end] != '_' && !text.AsSpan(at).StartsWith(written, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static ImmutableArray<TextEdit>? EndWithUser(DockerImage image, string user)
    {
        var last = image.Stage.Instructions.Count > 0 ? image.Stage.Instructions[^1] : image.Stage.From;
        if (image.Tree.Error is not null || last is CopyInstruction { HereDocuments.Count: > 0 } or CommandInstruction { HereDocuments.Count: > 0 })
            return null;
        var file = image.Tree.File;
        var end = file.LineAt(file.PositionOf(last.Span.End).Line).End;
        if (!string.IsNullOrWhiteSpace(file.Slice(TextSpan.FromBounds(last.Span.End, end))))
            return null;
        var keyword = file.Slice(last.KeywordSpan) == last.Keyword ? "USER" : "user";
        return [new(file, new(end, 0), $"{YamlEditor.LineEndOf(file.Text)}{keyword} {user}")];
    }
}

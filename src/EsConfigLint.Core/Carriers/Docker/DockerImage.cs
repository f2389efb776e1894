using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Dockerfile;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Docker;

/// <summary>A name with a value: ENV or ARG.</summary>
/// <param name="Name">The name.</param>
/// <param name="NameLocation">Where the name is written.</param>
/// <param name="Value">The value; not known for an ARG that gets it from outside.</param>
/// <param name="Substitutions">The variables in the value and what became of them.</param>
public sealed record DockerVariable(string Name, Location NameLocation, ValueText Value, IReadOnlyList<Substitution> Substitutions)
{
    /// <summary>Where the Dockerfile writes the whole value: here, in defaults too, or at the variable to which this is a mere reference; null when that
    /// comes from the build, or is made of several.</summary>
    public Location? WrittenAt { get; init; }
}

/// <summary>A CMD or ENTRYPOINT.</summary>
/// <param name="IsExec">Whether it is a list that runs without a shell.</param>
/// <param name="Arguments">The list; the whole text as one item in shell form; empty when it was emptied, or when an
/// ENTRYPOINT reset the CMD of an earlier stage.</param>
/// <param name="Location">The instruction that sets it.</param>
public sealed record DockerCommand(bool IsExec, IReadOnlyList<ValueText> Arguments, Location Location);

/// <summary>One thing that a COPY or ADD brings.</summary>
/// <param name="Path">The source as written, below the build context (or in <see cref="DockerCopy.From"/>).</param>
/// <param name="Document">The here-document that is the source, or null.</param>
public sealed record DockerCopySource(ValueText Path, DockerHereDocument? Document);

/// <summary>A COPY or ADD.</summary>
/// <param name="Sources">What is copied.</param>
/// <param name="Destination">The destination as written.</param>
/// <param name="DestinationPath">The destination as an absolute path in the image, without a trailing slash; null when
/// it or the working directory is not known.</param>
/// <param name="DestinationIsDirectory">Whether the destination is a directory for certain: it ends with a slash or
/// there are several sources.</param>
/// <param name="From">The stage or image that the sources come from, or null for the build context.</param>
/// <param name="Owner"><c>--chown</c>, or null.</param>
/// <param name="Mode"><c>--chmod</c>, or null.</param>
/// <param name="Location">The instruction.</param>
public sealed record DockerCopy(
    IReadOnlyList<DockerCopySource> Sources,
    ValueText Destination,
    string? DestinationPath,
    bool DestinationIsDirectory,
    ValueText? From,
    ValueText? Owner,
    ValueText? Mode,
    Location Location)
{
    public bool IsAdd { get; init; }
}

/// <summary>A RUN, with the user it runs as.</summary>
/// <param name="Instruction">The instruction; variables in it are the shell's and not replaced.</param>
/// <param name="User">The USER in force, or null for the base image's.</param>
/// <param name="Location">The instruction.</param>
public sealed record DockerRun(CommandInstruction Instruction, ValueText? User, Location Location);

/// <summary>What the instructions of a stage, and of the stages below it, come to.</summary>
public sealed class DockerImage
{
    private readonly IReadOnlyDictionary<string, VariableValue>? buildArguments;

    private DockerImage(DockerfileTree tree, DockerStage stage, IReadOnlyDictionary<string, VariableValue>? buildArguments)
    {
        Tree = tree;
        Stage = stage;
        this.buildArguments = buildArguments;
    }

    public DockerfileTree Tree { get; }

    /// <summary>The stage that is built.</summary>
    public DockerStage Stage { get; }

    /// <summary>The image that the lowest of the stages begins with, from outside this file.</summary>
    public ValueText BaseImage { get; private set; }

    /// <summary><see cref="BaseImage"/> taken apart.</summary>
    public ImageReference BaseImageReference { get; private set; } = ImageReference.Parse("");

    /// <summary>ENV in order, one for each name: a later one has replaced an earlier one.</summary>
    public IReadOnlyList<DockerVariable> Environment => [.. environment.Values];

    /// <summary>ARG in order, one for each name, those before the first FROM included when a stage declares them
    /// again.</summary>
    public IReadOnlyList<DockerVariable> Arguments => [.. arguments.Values];

    /// <summary>The last USER, or null for the base image's.</summary>
    public ValueText? User { get; private set; }

    /// <summary>The last WORKDIR as written, or null for the base image's.</summary>
    public ValueText? WorkingDirectory { get; private set; }

    /// <summary>Null for the base image's.</summary>
    public DockerCommand? Entrypoint { get; private set; }

    /// <summary>Null for the base image's.</summary>
    public DockerCommand? Command { get; private set; }

    public DockerCommand? Healthcheck { get; private set; }

    public IReadOnlyList<DockerCopy> Copies => copies;

    public IReadOnlyList<DockerRun> Runs => runs;

    private readonly OrderedDictionary<string, DockerVariable> environment = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, DockerVariable> arguments = new(StringComparer.Ordinal);
    private readonly List<DockerCopy> copies = [];
    private readonly List<DockerRun> runs = [];

    /// <summary>Works out what a build of <paramref name="tree"/> gives.</summary>
    /// <param name="tree">The Dockerfile.</param>
    /// <param name="target">The stage that is built; null for the last.</param>
    /// <param name="buildArguments">The values that the build sets ARGs to.</param>
    /// <returns>Null when there is no such stage.</returns>
    public static DockerImage? Build(
        DockerfileTree tree, string? target = null, IReadOnlyDictionary<string, VariableValue>? buildArguments = null)
    {
        if (tree.FindStage(target) is not { } stage)
            return null;
        return new Evaluation(tree, stage, buildArguments).Run();
    }

    /// <summary>What the stage that something is copied from comes to; null for the build context and for an image from outside this file.</summary>
    public DockerImage? StageOf(DockerCopy copy) =>
        // Only a stage above can be copied from, so that following them ends.
        copy.From?.Known is { } name && Tree.FindStage(name) is { } stage && stage.Index < Stage.Index
            ? new Evaluation(Tree, stage, buildArguments).Run()
            : null;

    private sealed class Evaluation
    {
        private readonly DockerfileTree tree;
        private readonly IReadOnlyDictionary<string, VariableValue>? given;
        private readonly Dictionary<string, VariableValue> preamble = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Location> writtenPreamble = new(StringComparer.Ordinal);
        private readonly DockerImage image;
        private readonly ExpansionBudget budget = new();
        private string? workingDirectory;

        public Evaluation(DockerfileTree tree, DockerStage stage, IReadOnlyDictionary<string, VariableValue>? given)
        {
            this.tree = tree;
            this.given = given;
            image = new(tree, stage, given);
        }

        public DockerImage Run()
        {
            foreach (var instruction in tree.Preamble)
            {
                if (instruction is AssignmentInstruction { Keyword: "ARG" } declaration)
                    ReadPreamble(declaration);
            }

            // A stage can only build on one above it, so this ends.
            var chain = new Stack<DockerStage>();
            for (var stage = image.Stage; stage is not null; stage = BaseOf(stage))
                chain.Push(stage);
            while (chain.TryPop(out var stage))
            {
                var commandIsOwn = false;
                foreach (var instruction in stage.Instructions)
                    Apply(instruction, ref commandIsOwn);
            }

            return image;
        }

        private void ReadPreamble(AssignmentInstruction declaration)
        {
            foreach (var (name, value) in declaration.Assignments)
            {
                if (given is not null && given.TryGetValue(name.Text, out var set))
                    preamble[name.Text] = set;
                else if (value is not null)
                {
                    var substitutions = new List<Substitution>();
                    preamble[name.Text] = new(DockerExpansion.Resolve(value, tree.Escape, FromPreamble, budget, substitutions).Known, Place(value));
                    if (WrittenAt(value, substitutions, name => writtenPreamble.TryGetValue(name, out var place) ? place : null) is { } written)
                        writtenPreamble[name.Text] = written;
                }
            }
        }

        private DockerStage? BaseOf(DockerStage stage)
        {
            var name = DockerExpansion.Resolve(stage.From.Image, tree.Escape, FromPreamble, budget, []);
            if (name.Known is { } known)
            {
                for (var index = stage.Index - 1; index >= 0; index--)
                {
                    if (known.Equals(tree.Stages[index].Name, StringComparison.OrdinalIgnoreCase))
                        return tree.Stages[index];
                }
            }

            image.BaseImage = new(stage.From.Image.Text, name.Known, Place(stage.From.Image));
            image.BaseImageReference = ImageReference.Parse(name.Text);
            return null;
        }

        private void Apply(DockerInstruction instruction, ref bool commandIsOwn)
        {
            var location = new Location(tree.File, instruction.Span);
            switch (instruction)
            {
                case AssignmentInstruction { Keyword: "ARG" } declaration:
                    foreach (var (name, value) in declaration.Assignments)
                        Declare(name, value);
                    break;
                case AssignmentInstruction { Keyword: "ENV" } assignment:
                    Assign(assignment);
                    break;
                case TextInstruction { Keyword: "USER" } user:
                    image.User = Value(user.Text);
                    break;
                case TextInstruction { Keyword: "WORKDIR" } directory:
                    var path = Value(directory.Text);
                    image.WorkingDirectory = path;
                    workingDirectory = Join(workingDirectory, path.Known);
                    break;
                case CopyInstruction copy:
                    image.copies.Add(Copy(copy, location));
                    break;
                case CommandInstruction { Keyword: "RUN" } run:
                    image.runs.Add(new(run, image.User, location));
                    break;
                case CommandInstruction { Keyword: "CMD" } command:
                    image.Command = Command(command, location);
                    commandIsOwn = true;
                    break;
                case CommandInstruction { Keyword: "ENTRYPOINT" } entrypoint:
                    image.Entrypoint = Command(entrypoint, location);
                    if (!commandIsOwn)
                        image.Command = new(true, [], location);
                    break;
                case CommandInstruction { Keyword: "HEALTHCHECK" } healthcheck:
                    image.Healthcheck = Command(healthcheck, location);
                    break;
            }
        }

        /// <summary>The build's value wins, then the default, then an ARG of that name before the first FROM.</summary>
        private void Declare(DockerWord name, DockerWord? value)
        {
            var key = name.Text;
            var substitutions = new List<Substitution>();
            string? known = null;
            Location? written = null;
            var place = value is null ? new Location(tree.File, new(name.Span.End, 0)) : Place(value);
            if (given is not null && given.TryGetValue(key, out var set))
                known = set.Value;
            else if (value is not null)
                (known, written) = (DockerExpansion.Resolve(value, tree.Escape, FromStage, budget, substitutions).Known, WrittenAt(value, substitutions, WrittenInStage));
            else if (preamble.TryGetValue(key, out var outer))
                (known, written) = (outer.Value, writtenPreamble.TryGetValue(key, out var above) ? above : null);
            image.arguments.Remove(key);
            image.arguments[key] = new(key, Place(name), new(value?.Text ?? "", known, place), substitutions) { WrittenAt = written };
        }

        private void Assign(AssignmentInstruction assignment)
        {
            // All values of one instruction are worked out before any of its names is set.
            var fresh = new List<DockerVariable>(assignment.Assignments.Count);
            foreach (var (name, value) in assignment.Assignments)
            {
                var substitutions = new List<Substitution>();
                var key = DockerExpansion.Resolve(name, tree.Escape, FromStage, budget).Known;
                var known = DockerExpansion.Resolve(value!, tree.Escape, FromStage, budget, substitutions).Known;
                if (key is not null)
                {
                    fresh.Add(new(key, Place(name), new(value!.Text, known, Place(value), IsQuoted(value)), substitutions)
                    {
                        WrittenAt = WrittenAt(value!, substitutions, WrittenInStage),
                    });
                }
            }

            foreach (var variable in fresh)
            {
                image.environment.Remove(variable.Name);
                image.environment[variable.Name] = variable;
            }
        }

        private DockerCopy Copy(CopyInstruction copy, Location location)
        {
            var sources = new List<DockerCopySource>(copy.Sources.Count);
            var documents = 0;
            foreach (var source in copy.Sources)
            {
                var isDocument = documents < copy.HereDocuments.Count && source.Text.Contains("<<", StringComparison.Ordinal);
                var document = isDocument ? copy.HereDocuments[documents++] : null;
                sources.Add(document is null
                    ? new(Value(source, copy.IsJson), null)
                    : new(new(source.Text, document.Delimiter, Place(source)), document));
            }

            var destination = Value(copy.Destination, copy.IsJson);
            return new(
                sources,
                destination,
                Join(workingDirectory, destination.Known),
                sources.Count > 1 || destination.Text.EndsWith('/') || destination.Known is "." or "./",
                Flag("from"),
                Flag("chown"),
                Flag("chmod"),
                location)
            {
                IsAdd = copy.IsAdd,
            };

            ValueText? Flag(string name) => copy.Flag(name) is { } word ? Value(word) : null;
        }

        /// <summary>Variables in commands are replaced by the shell of the container, not by the build: a text with one
        /// is not known.</summary>
        private DockerCommand Command(CommandInstruction command, Location location)
        {
            var arguments = new List<ValueText>(command.Arguments.Count);
            foreach (var argument in command.Arguments)
            {
                var isKnown = command.IsExec || !argument.Text.Contains('$');
                arguments.Add(new(argument.Text, isKnown ? argument.Text : null, Place(argument), command.IsExec));
            }

            return new(command.IsExec, arguments, location);
        }

        private ValueText Value(DockerWord word, bool isJson = false)
        {
            // JSON strings have lost their quotes already; those that are left are text.
            var known = DockerExpansion.Resolve(word, tree.Escape, FromStage, budget, null, isJson).Known;
            return new(word.Text, known, Place(word), IsQuoted(word));
        }

        private VariableValue? FromPreamble(string name) => preamble.TryGetValue(name, out var value) ? value : null;

        /// <summary>ENV beats ARG; what neither sets may come from the base image.</summary>
        private VariableValue? FromStage(string name) => VariableOf(name) is { } variable ? new(variable.Value.Known, variable.Value.Location) : null;

        private Location? WrittenAt(DockerWord value, List<Substitution> substitutions, Func<string, Location?> ofVariable)
        {
            if (substitutions.TrueForAll(static one => one.Kind == SubstitutionKind.Default))
                return Place(value);
            return substitutions is [{ Kind: SubstitutionKind.Defined } only] && TextEdit.Inside(Place(value), "").Span == only.Span
                ? ofVariable(only.Name)
                : null;
        }

        private Location? WrittenInStage(string name) => VariableOf(name)?.WrittenAt;

        private DockerVariable? VariableOf(string name) =>
            image.environment.TryGetValue(name, out var variable) || image.arguments.TryGetValue(name, out variable) ? variable : null;

        private Location Place(DockerWord word) => new(tree.File, word.Span);

        private static bool IsQuoted(DockerWord word) => word.Text.StartsWith('"') || word.Text.StartsWith('\'');

        /// <summary>An absolute path, normalised; null when a part of it is not known.</summary>
        private static string? Join(string? directory, string? path)
        {
            if (path is null || (directory is null && !path.StartsWith('/')))
                return null;
            return FilePaths.Combine(path.StartsWith('/') ? "/" : directory!, path);
        }
    }
}

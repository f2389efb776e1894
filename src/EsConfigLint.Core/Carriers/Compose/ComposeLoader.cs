using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Brings the files of a project together: documents, includes, extends, overrides, in compose-go's
/// order.</summary>
internal sealed class ComposeLoader
{
    private const int MaxIncludeDepth = 32;
    private const int MaxIncludes = 256;

    private static readonly ComposeMap NoServices = Empty();

    private readonly IFileLookup lookup;
    private readonly ComposeBudget budget = new();
    private readonly ComposeMerge merge;
    private readonly ComposeTexts texts;
    private readonly List<ComposeProblem> problems = [];
    private readonly HashSet<ComposeProblem> reported = [];
    private readonly List<ComposeReference> references = [];
    private readonly Dictionary<SourceFile, YamlTree> trees = [];
    private readonly Dictionary<(SourceFile, string, ComposeVariables), List<ComposeMap>> documents = [];
    private readonly Dictionary<string, EnvFile> envFiles = new(StringComparer.Ordinal);
    private readonly Dictionary<(ComposeMap Services, string Name), ComposeMap> extended = [];
    private readonly List<string> includeStack = [];
    private int includes;

    public ComposeLoader(IFileLookup lookup)
    {
        this.lookup = lookup;
        merge = new(budget);
        texts = new(budget, Report);
    }

    public ComposeProject Load(IReadOnlyList<SourceFile> files)
    {
        var directory = FilePaths.DirectoryOf(files[0].Path);
        var variables = new ComposeVariables(null, directory);
        var dotEnv = ReadVariables(variables, FilePaths.Combine(directory, ".env"), new(files[0], default));
        var model = LoadFiles(files, directory, variables);
        var services = new List<ComposeService>();
        if (model.FindMap("services") is { } map)
        {
            var reader = new ComposeServiceReader(this, texts, model);
            foreach (var (name, entry) in map.Entries)
            {
                if (!budget.Take())
                    break;
                if (entry.Value is ComposeMap { Tag: not MergeTag.Reset } service)
                    services.Add(reader.Read(name, entry, service));
                else if (entry.Value is not ({ Tag: MergeTag.Reset } or ComposeScalar { IsNull: true }))
                    Report(ComposeProblemKind.WrongType, entry.Value.Location, $"the service '{name}' is no mapping");
            }
        }

        if (LacksFiles(files, variables, directory))
        {
            foreach (var service in services)
                service.IsIncomplete = true;
        }

        if (budget.IsSpent)
            Report(ComposeProblemKind.TooMuch, new(files[0], default), "the project expands to more than any configuration needs");
        var projectName = model.Find("name") is ComposeScalar scalar ? texts.Read(scalar) : null;
        return new(files, projectName, services, dotEnv, problems, references, trees);
    }

    /// <summary>Whether <c>COMPOSE_FILE</c> names other files besides, or hides which.</summary>
    private static bool LacksFiles(IReadOnlyList<SourceFile> files, ComposeVariables variables, string directory)
    {
        if (variables.Find("COMPOSE_FILE") is not { } names)
            return false;
        var paths = ComposeProjects.PathsIn(names.Value, variables.Find("COMPOSE_PATH_SEPARATOR")?.Value, directory);
        return names.Value is null || (paths is not null && paths.Contains(files[0].Path) && paths.Any(path => !files.Any(file => file.Path == path)));
    }

    public bool TryTake() => budget.Take();

    public void Report(ComposeProblem problem)
    {
        // The same node is read for every service that an alias brings it to.
        if (reported.Add(problem))
            problems.Add(problem);
    }

    public void Report(ComposeProblemKind kind, Location location, string reason) => Report(new(kind, location, reason));

    public SourceFile? Find(ComposeReferenceKind kind, string path, Location location, string? service = null, bool isOptional = false)
    {
        var file = lookup.Find(path);
        references.Add(new(kind, path, location, file, service) { IsOptional = isOptional });
        return file;
    }

    /// <summary>A path that cannot be looked up: remote, of another system, or behind a variable.</summary>
    public void AddUnreachable(ComposeReferenceKind kind, ComposeText path, string? service = null, bool isOptional = false) =>
        references.Add(new(kind, path.Value.Text, path.Location, null, service) { IsOptional = isOptional });

    public EnvFile ReadEnvFile(string path, SourceFile file, EnvFileFormat format)
    {
        var key = $"{path}\n{format}";
        if (!envFiles.TryGetValue(key, out var read))
        {
            envFiles[key] = read = EnvFile.Parse(file, format);
            if (read.Error is { } error)
                Report(ComposeProblemKind.Syntax, new(file, error.Span), error.Reason);
        }

        return read;
    }

    private static bool IsTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) || text.Contains("<%", StringComparison.Ordinal);

    private static ComposeMap Empty()
    {
        var file = SourceFile.FromText("", "");
        var tree = new YamlTree { File = file, Documents = [], Islands = [], ConditionalRegions = [] };
        return new(new(tree, "", new(null, "")), default, MergeTag.None, new(StringComparer.Ordinal));
    }

    private EnvFile? ReadVariables(ComposeVariables variables, string path, Location location, bool isOptional = true)
    {
        if (Find(ComposeReferenceKind.Variables, path, location, null, isOptional) is not { } file)
            return null;
        var envFile = ReadEnvFile(path, file, EnvFileFormat.Compose);
        var errors = new List<SyntaxError>();
        foreach (var value in envFile.Resolve(variables.Find, errors))
            variables.Set(value.Entry.Name, new(value.Value, new(file, value.Entry.ValueSpan)));
        foreach (var error in errors)
        {
            var kind = error.Reason.EndsWith("itself", StringComparison.Ordinal)
                ? ComposeProblemKind.Circle
                : ComposeProblemKind.Interpolation;
            Report(kind, new(file, error.Span), error.Reason);
        }

        return envFile;
    }

    private ComposeMap LoadFiles(IReadOnlyList<SourceFile> files, string directory, ComposeVariables variables)
    {
        ComposeMap? model = null;
        foreach (var file in files)
        {
            includeStack.Add(file.Path);
            foreach (var document in ReadDocuments(file, directory, variables))
            {
                var whole = ApplyExtends(ApplyIncludes(document));
                model = model is null ? whole : merge.Files(model, whole);
            }
        }

        includeStack.RemoveRange(includeStack.Count - files.Count, files.Count);
        return model ?? NoServices;
    }

    private List<ComposeMap> ReadDocuments(SourceFile file, string directory, ComposeVariables variables)
    {
        if (documents.TryGetValue((file, directory, variables), out var known))
            return known;
        if (!trees.TryGetValue(file, out var tree))
        {
            trees[file] = tree = YamlParser.Parse(file, new(YamlDialect.Generic));
            if (tree.Error is { } error)
                Report(IsTemplate(file.Text) ? ComposeProblemKind.Syntax : ComposeProblemKind.NoYaml, new(file, error.Span), error.Reason);
        }

        var maps = new List<ComposeMap>(tree.Documents.Count);
        var source = new ComposeSource(tree, directory, variables);
        foreach (var document in tree.Documents)
        {
            if (document.Root is null or YamlScalar { IsMissing: true })
                continue;
            if (new ComposeTreeReader(source, budget, Report).Read(document.Root) is ComposeMap map)
                maps.Add(AsProject(map));
            else
                Report(ComposeProblemKind.WrongType, new(file, document.Root.Span), "a compose file is a mapping");
        }

        documents[(file, directory, variables)] = maps;
        return maps;
    }

    /// <summary>The format of 2014 has the services at the top: read as such when nothing else could be
    /// meant.</summary>
    private static ComposeMap AsProject(ComposeMap map)
    {
        if (map.Entries.ContainsKey("services") || map.Entries.ContainsKey("include") || map.Entries.ContainsKey("version"))
            return map;
        var services = new OrderedDictionary<string, ComposeEntry>(StringComparer.Ordinal);
        foreach (var (name, entry) in map.Entries)
        {
            if (entry.Value is ComposeMap value && (value.Find("image") ?? value.Find("build")) is not null)
                services[name] = entry;
        }

        if (services.Count == 0)
            return map;
        var inner = new ComposeMap(map.Source, map.Span, MergeTag.None, services);
        return new(map.Source, map.Span, MergeTag.None, new(StringComparer.Ordinal)
        {
            ["services"] = new(map.Source, new(map.Span.Start, 0), inner),
        });
    }

    private ComposeMap ApplyIncludes(ComposeMap document)
    {
        switch (document.Find("include"))
        {
            case null:
                return document;
            case ComposeList list:
                foreach (var item in list.Items)
                {
                    // What this file says of a service goes on top of what the included one says.
                    if (LoadInclude(item) is { } included)
                        document = merge.Files(included, document);
                }

                return document;
            case var other:
                Report(ComposeProblemKind.WrongType, other.Location, "include takes a list");
                return document;
        }
    }

    private ComposeMap? LoadInclude(ComposeNode item)
    {
        var map = item as ComposeMap;
        var paths = texts.ReadList(map is null ? item : map.Find("path"));
        if (paths.Count == 0)
        {
            Report(ComposeProblemKind.WrongType, item.Location, "an include names no file");
            return null;
        }

        if (includeStack.Count >= MaxIncludeDepth || ++includes > MaxIncludes)
        {
            Report(ComposeProblemKind.TooMuch, item.Location, "there are more includes than any project needs");
            return null;
        }

        var source = item.Source;
        var files = new List<SourceFile>(paths.Count);
        foreach (var path in paths)
        {
            if (ComposePaths.Resolve(path, source) is not { } resolved)
            {
                AddUnreachable(ComposeReferenceKind.Include, path);
                Report(ComposeProblemKind.LeadsNowhere, path.Location, "the included file is out of sight");
                return null;
            }

            if (includeStack.Contains(resolved))
            {
                Report(ComposeProblemKind.Circle, path.Location, $"'{lookup.DisplayPathOf(resolved)}' includes itself");
                return null;
            }

            if (Find(ComposeReferenceKind.Include, resolved, path.Location) is not { } file)
            {
                Report(ComposeProblemKind.LeadsNowhere, path.Location, $"the included file '{lookup.DisplayPathOf(resolved)}' is not there");
                return null;
            }

            files.Add(file);
        }

        var directory = FilePaths.DirectoryOf(files[0].Path);
        if (map?.Find("project_directory") is ComposeScalar given)
            directory = ComposePaths.Resolve(texts.Read(given), source) ?? directory;
        var variables = new ComposeVariables(source.Variables, directory);
        var envFileNames = texts.ReadList(map?.Find("env_file"));
        if (envFileNames.Count == 0)
            ReadVariables(variables, FilePaths.Combine(directory, ".env"), item.Location);
        foreach (var name in envFileNames)
        {
            if (name.Known == "/dev/null")
                continue;
            if (ComposePaths.Resolve(name, source) is { } resolved)
                ReadVariables(variables, resolved, name.Location, isOptional: false);
            else
                AddUnreachable(ComposeReferenceKind.Variables, name);
        }

        return LoadFiles(files, directory, variables);
    }

    private ComposeMap ApplyExtends(ComposeMap document)
    {
        if (document.FindMap("services") is not { } services)
        {
            if (document.Find("services") is { } other)
                Report(ComposeProblemKind.WrongType, other.Location, "services takes a mapping");
            return document;
        }

        OrderedDictionary<string, ComposeEntry>? changed = null;
        foreach (var (name, entry) in services.Entries)
        {
            if (entry.Value is not ComposeMap service || service.Find("extends") is null)
                continue;
            changed ??= new(services.Entries, StringComparer.Ordinal);
            changed[name] = entry with { Value = Extend(services, name, service) };
        }

        if (changed is null)
            return document;
        var entries = new OrderedDictionary<string, ComposeEntry>(document.Entries, StringComparer.Ordinal);
        entries["services"] = entries["services"] with
        {
            Value = new ComposeMap(services.Source, services.Span, services.Tag, changed) { IsIncomplete = services.IsIncomplete },
        };
        return new(document.Source, document.Span, document.Tag, entries) { IsIncomplete = document.IsIncomplete };
    }

    /// <summary>Follows a service to the one that extends nothing, then lays each on top of the one before: no
    /// recursion, however long the chain.</summary>
    private ComposeMap Extend(ComposeMap services, string name, ComposeMap service)
    {
        var chain = new List<(ComposeMap Services, string Name, ComposeMap Service)>();
        var visited = new HashSet<(ComposeMap, string)>();
        ComposeMap? below = null;
        var isIncomplete = false;
        while (true)
        {
            if (extended.TryGetValue((services, name), out var known))
            {
                below = known;
                break;
            }

            if (!visited.Add((services, name)))
            {
                Report(ComposeProblemKind.Circle, chain[^1].Service.Find("extends")!.Location, $"the service '{name}' extends itself");
                isIncomplete = true;
                break;
            }

            chain.Add((services, name, service));
            if (service.Find("extends") is not { } extends)
                break;
            if (FollowExtends(services, name, extends) is not { } next)
            {
                isIncomplete = true;
                break;
            }

            (services, name, service) = next;
        }

        for (var index = chain.Count - 1; index >= 0; index--)
        {
            var (owner, link, own) = chain[index];
            var merged = below is null ? own : merge.Services(below, own);
            if (isIncomplete && !merged.IsIncomplete)
                merged = new(merged.Source, merged.Span, merged.Tag, merged.Entries) { IsIncomplete = true };
            extended[(owner, link)] = below = merged;
        }

        return below!;
    }

    private (ComposeMap Services, string Name, ComposeMap Service)? FollowExtends(ComposeMap services, string name, ComposeNode extends)
    {
        var map = extends as ComposeMap;
        if ((map is null ? extends : map.Find("service")) is not ComposeScalar target)
        {
            Report(ComposeProblemKind.WrongType, extends.Location, "extends names no service");
            return null;
        }

        var text = texts.Read(target);
        if (map?.Find("file") is ComposeScalar fileNode)
        {
            var path = texts.Read(fileNode);
            if (ComposePaths.Resolve(path, fileNode.Source) is not { } resolved)
            {
                AddUnreachable(ComposeReferenceKind.Extends, path, name);
                Report(ComposeProblemKind.LeadsNowhere, path.Location, "the file to extend from is out of sight");
                return null;
            }

            if (Find(ComposeReferenceKind.Extends, resolved, path.Location, name) is not { } file)
            {
                Report(ComposeProblemKind.LeadsNowhere, path.Location, $"the file to extend from, '{lookup.DisplayPathOf(resolved)}', is not there");
                return null;
            }

            services = ServicesOf(file, fileNode.Source.Variables);
        }

        if (text.Known is { } known && services.Find(known) is ComposeMap service)
            return (services, known, service);
        Report(ComposeProblemKind.LeadsNowhere, text.Location, $"there is no service '{text.Value.Text}' to extend");
        return null;
    }

    private ComposeMap ServicesOf(SourceFile file, ComposeVariables variables)
    {
        // One document is the rule; of several the last one that has services counts, which keeps the map one and the same for every caller.
        var found = NoServices;
        foreach (var document in ReadDocuments(file, FilePaths.DirectoryOf(file.Path), variables))
            found = document.FindMap("services") ?? found;
        return found;
    }
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Syntax.Yaml;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>Reads the variables of a service: its <c>environment</c>, its env files, the arguments of its build.</summary>
internal sealed class ComposeEnvironmentReader(ComposeLoader loader, ComposeTexts texts)
{
    public void Read(ComposeService service, ComposeMap map)
    {
        var own = new OrderedDictionary<string, ComposeVariable>(StringComparer.Ordinal);
        var overruled = new List<ComposeVariable>();
        if (map.Find("environment") is { } environment)
            service.EnvironmentIsOpen |= ReadVariables(environment, own, overruled);

        if (map.Find("env_file") is { } envFiles)
        {
            var fromFiles = new OrderedDictionary<string, ComposeVariable>(StringComparer.Ordinal);
            foreach (var layer in envFiles.Layers)
            {
                foreach (var item in layer is ComposeList list ? list.Items : [layer])
                    service.EnvironmentIsOpen |= ReadEnvFile(service, item, own, fromFiles);
            }

            foreach (var (name, variable) in own)
                fromFiles[name] = variable;
            own = fromFiles;
        }

        service.Environment = [.. own.Values];
        service.OverruledEnvironment = overruled;
    }

    /// <summary>Reads <c>NAME=value</c> lists and mappings, the later ones on top. True when there may be entries that
    /// we do not see.</summary>
    /// <param name="overruled">Gets those that later ones put out.</param>
    public bool ReadVariables(ComposeNode? node, OrderedDictionary<string, ComposeVariable> variables, List<ComposeVariable> overruled)
    {
        if (node is null)
            return false;
        var isOpen = false;
        foreach (var layer in node.Layers)
        {
            isOpen |= layer.HoldsLooseIsland();
            switch (layer)
            {
                case ComposeMap map:
                    isOpen |= map.IsIncomplete;
                    foreach (var (name, entry) in map.Entries)
                    {
                        if (!loader.TryTake())
                            return true;
                        isOpen |= entry.HasTemplatedKey;
                        if (entry.HasTemplatedKey || entry.Value.Tag == MergeTag.Reset)
                            continue;
                        if (entry.Value is ComposeScalar value)
                            Put(Variable(name, entry, value));
                        else
                            loader.Report(ComposeProblemKind.WrongType, entry.Value.Location, $"the value of '{name}' is no text");
                    }

                    break;
                case ComposeList list:
                    foreach (var item in list.Items)
                    {
                        if (!loader.TryTake())
                            return true;
                        if (item is not ComposeScalar scalar)
                            loader.Report(ComposeProblemKind.WrongType, item.Location, "an item of a variable list is NAME=value");
                        else if (Variable(scalar) is { } variable)
                            Put(variable);
                        else
                            isOpen = true;
                    }

                    break;
                case ComposeScalar { IsNull: true }:
                    break;
                default:
                    loader.Report(ComposeProblemKind.WrongType, layer.Location, "variables are a list or a mapping");
                    break;
            }
        }

        return isOpen;

        void Put(ComposeVariable variable)
        {
            if (variables.TryGetValue(variable.Name, out var before))
                overruled.Add(before);
            variables[variable.Name] = variable;
        }
    }

    private ComposeVariable Variable(string name, ComposeEntry entry, ComposeScalar value)
    {
        var nameLocation = new Location(entry.Source.File, entry.KeySpan);
        var isConditional = entry.Source.IsConditional(entry.KeySpan);
        if (value.IsNull)
            return FromOutside(name, nameLocation, entry.Source) with { IsConditional = isConditional };
        var text = texts.Read(value);
        if (value.Yaml.Style == YamlScalarStyle.Plain && text.Known is "True" or "TRUE" or "False" or "FALSE")
        {
            var word = text.Known.ToLowerInvariant();
            text = text with { Value = text.Value with { Known = word }, Resolved = word };
        }

        return new(name, nameLocation, text) { IsConditional = isConditional };
    }

    /// <summary>An item of a list; null when a variable or a template hides its name.</summary>
    private ComposeVariable? Variable(ComposeScalar scalar)
    {
        var resolved = texts.Resolve(scalar);
        var text = resolved.Text;
        var equals = text.Text.IndexOf('=');
        var nameLength = equals < 0 ? text.Length : equals;
        if (text.KnownAt(0, nameLength) is not { Length: > 0 } name)
            return null;
        var source = scalar.Source;
        var nameLocation = new Location(source.File, text.SourceOf(0, nameLength));
        var isConditional = source.IsConditional(scalar.Span);
        if (equals < 0)
            return FromOutside(name, nameLocation, source) with { IsConditional = isConditional };
        return new(name, nameLocation, resolved.Part(equals + 1, text.Length - equals - 1)) { IsConditional = isConditional };
    }

    private static ComposeVariable FromOutside(string name, Location location, ComposeSource source)
    {
        var value = source.Variables.Find(name);
        var substitution = value is { } known
            ? new Substitution(name, location.Span, SubstitutionKind.Defined, known.Definition)
            : new Substitution(name, location.Span, SubstitutionKind.Unresolved);
        return new(name, location, new(new("", value?.Value, location), [substitution])) { IsFromOutside = true };
    }

    /// <summary>True when the file, and so some variables, are out of sight.</summary>
    private bool ReadEnvFile(
        ComposeService service,
        ComposeNode item,
        OrderedDictionary<string, ComposeVariable> own,
        OrderedDictionary<string, ComposeVariable> variables)
    {
        if (item is ComposeScalar { IsNull: true })
            return false;
        var map = item as ComposeMap;
        if (texts.ReadOptional(map is null ? item : map.Find("path")) is not { } path)
            return true;
        var isOptional = map is not null && ComposeService.TruthOf(texts.ReadOptional(map, "required")).IsNo && map.Find("required") is not null;
        var format = map is not null && texts.ReadOptional(map, "format") is { Known: "raw" } ? EnvFileFormat.Raw : EnvFileFormat.Compose;
        if (ComposePaths.Resolve(path, item.Source) is not { } resolved)
        {
            loader.AddUnreachable(ComposeReferenceKind.EnvFile, path, service.Name, isOptional);
            return true;
        }

        if (loader.Find(ComposeReferenceKind.EnvFile, resolved, path.Location, service.Name, isOptional) is not { } file)
            return true;
        var envFile = loader.ReadEnvFile(resolved, file, format);
        var values = envFile.Resolve(Outside);
        foreach (var value in values)
        {
            if (!loader.TryTake())
                return true;
            var nameLocation = new Location(file, value.Entry.NameSpan);
            var location = value.Entry.IsInherited ? nameLocation : new Location(file, value.Entry.ValueSpan);
            var kind = value.Value is null ? SubstitutionKind.Unresolved : SubstitutionKind.Defined;
            IReadOnlyList<Substitution> substitutions = value.Entry.IsInherited
                ? [new(value.Entry.Name, nameLocation.Span, kind)]
                : value.Substitutions;
            var isQuoted = value.Entry.ValueSpan.Length != value.Entry.Text?.Length;
            var text = new ValueText(value.Entry.Text ?? "", value.Value, location, isQuoted);
            variables[value.Entry.Name] = new(value.Entry.Name, nameLocation, new(text, substitutions))
            {
                IsFromOutside = value.Entry.IsInherited,
                EnvFile = file,
            };
        }

        return envFile.Error is not null;

        VariableValue? Outside(string name)
        {
            if (item.Source.Variables.Find(name) is { } outer)
                return outer;
            if (own.TryGetValue(name, out var variable) || variables.TryGetValue(name, out variable))
                return new(variable.Value.Known, variable.Value.Location);
            return null;
        }
    }
}

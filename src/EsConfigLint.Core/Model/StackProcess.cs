using System.Collections.Immutable;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Model;

/// <summary>The effective view of one process: settings of all its carriers, and what the files say about it besides.</summary>
public abstract class StackProcess
{
    private readonly Setting? foreign;

    /// <param name="product">What runs.</param>
    /// <param name="sources">Lowest precedence first.</param>
    /// <param name="version">The version that it is judged for.</param>
    /// <param name="versionIsKnown">Whether <paramref name="version"/> is more than an assumption.</param>
    /// <param name="isOpen">Whether settings may come from somewhere that is out of sight.</param>
    /// <param name="container">In which it runs, or null.</param>
    /// <param name="twin">The same process at another version, or null: what its settings say is not gathered twice.</param>
    protected StackProcess(
        Product product, ImmutableArray<SettingsSource> sources, StackVersion version, bool versionIsKnown, bool isOpen, Container? container, StackProcess? twin)
    {
        Container = container;
        Product = product;
        Sources = sources;
        Version = version;
        VersionIsKnown = versionIsKnown;
        Keystore = new(sources.FirstOrDefault(static source => source.Origin == SettingsOrigin.Keystore));
        var saysTheSame = twin is not null && twin.Sources.SequenceEqual(sources);
        Settings = saysTheSame ? twin!.Settings : new(product, sources, isOpen, keystoreIsOpen: !Keystore.IsListed);
        IsReadable = IsOfJudgedVersion && sources.All(static source => source.IsReadable || source.Origin == SettingsOrigin.Keystore);

        // A name in a settings file says less than Elastic's own image, into which nobody puts a plugin.
        var isElastics = container is { MayHavePlugins: false, Image.Maker: ImageMaker.Elastic };
        foreign = isElastics ? null : saysTheSame ? twin!.foreign : Settings.All.FirstOrDefault(static setting => ForeignNames.Contains(setting.Key));
        Distribution = foreign is not null ? Distribution.Fork : container?.Image?.Distribution ?? Distribution.Default;
    }

    public Product Product { get; }

    /// <summary>Lowest precedence first.</summary>
    public ImmutableArray<SettingsSource> Sources { get; }

    /// <summary>The version that the process is judged for: its own, or an assumed one.</summary>
    public StackVersion Version { get; }

    /// <summary>Whether the version was given or found; if not, <see cref="Version"/> is an assumption of the engine.</summary>
    public bool VersionIsKnown { get; }

    public SettingsView Settings { get; }

    public Distribution Distribution { get; }

    /// <summary>What shows the distribution when it is not Elastic's default one.</summary>
    public Location DistributionEvidence => foreign?.KeyLocation ?? Container?.ImageLocation ?? Sources[0].Start;

    /// <summary>The container in which it runs; null when no file says so.</summary>
    public Container? Container { get; }

    /// <summary>Whether it runs in a container, where its addresses are not those of the host.</summary>
    public bool IsInContainer => Container is { SharesHostNetwork: false };

    /// <summary>Whether the defaults of the official image hold: it runs in a container without a settings file of its own.</summary>
    public bool HasImageDefaults => Container is { HasOwnSettingsFile: false };

    /// <summary>
    /// Whether its container starts as root because nobody names another user: Elastic's images of Elasticsearch from 6.0 to 7.17,
    /// whose entrypoint then hands over to uid 1000 (docker-entrypoint.sh). Those of Kibana never did.
    /// </summary>
    public bool ImageStartsAsRoot => Product == Product.Elasticsearch && Version.IsAtLeast(6) && Version.IsBefore(8)
        && Container is { User: null, UserIsOpen: false, Image.Maker: ImageMaker.Elastic };

    /// <summary>Whether Elastic's security settings mean something here.</summary>
    public Truth HasElasticSecurity => Distribution == Distribution.Default;

    public Keystore Keystore { get; }

    /// <summary>Whether its version is one of which anything is judged.</summary>
    public bool IsOfJudgedVersion => Version >= StackVersion.Oldest;

    /// <summary>Whether the product can read all that it is given, at a version that is judged.</summary>
    /// <remarks>A listing that is none is no reason to distrust the rest: the keystore is then out of sight.</remarks>
    public bool IsReadable { get; }

    /// <summary>What messages call the process: the container by which its user starts it, else its own name when it is known, else the file that configures it.</summary>
    public string Name => Container?.Name ?? (Settings.Text(NameKey) is { IsKnown: true, Value: { } name } ? name : Sources[0].File.DisplayPath);

    /// <summary>What files, the environment and arguments set: everything but the keystore.</summary>
    public IEnumerable<Setting> WrittenSettings =>
        Sources.Where(static source => source.Origin != SettingsOrigin.Keystore).SelectMany(static source => source.Settings);

    /// <summary>What settings files set. Environment and arguments are somebody else's files, with other remedies.</summary>
    public IEnumerable<Setting> SettingsInFiles =>
        Sources.Where(static source => source.Origin == SettingsOrigin.File).SelectMany(static source => source.Settings);

    /// <summary>What a settings file says in vain: the environment or the arguments give it another value.</summary>
    public IEnumerable<OverruledSetting> OverruledSettings
    {
        get
        {
            foreach (var setting in SettingsInFiles)
            {
                if (Settings.TryGet(setting.Key, out var winner) && OverruledSetting.Of(setting, winner) is { } overruled)
                    yield return overruled;
            }
        }
    }

    /// <summary>The processes in containers that read the same settings file, itself among them; empty when there is no other.</summary>
    internal IReadOnlyList<StackProcess> ReadersOfItsFile { get; set; } = [];

    /// <summary>
    /// The changes, or nothing where another process that reads the same settings file would overrule one of them: what is written there would hold for one
    /// of them, and the other would say otherwise.
    /// </summary>
    public ImmutableArray<SettingChange> UnlessOverruledElsewhere(ImmutableArray<SettingChange> changes) =>
        ReadersOfItsFile.Count > 0 && changes.Any(IsOverruled) ? [] : changes;

    private bool IsOverruled(SettingChange change) => change is SettingIsSet { Source.Origin: SettingsOrigin.File, Value: var value }
        && Sources.Contains(change.Source)
        && ReadersOfItsFile.Any(reader => reader != this && reader.Settings.TryGet(change.Key, out var winner)
            && winner.Source.Origin is SettingsOrigin.Environment or SettingsOrigin.Arguments
            && !(winner.Value.Texts is [{ Known: { } other }] && other.Equals(value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What its settings files take from variables that its container does not set.</summary>
    public IEnumerable<UnsetVariable> UnsetVariables => Container is null ? [] : UnsetVariable.Of(this, Container);

    /// <summary>The variables of its container that are meant to set something and do not.</summary>
    public IEnumerable<IneffectiveVariable> IneffectiveVariables => Container is null ? [] : IneffectiveVariable.Of(this, Container);

    /// <summary>
    /// That its container runs as the user without rights that the official image has; null where another image, or a start of its own, may want root.
    /// Before 8.0 the image of Elasticsearch starts as root by itself.
    /// </summary>
    public EvidenceChange? LeaveRoot() => Container is { User: { } user, HasOwnStart: false, Image.Maker: ImageMaker.Elastic, Editor: { } editor }
        ? new UserIs(editor, user.Location, Product == Product.Kibana ? "1000" : "1000:0", IsDefault: Product == Product.Kibana || Version.IsAtLeast(8))
        : null;

    /// <summary>Whether it starts with another value of a setting, as far as the rest of its settings tells; no where nobody can say.</summary>
    /// <param name="value">The text, or null when it cannot be seen.</param>
    internal bool StartsWith(string key, string? value) => SettingNames.IsTaken(Product, key, value, Version) && GoesWithRest(key, value);

    /// <summary>Whether nothing else that is set, or missing, forbids the value.</summary>
    private protected abstract bool GoesWithRest(string key, string? value);

    /// <summary>That nothing but the keystore sets these settings; nothing where one is written twice in one place, which is to be settled first.</summary>
    public ImmutableArray<SettingChange> RemoveWritten(params ImmutableArray<string> keys)
    {
        var written = WrittenSettings.Where(setting => keys.Contains(setting.Key)).ToList();
        return written.Exists(static setting => setting.Source.IsRepeated(setting.Key)) ? [] : [.. written.Select(static setting => setting.Remove())];
    }

    /// <summary>
    /// That an unwanted value does not hold any more: it goes where it decides, and where it would decide then, up to another value, which others may want
    /// that read the same file. Nothing where it is written twice in one place, or somebody else decides about it.
    /// </summary>
    /// <param name="value">In any case.</param>
    public ImmutableArray<SettingChange> RemoveUnwanted(string key, string value)
    {
        var changes = ImmutableArray.CreateBuilder<SettingChange>();
        for (var i = Sources.Length - 1; i >= 0; i--)
        {
            var source = Sources[i];
            if (source.Origin == SettingsOrigin.Keystore || source.Settings.FirstOrDefault(setting => setting.Key == key && !setting.IsDropped) is not { } setting)
                continue;
            if (source.IsRepeated(key))
                return [];
            if (setting.Value.Texts is not [{ Known: { } known }] || !known.Trim().Equals(value, StringComparison.OrdinalIgnoreCase))
                break;
            changes.Add(setting.Remove());
        }

        return changes.DrainToImmutable();
    }

    protected abstract string NameKey { get; }
}

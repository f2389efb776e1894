using System.Collections.Immutable;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Model;

/// <summary>A setting that keeps security auto-configuration from running.</summary>
public sealed record AutoConfigurationBlocker(ISettingReading Setting, string Name);

/// <summary>The security auto-configuration of a node's first start (AutoConfigureNode, 8.0 and later).</summary>
public sealed class AutoConfiguration
{
    private static readonly string[] DataRoles = ["data", "data_content", "data_hot", "data_warm", "data_cold", "data_frozen"];

    private readonly ImmutableArray<AutoConfigurationBlocker>.Builder blockers = ImmutableArray.CreateBuilder<AutoConfigurationBlocker>();

    internal AutoConfiguration(ElasticsearchNode node)
    {
        if (node.Version.IsBefore(8))
        {
            IsPending = Truth.No;
            IsBlocked = Truth.No;
            return;
        }

        var settings = node.Settings;
        var discovery = node.Discovery;
        var blocked = Truth.No;

        var off = settings.Boolean("xpack.security.autoconfiguration.enabled");
        Block(off.IsExplicitly(false), off, off.Key);

        var security = node.Security.Enabled;
        Block(security.Setting is { Value.Kind: SettingValueKind.Null } ? Truth.Unknown : security.IsPresent, security, security.Key);

        foreach (var context in (ReadOnlySpan<TlsContext>)[node.Tls.Transport, node.Tls.Http])
        {
            var first = settings.Under(context.Prefix).FirstOrDefault();
            ISettingReading reading = first is null ? context.Enabled : settings.Text(first.Key);
            Block(settings.HasAnyUnder(context.Prefix), reading, context.Prefix + "*");
        }

        var roles = settings.List("node.roles");
        Block(CannotHoldSecurity(roles), roles, roles.Key);

        var others = !discovery.IsSingleNode & !discovery.BootstrapsAlone;
        Block(others & discovery.SeedHosts.IsFilled(), discovery.SeedHosts, discovery.SeedHosts.Key);
        Block(others & discovery.SeedProviders.IsFilled(), discovery.SeedProviders, discovery.SeedProviders.Key);
        Block(others & discovery.InitialMasters.IsFilled(), discovery.InitialMasters, discovery.InitialMasters.Key);

        IsBlocked = blocked;
        IsPending = node.HasElasticSecurity & !blocked;

        void Block(Truth truth, ISettingReading reading, string name)
        {
            blocked |= truth;
            if (truth)
                blockers.Add(new(reading, name));
        }
    }

    /// <summary>Whether the node will write its own certificates and switch on TLS when it first starts.</summary>
    public Truth IsPending { get; }

    public Truth IsBlocked { get; }

    public IReadOnlyList<AutoConfigurationBlocker> Blockers => blockers;

    private static Truth CannotHoldSecurity(Reading<ImmutableArray<ListItem>> roles)
    {
        if (roles.IsAbsent)
            return Truth.No;
        if (!roles.IsKnown || roles.Value.Any(static role => role.Known is null))
            return Truth.Unknown;
        var names = roles.Value.Select(static role => role.Known!.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        return !names.Contains("master") || names.Contains("voting_only") || !DataRoles.Any(names.Contains);
    }
}

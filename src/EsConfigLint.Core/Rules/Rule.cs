using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Rules;

/// <summary>A check. Derive from one of the kinds below; a rule without state may be asked by several threads at once.</summary>
public abstract class Rule
{
    public abstract RuleDescriptor Descriptor { get; }
}

/// <summary>Looks at one carrier as its product's loader reads it, readable or not.</summary>
public abstract class SourceRule : Rule
{
    public abstract void Check(SettingsSource source, StackProcess process, RuleContext context);
}

/// <summary>Looks at one file that cannot be read as what it is meant to be.</summary>
public abstract class FileRule : Rule
{
    public abstract void Check(UnreadableFile file, RuleContext context);
}

/// <summary>Looks at any process of the stack that its product can load, and with it at the container it runs in.</summary>
public abstract class ProcessRule : Rule
{
    public abstract void Check(StackProcess process, RuleContext context);
}

/// <summary>Looks at one Kibana that can be loaded.</summary>
public abstract class KibanaRule : Rule
{
    public abstract void Check(KibanaInstance kibana, RuleContext context);
}

/// <summary>Looks at one secret that a file holds or gives away, wherever it stands.</summary>
public abstract class SecretRule : Rule
{
    public abstract void Check(Secret secret, RuleContext context);
}

/// <summary>Looks at the processes that belong together. Those that cannot be loaded are left out.</summary>
public abstract class DeploymentRule : Rule
{
    public abstract void Check(Deployment deployment, RuleContext context);
}

/// <summary>Looks at one Elasticsearch node that can be loaded.</summary>
public abstract class NodeRule : Rule
{
    public abstract void Check(ElasticsearchNode node, RuleContext context);
}

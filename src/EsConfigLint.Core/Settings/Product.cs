namespace EsConfigLint.Core.Settings;

public enum Product
{
    Elasticsearch,
    Kibana,
}

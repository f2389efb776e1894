using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Reporting;

/// <summary>The <c>concise</c> format: one line a finding, as editors and grep take it.</summary>
public sealed class ConciseReporter : Reporter
{
    public override void Write(RunResult result, Stream output)
    {
        foreach (var finding in result.Findings)
        {
            output.Write(Encoding.UTF8.GetBytes(
                $"{VisibleText.Of(finding.File.DisplayPath)}:{finding.Region.Start}: {RuleWords.Of(finding.Level)}: {VisibleText.Of(finding.Message)} [{finding.Rule.Id} {finding.Rule.Name}]\n"));
        }
    }
}

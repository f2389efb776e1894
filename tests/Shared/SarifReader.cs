using System.Globalization;
using System.Text;
using EsConfigLint.Core.Text;
using Microsoft.CodeAnalysis.Sarif;

namespace EsConfigLint.Tests;

/// <summary>Reads a report with another reader of the format and holds it against what every report must keep.</summary>
internal static class SarifReader
{
    /// <param name="report">The bytes as they are written.</param>
    /// <param name="sourceOf">The source of a URI as the report gives it.</param>
    public static Run Read(byte[] report, Func<string, SourceFile> sourceOf)
    {
        Assert.Equal((byte)'{', report[0]);
        Assert.Equal("}\n", Encoding.UTF8.GetString(report)[^2..]);
        Assert.DoesNotContain((byte)'\r', report);
        using var stream = new MemoryStream(report);
        var run = Assert.Single(SarifLog.Load(stream).Runs);
        Assert.Equal(ColumnKind.Utf16CodeUnits, run.ColumnKind);
        Assert.Equal(run.Results.Select(Order), run.Results.Select(Order).Order(StringComparer.Ordinal));
        foreach (var notification in run.Invocations[0].ToolExecutionNotifications.Where(static one => one.Descriptor is not null))
            Assert.Equal(notification.Descriptor.Id, run.Tool.Driver.Notifications[notification.Descriptor.Index].Id);
        foreach (var descriptor in run.Tool.Driver.Rules.Concat(run.Tool.Driver.Notifications))
        {
            Assert.NotEqual(descriptor.Id, descriptor.Name, StringComparer.OrdinalIgnoreCase);
            Assert.Matches("^([A-Z][a-z0-9]+)+$", descriptor.Name);
        }

        foreach (var result in run.Results)
            Check(run, result, sourceOf);
        return run;
    }

    private static void Check(Run run, Result result, Func<string, SourceFile> sourceOf)
    {
        var rule = run.Tool.Driver.Rules[result.RuleIndex];
        Assert.Equal(rule.Id, result.RuleId);
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, rule.MessageStrings[result.Message.Id].Text, [.. result.Message.Arguments ?? []]), result.Message.Text);
        var place = Assert.Single(result.Locations).PhysicalLocation;
        var source = sourceOf(place.ArtifactLocation.Uri.OriginalString);
        CheckRegion(source, place.Region);
        Assert.Equal(place.Region.StartLine, place.Region.EndLine);
        if (place.ContextRegion is { } context)
        {
            CheckRegion(source, context);
            Assert.True(context.CharLength > place.Region.CharLength, "The context is more than the region.");
            Assert.InRange(place.Region.CharOffset, context.CharOffset, context.CharOffset + context.CharLength - place.Region.CharLength);
        }

        foreach (var (index, related) in (result.RelatedLocations ?? []).Index())
        {
            Assert.Equal(index + 1, related.Id);
            CheckRegion(sourceOf(related.PhysicalLocation.ArtifactLocation.Uri.OriginalString), related.PhysicalLocation.Region);
        }
    }

    private static void CheckRegion(SourceFile source, Microsoft.CodeAnalysis.Sarif.Region region)
    {
        Assert.Equal(source.PositionOf(region.CharOffset), new(region.StartLine, region.StartColumn));
        Assert.Equal(source.PositionOf(region.CharOffset + region.CharLength), new(region.EndLine, region.EndColumn));
        if (region.Snippet is { } snippet)
            Assert.Equal(source.Text.Substring(region.CharOffset, region.CharLength), snippet.Text);
    }

    private static string Order(Result result)
    {
        var place = result.Locations[0].PhysicalLocation;
        return string.Create(CultureInfo.InvariantCulture,
            $"{place.ArtifactLocation.Uri.OriginalString}\0{place.Region.StartLine:D9}\0{place.Region.StartColumn:D9}\0{result.RuleId}");
    }
}

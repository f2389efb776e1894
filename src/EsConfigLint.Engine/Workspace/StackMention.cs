using System.Text;

namespace EsConfigLint.Engine.Workspace;

/// <summary>Whether a text has anything to do with the stack: what does not name it is another program's.</summary>
internal static class StackMention
{
    public static bool IsIn(string text) => IsIn(Encoding.UTF8.GetBytes(text));

    public static bool IsIn(ReadOnlySpan<byte> text) =>
        text.IndexOf("elastic"u8) >= 0 || text.IndexOf("ELASTIC"u8) >= 0 || text.IndexOf("kibana"u8) >= 0 || text.IndexOf("KIBANA"u8) >= 0;
}

namespace EsConfigLint.Core.Text;

/// <summary>Paths with <c>/</c>, worked on as text: no disk is asked.</summary>
public static class FilePaths
{
    /// <summary>The directory of a file; empty for the root that relative paths start from.</summary>
    public static string DirectoryOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash switch
        {
            < 0 => "",
            0 => "/",
            _ => path[..slash],
        };
    }

    /// <summary>The last segment.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Joins and normalises: <c>.</c> and <c>//</c> are dropped, <c>..</c> takes a segment back or stays at
    /// the front. An absolute path stands for itself.</summary>
    public static string Combine(string directory, string path)
    {
        var full = path.StartsWith('/') || directory.Length == 0 ? path : $"{directory}/{path}";
        var isAbsolute = full.StartsWith('/');
        var segments = new List<string>();
        foreach (var range in full.AsSpan().Split('/'))
        {
            var segment = full.AsSpan(range);
            if (segment.IsEmpty || segment is ".")
                continue;
            if (segment is ".." && segments.Count > 0 && segments[^1] != "..")
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ".." || !isAbsolute)
                segments.Add(segment.ToString());
        }

        var joined = string.Join('/', segments);
        return isAbsolute ? "/" + joined : joined;
    }
}

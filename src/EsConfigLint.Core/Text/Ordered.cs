namespace EsConfigLint.Core.Text;

/// <summary>Looks into lists that stand in the order of their text.</summary>
public static class Ordered
{
    /// <summary>The place of the first one that something is true of which is true of all behind it too; the count when it is of none.</summary>
    public static int FirstWhere<T>(IReadOnlyList<T> all, Func<T, bool> isTrue)
    {
        int low = 0, high = all.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isTrue(all[middle]))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}

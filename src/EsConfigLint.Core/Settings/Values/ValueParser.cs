namespace EsConfigLint.Core.Settings.Values;

/// <summary>Reads the text of a value; false when the product's parser refuses it.</summary>
public delegate bool ValueParser<T>(ReadOnlySpan<char> text, out T value);

using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Syntax;

/// <summary>Why a text is no text of its format, and where. The reason is a clause for people, without the place.</summary>
public sealed record SyntaxError(string Reason, TextSpan Span);

using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Results;

namespace EsConfigLint.Engine.Tests.Results;

public sealed class LineHashTests
{
    /// <summary>Expected values come from the uploading action's own function.</summary>
    [Theory]
    [InlineData("", "c129715d7a2bc9a3:1")]
    [InlineData("a: 1\n", "4037987d9a8320d9:1", "c129715d7a2bc9a3:1")]
    [InlineData("a: 1\r\nb: 2\r\n", "132b7ee912c57691:1", "5d56533273a3bbdb:1", "c129715d7a2bc9a3:1")]
    [InlineData("a: 1\rb: 2", "4252bb1e9b1a3153:1", "a2e0b3ce8782bc7d:1")]
    [InlineData("\ufeffa: 1\nb: 2\n", "af9a9a241ff3d7a0:1", "5d56533273a3bbdb:1", "c129715d7a2bc9a3:1")]
    [InlineData("x: \ud83d\ude00\n\n\nx: \ud83d\ude00\n", "1a5f8dc7758c6c9d:1", "1e4a59d05a54d468:1", "689ed5170f22209e:1", "26d4a64f30ce246c:1", "c129715d7a2bc9a3:1")]
    [InlineData("k:\t1 \n  k: 1\n", "e00c6aa7862c64d3:1", "a0de84c2f46f407b:1", "c129715d7a2bc9a3:1")]
    [InlineData("a\na\na\nbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n", "a9660ea3449fc241:1", "db2b9f4567a4d286:1", "4ae1252adb8d383:1", "ff47544e6eb21c78:1", "c129715d7a2bc9a3:1")]
    public void A_line_has_the_hash_that_code_scanning_gives_it(string text, params string[] expected) =>
        Assert.Equal(expected, LineHashes.Of(SourceFile.FromText("a.yml", text)));

    /// <summary>A blank between CR and LF makes two line ends, bytes that are no text become U+FFFD, a second byte order mark is text.</summary>
    [Theory]
    [InlineData("613A20310D200A623A20320A", "58cbbeb3a424f2b7:1", "93a8da794662ba1:1", "5d56533273a3bbdb:1", "c129715d7a2bc9a3:1")]
    [InlineData("613A20FFFEE282780A623A20F09F980A", "7173b3d3ed9ff132:1", "461c4686dab8e5b2:1", "c129715d7a2bc9a3:1")]
    [InlineData("EFBBBFEFBBBF613A20310A20090A", "440f1558db3d1141:1", "3c5bef55b72b93c9:1", "c129715d7a2bc9a3:1")]
    [InlineData("613A20310A0D0A0D0D62", "225eba95ae0ccef9:1", "9ee0f8b0a9abb5c3:1", "fe63cb8286b0b2c5:1", "cc4c43d77869440f:1", "8ee5a81e681643c1:1")]
    public void Bytes_that_are_hardly_text_have_the_hashes_that_code_scanning_gives_them(string bytes, params string[] expected) =>
        Assert.Equal(expected, LineHashes.Of(SourceFile.FromBytes("a.yml", Convert.FromHexString(bytes))));
}

using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Settings;

namespace EsConfigLint.Core.Tests.Rules;

public sealed class InstructionTests
{
    [Theory]
    [InlineData("xpack.security.http.ssl.keystore.secure_password", "bin/elasticsearch-keystore add xpack.security.http.ssl.keystore.secure_password")]
    [InlineData("a;b", "bin/elasticsearch-keystore add 'a;b'")]
    [InlineData("a'$(b)", "bin/elasticsearch-keystore add 'a'\\''$(b)'")]
    public void A_name_from_a_file_is_one_word_of_the_command(string name, string command) =>
        Assert.Equal(command, Instruction.KeystoreAdd(Product.Elasticsearch, name).Command);
}

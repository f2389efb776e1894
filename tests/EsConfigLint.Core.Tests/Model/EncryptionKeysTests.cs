using EsConfigLint.Core.Carriers;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Model;

public sealed class EncryptionKeysTests
{
    [Theory]
    [InlineData("xpack.security.encryptionKey: something_at_least_32_characters", true)]
    [InlineData("xpack.reporting.encryptionKey: short", true)]
    [InlineData("xpack.encryptedSavedObjects.encryptionKey: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("xpack.security.encryptionKey: Xk29fj3kLm20fkQ0vb3Mz81jf93jfUe1", false)]
    [InlineData("xpack.security.encryptionKey: ${KEY}", false)]
    [InlineData("xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys: [short]", false)]
    [InlineData("elasticsearch.password: short", false)]
    public void A_poor_key_is_to_be_replaced_unless_it_only_decrypts(string text, bool isPoor)
    {
        var source = new KibanaYmlCarrier(SourceFile.FromText("kibana.yml", text + "\n")).Load(StackVersion.Newest);
        Assert.Equal(isPoor, EncryptionKeys.IsPoor(Assert.Single(source.Settings)));
    }
}

using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers;

/// <summary>A keystore listing: names whose values nobody sees.</summary>
public sealed class KeystoreListingCarrier(SourceFile file, Product product) : Carrier(file)
{
    public override Product Product { get; } = product;

    private SettingsSource? read;

    public override SettingsSource Load(StackVersion version) => read ??= Read();

    private SettingsSource Read()
    {
        var listing = KeystoreListing.Parse(File, takesAnyLetter: Product == Product.Kibana);
        var source = new SettingsSource(File, Product, SettingsOrigin.Keystore);
        foreach (var span in listing.Names)
        {
            var place = new Location(File, span);
            source.Add(new Setting(File.Slice(span), SettingValue.Of(new ValueText("", null, place)), place, place, source));
        }

        if (listing.Error is { } error)
            source.Add(new LoadProblem(LoadProblemKind.Unreadable, new(File, error.Span), "", error.Reason, RefusesFile: false));
        return source;
    }
}

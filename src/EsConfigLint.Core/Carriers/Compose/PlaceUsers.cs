using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Carriers.Compose;

/// <summary>
/// Which programs have what from where: an env file, an anchor and a service that several extend give to more than one. A place that is not counted here is
/// nobody's, and what stands there is never changed.
/// </summary>
/// <param name="services">All services of a project, each with the product that it runs, or null for another program or a tool.</param>
internal sealed class PlaceUsers(IReadOnlyList<(ComposeService Service, Product? Product)> services)
{
    private readonly Dictionary<Location, Product?> users = [];
    private readonly HashSet<Location> shared = [];
    private bool isCounted;

    /// <summary>Whether several programs have something from a place.</summary>
    public bool IsOfSeveral(Location place)
    {
        // Most projects have one service, which every run reads; only who wants to change something asks more.
        if (services.Count < 2)
            return false;
        Count();
        return shared.Contains(place);
    }

    /// <summary>Whether one program alone has something from a place.</summary>
    public bool IsOfOne(Location place)
    {
        Count();
        return users.ContainsKey(place) && !shared.Contains(place);
    }

    private void Count()
    {
        if (isCounted)
            return;
        isCounted = true;
        foreach (var (service, product) in services)
        {
            foreach (var place in PlacesOf(service))
            {
                if (!users.TryAdd(place, product) && users[place] != product)
                    shared.Add(place);
            }
        }
    }

    /// <summary>Where what may be changed of a service stands.</summary>
    private static IEnumerable<Location> PlacesOf(ComposeService service) =>
    [
        .. service.Environment.Select(static variable => variable.NameLocation),
        .. service.Ports.Select(static port => port.Location),
        .. service.Mounts.Select(static mount => mount.Location),
        .. service.CapAdd.Concat(service.SecurityOpt).Select(static text => text.Location),
        .. new[] { service.User?.Location, service.Privileged?.Location, service.Pid?.Location }.OfType<Location>().Distinct(),
    ];
}

using System.Runtime.InteropServices;

namespace EsConfigLint.Cli;

/// <summary>Turns Ctrl-C into a cancelled run, so that nothing half-written stays behind.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration registration;

    public Interruption() => registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        // The second one ends the program at once.
        context.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    });

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }
}

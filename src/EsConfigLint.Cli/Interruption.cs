using System.Runtime.InteropServices;

namespace EsConfigLint.Cli;

/// <summary>Turns Ctrl-C into a cancelled run, so that nothing half-written stays behind.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource? source;
    private readonly PosixSignalRegistration? registration;

    private Interruption(bool isNeeded)
    {
        if (!isNeeded)
            return;
        source = new();
        registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            // The second one ends the program at once.
            context.Cancel = !source.IsCancellationRequested;
            source.Cancel();
        });
    }

    public CancellationToken Token => source?.Token ?? CancellationToken.None;

    /// <param name="mayTakeLong">A run of milliseconds is over before anybody interrupts it; the system's own handling (130 too) will do.</param>
    public static Interruption When(bool mayTakeLong) => new(mayTakeLong);

    public void Dispose()
    {
        registration?.Dispose();
        source?.Dispose();
    }
}

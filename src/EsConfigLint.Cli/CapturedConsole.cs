using McMaster.Extensions.CommandLineUtils;

namespace EsConfigLint.Cli;

/// <summary>Keeps what the command line library prints, so that we decide whether and where it appears; the real console is not even opened.</summary>
internal sealed class CapturedConsole : IConsole
{
    public event ConsoleCancelEventHandler? CancelKeyPress
    {
        add { }
        remove { }
    }

    public TextWriter Out { get; } = new StringWriter();

    public TextWriter Error => TextWriter.Null;

    public TextReader In => TextReader.Null;

    public bool IsInputRedirected => true;

    public bool IsOutputRedirected => true;

    public bool IsErrorRedirected => true;

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public void ResetColor()
    {
    }
}

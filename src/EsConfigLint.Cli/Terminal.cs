using System.Text;
using EsConfigLint.Engine.Reporting;

namespace EsConfigLint.Cli;

/// <summary>The manners of a program on a terminal: where things go, how wide, in which colours.</summary>
public static class Terminal
{
    /// <summary>The width that text is made for when nobody knows the terminal's.</summary>
    public const int DefaultWidth = 100;

    private static bool isDumb;
    private static bool isAsked;

    /// <summary>Says a line on standard error, UTF-8, without control characters of anybody's files.</summary>
    public static void Say(string message)
    {
        var line = Encoding.UTF8.GetBytes($"esconfiglint: {VisibleText.Of(message)}\n");
        WriteAside(error => error.Write(line));
    }

    /// <summary>Writes to standard output; a reader who has gone away ends the writing without a word.</summary>
    /// <exception cref="CliException">It cannot be written: the disk behind it is full, it is closed.</exception>
    public static void Write(Action<Stream> write)
    {
        using var output = new BufferedStream(
            new GuardedStream(
                Console.OpenStandardOutput, static e => throw new CliException($"cannot write to standard output: {e.Message.TrimEnd('.')}.")),
            64 * 1024);
        write(output);
    }

    /// <summary>
    /// Writes to standard error, also what is no line about the program: a report when standard output has something else, commands to
    /// paste. When that fails there is nobody left to tell.
    /// </summary>
    public static void WriteAside(Action<Stream> write)
    {
        using var error = new BufferedStream(new GuardedStream(Console.OpenStandardError, static _ => { }), 64 * 1024);
        write(error);
    }

    public static void Write(string text) => Write(output => output.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether to use colours on standard output.</summary>
    public static bool UsesColor(ColorChoice choice)
    {
        AskTerminal();
        switch (choice)
        {
            case ColorChoice.Always:
                return true;
            case ColorChoice.Never:
                return false;
        }

        if (IsSet("NO_COLOR"))
            return false;
        if (IsOn("FORCE_COLOR") || IsOn("CLICOLOR_FORCE"))
            return true;
        return !Console.IsOutputRedirected && !isDumb;

        static bool IsSet(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));

        static bool IsOn(string name) => IsSet(name) && Environment.GetEnvironmentVariable(name) != "0";
    }

    /// <summary>The columns of the terminal on standard output.</summary>
    public static int Width()
    {
        if (Console.IsOutputRedirected)
            return DefaultWidth;
        AskTerminal();
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    /// <summary>
    /// Takes the terminal's name away before the runtime sees it, which would switch the keypad of one that it knows into another mode when it first
    /// writes there, and leave it so.
    /// </summary>
    private static void AskTerminal()
    {
        if (isAsked)
            return;
        isAsked = true;
        isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        Environment.SetEnvironmentVariable("TERM", null);
    }

    /// <summary>
    /// One of the program's streams. The first failure is told and what follows is lost; that a reader has gone away is none, for the
    /// runtime's own stream.
    /// </summary>
    private sealed class GuardedStream(Func<Stream> open, Action<Exception> fail) : Stream
    {
        private Stream? inner;
        private bool hasFailed;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (hasFailed)
                return;
            try
            {
                AskTerminal();
                inner ??= open();
                inner.Write(buffer);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                hasFailed = true;
                fail(e);
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner?.Dispose();
            base.Dispose(disposing);
        }
    }
}

public enum ColorChoice
{
    Auto,
    Always,
    Never,
}

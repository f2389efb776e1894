using System.Runtime.ExceptionServices;

namespace EsConfigLint.Engine.Analysis;

/// <summary>Works on items on several threads and hands out what comes of them in their order, never far ahead of who takes it.</summary>
/// <param name="count">How many items there are.</param>
/// <param name="threads">How many threads work; the caller's own takes.</param>
/// <param name="open">Makes what one thread needs, disposed of when it ends.</param>
/// <param name="work">Works on an item.</param>
internal sealed class OrderedWork<TTool, TResult>(int count, int threads, Func<TTool> open, Func<TTool, int, TResult> work) : IDisposable
    where TTool : class, IDisposable
    where TResult : class
{
    private const int LongestTurn = 8;

    /// <summary>How many results may wait to be taken: the memory of a run depends on it, and not on the number of files.</summary>
    private const int Window = 32 * LongestTurn;

    /// <summary>How many items a thread takes at once: few enough that the threads end together, many enough that they seldom meet.</summary>
    private readonly int turn = Math.Clamp(count / (Math.Max(1, threads) * LongestTurn), 1, LongestTurn);

    private readonly TResult?[] ready = new TResult?[Window];
    private readonly Lock gate = new();
    private readonly SemaphoreSlim mayStart = new(Window / LongestTurn);
    private readonly SemaphoreSlim isReady = new(0);
    private int claimed;
    private Exception? failure;
    private volatile bool isStopped;

    public IEnumerable<TResult> Results()
    {
        if (threads <= 1 || count <= LongestTurn)
        {
            using var tool = open();
            for (var i = 0; i < count; i++)
                yield return work(tool, i);
            yield break;
        }

        var workers = new Thread[threads];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = new(Work);
            workers[i].Start();
        }

        try
        {
            for (var i = 0; i < count; i++)
            {
                yield return Take(i);
                if (i % turn == turn - 1)
                    mayStart.Release();
            }
        }
        finally
        {
            isStopped = true;
            mayStart.Release(threads);
            foreach (var worker in workers)
                worker.Join();
        }
    }

    public void Dispose()
    {
        mayStart.Dispose();
        isReady.Dispose();
    }

    private TResult Take(int index)
    {
        while (true)
        {
            lock (gate)
            {
                if (failure is not null)
                    ExceptionDispatchInfo.Throw(failure);
                if (ready[index % Window] is { } result)
                {
                    ready[index % Window] = null;
                    return result;
                }
            }

            isReady.Wait();
        }
    }

    private void Work()
    {
        try
        {
            using var tool = open();
            var results = new TResult[turn];
            while (true)
            {
                mayStart.Wait();
                var first = Interlocked.Add(ref claimed, turn) - turn;
                if (isStopped || first >= count)
                    return;
                var end = Math.Min(count, first + turn);
                for (var i = first; i < end; i++)
                    results[i - first] = work(tool, i);
                lock (gate)
                {
                    for (var i = first; i < end; i++)
                        ready[i % Window] = results[i - first];
                }

                isReady.Release();
            }
        }
#pragma warning disable CA1031 // An exception must not end the process from another thread: it is thrown on by the one that takes.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (gate)
                failure ??= e;
            isReady.Release();
        }
    }
}

using System.Text;
using EsConfigLint.Core.Rules;
using EsConfigLint.Core.Text;
using EsConfigLint.Engine.Fixing;

namespace EsConfigLint.Engine.Tests.Fixing;

public sealed class FixerTests
{
    private const string Name = "elasticsearch.yml";

    [Theory]
    [InlineData("node.attr.a: bad\n", "node.attr.a: good\n")]
    [InlineData("# top\r\nnode.attr.a:   'bad'   # why\r\nnode.attr.b: x\r\n", "# top\r\nnode.attr.a:   'good'   # why\r\nnode.attr.b: x\r\n")]
    [InlineData("\uFEFFnode.attr.a: bad", "\uFEFFnode.attr.a: good")]
    [InlineData("node.attr.a: \"bad\"\rnode.attr.b: x\r", "node.attr.a: \"good\"\rnode.attr.b: x\r")]
    [InlineData("node.name: 漢😀\nnode.attr.a: bad", "node.name: 漢😀\nnode.attr.a: good")]
    public void Nothing_changes_outside_of_the_edits(string before, string after) =>
        Assert.Equal(after, Fix(before, new ReplaceRule("TT001", "bad", "good")));

    [Fact]
    public void A_finding_that_a_fix_brings_to_light_is_fixed_too()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "better"), new ReplaceRule("TT002", "better", "best")).With(Name, "node.attr.a: bad\n");
        var run = sample.Run();
        Assert.Equal("node.attr.a: best\n", FixSample.TextOf(run));
        Assert.Equal(["TT001", "TT002"], run.Applied.Select(static fix => fix.RuleId));
    }

    [Fact]
    public void Of_two_fixes_of_one_place_the_first_of_the_report_is_applied_and_the_other_waits() =>
        Assert.Equal("node.attr.a: one\n", Fix("node.attr.a: bad\n", new ReplaceRule("TT002", "bad", "two"), new ReplaceRule("TT001", "bad", "one")));

    [Fact]
    public void Fixes_of_other_places_do_not_wait_for_a_conflict()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "good")).With(Name, "node.attr.a: bad\nnode.attr.b: bad\nnode.attr.c: bad\n");
        var run = sample.Run();
        Assert.Equal("node.attr.a: good\nnode.attr.b: good\nnode.attr.c: good\n", FixSample.TextOf(run));
        Assert.Equal(3, run.Applied.Count);
    }

    [Fact]
    public void However_often_a_rule_finds_something_in_one_setting_all_of_it_is_fixed()
    {
        using var sample = new FixSample(new RewritingRule())
            .With(Name, "node.attr.a:\n" + string.Concat(Enumerable.Repeat("  - bad\n", 150)));
        var run = sample.Run();
        Assert.Empty(run.Notices);
        Assert.Equal("node.attr.a:\n" + string.Concat(Enumerable.Repeat("  - good\n", 150)), FixSample.TextOf(run));
    }

    [Fact]
    public void Fixes_that_undo_each_other_leave_their_file_alone_and_are_named()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "good"), new ReplaceRule("TT002", "good", "bad"), new ReplaceRule("TT003", "old", "new"))
            .With("a/elasticsearch.yml", "node.attr.a: bad\nnode.attr.b: old\n").With("b/elasticsearch.yml", "node.attr.b: old\n");
        var run = sample.Run();
        Assert.Equal("b/elasticsearch.yml", Assert.Single(run.Files).File.DisplayPath);
        Assert.Equal("TT003", Assert.Single(run.Applied).RuleId);
        Assert.Equal(("a/elasticsearch.yml", "Not fixed: the fixes of TT001, TT002 undo each other; please report it."), (Assert.Single(run.Notices).File, run.Notices[0].Message));
    }

    [Fact]
    public void A_fix_that_never_ends_leaves_its_file_alone()
    {
        using var sample = new FixSample(new GrowingRule()).With(Name, "node.attr.a: x\n");
        var run = sample.Run();
        Assert.Empty(run.Files);
        Assert.Contains("TT004", Assert.Single(run.Notices).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fix_with_which_the_product_would_refuse_to_start_is_left_out_though_nobody_selected_that_rule()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "fatal"), new ReplaceRule("TT002", "old", "new"), new RefusingRule("fatal"))
            .With(Name, "node.attr.a: bad\nnode.attr.b: old\n");
        var run = sample.Run();
        Assert.Equal("node.attr.a: bad\nnode.attr.b: new\n", FixSample.TextOf(run));
        Assert.Equal("TT002", Assert.Single(run.Applied).RuleId);
        Assert.Equal("1:14: the fix of TT001 was left out: with it the product would refuse to start (TT900).", Assert.Single(run.Notices).Message);
    }

    [Fact]
    public void A_fix_of_what_keeps_the_product_from_starting_may_show_a_refusal_that_it_had_masked()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "stops", "fatal", masks: "TT900"), new ReplaceRule("TT002", "bad", "fatal"), new RefusingRule("fatal"))
            .With(Name, "node.attr.a: stops\nnode.attr.b: bad\n");
        var run = sample.Run();
        Assert.Equal("node.attr.a: fatal\nnode.attr.b: bad\n", FixSample.TextOf(run));
        Assert.Equal("TT001", Assert.Single(run.Applied).RuleId);
    }

    [Fact]
    public void A_fix_that_does_harm_only_beside_another_waits_for_the_next_pass()
    {
        using var sample = new FixSample(new RemovingRule(), new RefusingNullRule()).With(Name, "node.name: a\nnode.attr:\n  a: bad\n  b: bad\n");
        var run = sample.Run();
        Assert.Equal("node.name: a\n", FixSample.TextOf(run));
        Assert.Equal(2, run.Applied.Count);
        Assert.Empty(run.Notices);
    }

    [Theory]
    [InlineData("\"x")]
    [InlineData("a: b")]
    public void A_fix_that_leaves_no_readable_text_is_left_out(string replacement)
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", replacement)).With(Name, "node.attr.a: bad\n");
        var run = sample.Run();
        Assert.Empty(run.Files);
        Assert.Contains("could no longer be read", Assert.Single(run.Notices).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fix_that_leaves_half_a_character_is_left_out()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "\uD83D")).With(Name, "node.attr.a: bad\n");
        Assert.Empty(sample.Run().Files);
    }

    [Theory]
    [InlineData("node.attr.a: bad\nnode.attr.b: [\n")]
    [InlineData("node.attr.a: bad\n\tnode.attr.b: x\n")]
    public void A_file_that_does_not_parse_is_not_fixed(string text) => Assert.Null(Fix(text, new ReplaceRule("TT001", "bad", "good")));

    [Fact]
    public void A_file_with_bytes_that_are_no_utf8_is_not_fixed()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "good")).With(Name, [.. "node.attr.a: bad # "u8, 0xE9, (byte)'\n']);
        Assert.Empty(sample.Run().Files);
    }

    [Fact]
    public void Unsafe_fixes_are_applied_only_when_asked_for()
    {
        var rule = new ReplaceRule("TT001", "bad", "good", FixSafety.Unsafe);
        Assert.Null(Fix("node.attr.a: bad\n", rule));
        using var sample = new FixSample(rule) { MostUnsafe = FixSafety.Unsafe }.With(Name, "node.attr.a: bad\n");
        Assert.Equal("node.attr.a: good\n", FixSample.TextOf(sample.Run()));
    }

    [Fact]
    public void What_a_comment_accepts_or_the_user_does_not_want_to_see_is_not_fixed()
    {
        Assert.Equal(
            "node.attr.a: bad # esconfiglint-disable-line TT001\nnode.attr.b: good\n",
            Fix("node.attr.a: bad # esconfiglint-disable-line TT001\nnode.attr.b: bad\n", new ReplaceRule("TT001", "bad", "good")));
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "good", level: Level.Note)) { MinLevel = Level.Error }.With(Name, "node.attr.a: bad\n");
        Assert.Empty(sample.Run().Files);
    }

    [Fact]
    public void Only_the_files_of_the_run_are_fixed()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "good"))
            .With("a/elasticsearch.yml", "node.attr.a: bad\n").With("b/elasticsearch.yml", "node.attr.a: bad\n");
        Assert.Equal(["b/elasticsearch.yml"], sample.Run("b/elasticsearch.yml").Files.Select(static file => file.File.DisplayPath));
        Assert.Equal(["a/elasticsearch.yml", "b/elasticsearch.yml"], sample.Run().Files.Select(static file => file.File.DisplayPath));
    }

    [Fact]
    public void A_deployment_that_reads_a_file_of_another_is_fixed_with_the_fixed_text_in_view()
    {
        const string Mounting =
            """
            services:
              es:
                image: docker.elastic.co/elasticsearch/elasticsearch:9.1.0
                volumes: [ "../b/elasticsearch.yml:/usr/share/elasticsearch/config/elasticsearch.yml" ]

            """;
        using var sample = new FixSample(new ReplaceRule("TT001", "old", "ready"), new FollowingRule())
            .With("a/compose.yml", Mounting)
            .With("b/elasticsearch.yml", "node.attr.a: old\n")
            .With("c/compose.yml", Mounting + "    environment:\n      node.attr.follows: waiting\n");
        var run = sample.Run();
        Assert.Equal(["b/elasticsearch.yml", "c/compose.yml"], run.Files.Select(static file => file.File.DisplayPath));
        Assert.Contains("node.attr.follows: done\n", run.Files[1].After.Text, StringComparison.Ordinal);
        Assert.Equal(["TT001", "TT005"], run.Applied.Select(static fix => fix.RuleId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_fix_that_changes_nothing_is_none() => Assert.Null(Fix("node.attr.a: bad\n", new ReplaceRule("TT001", "bad", "bad")));

    [Fact]
    public void A_second_run_changes_nothing()
    {
        using var sample = new FixSample(new ReplaceRule("TT001", "bad", "good")).With(Name, "node.attr.a: bad\r\n");
        var run = sample.Run();
        Assert.Null(FixWriter.Write(Assert.Single(run.Files)));
        Assert.Empty(sample.Run().Files);
    }

    [Fact]
    public void Texts_of_one_place_conflict_and_neighbours_do_not()
    {
        var file = SourceFile.FromText("a.yml", "0123456789");
        Assert.True(Edit(2, 4).ConflictsWith(Edit(3, 5)));
        Assert.True(Edit(2, 4).ConflictsWith(Edit(2, 2)));
        Assert.True(Edit(2, 2).ConflictsWith(Edit(2, 2)));
        Assert.True(Edit(2, 4).ConflictsWith(Edit(3, 3)));
        Assert.False(Edit(2, 4).ConflictsWith(Edit(4, 5)));
        Assert.False(Edit(2, 4).ConflictsWith(Edit(4, 4)));

        TextEdit Edit(int start, int end) => new(file, TextSpan.FromBounds(start, end), "x");
    }

    private static string? Fix(string text, params Rule[] rules)
    {
        using var sample = new FixSample(rules).With(Name, Encoding.UTF8.GetBytes(text));
        return FixSample.TextOf(sample.Run());
    }

    private sealed class FollowingRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT005", "follows")
        {
            Variants = [new("behind", Level.Error, 0, "It is behind.") { Fix = FixSafety.Safe }],
        };

        public override void Check(Core.Model.ElasticsearchNode node, RuleContext context)
        {
            var settings = node.Settings.All.ToList();
            if (settings.Exists(static setting => setting.Value.Scalar.Text == "ready") && settings.Find(static setting => setting.Value.Scalar.Text == "waiting") is { } behind)
                context.Report("behind", behind.ValueLocation, behind.Key).Fix(behind.ValueLocation, "done");
        }
    }

    private sealed class RemovingRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT006", "removes")
        {
            Variants = [new("bad", Level.Error, 0, "It is bad.") { Fix = FixSafety.Safe }],
        };

        public override void Check(Core.Model.ElasticsearchNode node, RuleContext context)
        {
            foreach (var setting in node.Settings.All)
            {
                if (setting.Value.Scalar.Text == "bad")
                    context.Report("bad", setting.ValueLocation, setting.Key).Fix(setting.Remove());
            }
        }
    }

    private sealed class RewritingRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT007", "rewrites")
        {
            Variants = [new("bad", Level.Error, 0, "It is bad.") { Fix = FixSafety.Safe }],
        };

        public override void Check(Core.Model.ElasticsearchNode node, RuleContext context)
        {
            foreach (var setting in node.Settings.All)
            {
                foreach (var text in setting.Value.Texts)
                {
                    if (text.Text == "bad")
                        context.Report("bad", text.Location, setting.Key).Fix(setting.Rewrite(text, "good"));
                }
            }
        }
    }

    private sealed class RefusingNullRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT901", "refuses-nulls")
        {
            Variants = [new("null", Level.Error, 0, "It has no value.") { PreventsStart = Core.Settings.VersionRange.All }],
        };

        public override void Check(Core.Model.ElasticsearchNode node, RuleContext context)
        {
            foreach (var setting in node.Settings.All)
            {
                if (setting.Value.Kind == Core.Settings.SettingValueKind.Null)
                    context.Report("null", setting.KeyLocation, setting.Key);
            }
        }
    }

    private sealed class GrowingRule : NodeRule
    {
        public override RuleDescriptor Descriptor { get; } = new("TT004", "grows")
        {
            Variants = [new("short", Level.Error, 0, "It is too short.") { Fix = FixSafety.Safe }],
        };

        public override void Check(Core.Model.ElasticsearchNode node, RuleContext context)
        {
            foreach (var setting in node.Settings.All)
                context.Report("short", setting.ValueLocation, setting.Key).Fix(setting.ValueLocation, setting.Value.Scalar.Text + "x");
        }
    }
}

using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Model;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Carriers.Editing;

public sealed class ContainerEditorTests
{
    private const string Head = "services:\n  es:\n    image: docker.elastic.co/elasticsearch/elasticsearch:9.1.0\n";

    private const string From = "FROM docker.elastic.co/elasticsearch/elasticsearch:9.1.0\n";

    [Theory]
    [InlineData("    privileged: true\n    ports: []\n", "    ports: []\n")]
    [InlineData("    privileged: true # why\n    ports: []\n", "    # why\n    ports: []\n")]
    [InlineData("    ports: []\n    privileged: yes", "    ports: []")]
    public void An_entry_is_removed_with_its_line_and_without_its_comment(string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, static container => container.Remove(container.Privileged!.Value)));

    [Theory]
    [InlineData("    cap_add:\n      - ALL\n      - IPC_LOCK\n", "    cap_add:\n      - IPC_LOCK\n")]
    [InlineData("    cap_add: [IPC_LOCK, ALL]\n", "    cap_add: [IPC_LOCK]\n")]
    [InlineData("    cap_add: [ALL]\n    ports: []\n", "    ports: []\n")]
    [InlineData("    cap_add:\n      - ALL\n    ports: []\n", "    ports: []\n")]
    [InlineData("    cap_add: ALL\n", "")]
    public void A_list_that_would_be_left_empty_goes_with_its_last_item(string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, static container => container.Remove(container.AddedCapabilities.Single(static one => one.Name == "ALL").Location)));

    [Theory]
    [InlineData("    volumes:\n      - type: bind\n        source: /etc\n        target: /x\n    ports: []\n", "    ports: []\n")]
    [InlineData("    volumes:\n      - a:/a\n      - type: bind\n        source: /etc\n        target: /x\n", "    volumes:\n      - a:/a\n")]
    public void A_mount_in_its_long_form_is_one_item(string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, static container => container.Remove(container.Mounts.Single().Location)));

    [Theory]
    [InlineData("    cap_add:\n      - ALL\n      - SYS_ADMIN\n")]
    [InlineData("    cap_add:\n      - ALL # why\n      # because\n      - SYS_ADMIN\n")]
    [InlineData("    cap_add: [ALL, SYS_ADMIN]\n")]
    public void All_items_of_a_list_are_never_removed_at_once_by_several_fixes(string text)
    {
        var (_, container) = Read(Head + text);
        var edits = container.AddedCapabilities.SelectMany(one => container.Editor!.Edit(container.Remove(one.Location)!)!.Value).ToList();
        Assert.Equal(2, edits.Count);
        Assert.True(edits[0].ConflictsWith(edits[1]));
    }

    [Fact]
    public void A_place_of_which_nobody_knows_who_else_has_it_stays()
    {
        var (_, container) = Read(Head + "    ports: []\n");
        Assert.Null(container.Editor!.Edit(container.Remove(container.ImageLocation)!));
    }

    [Theory]
    [InlineData("services:\n  es:\n    environment: [cluster.name=a]\n  other:\n    privileged: true\n")]
    [InlineData("x-a: &a\n  image: elasticsearch:8.1.0\n  privileged: true\nservices:\n  es:\n    <<: *a\n")]
    [InlineData("services:\n  es:\n    image: elasticsearch:8.1.0\n    privileged: ${P:-true}\n")]
    [InlineData("services:\n  es:\n    image: elasticsearch:8.1.0\n{% if x %}\n    privileged: true\n{% endif %}\n")]
    public void What_would_empty_a_service_or_change_another_one_or_overrule_a_variable_stays(string text)
    {
        var file = SourceFile.FromText("compose.yml", text);
        var lookup = new Files();
        var containers = new List<Container>();
        ComposePlans.Of(ComposeProject.Read([file], lookup), lookup, new HashSet<string>(), containers);
        var container = containers.Single(static one => one.Privileged is not null);
        Assert.Null(container.Editor!.Edit(container.Remove(container.Privileged!.Value)!));
    }

    [Theory]
    [InlineData("    cap_add: !override\n      - ALL\n")]
    [InlineData("    cap_add: !override [ALL]\n")]
    public void A_tag_that_takes_the_place_of_other_files_stays(string text) =>
        Assert.Null(Edit(Head + text, static container => container.Remove(container.AddedCapabilities[0].Location)));

    [Theory]
    [InlineData("    environment:\n      NODE_NAME: 'a' # b\n", "    environment:\n      node.name: 'a' # b\n")]
    [InlineData("    environment:\n      \"NODE_NAME\": a\n", "    environment:\n      \"node.name\": a\n")]
    [InlineData("    environment: {NODE_NAME: a}\n", "    environment: {node.name: a}\n")]
    [InlineData("    environment:\n      - NODE_NAME=a=NODE_NAME\n", "    environment:\n      - node.name=a=NODE_NAME\n")]
    [InlineData("    environment: ['NODE_NAME=a']\n", "    environment: ['node.name=a']\n")]
    public void A_variable_gets_another_name_and_keeps_its_value(string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, static container => Renamed(container)));

    [Theory]
    [InlineData("    env_file: one.env\n")]
    [InlineData("    environment:\n      \"NODE\\x5fNAME\": a\n")]
    [InlineData("    environment: &shared\n      NODE_NAME: a\n  other:\n    environment: *shared\n")]
    public void A_name_in_another_file_or_behind_an_alias_or_an_escape_stays(string text) =>
        Assert.Null(Edit(Head + text, static container => Renamed(container), ("one.env", "NODE_NAME=a\n")));

    [Theory]
    [InlineData("      - ELASTIC_PASSWORD=s3cret # why\n", "      - ELASTIC_PASSWORD=${ELASTIC_PASSWORD:?set ELASTIC_PASSWORD} # why\n")]
    [InlineData("      - 'ELASTIC_PASSWORD=s3 cret'\n", "      - 'ELASTIC_PASSWORD=${ELASTIC_PASSWORD:?set ELASTIC_PASSWORD}'\n")]
    [InlineData("      - ELASTIC_PASSWORD=s3$$cret\n", "      - ELASTIC_PASSWORD=${ELASTIC_PASSWORD:?set ELASTIC_PASSWORD}\n")]
    [InlineData("      [a=b, ELASTIC_PASSWORD=s3cret]\n", "      [a=b, \"ELASTIC_PASSWORD=${ELASTIC_PASSWORD:?set ELASTIC_PASSWORD}\"]\n")]
    [InlineData("      {ELASTIC_PASSWORD: s3cret, a: b}\n", "      {ELASTIC_PASSWORD: \"${ELASTIC_PASSWORD:?set ELASTIC_PASSWORD}\", a: b}\n")]
    [InlineData("      ELASTIC_PASSWORD: \"s3\\\"cret\"\n", "      ELASTIC_PASSWORD: \"${ELASTIC_PASSWORD:?set ELASTIC_PASSWORD}\"\n")]
    [InlineData("      ELASTIC_PASSWORD: ${PW:-s3cret}\n", "      ELASTIC_PASSWORD: ${PW:?set PW}\n")]
    [InlineData("      ELASTIC_PASSWORD: '${PW-s3cret}'\n", "      ELASTIC_PASSWORD: '${PW:?set PW}'\n")]
    public void A_secret_gives_way_to_a_variable_without_which_nothing_starts(string before, string after) =>
        Assert.Equal(Head + "    environment:\n" + after, Edit(Head + "    environment:\n" + before, static container => SecretOf(container)));

    [Theory]
    [InlineData("    environment:\n      ELASTIC_PASSWORD: a${PW:-s3cret}\n")]
    [InlineData("    environment:\n      ELASTIC_PASSWORD: ${A:-s3}${B:-cret}\n")]
    [InlineData("    environment:\n      ELASTIC_PASSWORD: ${A:-${B:-s3cret}}\n")]
    [InlineData("    environment:\n      ELASTIC_PASSWORD: |\n        s3\n        cret\n")]
    [InlineData("    environment:\n      ELASTIC_PASSWORD: s3cret\n  other:\n    environment:\n      ELASTIC_PASSWORD: another\n")]
    [InlineData("    env_file: two.env\n")]
    [InlineData("    command: curl -u elastic:s3&cret https://es:9200\n")]
    public void A_secret_stays_that_is_a_part_or_has_two_values_or_stands_elsewhere(string text) =>
        Assert.Null(Edit(Head + text, static container => SecretOf(container), ("two.env", "ELASTIC_PASSWORD=s3cret\n")));

    [Theory]
    [InlineData("another", false)]
    [InlineData("s3cret", true)]
    public void The_value_that_the_surroundings_have_already_decides(string value, bool isWritten) =>
        Assert.Equal(isWritten, Edit(Head + "    environment:\n      ELASTIC_PASSWORD: s3cret\n", static container => SecretOf(container), (".env", $"ELASTIC_PASSWORD={value}\n")) is not null);

    [Theory]
    [InlineData("    command: [curl, -u, 'elastic:s3cret']\n", "    command: [curl, -u, 'elastic:${ELASTIC_PASSWORD:?set ELASTIC_PASSWORD}']\n")]
    [InlineData("    command: [curl, -u, elastic:s3cret ]\n", "    command: [curl, -u, \"elastic:${ELASTIC_PASSWORD:?set ELASTIC_PASSWORD}\" ]\n")]
    [InlineData("    command: >\n      curl -u \"kibana_system:s3cret\" https://es:9200\n", "    command: >\n      curl -u \"kibana_system:${KIBANA_SYSTEM_PASSWORD:?set KIBANA_SYSTEM_PASSWORD}\" https://es:9200\n")]
    [InlineData("    command: -Exp.password=s3cret\n", "    command: -Exp.password=${XP_PASSWORD:?set XP_PASSWORD}\n")]
    public void A_secret_of_a_command_gives_way_too(string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, static container => SecretOf(container)));

    [Theory]
    [InlineData(true, "    user: root # why\n    ports: []\n", "    # why\n    ports: []\n")]
    [InlineData(false, "    user: root # why\n", "    user: \"1000:0\" # why\n")]
    [InlineData(false, "    user: '0'\n", "    user: '1000:0'\n")]
    public void The_user_of_the_image_needs_no_line_another_one_gets_it(bool isDefault, string before, string after) =>
        Assert.Equal(Head + after, Edit(Head + before, container => new UserIs(container.Editor!, container.User!.Value.Location, "1000:0", isDefault)));

    [Theory]
    [InlineData(From + "USER root\nRUN a \\\n  b\n\n# the end\n", From + "USER root\nRUN a \\\n  b\nUSER 1000:0\n\n# the end\n")]
    [InlineData("FROM elasticsearch:8.1.0 AS a\r\nuser root\r\nFROM a", "FROM elasticsearch:8.1.0 AS a\r\nuser root\r\nFROM a\r\nUSER 1000:0")]
    [InlineData("from elasticsearch:8.1.0\nuser 0\n", "from elasticsearch:8.1.0\nuser 0\nuser 1000:0\n")]
    [InlineData(From + "USER root\nRUN <<X\na\nX\n", null)]
    public void A_stage_ends_with_its_user(string before, string? after)
    {
        var file = SourceFile.FromText("Dockerfile", before);
        var containers = new List<Container>();
        ComposePlans.OfDockerfile(file, new Files(), new HashSet<string>(), containers);
        var container = Assert.Single(containers);
        var edits = container.Editor!.Edit(new UserIs(container.Editor, container.User!.Value.Location, "1000:0", IsDefault: true));
        Assert.Equal(after, edits is null ? null : TextEdit.Apply(file, edits.Value));
    }

    private static VariableIsCalled Renamed(Container container) =>
        new(container.Editor!, container.Variable("NODE_NAME")!.Place, "NODE_NAME", "node.name");

    private static TextComesFromOutside SecretOf(Container container) => Secrets.Of([container], []).First().TakeFromOutside!;

    private static string? Edit(string text, Func<Container, EvidenceChange?> change, params (string Path, string Text)[] others)
    {
        var (file, container) = Read(text, others);
        return container.Editor!.Edit(change(container)!) is { } edits ? TextEdit.Apply(file, edits) : null;
    }

    private static (SourceFile File, Container Container) Read(string text, params (string Path, string Text)[] others)
    {
        var file = SourceFile.FromText("compose.yml", text);
        var lookup = new Files(others);
        var containers = new List<Container>();
        ComposePlans.Of(ComposeProject.Read([file], lookup), lookup, new HashSet<string>(), containers);
        return (file, containers.Single(static one => one.Name == "es"));
    }
}

using EsConfigLint.Core.Model;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Model;

public sealed class CommandSecretsTests
{
    [Theory]
    [InlineData("""bash -c "curl -u elastic:t@pe,w]rm&x https://es:9200" """, "t@pe,w]rm")]
    [InlineData("""bash -c 'curl -u "elastic:t@pe,w&rm;x]y z" https://es:9200'""", "t@pe,w&rm;x]y z")]
    [InlineData("""curl -u elastic:'t@pe worm' https://es:9200""", "t@pe worm")]
    [InlineData("""bash -c "curl -u \"elastic:t@pe worm\" https://es:9200" """, "t@pe worm")]
    [InlineData("""bash -c "curl -u elastic:\"t@pe worm\" https://es:9200" """, "t@pe worm")]
    [InlineData("""'bash -c "curl -u elastic:''t@pe worm'' https://es:9200"'""", "t@pe worm")]
    [InlineData("""bash -c 'curl -u elastic:'"'"'t@peworm'"'"' https://es:9200'""", "t@peworm")]
    [InlineData("""bash -c 'curl -u elastic:'\''t@peworm'\'' https://es:9200'""", "t@peworm")]
    [InlineData("""curl -u elastic:t@pe\&worm\; https://es:9200""", """t@pe\&worm\;""")]
    [InlineData("""(curl -u elastic:t@peworm)""", "t@peworm")]
    [InlineData(""""curl -u elastic:t@peworm\n"""", "t@peworm")]
    public void A_password_ends_where_the_shell_ends_the_word(string command, string expected) => Assert.Equal([expected], PasswordsIn(command));

    [Theory]
    [InlineData("""["elasticsearch", "-Ea.keystore.password=t@,w]r m&x"]""", "t@,w]r m&x")]
    [InlineData("""['elasticsearch', '-Ea.keystore.password=it''s t@pe']""", "it''s t@pe")]
    [InlineData("""[elasticsearch, -Ea.keystore.password=t@pe&worm, -v]""", "t@pe&worm")]
    [InlineData("""[curl, -u, elastic:t@pe&worm]""", "t@pe&worm")]
    [InlineData("""["CMD-SHELL", "curl -u elastic:t@pe,worm https://es:9200"]""", "t@pe,worm")]
    [InlineData("- elasticsearch\n- -Ea.keystore.password=t@pe w|rm  # of the store\n- -v", "t@pe w|rm")]
    [InlineData("- sh\n- -c\n- curl -u elastic:t@pe,worm https://es:9200", "t@pe,worm")]
    public void An_item_of_a_list_ends_the_password(string command, string expected) => Assert.Equal([expected], PasswordsIn(command));

    [Theory]
    [InlineData("""echo 't@pe|worm' | bin/elasticsearch-keystore add -x bootstrap.password""")]
    [InlineData("""printf 't@pe|worm\n' | bin/elasticsearch-keystore add -x bootstrap.password""")]
    [InlineData("""bin/elasticsearch-keystore add -x bootstrap.password <<< "t@pe|worm" """)]
    [InlineData("""bin/elasticsearch-users useradd "ann" -p 't@pe|worm' -r superuser""")]
    [InlineData("""kibana "--elasticsearch.password=t@pe|worm" """)]
    [InlineData("""elasticsearch -E "a.keystore.password=t@pe|worm" """)]
    public void All_kinds_are_read_alike(string command) => Assert.Equal(["t@pe|worm"], PasswordsIn(command));

    [Theory]
    [InlineData("""curl -u elastic:$(cat /run/secrets/pw) https://es:9200""")]
    [InlineData("""curl -u "elastic:$(cat /run/secrets/pw)" https://es:9200""")]
    [InlineData("""curl -u elastic:a$(cat /run/secrets/pw) https://es:9200""")]
    [InlineData("""curl -u elastic:`cat /run/secrets/pw` https://es:9200""")]
    [InlineData("""curl -u elastic:'' 'https://es:9200'""")]
    [InlineData("""curl -u elastic:"" https://es:9200""")]
    [InlineData("""curl -u elastic: https://es:9200""")]
    [InlineData("""curl -u elastic:"${PW:-a b}" https://es:9200""")]
    public void What_is_no_literal_is_none(string command) => Assert.Empty(PasswordsIn(command));

    [Fact]
    public void What_only_the_keystore_takes_is_another_finding()
    {
        Assert.Empty(PasswordsIn("elasticsearch -Expack.security.http.ssl.keystore.secure_password=t@peworm"));
        Assert.Empty(PasswordsIn("elasticsearch -E xpack.security.http.ssl.keystore.secure_password=t@peworm"));
    }

    private static IEnumerable<string?> PasswordsIn(string command) =>
        CommandSecrets.In(new(SourceFile.FromText("compose.yml", "command: " + command), TextSpan.FromBounds("command: ".Length, "command: ".Length + command.TrimEnd().Length)))
            .Select(static secret => secret.Text);
}

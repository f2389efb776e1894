using EsConfigLint.Core.Carriers.Compose;
using EsConfigLint.Core.Settings;
using EsConfigLint.Core.Syntax;
using EsConfigLint.Core.Text;

namespace EsConfigLint.Core.Tests.Carriers;

public sealed class ComposeProjectTests
{
    [Theory]
    [InlineData("- xpack.security.enabled=false")]
    [InlineData("- \"xpack.security.enabled=false\"")]
    [InlineData("- 'xpack.security.enabled=false'")]
    [InlineData("xpack.security.enabled: false")]
    [InlineData("xpack.security.enabled: 'false'")]
    [InlineData("xpack.security.enabled: False")]
    [InlineData("- xpack.security.enabled=${OFF:-false}")]
    [InlineData("- xpack.security.enabled=${A:-${B-false}}")]
    public void A_variable_is_the_same_however_it_is_written(string line)
    {
        var service = Service($"services:\n  es:\n    environment:\n      {line}\n");
        var variable = Assert.Single(service.Environment);
        Assert.Equal("xpack.security.enabled", Slice(variable.NameLocation));
        Assert.Equal("false", variable.Value.Known);
        Assert.False(service.EnvironmentIsOpen);
    }

    [Theory]
    [InlineData("- NAME=a=b", "a=b", "a=b")]
    [InlineData("- NAME=", "", "")]
    [InlineData("- \"NAME=a b\"", "a b", "a b")]
    [InlineData("- \"NAME=\\\"a\\\"\"", "\"a\"", "\\\"a\\\"")]
    [InlineData("- 'NAME=it''s'", "it's", "it''s")]
    [InlineData("- NAME=x${Y:-z}", "xz", "x${Y:-z}")]
    [InlineData("- NAME=$$x", "$x", "$$x")]
    [InlineData("- \"NAME=a\n        b\"", "a b", "a\n        b")]
    [InlineData("NAME: a", "a", "a")]
    [InlineData("NAME: \"a b\"", "a b", "\"a b\"")]
    public void A_value_knows_its_text_and_its_place(string line, string known, string written)
    {
        var variable = Assert.Single(Service($"services:\n  es:\n    environment:\n      {line}\n").Environment);
        Assert.Equal("NAME", variable.Name);
        Assert.Equal(known, variable.Value.Known);
        Assert.Equal(written, Slice(variable.Value.Location));
    }

    [Theory]
    [InlineData("- NAME")]
    [InlineData("NAME:")]
    [InlineData("NAME: ~")]
    public void A_name_alone_is_taken_from_outside_or_from_the_env_file_of_the_project(string line)
    {
        var text = $"services:\n  es:\n    environment:\n      {line}\n";
        Assert.True(Assert.Single(Service(text).Environment).IsFromOutside);
        Assert.Null(Assert.Single(Service(text).Environment).Value.Known);
        Assert.Equal("x", Assert.Single(Service(text, (".env", "NAME=x")).Environment).Value.Known);
    }

    [Fact]
    public void The_env_file_beside_the_project_gives_variables_their_values_and_their_place()
    {
        var service = Service("services:\n  es:\n    image: elasticsearch:${V}\n    user: ${U:-1000}\n", (".env", "V=9.1.4\nU=0\n"));
        Assert.Equal("elasticsearch:9.1.4", service.Image!.Known);
        Assert.Equal("0", service.User!.Known);
        var substitution = Assert.Single(service.Image.Substitutions);
        Assert.Equal(SubstitutionKind.Defined, substitution.Kind);
        Assert.Equal(".env:1:3", substitution.Definition.ToString());
    }

    [Fact]
    public void An_unresolved_variable_hides_its_own_part_only()
    {
        var service = Service("services:\n  es:\n    image: elastic/elasticsearch:${V}\n");
        Assert.Null(service.Image!.Known);
        Assert.Equal(Product.Elasticsearch, service.ImageReference!.Product);
        Assert.True(service.ImageReference.TagIsHidden);
    }

    [Fact]
    public void Env_files_come_below_the_environment_and_later_ones_on_top()
    {
        var service = Service(
            """
            services:
              es:
                env_file: [a.env, {path: b.env, required: false}]
                environment: {A: compose}
            """,
            ("a.env", "A=1\nB=1\nC=1\n"),
            ("b.env", "B=${A}2\n"));
        Assert.Equal("B=compose2 C=1 A=compose", Join(service.Environment.OrderBy(v => v.EnvFile is null)));
        Assert.Equal("b.env", service.FindVariable("B")!.EnvFile!.Path);
        Assert.False(service.EnvironmentIsOpen);

        static string Join(IEnumerable<ComposeVariable> variables) =>
            string.Join(' ', variables.OrderBy(v => v.Name == "A").ThenBy(v => v.Name).Select(v => $"{v.Name}={v.Value.Known}"));
    }

    [Theory]
    [InlineData("env_file: gone.env")]
    [InlineData("env_file: [{path: gone.env, required: false}]")]
    [InlineData("env_file: ${X}.env")]
    [InlineData("environment: ['${EXTRA}']")]
    [InlineData("environment: ['${EXTRA}=x']")]
    [InlineData("environment: {<<: *gone}")]
    [InlineData("extends: {service: base, file: gone.yml}")]
    public void An_environment_with_a_part_out_of_sight_is_open(string line) =>
        Assert.True(Service($"services:\n  es:\n    {line}\n").EnvironmentIsOpen);

    [Fact]
    public void What_is_looked_for_and_not_found_says_why_it_matters()
    {
        var project = Read("services:\n  es:\n    env_file: conf/../gone.env\n");
        var reference = Assert.Single(project.References, r => r.Kind == ComposeReferenceKind.EnvFile);
        Assert.Equal(("gone.env", "es", null), (reference.Path, reference.Service, reference.File));
        Assert.Contains(project.References, r => r is { Kind: ComposeReferenceKind.Variables, Path: ".env", IsOptional: true });
    }

    [Theory]
    [InlineData("9200", null, null, "9200")]
    [InlineData("9200:9200", null, "9200", "9200")]
    [InlineData("127.0.0.1:9200:9200", "127.0.0.1", "9200", "9200")]
    [InlineData("127.0.0.1::9200", "127.0.0.1", null, "9200")]
    [InlineData("[::1]:9200:9200", "::1", "9200", "9200")]
    [InlineData("::1:9200:9200", "::1", "9200", "9200")]
    [InlineData("9200-9205:9200-9205/tcp", null, "9200-9205", "9200-9205")]
    [InlineData("0.0.0.0:${PORT}:9200", "0.0.0.0", "?", "9200")]
    [InlineData("${PORT}:9200", "?", "?", "9200")]
    [InlineData("${PORT:-9201}:9200", null, "9201", "9200")]
    [InlineData("${BIND:-127.0.0.1:9200}:9200", "127.0.0.1", "9200", "9200")]
    [InlineData("9200:${PORT}", null, "9200", "?")]
    [InlineData("${ALL}", "?", "?", "?")]
    public void A_short_port_is_taken_apart(string text, string? ip, string? host, string? container)
    {
        var port = Assert.Single(Service($"services:\n  es:\n    ports:\n      - \"{text}\"\n").Ports);
        Assert.Equal((ip, host, container), (Part(port.HostIp), Part(port.HostPort), Part(port.ContainerPort)));

        static string? Part(ComposeText? part) => part is null ? null : part.Known ?? "?";
    }

    [Fact]
    public void A_long_port_has_the_same_parts()
    {
        var port = Assert.Single(Service(
            "services:\n  es:\n    ports:\n      - {target: 9200, published: \"9200-9201\", host_ip: 10.0.0.1, protocol: tcp}\n").Ports);
        Assert.Equal("10.0.0.1", port.HostIp!.Known);
        Assert.Equal(new PortRange(9200, 9201), port.HostPorts);
        Assert.True(port.ContainerPorts!.Value.Contains(9200));
    }

    [Theory]
    [InlineData("./es.yml:/usr/share/elasticsearch/config/elasticsearch.yml:ro", ComposeMountKind.Bind, "app/es.yml", true)]
    [InlineData("../es.yml:/usr/share/elasticsearch/config/elasticsearch.yml", ComposeMountKind.Bind, "es.yml", false)]
    [InlineData("/etc/es.yml:/usr/share/elasticsearch/config/elasticsearch.yml:ro,z", ComposeMountKind.Bind, "/etc/es.yml", true)]
    [InlineData("~/es.yml:/usr/share/elasticsearch/config/elasticsearch.yml", ComposeMountKind.Bind, null, false)]
    [InlineData("C:\\es.yml:/usr/share/elasticsearch/config/elasticsearch.yml", ComposeMountKind.Bind, null, false)]
    [InlineData("certs:/usr/share/elasticsearch/config/elasticsearch.yml", ComposeMountKind.Volume, null, false)]
    [InlineData("/usr/share/elasticsearch/config//elasticsearch.yml", ComposeMountKind.Volume, null, false)]
    [InlineData("${DIR}/es.yml:/usr/share/elasticsearch/config/elasticsearch.yml", ComposeMountKind.Unknown, null, false)]
    public void A_short_mount_is_taken_apart(string text, ComposeMountKind kind, string? path, bool isReadOnly)
    {
        var project = ComposeProject.Read(
            [File("app/docker-compose.yml", $"services:\n  es:\n    volumes:\n      - '{text}'\n")], new Files());
        var mount = Assert.Single(project.Services[0].Mounts);
        Assert.Equal(kind, mount.Kind);
        Assert.Equal(path, mount.SourcePath);
        Assert.Equal("/usr/share/elasticsearch/config/elasticsearch.yml", mount.TargetPath);
        Assert.Equal(isReadOnly, mount.IsReadOnly.IsYes);
    }

    [Theory]
    [InlineData("$PWD/config/es.yml", "config/es.yml")]
    [InlineData("${PWD}/../es.yml", "../es.yml")]
    [InlineData("${PWD:?}", "")]
    [InlineData("${PWD}-other/es.yml", null)]
    [InlineData("${PWD}/${NAME}.yml", null)]
    [InlineData("/srv/$PWD/es.yml", null)]
    public void A_mount_below_the_working_directory_is_one_of_the_project(string source, string? path)
    {
        var mount = Assert.Single(Service($"services:\n  es:\n    volumes:\n      - {source}:/x:ro\n").Mounts);
        Assert.Equal(path, mount.SourcePath);
        Assert.Equal(path is not null || source[0] == '/', mount.Kind == ComposeMountKind.Bind);
    }

    [Fact]
    public void A_working_directory_that_the_env_file_sets_is_that_one()
    {
        var mount = Assert.Single(Service("services:\n  es:\n    volumes:\n      - ${PWD}/es.yml:/x\n", (".env", "PWD=/srv/es")).Mounts);
        Assert.Equal("/srv/es/es.yml", mount.SourcePath);
    }

    [Fact]
    public void The_working_directory_of_an_included_project_is_that_of_the_including_one()
    {
        var files = new Files(("p/sub/compose.yml", "services:\n  es:\n    env_file: ${PWD}/es.env\n    volumes: ['$PWD/es.yml:/x']\n"), ("p/es.env", "A=b"));
        var project = ComposeProject.Read([SourceFile.FromText("p/compose.yml", "include: [sub/compose.yml]\n")], files);
        var service = Assert.Single(project.Services);
        Assert.Equal("p/es.yml", Assert.Single(service.Mounts).SourcePath);
        Assert.Equal("b", Assert.Single(service.Environment).Value.Known);
    }

    [Fact]
    public void Long_mounts_bound_volumes_and_tmpfs_are_mounts()
    {
        var service = Service(
            """
            services:
              es:
                tmpfs: /tmp
                volumes:
                  - {type: bind, source: ./es.yml, target: /a, read_only: true}
                  - conf:/b
                  - ./other.yml:/b
                  - certs:/c
            volumes:
              conf:
              certs: {driver_opts: {type: none, o: bind, device: ./certs}}
            """);
        Assert.Equal(
            ["Bind es.yml /a", "Bind other.yml /b", "Bind certs /c", "Tmpfs  /tmp"],
            service.Mounts.Select(m => $"{m.Kind} {m.SourcePath} {m.TargetPath}"));
    }

    [Fact]
    public void Configs_and_secrets_lead_to_their_definition()
    {
        var service = Service(
            """
            services:
              es:
                configs: [{source: es, target: /usr/share/elasticsearch/config/elasticsearch.yml}]
                secrets: [pw, gone]
            configs: {es: {content: "cluster.name: logs"}}
            secrets: {pw: {file: ./pw.txt}}
            """);
        Assert.Equal("cluster.name: logs", service.Configs[0].Content!.Known);
        Assert.Equal(("/run/secrets/pw", "pw.txt"), (service.Secrets[0].TargetPath, service.Secrets[0].FilePath));
        Assert.Null(service.Secrets[1].Definition);
    }

    [Theory]
    [InlineData("elasticsearch -E a=b '-Ec=d e'", new[] { "elasticsearch", "-E", "a=b", "-Ec=d e" })]
    [InlineData("[elasticsearch, -Ea=b]", new[] { "elasticsearch", "-Ea=b" })]
    [InlineData("\"bash -c 'echo $$HOME'\"", new[] { "bash", "-c", "echo $HOME" })]
    [InlineData(">\n      bash\n      -c \"a\n      b\"\n", new[] { "bash", "-c", "a b" })]
    [InlineData("[]", new string[0])]
    [InlineData("''", new string[0])]
    public void A_command_is_split_as_compose_splits_it(string text, string[] expected)
    {
        var command = Service($"services:\n  es:\n    command: {text}\n").Command!;
        Assert.Equal(expected, command.Arguments.Select(a => a.Known));
        Assert.False(command.IsOpen);
    }

    [Fact]
    public void An_argument_in_a_folded_text_keeps_its_place()
    {
        var command = Service("services:\n  es:\n    command: >\n      elasticsearch\n      -Expack.security.enabled=false\n").Command!;
        Assert.Equal("-Expack.security.enabled=false", Slice(command.Arguments[1].Location));
    }

    [Fact]
    public void No_command_is_not_an_empty_one()
    {
        Assert.Null(Service("services:\n  es:\n    command:\n").Command);
        Assert.Null(Service("services:\n  es:\n    image: x\n").Command);
        Assert.True(Service("services:\n  es:\n    command: elasticsearch ${MORE}\n").Command!.IsOpen);
    }

    [Fact]
    public void Anchors_aliases_and_merge_keys_are_resolved()
    {
        var service = Service(
            """
            x-env: &env {A: 1, B: 1}
            x-base: &base
              image: elasticsearch:9.1.4
              privileged: true
            services:
              es:
                <<: [*base, {image: lost, user: "0"}]
                privileged: false
                environment: {<<: *env, B: 2}
            """);
        Assert.Equal("elasticsearch:9.1.4", service.Image!.Known);
        Assert.Equal("0", service.User!.Known);
        Assert.True(service.IsPrivileged.IsNo);
        Assert.Equal(["B=2", "A=1"], service.Environment.Select(v => $"{v.Name}={v.Value.Known}"));
        Assert.Equal("1:14", service.FindVariable("A")!.NameLocation.Start.ToString());
    }

    [Fact]
    public void Extends_reaches_over_services_and_files_and_takes_paths_from_there()
    {
        var project = Read(
            """
            services:
              es:
                extends: {file: common/base.yml, service: node}
                environment: [A=own]
              two: {extends: es, command: run}
            """,
            ("common/base.yml", """
                services:
                  root: {image: "elasticsearch:9.1.4", command: base, cap_add: [IPC_LOCK]}
                  node:
                    extends: root
                    env_file: node.env
                    environment: {A: base, B: base}
                    volumes: ["./es.yml:/es.yml"]
                """),
            ("common/node.env", "C=file\n"));
        Assert.Empty(project.Problems);
        var two = project.FindService("two")!;
        Assert.Equal("elasticsearch:9.1.4", two.Image!.Known);
        Assert.Equal("run", Assert.Single(two.Command!.Arguments).Known);
        Assert.Equal("own base file", $"{two.FindVariable("A")!.Value.Known} {two.FindVariable("B")!.Value.Known} {two.FindVariable("C")!.Value.Known}");
        Assert.Equal("common/es.yml", Assert.Single(two.Mounts).SourcePath);
        Assert.Equal("IPC_LOCK", Assert.Single(two.CapAdd).Known);
    }

    [Fact]
    public void A_later_file_is_laid_on_top_of_an_earlier_one()
    {
        var project = ComposeProject.Read(
            [
                File("app/docker-compose.yml", """
                    services:
                      es:
                        image: elasticsearch:8.1.0
                        build: ./es
                        command: [a, b]
                        user: "1000"
                        environment: {A: 1, B: 1}
                        ports: ["9200:9200", "9300:9300"]
                        cap_drop: [ALL]
                        volumes: ["./a.yml:/x.yml"]
                      kibana: {image: "kibana:8.1.0"}
                    """),
                File("app/override/docker-compose.override.yml", """
                    services:
                      es:
                        image: elasticsearch:9.1.4
                        build: {args: [V=1]}
                        command: [c]
                        user: !reset null
                        environment: [B=2, C=3]
                        ports: !override ["127.0.0.1:9200:9200"]
                        cap_drop: [ALL, NET_RAW]
                        volumes: ["./b.yml:/x.yml"]
                      kibana: !reset null
                    """),
            ],
            new Files());
        Assert.Empty(project.Problems);
        var es = Assert.Single(project.Services);
        Assert.Equal("elasticsearch:9.1.4", es.Image!.Known);
        Assert.Equal(("app/es/Dockerfile", "V"), (es.Build!.DockerfilePath, Assert.Single(es.Build.Arguments).Name));
        Assert.Equal("c", Assert.Single(es.Command!.Arguments).Known);
        Assert.Null(es.User);
        Assert.Equal("1 2 3", string.Join(' ', es.Environment.OrderBy(v => v.Name).Select(v => v.Value.Known)));
        Assert.Equal("127.0.0.1", Assert.Single(es.Ports).HostIp!.Known);
        Assert.Equal("app/b.yml", Assert.Single(es.Mounts).SourcePath);
    }

    [Fact]
    public void An_included_project_has_its_own_directory_and_variables()
    {
        var project = Read(
            """
            include:
              - sub/compose.yml
              - {path: [other/a.yml, other/b.yml], env_file: other/x.env}
            services:
              es: {user: "0"}
            """,
            (".env", "OUTER=outer\n"),
            ("sub/compose.yml", "services:\n  es: {image: 'elasticsearch:${V}', env_file: es.env, hostname: '${OUTER}'}\n"),
            ("sub/.env", "V=9.1.4\nOUTER=inner\n"),
            ("sub/es.env", "A=1\n"),
            ("other/a.yml", "services:\n  kibana: {image: 'kibana:1', command: a}\n"),
            ("other/b.yml", "services:\n  kibana: {image: 'kibana:${K}'}\n"),
            ("other/x.env", "K=8.19.0\n"));
        Assert.Empty(project.Problems);
        var es = project.FindService("es")!;
        Assert.Equal("elasticsearch:9.1.4", es.Image!.Known);
        Assert.Equal("outer", es.Hostname!.Known);
        Assert.Equal("0", es.User!.Known);
        Assert.Equal("A", Assert.Single(es.Environment).Name);
        Assert.Equal("kibana:8.19.0", project.FindService("kibana")!.Image!.Known);
    }

    [Fact]
    public void A_build_names_its_Dockerfile_relative_to_its_context()
    {
        var build = Service("services:\n  es:\n    build: {context: ./img, dockerfile: ../es.Dockerfile, target: prod, args: {V: 9.1.4}}\n").Build!;
        Assert.Equal(("img", "es.Dockerfile", "prod"), (build.ContextPath, build.DockerfilePath, build.Target!.Known));
        Assert.Equal("9.1.4", build.ArgumentValues["V"].Value);
        Assert.Equal("Dockerfile", Service("services:\n  es:\n    build: .\n").Build!.DockerfilePath);
        Assert.Null(Service("services:\n  es:\n    build: https://github.com/a/b.git\n").Build!.DockerfilePath);
        Assert.Equal("FROM x\n", Service("services:\n  es:\n    build:\n      dockerfile_inline: |\n        FROM x\n").Build!.Inline!.Known);
    }

    [Fact]
    public void Templates_hide_what_they_cover_and_nothing_else()
    {
        var service = Service(
            """
            services:
              es:
                image: elasticsearch:{{ version }}
                environment:
                  - node.name={{ name }}
                  - xpack.security.enabled=false
            """);
        Assert.True(service.ImageReference!.TagIsHidden);
        Assert.Null(service.FindVariable("node.name")!.Value.Known);
        Assert.Equal("false", service.FindVariable("xpack.security.enabled")!.Value.Known);
    }

    [Fact]
    public void What_a_template_may_leave_out_is_conditional_and_what_it_may_add_keeps_the_world_open()
    {
        var project = Read(
            """
            services:
              es:
                environment:
                  - A=1
            {% if secure %}
                  - B=1
            {% endif %}
              other:
                environment:
                  A: 1
                  {{ more }}
              {{ name }}:
                image: elasticsearch:9.1.4
            """);
        Assert.Empty(project.Problems);
        var es = project.FindService("es")!;
        Assert.False(es.FindVariable("A")!.IsConditional);
        Assert.True(es.FindVariable("B")!.IsConditional);
        Assert.True(project.FindService("other")!.EnvironmentIsOpen);
        Assert.Equal("{{ name }}", project.Services[2].Name);
    }

    [Fact]
    public void What_each_compose_file_says_was_read_once_and_is_at_hand()
    {
        var files = new Files(
            ("base.yml", "services:\n  base:\n    image: elasticsearch:9.1.4\n"), ("sub/compose.yml", "services: {}\n"), ("es.env", "A=1\n"));
        var main = File("compose.yml", "include: [sub/compose.yml]\nservices:\n  es:\n    extends: {file: base.yml, service: base}\n    env_file: es.env\n");
        var project = ComposeProject.Read([main], files);
        Assert.Same(main, project.TreeOf(main)!.File);
        Assert.Same(files.Find("base.yml"), project.TreeOf(files.Find("base.yml")!)!.File);
        Assert.Same(files.Find("sub/compose.yml"), project.TreeOf(files.Find("sub/compose.yml")!)!.File);
        Assert.Null(project.TreeOf(files.Find("es.env")!));
    }

    [Fact]
    public void The_services_of_the_oldest_format_stand_at_the_top() =>
        Assert.Equal("elasticsearch:2.1", Service("es:\n  image: elasticsearch:2.1\n").Image!.Known);

    private static string Slice(Core.Text.Location location) => location.File.Slice(location.Span);

    private static Core.Text.SourceFile File(string path, string text) => Core.Text.SourceFile.FromText(path, text);

    private static ComposeProject Read(string text, params (string Path, string Text)[] others) =>
        ComposeProject.Read([File("docker-compose.yml", text)], new Files(others));

    private static ComposeService Service(string text, params (string Path, string Text)[] others) => Read(text, others).Services[0];
}

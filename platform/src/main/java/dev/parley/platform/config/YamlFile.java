package dev.parley.platform.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML text as dotted keys, each with the line it stands on. Read as a tree of nodes rather than
 * objects: that keeps the lines, keeps {@code 010} and {@code no} as they are written, and starts
 * faster.
 */
final class YamlFile {
  private final String origin;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final List<String> problems;

  /**
   * A value as it is written (the elements of a list joined by commas) and its line, counted from
   * 1.
   */
  record Line(String text, int number) {}

  private YamlFile(String origin, List<String> problems) {
    this.origin = origin;
    this.problems = problems;
  }

  /**
   * The keys of {@code text}; what is wrong with it goes to {@code problems}, named by {@code
   * origin}.
   */
  static Map<String, Line> read(String text, String origin, List<String> problems) {
    var file = new YamlFile(origin, problems);
    try {
      file.group("", file.compose(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add("%s:%d: not YAML: %s".formatted(origin, line, e.getProblem()));
    } catch (YAMLException e) {
      problems.add(
          "%s: not YAML: %s"
              .formatted(origin, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
    return file.lines;
  }

  private Node compose(String text) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(20);
    Node root =
        new Composer(new ParserImpl(new StreamReader(text), options), new NullResolver(), options)
            .getSingleNode();
    return root == null ? new MappingNode(Tag.MAP, List.of(), FlowStyle.AUTO) : root;
  }

  private void group(String prefix, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(
          "%s:%d: not a group of keys (expected: key: value)".formatted(origin, line(node)));
      return;
    }
    for (var pair : mapping.getValue()) {
      if (pair.getKeyNode() instanceof ScalarNode name) {
        entry(
            prefix.isEmpty() ? name.getValue() : prefix + "." + name.getValue(),
            name,
            pair.getValueNode());
      } else {
        problems.add(
            "%s:%d: not a key (expected: key: value)".formatted(origin, line(pair.getKeyNode())));
      }
    }
  }

  private void entry(String key, ScalarNode name, Node value) {
    switch (value) {
      case MappingNode mapping -> group(key, mapping);
      case SequenceNode list -> put(key, elements(key, list), line(name));
      case ScalarNode scalar ->
          put(key, scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), line(name));
      default -> problems.add("%s:%d: %s: not a value".formatted(origin, line(name), key));
    }
  }

  private String elements(String key, SequenceNode list) {
    if (!list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      problems.add(
          "%s:%d: %s: a list within a list (expected: plain elements)"
              .formatted(origin, line(list), key));
      return "";
    }
    return list.getValue().stream()
        .map(element -> ((ScalarNode) element).getValue())
        .collect(Collectors.joining(","));
  }

  private void put(String key, String text, int number) {
    var earlier = lines.putIfAbsent(key, new Line(text, number));
    if (earlier != null) {
      problems.add(
          "%s:%d: %s: written twice (first on line %d)"
              .formatted(origin, number, key, earlier.number()));
    }
  }

  private static int line(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }

  /**
   * Values stay texts, so of YAML's types only "nothing" must be told apart; the patterns of the
   * rest cost start-up.
   */
  private static final class NullResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}

package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;

/**
 * One OpenSearch node in one process: {@code OpenSearchProcess <home> <plugin class>...}. Settings are in {@code <home>/config/opensearch.yml}.
 *
 * <p>Prints {@code ready <port>} on standard output when it answers. It ends when its standard input does, so that it never outlives the
 * process that started it, however that one ended; the home folder is deleted then.
 */
public final class OpenSearchProcess {
  private static final class PluginNode extends Node {
    PluginNode(Path home, List<Class<? extends Plugin>> plugins) {
      super(
          InternalSettingsPreparer.prepareEnvironment(
              Settings.builder().put("path.home", home).build(), Map.of(), home.resolve("config"), () -> "lab"),
          plugins,
          false);
    }
  }

  public static void main(String[] args) {
    try {
      run(Path.of(args[0]), List.of(args).subList(1, args.length));
    } catch (Throwable failed) {
      for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
        System.err.println(cause);
      }
      // Threads of a node that is half up would keep the process.
      System.exit(1);
    }
  }

  private static void run(Path home, List<String> classNames) throws Exception {
    List<Class<? extends Plugin>> plugins = new ArrayList<>();
    for (String name : classNames) {
      plugins.add(Class.forName(name).asSubclass(Plugin.class));
    }
    Node node = new PluginNode(home, plugins);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node, home)));
    new Thread(OpenSearchProcess::exitWithParent, "parent").start();
    node.start();
    int port = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
    System.out.println("ready " + port);
  }

  private static void exitWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said on it: only its end matters.
      }
    } catch (IOException broken) {
      // A broken pipe is an ended parent as well.
    }
    System.exit(0);
  }

  private static void end(Node node, Path home) {
    try {
      node.close();
      node.awaitClose(10, TimeUnit.SECONDS);
    } catch (Exception failed) {
      System.err.println("OpenSearch did not close in order: " + failed);
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      System.err.println("Left behind: " + home + " (" + failed + ")");
    }
  }
}

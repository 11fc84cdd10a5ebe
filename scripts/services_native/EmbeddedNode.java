import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** Runs one Elasticsearch node from its published jars; the only argument is its home folder. */
public final class EmbeddedNode {

    public static void main(String[] arguments) throws Exception {
        Environment environment = environment(Path.of(arguments[0]));
        LogConfigurator.setNodeName("portico");
        LogConfigurator.configure(environment, true);
        Node node = new Node(environment, modules(environment));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        new CountDownLatch(1).await();
    }

    private static Environment environment(Path home) {
        Settings settings = Settings.builder().put("path.home", home.toString()).build();
        return InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), home.resolve("config"), () -> "portico");
    }

    private static PluginsLoader modules(Environment environment) {
        return PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
            Set.of(), Map.of(), false);
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
            node.awaitClose(20, TimeUnit.SECONDS);
        } catch (Exception problem) {
            problem.printStackTrace();
        }
    }
}

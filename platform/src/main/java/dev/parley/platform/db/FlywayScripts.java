package dev.parley.platform.db;

import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Hands Flyway the scripts that we have found, so that it scans nothing. */
final class FlywayScripts implements ResourceProvider {

  private final List<LoadableResource> resources;

  FlywayScripts(MigrationScripts scripts) {
    this.resources = scripts.all().stream().<LoadableResource>map(InMemory::new).toList();
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return resources.stream().filter(r -> r.getFilename().equals(name)).findFirst().orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return resources.stream()
        .filter(r -> r.getFilename().startsWith(prefix))
        .filter(r -> Arrays.stream(suffixes).anyMatch(r.getFilename()::endsWith))
        .toList();
  }

  private static final class InMemory extends LoadableResource {

    private final MigrationScripts.Script script;

    InMemory(MigrationScripts.Script script) {
      this.script = script;
    }

    @Override
    public Reader read() {
      return new StringReader(script.sql());
    }

    @Override
    public String getAbsolutePath() {
      return script.fileName();
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return script.fileName();
    }

    @Override
    public String getFilename() {
      return script.fileName();
    }

    @Override
    public String getRelativePath() {
      return script.fileName();
    }
  }
}

package dev.parley.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The shape of the house: the star between modules, the rings inside a service, no cycles, every
 * package explained.
 */
class ArchitectureTest {
  private static final JavaClasses PARLEY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.parley");

  @Test
  void noServiceCompilesAgainstAnother() {
    for (String service : Set.of("auth", "chat", "gateway")) {
      String[] others =
          Set.of("auth", "chat", "gateway").stream()
              .filter(other -> !other.equals(service))
              .map(other -> "dev.parley." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("dev.parley." + service + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(PARLEY);
    }
  }

  @Test
  void platformKnowsNoServiceAndNobodyKnowsTheApp() {
    noClasses()
        .that()
        .resideInAPackage("dev.parley.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.parley.auth..", "dev.parley.chat..", "dev.parley.gateway..")
        .check(PARLEY);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.parley.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.parley.app..")
        .check(PARLEY);
  }

  @Test
  void aDomainKnowsOnlyItselfAndJava() {
    classes()
        .that()
        .resideInAPackage("dev.parley.(*).domain")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("dev.parley.*.domain", "java..", "org.jspecify.annotations"))
        .check(PARLEY);
  }

  @Test
  void portsAndUseCasesKnowNoTechnology() {
    classes()
        .that()
        .resideInAnyPackage("dev.parley.(*).port", "dev.parley.(*).app")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.parley.*.domain",
                "dev.parley.*.port",
                "dev.parley.*.app",
                "dev.parley.platform.ids",
                "dev.parley.platform.pictures",
                "java..",
                "org.jspecify.annotations"))
        .check(PARLEY);
  }

  @Test
  void onlyGrpcAdaptersSeeProtobufAndOnlyPostgresAdaptersSeeSql() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.parley.*.adapter.postgres..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.protobuf..", "dev.parley.api..", "io.grpc..")
        .check(PARLEY);
    noClasses()
        .that()
        .resideInAnyPackage("dev.parley.*.adapter.grpc..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jdbi..", "java.sql..")
        .check(PARLEY);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.parley.(*).(**)").should().beFreeOfCycles().check(PARLEY);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> unexplained = new TreeSet<>();
    PARLEY.stream()
        .map(javaClass -> javaClass.getPackage())
        .filter(javaPackage -> !javaPackage.getName().startsWith("dev.parley.api"))
        .filter(javaPackage -> javaPackage.tryGetPackageInfo().isEmpty())
        .map(JavaPackage::getName)
        .forEach(unexplained::add);
    assertThat(unexplained).isEmpty();
  }
}

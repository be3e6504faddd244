package dev.attune.deploy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know of what; the table of modules in the design, checked. */
@AnalyzeClasses(packages = "dev.attune", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String SCHEMAS = "dev.attune.schemas..";
  private static final String PRIVACY = "dev.attune.privacy..";

  /** Checks of the mechanisms, which draw from seeds. */
  private static final String CONFORMANCE = "dev.attune.privacy.conformance..";

  private static final String MODELS = "dev.attune.models..";
  private static final String DEVICE = "dev.attune.device..";
  private static final String EVALUATE = "dev.attune.evaluate..";
  private static final String TOPOLOGY = "dev.attune.topology..";
  private static final String TESTKIT = "dev.attune.testkit..";
  private static final String DEPLOY = "dev.attune.deploy..";

  @ArchTest
  static final ArchRule schemasKnowNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage(SCHEMAS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PRIVACY, MODELS, DEVICE, EVALUATE, TOPOLOGY, TESTKIT, DEPLOY);

  @ArchTest
  static final ArchRule privacyKnowsNeitherKafkaNorOtherModules =
      noClasses()
          .that()
          .resideInAPackage(PRIVACY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SCHEMAS, MODELS, DEVICE, EVALUATE, TOPOLOGY, TESTKIT, DEPLOY, "org.apache.kafka..");

  @ArchTest
  static final ArchRule modelsKnowNoKafka =
      noClasses()
          .that()
          .resideInAPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              PRIVACY, DEVICE, EVALUATE, TOPOLOGY, TESTKIT, DEPLOY, "org.apache.kafka..");

  @ArchTest
  static final ArchRule deviceKnowsNoTopology =
      noClasses()
          .that()
          .resideInAPackage(DEVICE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(EVALUATE, TOPOLOGY, TESTKIT, DEPLOY);

  @ArchTest
  static final ArchRule evaluateKnowsModelsAndUsersOnly =
      noClasses()
          .that()
          .resideInAPackage(EVALUATE)
          .and()
          .resideOutsideOfPackages(
              "dev.attune.evaluate.loop",
              "dev.attune.evaluate.synthetic",
              "dev.attune.evaluate.attack")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TOPOLOGY, TESTKIT, DEPLOY, "org.apache.kafka..");

  @ArchTest
  static final ArchRule theLoopIsMeasuredWithoutKafka =
      noClasses()
          .that()
          .resideInAPackage(EVALUATE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TESTKIT, DEPLOY, "org.apache.kafka..");

  @ArchTest
  static final ArchRule chartsAreDrawnInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.attune.evaluate.plot")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.knowm.xchart..");

  @ArchTest
  static final ArchRule topologyKnowsNoDevice =
      noClasses()
          .that()
          .resideInAPackage(TOPOLOGY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DEVICE, EVALUATE, TESTKIT, DEPLOY);

  @ArchTest
  static final ArchRule domainOfTheTopologyKnowsNoKafka =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.attune.topology.profile..",
              "dev.attune.topology.ingest..",
              "dev.attune.topology.consent..",
              "dev.attune.topology.catalog..",
              "dev.attune.topology.recommend..",
              "dev.attune.topology.notify..",
              "dev.attune.topology.engine..",
              "dev.attune.topology.release..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule kafkaStreamsStaysInTopologyAndTestkit =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOPOLOGY, TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule onnxRuntimeStaysInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.attune.models.onnx")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule internalKafkaClassesStayInOneClass =
      noClasses()
          .that(areNot("dev.attune.topology.commit.PreCommitStore"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..internals..");

  @ArchTest
  static final ArchRule privateNoiseUsesNoStatisticalRandomness =
      noClasses()
          .that()
          .resideInAPackage(PRIVACY)
          .and()
          .resideOutsideOfPackage(CONFORMANCE)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)");

  @ArchTest
  static final ArchRule seededBitsDrawNothingThatIsReleased =
      noClasses()
          .that()
          .resideOutsideOfPackages(CONFORMANCE, "dev.attune.evaluate..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CONFORMANCE);

  @ArchTest
  static final ArchRule packagesAreNamedForCapabilities =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..impl..", "..common..", "..helper..");

  @ArchTest
  static final ArchRule noClassIsNamedForBeingAnImplementation =
      classes().should().haveSimpleNameNotEndingWith("Impl");

  @ArchTest
  static final ArchRule packagesOfTheTopologyHaveNoCycles =
      slices().matching("dev.attune.topology.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheModelsHaveNoCycles =
      slices().matching("dev.attune.models.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfEvaluateHaveNoCycles =
      slices().matching("dev.attune.evaluate.(*)..").should().beFreeOfCycles();

  /** A class, with the classes nested in it, is meant by its top-level name. */
  private static DescribedPredicate<JavaClass> areNot(String topLevel) {
    return DescribedPredicate.describe(
        "are not " + topLevel,
        type -> !type.getName().equals(topLevel) && !type.getName().startsWith(topLevel + "$"));
  }
}

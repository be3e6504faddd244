package dev.attune.bench.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.attune", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule nothingKnowsOfBench =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.attune.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.attune.bench..");

  @ArchTest
  static final ArchRule onlyTheReencoderKnowsOnnxRuntimeHere =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.attune.models.onnx", "dev.attune.bench.reencode")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule benchesDoNotKnowEachOther =
      slices().matching("dev.attune.bench.(*)..").should().beFreeOfCycles();
}

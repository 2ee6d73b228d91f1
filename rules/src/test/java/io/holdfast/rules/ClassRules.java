package io.holdfast.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules that can be read off the compiled classes of a checkout. */
final class ClassRules {
  private static final int MOST_PARAMETERS = 7;

  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile("Abstract\\p{Lu}.*|.*(Manager|Helper|Utils?|Impl|Data|Info)");

  private static final Pattern ACCESSOR = Pattern.compile("[gs]et\\p{Lu}.*");

  /** What is in here decides, whatever it is called. */
  private static final List<String> DECIDING =
      List.of("io.holdfast.protection", "io.holdfast.retention");

  private final Checkout checkout;

  ClassRules(Checkout checkout) {
    this.checkout = checkout;
  }

  ArchRule modules_depend_only_as_the_table_says() {
    return classes()
        .should(
            reporting(
                "depend only on what the table of directions allows",
                (type, report) -> {
                  var module = checkout.moduleOf(type).orElseThrow();
                  var row = Direction.of(module);
                  if (row.isEmpty()) {
                    report.violation("module %s has no row in Direction".formatted(module));
                    return;
                  }
                  type.getDirectDependenciesFromSelf().stream()
                      .filter(arrow -> !allows(row.get(), arrow.getTargetClass()))
                      .forEach(arrow -> report.violation(arrow.getDescription()));
                }));
  }

  private boolean allows(Direction row, JavaClass target) {
    var type = target.getBaseComponentType();
    return checkout
        .moduleOf(type)
        .map(row::allowsModule)
        .orElseGet(() -> type.isPrimitive() || row.allowsLibrary(type.getPackageName()));
  }

  ArchRule the_engine_is_layered() {
    return classes()
        .that(areInTheEngine())
        .should(
            reporting(
                "point from use cases to the repository to its parts",
                (type, report) ->
                    type.getDirectDependenciesFromSelf().stream()
                        .filter(arrow -> areInTheEngine().test(arrow.getTargetClass()))
                        .filter(arrow ->
                            !Layer.allows(
                                type.getPackageName(), arrow.getTargetClass().getPackageName()))
                        .forEach(arrow -> report.violation(arrow.getDescription()))));
  }

  /** A framework that spreads decides how everything is made, tested and started. */
  ArchRule only_the_edge_knows_a_framework() {
    return noClasses()
        .that()
        .resideInAPackage("io.holdfast..")
        .and()
        .resideOutsideOfPackages("io.holdfast.server", "io.holdfast.server.edge")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.netty..", "jakarta..");
  }

  ArchRule packages_have_no_cycles() {
    return slices().matching("io.holdfast.(**)").should().beFreeOfCycles();
  }

  ArchRule only_programs_have_a_main() {
    return methods()
        .that()
        .haveName("main")
        .should(
            reporting(
                "be in a program",
                (JavaMethod method, Report report) -> {
                  if (!isInAProgram(method.getOwner())) {
                    report.violation(method.getDescription());
                  }
                }))
        .allowEmptyShould(true);
  }

  ArchRule only_programs_print() {
    return noClasses()
        .that(areNotInAProgram())
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace");
  }

  ArchRule names_say_what_a_thing_is() {
    return classes()
        .should(
            reporting(
                "not be named Abstract*, *Manager, *Helper, *Util, *Impl, *Data or *Info",
                (type, report) -> {
                  if (FORBIDDEN_NAME.matcher(type.getSimpleName()).matches()) {
                    report.violation(type.getName());
                  }
                }));
  }

  ArchRule there_are_no_getters_and_setters() {
    return methods()
        .should(
            reporting(
                "not begin with get or set unless they override a foreign method",
                (JavaMethod method, Report report) -> {
                  if (ACCESSOR.matcher(method.getName()).matches() && !overrides(method)) {
                    report.violation(method.getDescription());
                  }
                }));
  }

  private static boolean overrides(JavaMethod method) {
    var owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(inherited -> inherited.getName().equals(method.getName()));
  }

  ArchRule constructors_take_few_parameters() {
    return constructors()
        .should(
            reporting(
                "take at most %d parameters".formatted(MOST_PARAMETERS),
                (JavaConstructor constructor, Report report) -> {
                  if (constructor.getRawParameterTypes().size() > MOST_PARAMETERS) {
                    report.violation(constructor.getDescription());
                  }
                }));
  }

  /** What decides gets the time and the randomness handed in, and sees no file. */
  ArchRule decisions_are_pure() {
    return codeUnits()
        .that()
        .areDeclaredInClassesThat(decide())
        .should(
            reporting(
                "ask no clock, no randomness and no file system",
                (JavaCodeUnit unit, Report report) ->
                    unit.getAccessesFromSelf().stream()
                        .filter(ClassRules::isImpure)
                        .forEach(access -> report.violation(access.getDescription()))));
  }

  private static DescribedPredicate<JavaClass> decide() {
    return DescribedPredicate.describe(
        "decide",
        type ->
            simpleNameEndingWith("Plan").or(simpleNameEndingWith("Planner")).test(type)
                || simpleNameEndingWith("Policy").test(type)
                || DECIDING.stream().anyMatch(room -> isIn(type, room))
                || Stream.of("id", "pack", "tree", "snapshot")
                    .anyMatch(
                        part -> type.getPackageName().equals("io.holdfast.repository." + part)));
  }

  private static boolean isIn(JavaClass type, String room) {
    return type.getPackageName().equals(room) || type.getPackageName().startsWith(room + ".");
  }

  private static boolean isImpure(JavaAccess<?> access) {
    var target = access.getTarget();
    var owner = target.getOwner();
    var name = target.getName();
    return (owner.getPackageName().equals("java.time") && name.equals("now"))
        || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
        || (owner.isEquivalentTo(System.class)
            && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
        || (owner.isEquivalentTo(Math.class) && name.equals("random"))
        || (owner.getName().equals("java.util.UUID") && name.equals("randomUUID"))
        || (owner.isAssignableTo(Random.class)
            && target instanceof AccessTarget.ConstructorCallTarget)
        || owner.getName().equals("java.util.concurrent.ThreadLocalRandom")
        || owner.getName().equals("java.nio.file.Files")
        || owner.getPackageName().equals("java.net");
  }

  ArchRule packages_are_null_marked() {
    return classes()
        .should(
            reporting(
                "be in a package whose package-info says @NullMarked",
                (type, report) -> {
                  if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    report.violation(
                        "package %s of %s".formatted(type.getPackageName(), type.getName()));
                  }
                }));
  }

  private boolean isInAProgram(JavaClass type) {
    return checkout.moduleOf(type).filter(Direction.PROGRAMS::contains).isPresent();
  }

  private DescribedPredicate<JavaClass> areNotInAProgram() {
    return DescribedPredicate.describe("are not in a program", type -> !isInAProgram(type));
  }

  private static DescribedPredicate<JavaClass> areInTheEngine() {
    return DescribedPredicate.describe(
        "are in the engine", type -> Layer.isEngine(type.getPackageName()));
  }

  private interface Report {
    void violation(String place);
  }

  private static <T> ArchCondition<T> reporting(String description, BiConsumer<T, Report> rule) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T item, ConditionEvents events) {
        rule.accept(item, place -> events.add(SimpleConditionEvent.violated(item, place)));
      }
    };
  }
}

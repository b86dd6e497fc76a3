package dev.handsel.architecture;

import static java.util.stream.Collectors.toCollection;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Finds every code by which something is refused: whatever reaches a constructor of {@code Refused}, {@code Fault} or a problem
 * document as its code, directly or through methods that hand it on.
 */
final class Refusals extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private static final List<String> MADE = List.of(
            "dev.handsel.base.refusal.Refused",
            "dev.handsel.base.refusal.Fault",
            "dev.handsel.signing.servlet.Problem");

    /**
     * A code that stands in the source.
     *
     * @param fault whether it is of a fault within a refused input, not of the refusal
     * @param kind the kind of refusal, or a status; empty for faults
     * @param sentence what people read with it; {@code …} stands for what differs
     * @param module where it stands
     */
    record Found(boolean fault, String kind, String code, String sentence, String module) {}

    /** A method or constructor that refuses, with what it says by itself and which of its parameters it takes the rest from. */
    private record Way(boolean fault, Values kind, Values code, Values sentence) {}

    /** A call that may refuse. */
    private record Call(ExecutableElement target, List<? extends ExpressionTree> arguments, TreePath path) {}

    private final Attributed sources;
    private final Evaluation evaluation;
    private final List<Call> calls = new ArrayList<>();
    private final Map<ExecutableElement, List<Way>> ways = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final Set<String> unclear = new TreeSet<>();

    private Refusals(Attributed sources) {
        this.sources = sources;
        var variables = new HashMap<Element, TreePath>();
        var methods = new HashMap<Element, TreePath>();
        evaluation = new Evaluation(sources.trees(), variables, methods);
        for (var unit : sources.units()) {
            new Declarations(variables, methods).scan(unit, null);
            scan(unit, null);
        }
    }

    /**
     * What was found.
     *
     * @param unclear where a code cannot be told from the source
     * @param doors the classes by whose methods others refuse with codes of their own
     */
    record Result(List<Found> found, Set<String> unclear, Set<String> doors) {}

    static Result in(Attributed sources) {
        var refusals = new Refusals(sources);
        refusals.follow();
        return new Result(refusals.found, refusals.unclear, refusals.doors());
    }

    private Set<String> doors() {
        return ways.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(way -> way.code().isHandedOn()))
                .filter(entry -> !entry.getKey().getModifiers().contains(Modifier.PRIVATE))
                .map(entry -> Objects.requireNonNull(entry.getKey().getEnclosingElement())
                        .getSimpleName()
                        .toString())
                .collect(toCollection(TreeSet::new));
    }

    private final class Declarations extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Map<Element, TreePath> variables;
        private final Map<Element, TreePath> methods;

        Declarations(Map<Element, TreePath> variables, Map<Element, TreePath> methods) {
            this.variables = variables;
            this.methods = methods;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            var element = sources.trees().getElement(getCurrentPath());
            if (element != null && variable.getInitializer() != null) {
                variables.put(element, new TreePath(getCurrentPath(), variable.getInitializer()));
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            methods.put(sources.trees().getElement(getCurrentPath()), getCurrentPath());
            return super.visitMethod(method, null);
        }
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
        keep(made.getArguments());
        return super.visitNewClass(made, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree called, @Nullable Void nothing) {
        keep(called.getArguments());
        return super.visitMethodInvocation(called, null);
    }

    private void keep(List<? extends ExpressionTree> arguments) {
        if (sources.trees().getElement(getCurrentPath()) instanceof ExecutableElement target) {
            calls.add(new Call(target, arguments, getCurrentPath()));
        }
    }

    /** Follows codes from the constructors outwards, until no further method hands any on. */
    private void follow() {
        for (var call : calls) {
            if (isMaking(call.target())) {
                ways.computeIfAbsent(call.target(), made -> List.of(way(made)));
            }
        }
        var open = List.copyOf(ways.keySet());
        while (!open.isEmpty()) {
            var next = new ArrayList<ExecutableElement>();
            for (var target : open) {
                calls.stream().filter(call -> call.target().equals(target)).forEach(call -> take(call, next));
            }
            open = next;
        }
    }

    private static boolean isMaking(ExecutableElement target) {
        return target.getSimpleName().contentEquals("<init>")
                && target.getEnclosingElement() instanceof TypeElement type
                && MADE.contains(type.getQualifiedName().toString());
    }

    private static Way way(ExecutableElement made) {
        boolean fault = Objects.requireNonNull(made.getEnclosingElement())
                .getSimpleName()
                .contentEquals("Fault");
        return new Way(
                fault,
                parameter(made, "kind").or(() -> parameter(made, "status")).orElse(Values.of("")),
                parameter(made, "code").orElseThrow(),
                parameter(made, "detail").or(() -> parameter(made, "message")).orElseThrow());
    }

    private static Optional<Values> parameter(ExecutableElement method, String name) {
        return IntStream.range(0, method.getParameters().size())
                .filter(at -> method.getParameters().get(at).getSimpleName().contentEquals(name))
                .mapToObj(Values::parameter)
                .findFirst();
    }

    private void take(Call call, List<ExecutableElement> next) {
        for (var way : List.copyOf(Objects.requireNonNull(ways.get(call.target())))) {
            var here =
                    new Way(way.fault(), value(way.kind(), call), value(way.code(), call), value(way.sentence(), call));
            if (here.code().isHandedOn() || here.sentence().isHandedOn()) {
                hand(call, here, next);
            }
            note(call, here);
        }
    }

    private Values value(Values values, Call call) {
        return values.isHandedOn() ? evaluation.of(call.arguments().get(values.index()), call.path()) : values;
    }

    private void hand(Call call, Way way, List<ExecutableElement> next) {
        var method = Evaluation.enclosing(call.path(), sources.trees());
        var known = ways.computeIfAbsent(method, _ -> new ArrayList<>());
        if (!known.contains(way)) {
            known.add(way);
            next.add(method);
        }
    }

    private void note(Call call, Way way) {
        var unit = call.path().getCompilationUnit();
        if (way.code().isUnclear()) {
            unclear.add(Path.of(unit.getSourceFile().getName()).getFileName() + ": "
                    + call.path().getLeaf());
        }
        for (var code : way.code().texts()) {
            kinds(way)
                    .forEach(kind -> way.sentence()
                            .textsOr("…")
                            .forEach(
                                    sentence -> found.add(new Found(way.fault(), kind, code, sentence, module(unit)))));
        }
    }

    private static Stream<String> kinds(Way way) {
        return way.kind().textsOr("").stream();
    }

    private static String module(CompilationUnitTree unit) {
        Tree name = Objects.requireNonNull(unit.getPackageName());
        return name.toString().replace(Wings.ROOT, "");
    }
}

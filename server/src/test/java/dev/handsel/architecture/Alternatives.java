package dev.handsel.architecture;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads from the source, with the types that the compiler finds, where somebody decides between sealed alternatives. */
final class Alternatives extends TreePathScanner<@Nullable Void, List<Alternatives.Decision>> {

    /**
     * A place that decides.
     *
     * @param where file and line
     * @param sealed what is decided about
     */
    record Decision(String where, String sealed, Kind kind) {}

    enum Kind {
        /** A switch that names every alternative. */
        SWITCH,
        /** A switch with a {@code default}, or a case of the sealed type itself. */
        OPEN_SWITCH,
        /** A question about one alternative, which is silent about all others. */
        INSTANCEOF
    }

    private final Trees trees;
    private final Types types;

    private Alternatives(Trees trees, Types types) {
        this.trees = trees;
        this.types = types;
    }

    /** The decisions about our own sealed types; the files must compile on the class path of this test. */
    static List<Decision> in(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, options, null, sources);
            var decisions = new ArrayList<Decision>();
            var units = task.parse();
            task.analyze();
            for (var unit : units) {
                new Alternatives(Trees.instance(task), task.getTypes()).scan(unit, decisions);
            }
            return decisions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, List<Decision> decisions) {
        decide(tree.getExpression(), tree.getCases(), decisions);
        return super.visitSwitch(tree, decisions);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, List<Decision> decisions) {
        decide(tree.getExpression(), tree.getCases(), decisions);
        return super.visitSwitchExpression(tree, decisions);
    }

    @Override
    public @Nullable Void visitInstanceOf(InstanceOfTree tree, List<Decision> decisions) {
        sealed(type(tree.getExpression())).forEach(type -> add(type, Kind.INSTANCEOF, decisions));
        return super.visitInstanceOf(tree, decisions);
    }

    private void decide(ExpressionTree selector, List<? extends CaseTree> cases, List<Decision> decisions) {
        boolean otherwise = cases.stream()
                .flatMap(one -> one.getLabels().stream())
                .anyMatch(DefaultCaseLabelTree.class::isInstance);
        var asked = type(selector);
        var caught = cases.stream()
                .filter(one -> one.getGuard() == null)
                .flatMap(this::patterns)
                .toList();
        var sealed = sealed(asked)
                .findFirst()
                .or(() -> cases.stream()
                        .flatMap(this::patterns)
                        .flatMap(pattern -> types.directSupertypes(pattern).stream())
                        .flatMap(this::sealed)
                        .findFirst());
        sealed.ifPresent(type -> {
            boolean open = otherwise || caught.stream().anyMatch(pattern -> types.isSubtype(erased(type), pattern));
            add(type, open ? Kind.OPEN_SWITCH : Kind.SWITCH, decisions);
        });
    }

    /** The types that a case takes, as far as it takes any. */
    private Stream<TypeMirror> patterns(CaseTree one) {
        return one.getLabels().stream()
                .filter(PatternCaseLabelTree.class::isInstance)
                .map(label -> erased(type(((PatternCaseLabelTree) label).getPattern())));
    }

    /** The type of a part of the tree that was reached. */
    private TypeMirror type(Tree part) {
        var path = TreePath.getPath(getCurrentPath(), part);
        return Objects.requireNonNull(trees.getTypeMirror(path), () -> "No type is known of " + part);
    }

    private TypeMirror erased(TypeMirror type) {
        return types.erasure(type);
    }

    /** The type itself, if it is one of our own sealed types. */
    private Stream<TypeMirror> sealed(TypeMirror type) {
        return Stream.of(type)
                .filter(DeclaredType.class::isInstance)
                .filter(one -> element(one).getModifiers().contains(Modifier.SEALED))
                .filter(one -> element(one).getQualifiedName().toString().startsWith("dev.handsel."));
    }

    private static TypeElement element(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }

    private void add(TypeMirror sealed, Kind kind, List<Decision> decisions) {
        var unit = getCurrentPath().getCompilationUnit();
        long start = trees.getSourcePositions()
                .getStartPosition(unit, getCurrentPath().getLeaf());
        var where = unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(start);
        decisions.add(new Decision(where, element(sealed).getQualifiedName().toString(), kind));
    }
}

package dev.handsel.architecture;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/** Reads the constants of an enum from its source: their names, their literals, and what is said of them. */
final class Constants extends TreePathScanner<@Nullable Void, @Nullable Void> {

    /** @param said the first paragraph of its Javadoc, in one line */
    record Constant(String name, List<String> literals, String said) {

        String literal(int at) {
            return at < literals.size() ? literals.get(at) : "";
        }
    }

    private final DocTrees trees;
    private final List<Constant> all = new ArrayList<>();

    private Constants(DocTrees trees) {
        this.trees = trees;
    }

    /** The constants of the enum in the file of this name. */
    static List<Constant> of(Attributed sources, String file) {
        var constants = new Constants((DocTrees) sources.trees());
        sources.units().stream()
                .filter(unit -> unit.getSourceFile().getName().endsWith("/" + file))
                .forEach(unit -> constants.scan(unit, null));
        return constants.all;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
        if (variable.getInitializer() instanceof NewClassTree made && isConstant()) {
            var literals = made.getArguments().stream()
                    .filter(LiteralTree.class::isInstance)
                    .map(literal -> String.valueOf(((LiteralTree) literal).getValue()))
                    .toList();
            var comment = trees.getDocComment(getCurrentPath());
            var said = comment == null ? "" : comment.strip().replaceAll("\\s+", " ");
            all.add(new Constant(variable.getName().toString(), literals, said));
        }
        return super.visitVariable(variable, null);
    }

    private boolean isConstant() {
        var element = trees.getElement(getCurrentPath());
        return element != null && element.getKind() == ElementKind.ENUM_CONSTANT;
    }
}

package dev.handsel.architecture;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Reads from the source what an expression can be. */
final class Evaluation {

    /** Whose codes are found where they are made. */
    private static final Set<String> TELLERS = Set.of("Refused", "Fault", "Refusal");

    private final Trees trees;
    private final Map<Element, TreePath> variables;
    private final Map<Element, TreePath> methods;

    /**
     * @param variables the initial value of each variable
     * @param methods the declaration of each method
     */
    Evaluation(Trees trees, Map<Element, TreePath> variables, Map<Element, TreePath> methods) {
        this.trees = trees;
        this.variables = variables;
        this.methods = methods;
    }

    /** What {@code tree} can be, which stands somewhere below {@code around}. */
    Values of(Tree tree, TreePath around) {
        return switch (tree) {
            case LiteralTree literal -> Values.of(String.valueOf(literal.getValue()));
            case ParenthesizedTree inner -> of(inner.getExpression(), around);
            case ConditionalExpressionTree either ->
                of(either.getTrueExpression(), around).or(of(either.getFalseExpression(), around));
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS ->
                of(sum.getLeftOperand(), around).then(of(sum.getRightOperand(), around));
            case SwitchExpressionTree choice -> results(choice, around);
            case IdentifierTree _, MemberSelectTree _ -> named(tree, around);
            case MethodInvocationTree call -> called(call, around);
            default -> Values.UNCLEAR;
        };
    }

    private Values named(Tree tree, TreePath around) {
        if (!(element(tree, around) instanceof VariableElement variable)) {
            return Values.UNCLEAR;
        }
        if (variable.getConstantValue() != null) {
            return Values.of(String.valueOf(variable.getConstantValue()));
        }
        if (variable.getKind() == ElementKind.ENUM_CONSTANT) {
            return Values.of(variable.getSimpleName().toString());
        }
        if (variable.getKind() == ElementKind.PARAMETER
                && variable.getEnclosingElement() instanceof ExecutableElement method
                && method.equals(enclosing(around, trees))) {
            int index = method.getParameters().indexOf(variable);
            return index < 0 ? Values.UNCLEAR : Values.parameter(index);
        }
        var value = variables.get(variable);
        return value == null || variable.getKind() == ElementKind.FIELD
                ? Values.UNCLEAR
                : of(value.getLeaf(), value.getParentPath());
    }

    private Values called(MethodInvocationTree call, TreePath around) {
        if (!(element(call, around) instanceof ExecutableElement method)) {
            return Values.UNCLEAR;
        }
        var owner = Objects.requireNonNull(method.getEnclosingElement())
                .getSimpleName()
                .toString();
        if (method.getSimpleName().contentEquals("code") && TELLERS.contains(owner)) {
            return Values.ELSEWHERE;
        }
        var declared = methods.get(method);
        return declared == null ? Values.UNCLEAR : returned(declared);
    }

    private Values returned(TreePath declared) {
        var results = new Results(this, declared);
        results.scan(((MethodTree) declared.getLeaf()).getBody(), null);
        var all = results.all;
        return all == null || all.isHandedOn() ? Values.UNCLEAR : all;
    }

    private Values results(SwitchExpressionTree choice, TreePath around) {
        var results = new Results(this, around);
        for (var branch : choice.getCases()) {
            if (branch.getBody() instanceof ExpressionTree value) {
                results.add(value);
            } else {
                results.scan(branch, null);
            }
        }
        return results.all == null ? Values.UNCLEAR : results.all;
    }

    private @Nullable Element element(Tree tree, TreePath around) {
        var path = TreePath.getPath(around.getCompilationUnit(), tree);
        return path == null ? null : trees.getElement(path);
    }

    /** The method around a place. */
    static ExecutableElement enclosing(TreePath place, Trees trees) {
        for (var path = place; path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof MethodTree) {
                return (ExecutableElement) trees.getElement(path);
            }
        }
        throw new AssertionError("There is no method around " + place.getLeaf());
    }

    /** Collects what is returned or yielded, lambdas within left out. */
    private static final class Results extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Evaluation evaluation;
        private final TreePath around;
        private @Nullable Values all;

        Results(Evaluation evaluation, TreePath around) {
            this.evaluation = evaluation;
            this.around = around;
        }

        void add(@Nullable Tree value) {
            if (value != null) {
                var next = evaluation.of(value, around);
                all = all == null ? next : all.or(next);
            }
        }

        @Override
        public @Nullable Void visitReturn(ReturnTree result, @Nullable Void nothing) {
            add(result.getExpression());
            return null;
        }

        @Override
        public @Nullable Void visitYield(YieldTree result, @Nullable Void nothing) {
            add(result.getValue());
            return null;
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void nothing) {
            return null;
        }
    }
}

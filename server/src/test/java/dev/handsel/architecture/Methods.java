package dev.handsel.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads from the source how long methods are. */
final class Methods extends TreeScanner<@Nullable Void, List<Methods.Method>> {

    /** A method or constructor, and how many lines its body has without those of text blocks. */
    record Method(String file, String name, long lines) {}

    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private Methods(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
    }

    static List<Method> of(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
            var positions = Trees.instance(task).getSourcePositions();
            var methods = new ArrayList<Method>();
            for (var unit : task.parse()) {
                new Methods(unit, positions).scan(unit, methods);
            }
            return methods;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, List<Method> methods) {
        if (method.getBody() != null) {
            int start = (int) positions.getStartPosition(unit, method.getBody());
            int end = (int) positions.getEndPosition(unit, method.getBody());
            var file = unit.getSourceFile().getName();
            methods.add(new Method(file, method.getName().toString(), lines(text().substring(start, end))));
        }
        return super.visitMethod(method, methods);
    }

    private String text() {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines between the braces, a text block counted as one. */
    private static long lines(String body) {
        return body.replaceAll("(?s)\"\"\".*?\"\"\"", "").lines().count() - 2;
    }
}

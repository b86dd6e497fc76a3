package dev.handsel.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The cells of the fault matrix: a step of a payout's way and something that goes wrong at it. Every build runs some of each
 * kind; {@code -Dhandsel.faults=all} runs all of them,
 * {@code -Dhandsel.faults.steps='S07.*'} those of one step.
 */
final class Matrix {

    private static final boolean ALL = "all".equals(System.getProperty("handsel.faults"));
    private static final String ONLY = System.getProperty("handsel.faults.steps", ".*");
    private static final AtomicInteger PASSED = new AtomicInteger();
    private static final AtomicInteger FAILED = new AtomicInteger();

    /** What is done in a cell, and what must be true after it. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private record Cell(String step, String fault, Work work) {}

    private final List<Cell> cells = new ArrayList<>();

    Matrix cell(String step, String fault, Work work) {
        cells.add(new Cell(step, fault, work));
        return this;
    }

    /** All of them, or of each kind of fault the first so many. */
    Stream<DynamicTest> tests(int ofEach) {
        List<Cell> chosen = new ArrayList<>();
        for (var cell : cells) {
            long before = chosen.stream()
                    .filter(other -> other.fault().equals(cell.fault()))
                    .count();
            if (cell.step().matches(ONLY) && (ALL || before < ofEach)) {
                chosen.add(cell);
            }
        }
        return chosen.stream().map(cell -> DynamicTest.dynamicTest(cell.step() + " " + cell.fault(), () -> run(cell)));
    }

    /** How many cells of this class there were; written down for whoever asked for all of them. */
    static void sum(Class<?> tests) {
        Summary.cells(tests.getSimpleName(), PASSED.getAndSet(0), FAILED.getAndSet(0));
    }

    private static void run(Cell cell) throws Exception {
        boolean passed = false;
        try {
            cell.work().run();
            passed = true;
        } finally {
            (passed ? PASSED : FAILED).incrementAndGet();
        }
    }
}

package dev.handsel.platform.idempotency;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives a request with an {@code Idempotency-Key} its effect once: effect and answer are committed together before the
 * first byte of the answer leaves; an answer that is no success leaves nothing behind, so that the request may be repeated.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    static final String KEY = "Idempotency-Key";

    private static final Set<String> METHODS = Set.of("POST", "DELETE");

    private final Transactions transactions;
    private final StoredAnswers answers;
    private final Refusals refusals;
    private final Exceptions exceptions;

    /** Paths at which a key means nothing, and those at which it is refused. */
    record Exceptions(List<KeylessPath> keyless, List<KeyNotTaken> refusing) {
        Exceptions {
            keyless = List.copyOf(keyless);
            refusing = List.copyOf(refusing);
        }
    }

    IdempotencyFilter(Transactions transactions, StoredAnswers answers, Refusals refusals, Exceptions exceptions) {
        this.exceptions = exceptions;
        this.transactions = transactions;
        this.answers = answers;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(KEY) == null
                || exceptions.keyless().stream().anyMatch(path -> path.paths().include(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getUserPrincipal() == null
                || exceptions.refusing().stream().anyMatch(path -> path.paths().include(request))) {
            refusals.answer(request, response, notTaken());
        } else if (METHODS.contains(request.getMethod())) {
            once(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Refused notTaken() {
        return new Refused(
                RefusalKind.INVALID,
                "idempotency_key_not_taken",
                "This takes no Idempotency-Key: no answer is kept here, so leave the header out.");
    }

    private void once(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var call = KeyedCall.of(request, request.getHeader(KEY));
            var initial = RequestState.of(request);
            answer(request, call, () -> {
                        initial.restore();
                        var buffer = new BufferedResponse(response);
                        run(chain, call.replayable(request), buffer);
                        return buffer;
                    })
                    .sendTo(response);
        } catch (Refused | DataAccessException | TransactionException e) {
            refusals.answer(request, response, e);
        } catch (ChainFailed failed) {
            throw failed.inner();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** Runs the rest of the request and answers into a buffer. */
    @FunctionalInterface
    private interface Handling {
        BufferedResponse run();
    }

    private HttpAnswer answer(HttpServletRequest request, KeyedCall call, Handling handling) {
        try {
            return transactions.required(() -> storedOr(request, call, handling));
        } catch (Undone undone) {
            return undone.answer;
        }
    }

    private HttpAnswer storedOr(HttpServletRequest request, KeyedCall call, Handling handling) {
        if (!answers.lock(call)) {
            throw Refused.later(
                    RefusalKind.CONFLICT,
                    "idempotency_in_progress",
                    "The first request with this key is still running.",
                    Duration.ofSeconds(1));
        }
        var stored = answers.find(call);
        if (stored.isPresent()) {
            return stored.get().answerTo(call);
        }
        var answer = handling.run();
        var failure = FailureNote.in(request);
        if (failure != null || !answer.isSuccess()) {
            throw new Undone(answer, failure);
        }
        answers.store(call, StoredAnswer.of(call, answer, Secrets.pointers(request)));
        return answer;
    }

    private static void run(FilterChain chain, HttpServletRequest request, BufferedResponse response) {
        try {
            chain.doFilter(request, response);
            response.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new ChainFailed(e);
        }
    }
}

package dev.handsel.platform.paging;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code limit}, {@code after} and {@code before}. */
public final class PageRequests implements HandlerMethodArgumentResolver {

    private static final int USUAL = 25;
    private static final int MOST = 100;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var faults = new ArrayList<Fault>();
        var limit = limit(request.getParameter("limit"), faults);
        var after = cursor("after", request.getParameter("after"), faults);
        var before = cursor("before", request.getParameter("before"), faults);
        if (after.isPresent() && before.isPresent()) {
            faults.add(new Fault("?before", "conflict", "Give one of after and before."));
        }
        if (!faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
        return new PageRequest(limit, after, before);
    }

    private static int limit(@Nullable String text, List<Fault> faults) {
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,9}")) {
            faults.add(new Fault("?limit", "malformed", "Expected a whole number."));
            return USUAL;
        }
        var limit = Integer.parseInt(text);
        if (limit < 1 || limit > MOST) {
            faults.add(new Fault("?limit", "out_of_range", "Expected 1 to " + MOST + "."));
        }
        return limit;
    }

    private static Optional<Cursor> cursor(String parameter, @Nullable String text, List<Fault> faults) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Cursor.parse(parameter, text));
        } catch (Refused malformed) {
            faults.addAll(malformed.faults());
            return Optional.empty();
        }
    }
}

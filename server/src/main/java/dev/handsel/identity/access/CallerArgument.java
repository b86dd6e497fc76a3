package dev.handsel.identity.access;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives controller methods the {@link Caller}. A {@code Caller.Person} or {@code Caller.Merchant} parameter refuses the
 * other kind (403). On pages the person is whoever signed in, with the roles of now.
 */
@Component
class CallerArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final Accounts accounts;

    CallerArgument(Accounts accounts) {
        this.accounts = accounts;
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Caller.Person.class, Caller.Merchant.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return Caller.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var caller = Caller.current()
                .or(this::signedIn)
                .orElseThrow(() -> new Refused(
                        RefusalKind.UNAUTHENTICATED, "unauthenticated", "This needs somebody who is signed in."));
        var wanted = parameter.getParameterType();
        if (wanted == Caller.Person.class) {
            return caller.requirePerson();
        }
        return wanted == Caller.Merchant.class ? caller.requireMerchant() : caller;
    }

    private Optional<Caller> signedIn() {
        return SecurityContextHolder.getContext().getAuthentication()
                                instanceof UsernamePasswordAuthenticationToken user
                        && user.isAuthenticated()
                ? accounts.person(AccountId.parse(user.getName())).map(Caller.class::cast)
                : Optional.empty();
    }
}

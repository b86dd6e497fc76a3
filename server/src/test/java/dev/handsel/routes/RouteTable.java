package dev.handsel.routes;

import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every way in, as it is registered: handler methods, files, plain servlets and the filters that answer by themselves. */
@Component
class RouteTable {

    /** Filters of Spring Security whose names say that they are endpoints. */
    private static final List<String> ENDPOINTS =
            List.of("EndpointFilter", "MetadataFilter", "AuthenticationFilter", "LogoutFilter", "PageGeneratingFilter");

    private final ApplicationContext context;
    private final ServletContext servlets;
    private final FilterChainProxy security;

    RouteTable(ApplicationContext context, ServletContext servlets, FilterChainProxy security) {
        this.context = context;
        this.servlets = servlets;
        this.security = security;
    }

    /** All of them, those that only tests have left out. */
    SortedSet<Route> all() {
        var routes = handlers();
        context.getBeansOfType(AbstractUrlHandlerMapping.class)
                .values()
                .forEach(mapping ->
                        mapping.getHandlerMap().keySet().forEach(path -> routes.add(new Route("FILE", path))));
        servlets.getServletRegistrations().values().stream()
                .filter(servlet -> !servlet.getMappings().contains("/"))
                .flatMap(servlet -> servlet.getMappings().stream())
                .forEach(path -> routes.add(new Route("ANY", path)));
        security.getFilterChains().stream()
                .flatMap(chain -> chain.getFilters().stream())
                .map(filter -> filter.getClass().getSimpleName())
                .filter(name -> ENDPOINTS.stream().anyMatch(name::endsWith))
                .forEach(name -> routes.add(new Route("FILTER", name)));
        return routes;
    }

    /** The handler methods alone. */
    SortedSet<Route> handlers() {
        var routes = new TreeSet<Route>();
        context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(info -> {
                    Collection<String> methods = info.getMethodsCondition().getMethods().stream()
                            .map(Enum::name)
                            .toList();
                    for (var path : info.getPatternValues()) {
                        (methods.isEmpty() ? List.of("ANY") : methods)
                                .forEach(method -> routes.add(new Route(method, path)));
                    }
                });
        routes.removeIf(Route::isTrial);
        return routes;
    }
}

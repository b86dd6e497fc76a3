package dev.handsel.platform.problems;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.http.OpenPath;
import dev.handsel.platform.http.PublicAnswer;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.idempotency.KeyNotTaken;
import dev.handsel.platform.idempotency.KeylessPath;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Describes the API as it is served: names as on the wire, who may call, and how every operation fails. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiDescription {

    static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(PageRequest.class, IfMatch.class);
    }

    @Bean
    OpenAPI openApi(@Value("${handsel.public-url}") String url, ObjectProvider<BuildProperties> build) {
        return new OpenAPI()
                .info(new Info()
                        .title("Handsel")
                        .description("Affiliate programmes with a real ledger, and devices that sign their requests.")
                        .version(MetaController.version(build))
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url(url)))
                .components(new Components()
                        .addSecuritySchemes("person", bearer("JWT", "An access token of an allowed issuer."))
                        .addSecuritySchemes(
                                "merchant",
                                bearer("API key", "An API key of one programme: hsk_live_... or hsk_test_...")))
                .security(List.of(
                        new SecurityRequirement().addList("person"), new SecurityRequirement().addList("merchant")));
    }

    /** What the server says of itself it says to everybody. */
    @Bean
    OpenPath openDescription() {
        return new OpenPath(RequestPaths.any(
                "/v1/meta",
                "/v1/time",
                "/v1/openapi.json",
                "/v1/openapi.json/**",
                "/explorer/**",
                "/swagger-ui/**",
                "/webjars/**"));
    }

    /** springdoc would serve the description as YAML as well, which nothing else here is. */
    @Bean
    SmartInitializingSingleton descriptionInJsonAlone(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        return () -> handlers.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getPatternValues().stream().anyMatch(path -> path.endsWith(".yaml")))
                .forEach(handlers::unregisterMapping);
    }

    @Bean
    PublicAnswer publicDescription() {
        return new PublicAnswer(RequestPaths.any("/v1/openapi.json"));
    }

    private static SecurityScheme bearer(String format, String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat(format)
                .description(description);
    }

    @Bean
    GlobalOpenApiCustomizer problemSchema() {
        return api -> ModelConverters.getInstance(true)
                .readAll(Problem.class)
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
    }

    /** A body that is read as a tree is described by hand. */
    @Bean
    GlobalOpenApiCustomizer noTrees() {
        return api -> api.getComponents().getSchemas().remove("JsonNode");
    }

    /** Ids that stay when methods are renamed: the method and the path of the operation. */
    @Bean
    GlobalOpenApiCustomizer operationIds() {
        return api -> api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> operation.setOperationId(operationId(method.name(), path))));
    }

    private static String operationId(String method, String path) {
        var words = path.replaceFirst("^/v1", "").replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9]+", "_");
        return method.toLowerCase(Locale.ROOT) + words;
    }

    /** A header that is not looked at, or refused, is not described. */
    @Bean
    GlobalOpenApiCustomizer keylessOperations(
            List<KeylessPath> keyless, List<KeyNotTaken> refusing, List<OpenPath> open) {
        var without = Stream.of(
                        keyless.stream().map(KeylessPath::paths),
                        refusing.stream().map(KeyNotTaken::paths),
                        open.stream().map(OpenPath::paths))
                .flatMap(paths -> paths)
                .toList();
        return api -> api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (operation.getParameters() != null
                            && without.stream().anyMatch(paths -> paths.include(method.name(), path))) {
                        operation.getParameters().removeIf(header -> "Idempotency-Key".equals(header.getName()));
                    }
                }));
    }

    @Bean
    GlobalOperationCustomizer conventions() {
        return new Conventions();
    }

    /** springdoc still describes with Jackson 2, which must write names as our Jackson 3 does. */
    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        var mapper = mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new Schemas(mapper).openapi31(true);
    }

    @Bean
    GlobalOpenApiCustomizer examples() {
        return Examples.read();
    }

    /** After everybody else. */
    @Bean
    GlobalOpenApiCustomizer wording() {
        return new Wording();
    }
}

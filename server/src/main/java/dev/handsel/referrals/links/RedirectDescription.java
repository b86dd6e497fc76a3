package dev.handsel.referrals.links;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** The redirect is a plain servlet, which nothing describes by itself. */
@Component
@ConditionalOnWebApplication
class RedirectDescription implements GlobalOpenApiCustomizer {

    private static final String WORDS = """
            Records the click and sends the visitor to the landing page with `via` and `click_id` added, or
            what the programme's `tracking` calls them. Its cookies tell the first click and the last; a path behind the
            code leads below the landing page. Characters that visitors' programs have left raw (such as
            `|` or `{`) arrive encoded. Machines and prefetches are sent on and not counted. Works while the database
            is away: the click is stored later.""";

    @Override
    public void customise(OpenAPI api) {
        api.path("/r/{program}/{code}", new PathItem().get(follow("follow_link").parameters(names())));
        var path = parameter("path", "What is added to the path of the landing page; may hold slashes.");
        api.path(
                "/r/{program}/{code}/{path}",
                new PathItem()
                        .get(follow("follow_link_path").parameters(names()).addParametersItem(path)));
    }

    private static List<Parameter> names() {
        return new java.util.ArrayList<>(List.of(
                parameter("program", "The programme's slug."),
                parameter("code", "A code of an affiliate, or the slug of a link.")));
    }

    private static Parameter parameter(String name, String words) {
        return new Parameter()
                .in("path")
                .name(name)
                .required(true)
                .description(words)
                .schema(new StringSchema());
    }

    private static Operation follow(String id) {
        var found = new ApiResponse()
                .description("On to the landing page; first-party cookies where the visitor's consent allows them.")
                .addHeaderObject("Location", new Header().schema(new StringSchema()));
        var schema = new Schema<>().$ref("#/components/schemas/Problem");
        var nowhere = new Content()
                .addMediaType("application/problem+json", new MediaType().schema(schema))
                .addMediaType("text/html", new MediaType().schema(new StringSchema()));
        var problem = new Content().addMediaType("application/problem+json", new MediaType().schema(schema));
        return new Operation()
                .operationId(id)
                .addTagsItem("link-controller")
                .summary("Follows a link of an affiliate")
                .description(WORDS)
                .security(List.of())
                .responses(new ApiResponses()
                        .addApiResponse("302", found)
                        .addApiResponse(
                                "404",
                                new ApiResponse()
                                        .description("There is no such programme: a page for browsers.")
                                        .content(nowhere))
                        .addApiResponse(
                                "default",
                                new ApiResponse()
                                        .description("A problem document says what went wrong.")
                                        .content(problem)));
    }
}

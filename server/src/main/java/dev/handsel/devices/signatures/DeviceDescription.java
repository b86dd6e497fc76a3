package dev.handsel.devices.signatures;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Describes what the servlets of signed requests answer, which nothing describes by itself. */
@Component
@ConditionalOnWebApplication
class DeviceDescription implements GlobalOpenApiCustomizer {

    private static final String SIGNATURE = """
            A signature of RFC 9421 with the tag `device-v1` (headers `Signature-Input` and `Signature`), or the compatible
            scheme of four headers.""";

    private static final String FORWARD = """
            For reverse proxies: nginx `auth_request`, ingress-nginx, Traefik ForwardAuth, Envoy ext_authz. The original
            request is told by `X-Original-Method` with `X-Original-URI` or, as a whole, `X-Original-URL`; by
            `X-Forwarded-Method`, `X-Forwarded-Uri` and `X-Forwarded-Host`; or by the method and by what follows this
            path. Told in two ways it is `original_ambiguous`. Only proxies that `HANDSEL_TRUSTED_PROXIES` names are answered. The
            body stays with the proxy: who receives it compares it with the signed `Content-Digest`.""";

    @Override
    public void customise(OpenAPI api) {
        api.getComponents()
                .addSecuritySchemes(
                        "device",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("Signature")
                                .description(SIGNATURE));
        for (var type : List.of(DeviceAnswers.Self.class, DeviceAnswers.Taken.class, DeviceAnswers.Heartbeat.class)) {
            ModelConverters.getInstance(true)
                    .readAll(type)
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
        }
        api.path("/v1/device/self", new PathItem().get(self()));
        api.path("/v1/device/heartbeat", new PathItem().post(heartbeat()));
        api.path("/v1/signatures/forward-auth", new PathItem().get(forward()));
    }

    private static Operation self() {
        return signed(
                "device_self",
                "Who a device is",
                "What the device that signed the request is here.",
                "DeviceAnswersSelf");
    }

    private static Operation heartbeat() {
        var words =
                "Tells that the device is alive. Nonce and effect are one transaction: a repeated request never counts twice.";
        return signed("device_heartbeat", "Tell that a device is alive", words, "DeviceAnswersTaken")
                .requestBody(new RequestBody().required(false).content(json("DeviceAnswersHeartbeat")));
    }

    private static Operation forward() {
        var let = new ApiResponse()
                .description("The request is of this device.")
                .addHeaderObject("X-Handsel-Device", new Header().schema(new StringSchema()))
                .addHeaderObject("X-Handsel-Owner", new Header().schema(new StringSchema()))
                .addHeaderObject("X-Handsel-Credential", new Header().schema(new StringSchema()));
        return operation("forward_auth", "Whose request a proxy holds", FORWARD).responses(answers(let));
    }

    private static Operation signed(String id, String summary, String words, String schema) {
        return operation(id, summary, words)
                .responses(answers(new ApiResponse().description("It is known.").content(json(schema))));
    }

    private static Operation operation(String id, String summary, String words) {
        return new Operation()
                .operationId(id)
                .addTagsItem("device-servlet")
                .summary(summary)
                .description(words)
                .security(List.of(new SecurityRequirement().addList("device")));
    }

    private static ApiResponses answers(ApiResponse good) {
        return new ApiResponses()
                .addApiResponse("200", good)
                .addApiResponse("400", problem("The signature, or the request, is malformed."))
                .addApiResponse("401", problem("There is no signature, or it does not count; `code` says why."))
                .addApiResponse("429", problem("Too many wrong signatures came from this address."))
                .addApiResponse("503", problem("It cannot be found out now, so nobody is let in."))
                .addApiResponse("default", problem("A problem document says what went wrong."));
    }

    private static ApiResponse problem(String words) {
        var schema = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(words)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
    }

    private static Content json(String schema) {
        var reference = new Schema<>().$ref("#/components/schemas/" + schema);
        return new Content().addMediaType("application/json", new MediaType().schema(reference));
    }
}

package dev.handsel.referrals.affiliates;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.json.Bodies;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliate.AffiliateState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/v1/affiliates")
class AffiliateController {

    record AffiliateView(
            AffiliateId id,
            ProgramId program,
            @Nullable String externalId,
            String code,
            String shareUrl,
            AffiliateState state,
            Instant createdAt) {}

    private final Enrolment enrolment;
    private final Affiliates affiliates;
    private final Programs programs;
    private final Bodies bodies;
    private final PublicUrl publicUrl;

    AffiliateController(
            Enrolment enrolment, Affiliates affiliates, Programs programs, Bodies bodies, PublicUrl publicUrl) {
        this.enrolment = enrolment;
        this.affiliates = affiliates;
        this.programs = programs;
        this.bodies = bodies;
        this.publicUrl = publicUrl;
    }

    @Operation(summary = "A person joins a programme, or a merchant brings a customer in", description = """
                    201 for a new affiliate, 200 with the same one for somebody known. 409 `code_taken`,
                    `code_confusable` where somebody has one that looks the same, `coupon_taken`; 422 `code_reserved`.""")
    @ApiResponse(responseCode = "201", description = "A new affiliate", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "Somebody known: the affiliate as it is",
            useReturnTypeSchema = true)
    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(schema = @Schema(oneOf = {EnrolmentRequest.Join.class, EnrolmentRequest.Register.class})))
    ResponseEntity<AffiliateView> enrol(Caller caller, @RequestBody JsonNode body) {
        return switch (caller) {
            case Caller.Person person -> {
                var request = bodies.read(body, EnrolmentRequest.Join.class, "").orRefuse();
                var program = programs.get(request.program());
                yield answer(enrolment.join(person, program, Optional.ofNullable(request.code())), program);
            }
            case Caller.Merchant merchant -> {
                var request =
                        bodies.read(body, EnrolmentRequest.Register.class, "").orRefuse();
                if (request.program() != null && !request.program().equals(merchant.program())) {
                    throw Refused.notFound("programme");
                }
                var program = programs.get(merchant.program());
                yield answer(enrolment.register(merchant, program, request.customer()), program);
            }
        };
    }

    @Operation(
            summary = "An affiliate",
            description = "For the merchant of its programme, for people who run it, and for the person themself.")
    @GetMapping("/{id}")
    ResponseEntity<AffiliateView> get(Caller caller, @PathVariable AffiliateId id) {
        var affiliate = affiliates.require(caller, id);
        return answer(affiliate, programs.get(affiliate.program()));
    }

    @Operation(
            summary = "The caller's own affiliate in the programme",
            description = "404 where the caller has not joined.")
    @GetMapping("/me")
    ResponseEntity<AffiliateView> mine(Caller.Person caller, @RequestParam ProgramId program) {
        return answer(affiliates.mine(caller, program), programs.get(program));
    }

    private ResponseEntity<AffiliateView> answer(Enrolment.Enrolled enrolled, Program program) {
        if (!enrolled.fresh()) {
            return answer(enrolled.affiliate(), program);
        }
        var affiliate = enrolled.affiliate();
        return ResponseEntity.created(URI.create("/v1/affiliates/" + affiliate.id()))
                .eTag(IfMatch.etag(affiliate.version()))
                .body(view(affiliate, program));
    }

    private ResponseEntity<AffiliateView> answer(Affiliate affiliate, Program program) {
        return ResponseEntity.ok().eTag(IfMatch.etag(affiliate.version())).body(view(affiliate, program));
    }

    private AffiliateView view(Affiliate affiliate, Program program) {
        return new AffiliateView(
                affiliate.id(),
                affiliate.program(),
                affiliate.externalId(),
                affiliate.code(),
                publicUrl.at("/r/" + program.slug() + "/" + affiliate.code()),
                affiliate.state(),
                affiliate.createdAt());
    }
}

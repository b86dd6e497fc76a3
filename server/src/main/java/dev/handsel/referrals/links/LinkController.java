package dev.handsel.referrals.links;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.json.Plain;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.links.Links.LinkTarget;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/affiliates/me/links")
class LinkController {

    record LinkRequest(
            @NotNull ProgramId program,

            @Nullable @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}",
                    message = "1 to 64 of a-z, 0-9, underscores and hyphens")
            String slug,

            @Nullable WebAddress landingUrl,
            @Nullable @Size(min = 1, max = 200) @Plain String name) {}

    record ChangeRequest(
            @Nullable WebAddress landingUrl,
            @Nullable @Size(min = 1, max = 200) @Plain String name) {}

    record LinkView(
            LinkId id,
            ProgramId program,
            AffiliateId affiliate,
            String slug,
            String url,
            @Nullable String landingUrl,
            @Nullable String name,
            Instant createdAt) {}

    private final Links links;
    private final Programs programs;
    private final PublicUrl publicUrl;

    LinkController(Links links, Programs programs, PublicUrl publicUrl) {
        this.links = links;
        this.programs = programs;
        this.publicUrl = publicUrl;
    }

    @Operation(summary = "Makes a link of the caller's own", description = """
                    409 `slug_taken`, `slug_confusable` where another looks the same; 422 `slug_reserved`.""")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<LinkView> add(Caller.Person caller, @Valid @RequestBody LinkRequest body) {
        var target = new LinkTarget(body.landingUrl(), body.name());
        var link = links.add(caller, body.program(), Optional.ofNullable(body.slug()), target);
        return ResponseEntity.created(URI.create("/v1/affiliates/me/links/" + link.id()))
                .eTag(IfMatch.etag(link.version()))
                .body(view(link, slugOf(link.program())));
    }

    @Operation(
            summary = "The caller's links, newest first, in one programme or in all",
            description = "Archived ones are left out.")
    @GetMapping
    Page<LinkView> list(Caller.Person caller, @RequestParam Optional<ProgramId> program, PageRequest page) {
        var slugs = new HashMap<ProgramId, String>();
        return links.list(caller, program, page)
                .map(link -> view(link, slugs.computeIfAbsent(link.program(), this::slugOf)));
    }

    @Operation(
            summary = "One of the caller's own links",
            description = "The `ETag` is what `If-Match` of a change names.")
    @GetMapping("/{id}")
    ResponseEntity<LinkView> get(Caller.Person caller, @PathVariable LinkId id) {
        return answer(links.get(caller, id));
    }

    @Operation(summary = "Changes a link", description = "Its name, or where it leads; its slug never changes.")
    @PatchMapping("/{id}")
    ResponseEntity<LinkView> change(
            Caller.Person caller, @PathVariable LinkId id, IfMatch ifMatch, @Valid @RequestBody ChangeRequest body) {
        return answer(links.change(caller, id, ifMatch, new LinkTarget(body.landingUrl(), body.name())));
    }

    @Operation(summary = "Archives a link", description = "It leads nowhere any more, and nobody else gets its slug.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(Caller.Person caller, @PathVariable LinkId id) {
        links.archive(caller, id);
    }

    private ResponseEntity<LinkView> answer(Link link) {
        return ResponseEntity.ok().eTag(IfMatch.etag(link.version())).body(view(link, slugOf(link.program())));
    }

    private String slugOf(ProgramId program) {
        return programs.get(program).slug();
    }

    private LinkView view(Link link, String program) {
        return new LinkView(
                link.id(),
                link.program(),
                link.affiliate(),
                link.slug(),
                publicUrl.at("/r/" + program + "/" + link.slug()),
                link.landingUrl(),
                link.name(),
                link.createdAt());
    }
}

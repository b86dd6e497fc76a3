package dev.handsel.referrals.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Side;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.customers.Referrals;
import dev.handsel.referrals.trades.TradeStore.ListedTrade;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TradeController {

    /**
     * How a trade ended, all closes of it together; amounts are minor units.
     *
     * @param at when the last close was
     * @param price of the last close
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EndView(
            Instant at,
            BigDecimal price,
            long pnl,
            @Nullable Long commission,
            String currency) {

        static EndView of(List<Fact.TradeClosed> closes) {
            var last = closes.getLast();
            return new EndView(
                    last.envelope().occurredAt(),
                    last.price(),
                    closes.stream().mapToLong(Fact.TradeClosed::pnl).sum(),
                    closes.stream()
                            .flatMap(close -> Stream.ofNullable(close.commission()))
                            .reduce(Long::sum)
                            .orElse(null),
                    last.currency());
        }
    }

    /** One close of a trade: of this volume. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CloseView(
            Instant at,
            BigDecimal volume,
            BigDecimal price,
            long pnl,
            @Nullable Long commission,
            String currency) {

        static CloseView of(Fact.TradeClosed close, BigDecimal rest) {
            return new CloseView(
                    close.envelope().occurredAt(),
                    Optional.ofNullable(close.volume()).orElse(rest),
                    close.price(),
                    close.pnl(),
                    close.commission(),
                    close.currency());
        }
    }

    /** One trade: without {@code signal} it was made by hand, without {@code closed} some of it is open. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TradeView(
            String trade,
            @Nullable String signal,
            String symbol,
            Side side,
            BigDecimal volume,
            BigDecimal price,
            Instant openedAt,
            @Nullable EndView closed,
            List<CloseView> closes) {

        static TradeView of(ListedTrade listed) {
            var trade = listed.trade();
            var opened = trade.opened();
            var closes = trade.closes();
            return new TradeView(
                    trade.ref(),
                    opened.signal(),
                    opened.symbol(),
                    opened.side(),
                    opened.volume(),
                    opened.price(),
                    opened.envelope().occurredAt(),
                    trade.ended() ? EndView.of(closes) : null,
                    closes.stream()
                            .map(close -> CloseView.of(close, trade.besideParts()))
                            .toList());
        }
    }

    record AttributionView(
            String customer,
            ProgramId program,
            Instant from,
            Instant to,
            Performance signal,
            Performance manual,
            Page<TradeView> trades) {}

    private final TradeStore trades;
    private final Referrals referrals;
    private final Programs programs;
    private final InstantSource clock;

    TradeController(TradeStore trades, Referrals referrals, Programs programs, InstantSource clock) {
        this.trades = trades;
        this.referrals = referrals;
        this.programs = programs;
        this.clock = clock;
    }

    @Operation(summary = "Trades of a customer that came from signals, beside those by hand", description = """
                    `id` is the merchant's id of the customer. Counts the trades opened in the last `days` (1 to 365) before
                    the programme's present; `trades` lists them, the oldest first, a page at a time. `closes` are the parts that a trade was closed in, the
                    oldest first; `closed` is all of them together once nothing is open. `profit` counts every close, `closed`,
                    `wins` and `win_rate` only trades of which nothing is open.""")
    @GetMapping("/v1/customers/{id}/trade_attribution")
    AttributionView attribution(
            Caller caller,
            @PathVariable String id,
            @RequestParam ProgramId program,
            @RequestParam(defaultValue = "30") @Min(1) @Max(365) int days,
            PageRequest page) {
        caller.requireProgram(program, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var now = programs.get(program).now(clock);
        var from = now.minus(Duration.ofDays(days));
        var customer = referrals.find(program, id).orElseThrow(() -> Refused.notFound("customer"));
        var sums = trades.sums(customer.id(), from);
        return new AttributionView(
                customer.ref(),
                program,
                from,
                now,
                Performance.of(sums, true),
                Performance.of(sums, false),
                Page.ofText(page, trades.of(program, customer.id(), from, page), ListedTrade::key)
                        .map(TradeView::of));
    }
}

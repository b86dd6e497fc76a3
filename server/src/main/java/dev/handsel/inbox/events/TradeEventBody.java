package dev.handsel.inbox.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.platform.json.CurrencyCode;
import dev.handsel.platform.json.Within;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events of trading platforms. */
sealed interface TradeEventBody extends EventBody {

    record TradeOpenedEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String customer,
            @NotBlank @Size(max = NAME) String trade,
            @NotBlank @Size(max = NAME) String symbol,
            @NotNull Side side,
            @NotNull @Positive BigDecimal volume,
            @NotNull BigDecimal price,
            @Nullable @Size(max = NAME) String account,
            @Nullable BigDecimal spread,
            @Nullable BigDecimal contractSize,
            @Nullable @Size(max = NAME) String signal)
            implements TradeEventBody {

        /** The direction, in the API's words. */
        enum Side {
            @JsonProperty("buy")
            BUY,
            @JsonProperty("sell")
            SELL
        }

        @Override
        public Fact fact() {
            return new Fact.TradeOpened(
                    new Envelope(id, occurredAt),
                    customer,
                    trade,
                    symbol,
                    side == Side.BUY ? Fact.Side.BUY : Fact.Side.SELL,
                    volume,
                    price,
                    account,
                    spread,
                    contractSize,
                    signal);
        }
    }

    record TradeClosedEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @Nullable @Size(min = 1, max = NAME) String customer,
            @NotBlank @Size(max = NAME) String trade,
            @Nullable @Positive BigDecimal volume,
            @NotNull BigDecimal price,
            @Min(-AMOUNT) @Max(AMOUNT) long pnl,
            @Nullable @Min(-AMOUNT) @Max(AMOUNT) Long commission,
            @NotNull @CurrencyCode String currency)
            implements TradeEventBody {
        @Override
        public Fact fact() {
            return new Fact.TradeClosed(
                    new Envelope(id, occurredAt), customer, trade, volume, price, pnl, commission, currency);
        }
    }

    record FirstTradeEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String customer,
            @Nullable @Size(max = NAME) String trade)
            implements TradeEventBody {
        @Override
        public Fact fact() {
            return new Fact.FirstTrade(new Envelope(id, occurredAt), customer, trade);
        }
    }

    record TerminalEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String customer,
            @NotBlank @Size(max = NAME) String terminal,
            @NotBlank @Size(max = NAME) String brokerAccount)
            implements TradeEventBody {
        @Override
        public Fact fact() {
            return new Fact.TerminalLinked(new Envelope(id, occurredAt), customer, terminal, brokerAccount);
        }
    }
}

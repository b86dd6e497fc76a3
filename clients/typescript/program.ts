// A programme, an affiliate, an event of each type and a statement: what a merchant's backend does, written against the types
// that openapi-typescript makes of the description that a server serves. No assertion and no cast: the description says it all.
import createClient from "openapi-fetch";
import type { components, paths } from "./build/api.js";

type Event = components["schemas"]["Event"];
type Problem = components["schemas"]["Problem"];

interface Answer<T> {
  data?: T;
  error?: Problem;
}

function good<T>(answer: Answer<T>): T {
  if (answer.data === undefined) {
    const faults = answer.error?.errors?.map((fault) => `${fault.pointer} ${fault.message}`) ?? [];
    throw new Error([answer.error?.detail ?? "no answer", ...faults].join("\n"));
  }
  return answer.data;
}

// One of each type: a type that the server learns must be added here before this compiles again.
const events: { [Type in Event["type"]]: Extract<Event, { type: Type }> } = {
  click: { id: "e1", type: "click", occurred_at: "2026-01-10T08:00:00Z", code: "nora-shop", ref: "visit-1" },
  signup: { id: "e2", type: "signup", occurred_at: "2026-01-10T08:10:00Z", customer: "c1", click_ref: "visit-1" },
  affiliate_enrolled: { id: "e3", type: "affiliate_enrolled", occurred_at: "2026-01-10T08:20:00Z", customer: "c2" },
  login: { id: "e4", type: "login", occurred_at: "2026-01-10T08:30:00Z", customer: "c1", ip: "203.0.113.7" },
  invoice_paid: {
    id: "e5",
    type: "invoice_paid",
    occurred_at: "2026-01-10T09:00:00Z",
    customer: "c1",
    invoice: "in1",
    currency: "USD",
    reason: "create",
    lines: [{ amount: 10_000, period_start: "2026-01-10T09:00:00Z", months: 1 }],
    tax: 2_000,
  },
  refund: { id: "e6", type: "refund", occurred_at: "2026-01-10T10:00:00Z", invoice: "in1", amount: 1_200 },
  refund_failed: { id: "e18", type: "refund_failed", occurred_at: "2026-01-10T10:30:00Z", refund: "e6" },
  dispute_opened: {
    id: "e7",
    type: "dispute_opened",
    occurred_at: "2026-01-10T11:00:00Z",
    invoice: "in1",
    dispute: "d1",
    amount: 2_400,
  },
  dispute_won: { id: "e8", type: "dispute_won", occurred_at: "2026-01-10T12:00:00Z", invoice: "in1", dispute: "d1" },
  dispute_lost: { id: "e9", type: "dispute_lost", occurred_at: "2026-01-10T13:00:00Z", invoice: "in1", dispute: "d2" },
  subscription_canceled: {
    id: "e10",
    type: "subscription_canceled",
    occurred_at: "2026-01-10T14:00:00Z",
    customer: "c1",
  },
  trade_opened: {
    id: "e11",
    type: "trade_opened",
    occurred_at: "2026-01-10T15:00:00Z",
    customer: "c1",
    trade: "t1",
    symbol: "EURUSD",
    side: "buy",
    volume: 0.1,
    price: 1.0842,
  },
  trade_closed: {
    id: "e12",
    type: "trade_closed",
    occurred_at: "2026-01-10T16:00:00Z",
    trade: "t1",
    price: 1.0861,
    pnl: 1_900,
    currency: "USD",
  },
  first_trade: { id: "e13", type: "first_trade", occurred_at: "2026-01-10T17:00:00Z", customer: "c1", trade: "t1" },
  terminal_linked: {
    id: "e14",
    type: "terminal_linked",
    occurred_at: "2026-01-10T18:00:00Z",
    customer: "c1",
    terminal: "mt5-1",
    broker_account: "8001",
  },
};

/** Answers a line an event, and one for the statement. */
export async function run(baseUrl: string, manager: string): Promise<string[]> {
  const management = createClient<paths>({ baseUrl, headers: { Authorization: manager } });
  const program = good(
    await management.POST("/v1/programs", {
      body: {
        name: "Shop",
        mode: "test",
        landing_url: "https://shop.example/",
        allowed_landing_hosts: ["shop.example"],
        currency: "USD",
        hold_days: 30,
        payout_minimums: { USD: 5_000 },
        payout_schedule: "manual",
        payout_provider: "simulated",
        attribution: { model: "last_click", window_days: 30 },
        clock: "2026-01-11T00:00:00Z",
      },
    }),
  );
  const backend = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${program.api_key}` } });
  const affiliate = good(
    await backend.POST("/v1/affiliates", { body: { external_id: "nora", code: "nora-shop", email: "nora@mail.example" } }),
  );
  const told = good(await backend.POST("/v1/events", { body: { events: Object.values(events) } }));
  const words = told.events.map((event) => {
    if (event.result === "invalid") {
      throw new Error(`${event.id}: ${event.errors?.map((fault) => fault.message).join(" ")}`);
    }
    return `${event.id} ${event.result}`;
  });
  const statement = good(
    await backend.GET("/v1/affiliates/{id}/statement", {
      params: { path: { id: affiliate.id }, query: { currency: "USD" } },
    }),
  );
  const lines = statement.lines.map((line) => `${line.kind} ${line.change.pending}`);
  return [...words, `${lines.join(", ")}: ${statement.closing.pending} ${statement.currency} pending`];
}

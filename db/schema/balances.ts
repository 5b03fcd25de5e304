import { sql } from "drizzle-orm";
import { char, check, date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { MOVEMENT_KINDS } from "@/lib/balances/movement";
import { amount, choice, instant, isFirstOfMonth, month, oneOf } from "./columns";

/** What a partner has on its users' accounts in one organization and currency: the sum of its movements (D5). */
export const balanceAccounts = pgTable(
  "balance_accounts",
  {
    partnerId: uuid("partner_id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    balance: amount("balance").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.partnerId, t.organizationId, t.currency] })],
);

/** Money that came to a balance or left it: an event, never edited. */
export const balanceMovements = pgTable(
  "balance_movements",
  {
    partnerId: uuid("partner_id").notNull(),
    id: uuid("id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    kind: choice("kind", MOVEMENT_KINDS).notNull(),
    /** What is added is positive. */
    amount: amount("amount").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    /** The partner's month that it counts in (D8). */
    periodMonth: month("period_month").notNull(),
    /** The session that was paid. */
    sourceId: uuid("source_id"),
    cdrId: text("cdr_id"),
    /** The partner's own reference of a top-up: the same one again is known. */
    reference: text("reference"),
    /** Whose account, in the partner's words. */
    account: text("account"),
    /** The day on which the partner paid the top-up by other means than its settlement. */
    paidOn: date("paid_on", { mode: "string" }),
    /** The top-up that is paid or taken back. */
    topUpId: uuid("top_up_id"),
    reason: text("reason"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.id] }),
    uniqueIndex("balance_movements_reference")
      .on(t.partnerId, t.organizationId, t.reference)
      .where(sql`${t.kind} = 'top_up'`),
    uniqueIndex("balance_movements_once").on(t.partnerId, t.topUpId, t.kind).where(sql`${t.topUpId} is not null`),
    index("balance_movements_cdr").on(t.partnerId, t.sourceId, t.cdrId).where(sql`${t.cdrId} is not null`),
    index("balance_movements_account").on(t.partnerId, t.organizationId, t.currency, t.occurredAt),
    oneOf("balance_movements_kind", t.kind, MOVEMENT_KINDS),
    isFirstOfMonth("balance_movements_period_month", t.periodMonth),
    check("balance_movements_session", sql`(${t.kind} = 'session') = (${t.cdrId} is not null)`),
    check("balance_movements_top_up", sql`(${t.kind} = 'top_up') = (${t.reference} is not null)`),
  ],
);

import { char, index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { REVENUE_ORIGINS } from "@/lib/records/origins";
import { amount, choice, instant, month, oneOf, quantity } from "./columns";

/** States in which money of a record is still missing; a record that stands in neither is collected (D12). */
export const OPEN_STATES = ["awaited", "partly"] as const;

const figures = () => ({
  energyKwh: quantity("energy_kwh").notNull(),
  revenue: amount("revenue").notNull(),
  operatorShare: amount("operator_share").notNull(),
  partnerShare: amount("partner_share").notNull(),
  collectedShare: amount("collected_share").notNull(),
});

/**
 * The revenue records of which money is still missing, with what lists filter and add up by. Kept by triggers of
 * `revenue_records` and `collections`: how far a record is collected changes, the record itself never does.
 */
export const openRecords = pgTable(
  "open_records",
  {
    partnerId: uuid("partner_id").notNull(),
    recordId: uuid("record_id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    periodMonth: month("period_month").notNull(),
    origin: choice("origin", REVENUE_ORIGINS).notNull(),
    state: choice("state", OPEN_STATES).notNull(),
    endedAt: instant("ended_at").notNull(),
    locationId: uuid("location_id").notNull(),
    ...figures(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.recordId] }),
    index("open_records_ended").on(t.state, t.endedAt, t.recordId),
    index("open_records_partner").on(t.partnerId, t.state, t.endedAt, t.recordId),
    oneOf("open_records_state", t.state, OPEN_STATES),
  ],
);

/** Sums of `open_records` without day and site, kept by the triggers of that table. */
export const openRollups = pgTable(
  "open_rollups",
  {
    partnerId: uuid("partner_id").notNull(),
    organizationId: uuid("organization_id").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    periodMonth: month("period_month").notNull(),
    origin: choice("origin", REVENUE_ORIGINS).notNull(),
    state: choice("state", OPEN_STATES).notNull(),
    records: integer("records").notNull(),
    ...figures(),
  },
  (t) => [primaryKey({ columns: [t.partnerId, t.organizationId, t.currency, t.periodMonth, t.origin, t.state] })],
);

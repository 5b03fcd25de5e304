import { index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { choice, id, instant, oneOf } from "./columns";
import { companies } from "./companies";

export const TOKEN_TYPES = ["RFID", "APP_USER", "AD_HOC_USER", "OTHER"] as const;

/** Identification media: who issued it decides who pays (D1). Unknown tokens are created as roaming media. */
export const tokens = pgTable(
  "tokens",
  {
    id: id().primaryKey(),
    uid: text("uid").notNull(),
    contractId: text("contract_id"),
    type: choice("type", TOKEN_TYPES).notNull(),
    /** The issuing company: a partner's (internal), our own (own driver) or an EMP's (roaming); null: unknown. */
    issuerId: uuid("issuer_id").references(() => companies.id),
    label: text("label"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    unique("tokens_uid").on(t.uid),
    index("tokens_contract_id").on(t.contractId),
    index("tokens_issuer").on(t.issuerId),
    oneOf("tokens_type", t.type, TOKEN_TYPES),
  ],
);

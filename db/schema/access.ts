import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, choice, id, instant, oneOf } from "./columns";
import { companies } from "./companies";

export const ROLES = ["admin", "finance", "operations", "auditor", "partner_admin", "partner_viewer"] as const;
export const ACCESS_LINK_KINDS = ["setup", "invitation", "password_reset", "sign_in"] as const;

export const users = pgTable(
  "users",
  {
    id: id().primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash"),
    role: choice("role", ROLES).notNull(),
    /** The partner whose money a partner role sees; null for staff. */
    companyId: uuid("company_id").references(() => companies.id),
    /** Every session cookie names it; raising it signs out everywhere. */
    sessionVersion: integer("session_version").notNull().default(1),
    locale: text("locale"),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull(),
    lastSignedInAt: instant("last_signed_in_at"),
  },
  (t) => [
    uniqueIndex("users_email").on(sql`lower(${t.email})`),
    oneOf("users_role", t.role, ROLES),
    check("users_company", sql`(${t.role} in ('partner_admin', 'partner_viewer')) = (${t.companyId} is not null)`),
  ],
);

/** One-time links: first admin, invitation, password reset, sign-in by e-mail. The token is stored hashed. */
export const accessLinks = pgTable(
  "access_links",
  {
    id: id().primaryKey(),
    kind: choice("kind", ACCESS_LINK_KINDS).notNull(),
    tokenHash: bytes("token_hash").notNull(),
    userId: uuid("user_id").references(() => users.id),
    email: text("email"),
    role: choice("role", ROLES),
    companyId: uuid("company_id").references(() => companies.id),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    unique("access_links_token").on(t.tokenHash),
    index("access_links_user").on(t.userId),
    oneOf("access_links_kind", t.kind, ACCESS_LINK_KINDS),
  ],
);

/** Failed and successful tries, by account and by address, for the rate limit. */
export const accessAttempts = pgTable(
  "access_attempts",
  {
    id: id().primaryKey(),
    /** What is limited: `sign_in:<e-mail>`, `sign_in_from:<address>`, `share:<link id>` … */
    key: text("key").notNull(),
    at: instant("at").notNull(),
    succeeded: integer("succeeded").notNull(),
  },
  (t) => [index("access_attempts_key").on(t.key, t.at)],
);

/** A report shared by link; deleting or revoking the row kills the link. */
export const shares = pgTable(
  "shares",
  {
    id: id().primaryKey(),
    partnerId: uuid("partner_id")
      .notNull()
      .references(() => companies.id),
    reportId: uuid("report_id").notNull(),
    tokenHash: bytes("token_hash").notNull(),
    passwordHash: text("password_hash"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    revokedBy: uuid("revoked_by"),
    lastOpenedAt: instant("last_opened_at"),
    opened: integer("opened").notNull().default(0),
  },
  (t) => [unique("shares_token").on(t.tokenHash), index("shares_report").on(t.partnerId, t.reportId)],
);

/** Who did what to what, when and why: append-only. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id().primaryKey(),
    at: instant("at").notNull(),
    /** Null: the system itself, or a reader of a shared link. */
    actorId: uuid("actor_id"),
    actor: text("actor").notNull(),
    verb: text("verb").notNull(),
    objectType: text("object_type").notNull(),
    objectId: text("object_id").notNull(),
    /** How the object was called then. */
    label: text("label").notNull(),
    partnerId: uuid("partner_id"),
    /** `{ field: [old, new] }` */
    changes: jsonb("changes").notNull(),
    reason: text("reason"),
  },
  (t) => [
    index("audit_events_at").on(t.at, t.id),
    index("audit_events_object").on(t.objectType, t.objectId, t.at),
    index("audit_events_actor").on(t.actorId, t.at),
    index("audit_events_partner").on(t.partnerId, t.at),
  ],
);

export const MAIL_STATES = ["waiting", "sent", "failed", "kept"] as const;

/** The outbox: without an SMTP server mails stay here and a page shows them. */
export const mails = pgTable(
  "mails",
  {
    id: id().primaryKey(),
    to: text("to").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    state: choice("state", MAIL_STATES).notNull(),
    problem: text("problem"),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    meta: jsonb("meta").notNull().default({}),
  },
  (t) => [index("mails_created").on(t.createdAt), oneOf("mails_state", t.state, MAIL_STATES)],
);

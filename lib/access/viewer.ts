import type { Actor } from "@/lib/audit/event";
import type { Locale } from "@/lib/i18n/locale";
import { isPartnerRole, type Role } from "./permissions";
import { EVERYTHING, type Scope } from "./scope";

/** The signed-in person as they are in the database now, and whose rows they may see. */
export type Viewer = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** The partner a partner role belongs to; null for staff. */
  companyId: string | null;
  locale: Locale;
  scope: Scope;
};

/** The scope of a role: staff sees everything, a partner its own company, a partner without a company nothing. */
export function scopeOf(role: Role, companyId: string | null): Scope {
  if (!isPartnerRole(role)) return EVERYTHING;
  return { kind: "partners", partnerIds: companyId === null ? [] : [companyId] };
}

/** Who did it, for the history. */
export function actorOf(viewer: Viewer): Actor {
  return { id: viewer.userId, name: viewer.name };
}

/** The page on which a role starts. */
export function homeOf(role: Role): "/" | "/portal" {
  return isPartnerRole(role) ? "/portal" : "/";
}

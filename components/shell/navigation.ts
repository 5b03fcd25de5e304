import {
  ArrowDownToLine,
  ArrowUpFromLine,
  BadgePercent,
  Building2,
  CalendarCheck,
  CirclePause,
  CircleUser,
  FileText,
  FileUp,
  Gauge,
  History,
  IdCard,
  Landmark,
  type LucideIcon,
  Mail,
  MapPin,
  Receipt,
  RefreshCw,
  Settings,
  Users,
  Wallet,
  Zap,
} from "lucide-react";
import type { Permission } from "@/lib/access/permissions";
import type { Messages } from "@/lib/i18n/messages";

type NavMessages = Messages["common"]["nav"];
export type NavKey = keyof NavMessages;

/** A page in the navigation; shown to whoever has the permission to open it. */
export type NavItem = { key: NavKey; href: string; icon: LucideIcon; permission: Permission };
export type NavGroup = { key: NavKey | null; items: readonly NavItem[] };

/** The back office: first what happens now, then money, charging and business; settings last. */
export const backofficeNavigation: readonly NavGroup[] = [
  {
    key: null,
    items: [
      { key: "overview", href: "/", icon: Gauge, permission: "overview:read" },
      { key: "monthEnd", href: "/month-end", icon: CalendarCheck, permission: "settlement:read" },
    ],
  },
  {
    key: "money",
    items: [
      { key: "revenue", href: "/revenue", icon: ArrowDownToLine, permission: "records:read" },
      { key: "expenses", href: "/expenses", icon: ArrowUpFromLine, permission: "records:read" },
      { key: "balances", href: "/balances", icon: Wallet, permission: "records:read" },
      { key: "reports", href: "/reports", icon: FileText, permission: "settlement:read" },
    ],
  },
  {
    key: "charging",
    items: [
      { key: "cdrs", href: "/cdrs", icon: Zap, permission: "cdrs:read" },
      { key: "imports", href: "/imports", icon: FileUp, permission: "cdrs:read" },
      { key: "onHold", href: "/held", icon: CirclePause, permission: "cdrs:read" },
      { key: "recalculations", href: "/recalculations", icon: RefreshCw, permission: "records:read" },
      { key: "tariffs", href: "/tariffs", icon: BadgePercent, permission: "tariffs:read" },
      { key: "locations", href: "/locations", icon: MapPin, permission: "locations:read" },
      { key: "tokens", href: "/tokens", icon: IdCard, permission: "tokens:read" },
    ],
  },
  {
    key: "business",
    items: [
      { key: "companies", href: "/companies", icon: Building2, permission: "companies:read" },
      { key: "contracts", href: "/contracts", icon: Receipt, permission: "contracts:read" },
      { key: "organizations", href: "/organizations", icon: Landmark, permission: "organizations:read" },
    ],
  },
];

/** At the foot of the back office's sidebar. */
export const footNavigation: readonly NavItem[] = [
  { key: "users", href: "/settings/users", icon: Users, permission: "users:read" },
  { key: "outbox", href: "/settings/outbox", icon: Mail, permission: "mails:read" },
  { key: "history", href: "/history", icon: History, permission: "audit:read" },
  { key: "settings", href: "/settings", icon: Settings, permission: "settings:read" },
  { key: "account", href: "/account", icon: CircleUser, permission: "account:write" },
];

/** Whether another entry's page lies below this one's, which is then the current entry only on its own page. */
export function hasEntryBelow(href: string): boolean {
  const entries = [...backofficeNavigation.flatMap((group) => group.items), ...footNavigation];
  return href === "/" || entries.some((entry) => entry.href.startsWith(`${href}/`));
}

/** The portal of a site host. */
export const portalNavigation: readonly NavItem[] = [
  { key: "portalHome", href: "/portal", icon: Gauge, permission: "portal:read" },
  { key: "portalReports", href: "/portal/reports", icon: FileText, permission: "portal:read" },
  { key: "portalRecords", href: "/portal/records", icon: Zap, permission: "portal:read" },
  { key: "portalSites", href: "/portal/sites", icon: MapPin, permission: "portal:read" },
];

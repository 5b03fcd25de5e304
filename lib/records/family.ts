/**
 * A session as its CDRs would be written today: the original, and the differences that its stated prices make
 * necessary (D9). Pure; settling again writes what differs from what stands.
 */
import type { Instant } from "@/lib/calendar/calendar";
import type { Cdr } from "@/lib/cdrs/cdr";
import type { CdrContext } from "./cdr-context";
import type { PayerDecision } from "./payer";
import { chainToday, isKept, type Link, type Price, type Priced, priceDifference } from "./price-chain";
import { findConnector, type KnownToken, type Reference } from "./reference";
import { type SettledCdr, settleCdr } from "./settle-cdr";

/** What is known of a session besides the links of its chain. */
export type Session = {
  /** The original first. */
  links: readonly [Link, ...Link[]];
  /** What a person accepted as its content instead (D20); null: the last link's stands. */
  accepted: { content: Cdr; hash: string } | null;
  /** The end that the original is booked with. */
  endedAt: Instant;
  /** Who pays was decided when it arrived, or by a person since (D1). */
  payer: PayerDecision;
  tokens: ReadonlyMap<string, KnownToken>;
  pricing: CdrContext["pricing"];
  /** Of a credit: what its original is priced at today; null while it has no price, or for what is no credit. */
  credited: Price | null;
};

/** One CDR of the session as it would be today. */
export type FamilyMember = {
  content: Cdr;
  hash: string;
  endedAt: Instant;
  /** Of the session after it; null while it has none. */
  price: Price | null;
  /** Its rating is its own part of the price: of a difference what it adds. Everything else is the session after it. */
  settled: SettledCdr;
  /** The session before it; null for the original. */
  before: { content: Cdr; settled: SettledCdr } | null;
};

export type FamilyToday = {
  members: FamilyMember[];
  /** Today's price cannot be compared with the stated one (none, or another currency), which therefore stays. */
  isKept: boolean;
};

/** Settles a session again; null when its connector is gone, or nobody serves its country any more. */
export function familyToday(session: Session, reference: Reference): FamilyToday | null {
  const { links, accepted } = session;
  const { content, hash } = accepted ?? links.at(-1)!;
  const isStated = links.some((link) => link.isStated);
  const endedAt = isStated ? session.endedAt : content.endAt;
  const fresh = settleAs({ content, price: null }, session, endedAt, reference);
  if (!fresh) return null;
  const today = { content, hash, price: priceOfRating(fresh.rating) };
  const chain = chainToday(links, today);
  const settled = chain.map((link) => (link === today ? fresh : settleAs(link, session, endedAt, reference)));
  if (settled.some((one) => one === null)) return null;
  const members = chain.map((link, index): FamilyMember => {
    const whole = settled[index]!;
    const { content, hash, price } = link;
    if (index === 0) return { content, hash, endedAt, price, settled: whole, before: null };
    const before = { content: chain[index - 1]!.content, settled: settled[index - 1]! };
    const own = ownPart(link === today ? fresh : whole, link.price, chain[index - 1]!.price);
    return { content, hash, endedAt, price, settled: own, before };
  });
  return { members, isKept: isKept(links, today) };
}

/** The session at a price that stands, or at today's when none is given. */
function settleAs(
  { content, price }: Pick<Priced, "content" | "price">,
  session: Session,
  endedAt: Instant,
  reference: Reference,
): SettledCdr | null {
  const place = findConnector(reference, content.evse);
  if (!place) return null;
  const { uid } = content.token;
  const context: CdrContext = {
    ...place,
    token: uid === null ? null : (session.tokens.get(uid) ?? null),
    sourcePayer: null,
    pricing: session.pricing,
    original: session.credited,
    payer: session.payer,
    fixedPrice: price,
    endedAt,
  };
  return settleCdr(content, context, reference);
}

function ownPart(settled: SettledCdr, price: Price | null, before: Price | null): SettledCdr {
  if (price === null || before === null) return settled;
  const own = priceDifference(price, before);
  const { rating } = settled;
  return { ...settled, rating: { ...rating, ...own, kind: "rated", components: [...own.components] } };
}

function priceOfRating(rating: SettledCdr["rating"]): Price | null {
  if (rating.kind === "non_rated") return null;
  const { tariffVersionId, currency, components, revenue, vat, gross, trace } = rating;
  return { tariffVersionId, currency, components, revenue, vat, gross, trace };
}

/**
 * Who charges in the demo. The data know drivers as numbers, and only since June; which card each holds, and who
 * stands behind it, is invented here, always the same for the same driver.
 */
import { type CompanyKey, EMPS, type Market } from "./companies";

export type Driver = {
  /** Who issued the card; `ad_hoc` pays on the spot, `stranger` has a card that nobody knows. */
  issuer: CompanyKey | "ad_hoc" | "stranger";
  /** Uid of the card; empty without one. */
  tokenUid: string;
  /** An e-mobility account id, on cards of EMPs. */
  contractId: string;
};

type Share = readonly [issuer: Driver["issuer"], percent: number];

/** Of a hundred drivers; the two countries are two worlds, so that a driver has a card in each. */
const SHARES: Readonly<Record<Market, readonly Share[]>> = {
  GB: [
    ["plugmoor", 30],
    ["voltanker", 19],
    ["stromdeich", 9],
    ["bornelune", 7],
    ["tay_gb", 16],
    ["auldbridge", 3],
    ["kirkhaven", 2],
    ["ad_hoc", 12],
    ["stranger", 2],
  ],
  DE: [
    ["stromdeich", 30],
    ["voltanker", 20],
    ["bornelune", 10],
    ["plugmoor", 8],
    ["tay_de", 10],
    ["nordspeicher", 6],
    ["ad_hoc", 16],
  ],
};
const PARTIES = new Map<string, string>(EMPS.map((emp) => [emp.key, emp.party]));

/** The driver with this number in one of the countries. */
export function driverOf(number: number, market: Market): Driver {
  const issuer = pick(SHARES[market], hash(`${market} user ${number}`) % 100);
  if (issuer === "ad_hoc") return { issuer, tokenUid: "", contractId: "" };
  const place = number.toString(16).padStart(4, "0");
  const tokenUid = `04${hash(`${market} card ${number}`).toString(16).padStart(8, "0")}${place}`.toUpperCase();
  const party = PARTIES.get(issuer);
  const contractId = party ? `${party.slice(0, 2)}-${party.slice(2)}-C${String(number).padStart(8, "0")}` : "";
  return { issuer, tokenUid, contractId };
}

function pick(shares: readonly Share[], percent: number): Driver["issuer"] {
  let upTo = 0;
  for (const [issuer, part] of shares) {
    upTo += part;
    if (percent < upTo) return issuer;
  }
  throw new Error("the shares of the drivers are less than a hundred percent");
}

/** A number that looks like chance and is always the same (32-bit FNV-1a, its bits mixed once more). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

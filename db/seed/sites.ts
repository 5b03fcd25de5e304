/** Who owns the demo's sites, what is charged there, and which of them play abroad. */
import type { Market, OwnKey, PartnerKey } from "./companies";
import type { OtherTariffKey, TariffKey } from "./tariffs";

export type DemoSite = {
  owner: PartnerKey | OwnKey;
  ac: TariffKey;
  dc: TariffKey;
  /** The COMMUNITY tariff chosen there. */
  community?: OtherTariffKey;
  /** A fifth of the sites is relabelled: an invented place in Germany instead of the real one in Dundee. */
  abroad?: { name: string; street: string; postalCode: string; city: string };
};

const CITY = { ac: "gb_ac", dc: "gb_dc" } as const;
const HOMES = { ac: "gb_day_night", dc: "gb_dc" } as const;
const STADT = { ac: "de_ac", dc: "de_dc" } as const;
const ARENA = { ac: "de_arena_ac", dc: "de_arena_dc", community: "de_community" } as const;
const HOTEL = { ac: "de_day_night", dc: "de_dc" } as const;

/** By the site's name in the data. */
export const SITES: Readonly<Record<string, DemoSite>> = {
  "Lochee Charging Hub": { owner: "strathkeil", ...CITY },
  "Queen Street Car Park, Broughty Ferry": { owner: "kinnairn", ...CITY },
  "Princes Street Charging Hub": { owner: "sidmuir", ...CITY },
  "Whitfield Centre": { owner: "sidmuir", ...CITY },
  "Housing Office East": { owner: "tayvale", ...HOMES },
  "Housing Office West": { owner: "tayvale", ...HOMES },
  "Brington Place Sheltered Housing": { owner: "tayvale", ...HOMES },
  "Menziehill House": { owner: "tayvale", ...HOMES },
  "Janet Brougham House": { owner: "tayvale", ...HOMES },
  "Turriff House Rannoch Road": { owner: "tayvale", ...HOMES },
  "Ardler Complex": { owner: "tayvale", ...HOMES },
  "Oakland Day Centre": { owner: "tayvale", ...HOMES },
  "Public Works Dept, Clepington Rd": { owner: "kirkhaven", ...CITY },
  Marchbanks: { owner: "kirkhaven", ...CITY },
  "Dundee House": { owner: "auldbridge", ...CITY },
  "Mitchell Street": { owner: "kinlorn", ...CITY },
  "Balunie Drive": { owner: "kinlorn", ...CITY },
  "Trades Lane": { owner: "kinlorn", ...CITY },
  "Social Work Building, Jack Martin Way": { owner: "tay_gb", ...CITY },
  "University of Dundee, Nethergate": { owner: "tay_gb", ...CITY },
  "Greenmarket Multi Car Park": {
    owner: "nordspeicher",
    ...STADT,
    abroad: { name: "Parkhaus Kaispeicher", street: "Lagerkai 9", postalCode: "20998", city: "Hamburg" },
  },
  "Olympia Multi-Storey Car Park": {
    owner: "nordspeicher",
    ...STADT,
    abroad: { name: "Parkhaus Werftquartier", street: "Helgenstraße 40", postalCode: "28998", city: "Bremen" },
  },
  "Dundee Ice Arena": {
    owner: "sidmuir_events",
    ...ARENA,
    abroad: { name: "Eisarena Nordufer", street: "Am Nordufer 18", postalCode: "28999", city: "Bremen" },
  },
  "Gellatly Street Car Park": {
    owner: "kinlorn",
    ...STADT,
    abroad: { name: "Parkplatz Elbtor", street: "Torwiete 2", postalCode: "20997", city: "Hamburg" },
  },
  Nethergate: {
    owner: "hansefjord",
    ...HOTEL,
    abroad: { name: "Hotel Fährhaus", street: "Alte Fähre 1", postalCode: "23999", city: "Lübeck" },
  },
  "Dock Street": {
    owner: "hansefjord",
    ...HOTEL,
    abroad: { name: "Hotel Kapitänshof", street: "Bollwerk 7", postalCode: "23998", city: "Lübeck" },
  },
  "South Tay Street": {
    owner: "tay_de",
    ...STADT,
    abroad: { name: "Museumsplatz", street: "Museumsplatz 4", postalCode: "23997", city: "Lübeck" },
  },
};

/** The country in which a site of the data plays. */
export function marketOf(site: DemoSite): Market {
  return site.abroad ? "DE" : "GB";
}

/** Charge points that the system does not know: their sessions wait, and the page offers to create them. */
export const UNKNOWN_UIDS: ReadonlySet<string> = new Set(["50273", "50840", "51085"]);

/** Connectors that nobody gave a tariff, as `uid/connector`: their sessions cannot be priced. */
export const WITHOUT_TARIFF: ReadonlySet<string> = new Set(["50841/2", "51086/1"]);

/** A station that is sold on the 14th of the month that is left to close. */
export const SOLD = { uid: "51549", to: "sidmuir", onDay: "14" } as const;

/** A station that loses its connection at month ends: its last sessions arrive a month late. */
export const LATE_UID = "51087";

export type Outlet = { current: "AC" | "DC"; powerType: string; standard: string; maxPowerWatts: number };

const TYPE2 = { current: "AC", standard: "IEC_62196_T2" } as const;
const SLOW: Outlet = { ...TYPE2, powerType: "AC_1_PHASE", maxPowerWatts: 7_400 };
const FAST: Outlet = { ...TYPE2, powerType: "AC_3_PHASE", maxPowerWatts: 22_000 };
const RAPID_AC: Outlet = { ...TYPE2, powerType: "AC_3_PHASE", maxPowerWatts: 43_000 };
const CHADEMO: Outlet = { current: "DC", standard: "CHADEMO", powerType: "DC", maxPowerWatts: 50_000 };
const COMBO: Outlet = { current: "DC", standard: "IEC_62196_T2_COMBO", powerType: "DC", maxPowerWatts: 50_000 };

/** What the connectors of a model are, by their number; read off the power that sessions reach in the data. */
export function outletOf(model: string, connectorId: string): Outlet {
  if (model.includes("Raption")) return [COMBO, CHADEMO, RAPID_AC][Number(connectorId) - 1] ?? COMBO;
  if (model.includes("Rapid")) return connectorId === "1" ? RAPID_AC : CHADEMO;
  return model.includes("22kW") ? FAST : SLOW;
}

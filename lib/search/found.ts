/** What the palette's search finds. */

export const FOUND_KINDS = [
  "view",
  "company",
  "site",
  "report",
  "contract",
  "tariff",
  "token",
  "cdr",
  "record",
] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** `detail` tells things of the same name apart. */
export type FoundItem = { kind: FoundKind; label: string; detail: string | null; href: string };

/** Less finds everything, and so nothing. */
export const SHORTEST_SEARCH = 2;

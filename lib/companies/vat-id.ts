/**
 * VAT IDs, by their format only: whether one is registered is another question. Formats of the EU as VIES states
 * them, and of the United Kingdom, Switzerland and Norway.
 */

const EU: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  /** Northern Ireland. */
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};
const FORMATS: Readonly<Record<string, RegExp>> = {
  ...EU,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  CH: /^E\d{9}(MWST|TVA|IVA)?$/,
  NO: /^\d{9}(MVA)?$/,
};

/** A VAT ID without spaces, dots and dashes, in capitals. */
export function normalizeVatId(text: string): string {
  return text.replace(/[\s.\-/]/g, "").toUpperCase();
}

/**
 * True when a normalised VAT ID has the format of the country it begins with. A company may be registered abroad, so
 * the prefix decides, not the address; where neither has a known format, letters and digits are enough.
 */
export function isVatId(vatId: string, country: string): boolean {
  const format = FORMATS[vatId.slice(0, 2)];
  if (format) return format.test(vatId.slice(2));
  const home = country === "GR" ? "EL" : country;
  return FORMATS[home] === undefined && /^[A-Z0-9]{4,20}$/.test(vatId);
}

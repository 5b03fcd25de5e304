/** A CDR as it is kept beside its row (jsonb): amounts and energy as decimal text, everything else as it is. */
import { formatDecimal, parseDecimalExact } from "@/lib/money/amount";
import type { Cdr, CdrCosts } from "./cdr";

type Stored<T> = { [K in keyof T]: T[K] extends bigint ? string : T[K] extends bigint | null ? string | null : T[K] };
/** `Cdr` with text in place of bigints. */
export type StoredCdr = Omit<Stored<Cdr>, "costs"> & { costs: Stored<CdrCosts> | null };

const text = (value: bigint | null) => (value === null ? null : formatDecimal(value));
const read = (value: string | null) => (value === null ? null : parseDecimalExact(value));

/** Ready for jsonb. */
export function storeCdr(cdr: Cdr): StoredCdr {
  return {
    ...cdr,
    energyKwh: formatDecimal(cdr.energyKwh),
    totalCost: text(cdr.totalCost),
    totalCostInclVat: text(cdr.totalCostInclVat),
    costs: cdr.costs && {
      energy: text(cdr.costs.energy),
      time: text(cdr.costs.time),
      parking: text(cdr.costs.parking),
      session: text(cdr.costs.session),
      reservation: text(cdr.costs.reservation),
    },
  };
}

/** What `storeCdr` wrote. */
export function readStoredCdr(stored: StoredCdr): Cdr {
  return {
    ...stored,
    energyKwh: parseDecimalExact(stored.energyKwh),
    totalCost: read(stored.totalCost),
    totalCostInclVat: read(stored.totalCostInclVat),
    costs: stored.costs && {
      energy: read(stored.costs.energy),
      time: read(stored.costs.time),
      parking: read(stored.costs.parking),
      session: read(stored.costs.session),
      reservation: read(stored.costs.reservation),
    },
  };
}

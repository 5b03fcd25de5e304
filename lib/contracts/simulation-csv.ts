/** A simulation as CSV: a row per month and site, and one per month with its terms and fees. */
import { csvLine } from "@/lib/csv/line";
import { formatDecimal } from "@/lib/money/amount";
import {
  type MonthSide,
  operatorNet,
  partnerNet,
  SIDES,
  type Side,
  type Simulation,
  type SiteSide,
  shareOfMonth,
} from "./simulation";

const FIGURES = [
  ...["revenue", "session_share", "further_recipients", "tier", "cap", "guarantee", "partner_share"],
  ...["fees", "partner_net", "operator_net"],
];
const COLUMNS = [
  ...["row", "month", "site", "sessions", "energy_kwh", "currency"],
  ...SIDES.flatMap((side) => FIGURES.map((figure) => `${side}_${figure}`)),
  "partner_share_difference",
];

/** The whole file. The difference is what the proposal adds to the partner's share. */
export function simulationCsv(simulation: Simulation, currency: string): string {
  const sites = simulation.sites.map((site) =>
    line(["site", site.month, site.siteName], site, currency, siteFigures, site.proposed.share - site.present.share),
  );
  const months = simulation.months.map((month) => {
    const difference = shareOfMonth(month.proposed) - shareOfMonth(month.present);
    return line(["month", month.month, null], month, currency, monthFigures, difference);
  });
  return [csvLine(COLUMNS), ...sites, ...months].join("");
}

type Row<Figures> = { sessions: number; energyKwh: bigint } & Record<Side, Figures>;

function line<Figures>(
  place: readonly (string | null)[],
  row: Row<Figures>,
  currency: string,
  figuresOf: (side: Figures) => (bigint | null)[],
  difference: bigint,
): string {
  const figures = SIDES.flatMap((side) => figuresOf(row[side])).map((value) =>
    value === null ? null : formatDecimal(value),
  );
  return csvLine([
    ...place,
    row.sessions,
    formatDecimal(row.energyKwh),
    currency,
    ...figures,
    formatDecimal(difference),
  ]);
}

/** Month terms and fees belong to no site. */
function siteFigures({ revenue, share, further }: SiteSide): (bigint | null)[] {
  return [revenue, share, further, null, null, null, share, null, null, revenue - share - further];
}

function monthFigures(side: MonthSide): (bigint | null)[] {
  const { revenue, share, further, tier, cap, guarantee, fees } = side;
  const nets = [shareOfMonth(side), fees, partnerNet(side), operatorNet(side)];
  return [revenue, share, further, tier, cap, guarantee, ...nets];
}

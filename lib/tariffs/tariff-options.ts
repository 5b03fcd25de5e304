/** What the forms of tariffs offer to choose from. */
import type { TariffKind } from "./tariff-input";

export type ChargePointOption = { id: string; uid: string; site: string };
export type TariffOption = { id: string; name: string; currency: string; kind: TariffKind };

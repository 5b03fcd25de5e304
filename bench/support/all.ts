/** The benches there are. Those that write come in the order in which a month lives: imported, read, closed. */
import { bench as close } from "../close";
import { bench as dashboard } from "../dashboard";
import { bench as exportRecords } from "../export";
import { bench as importCdrs } from "../import";
import { bench as lists } from "../lists";
import { bench as pdf } from "../pdf";
import { bench as rate } from "../rate";
import { bench as reimport } from "../reimport";
import type { Bench } from "./bench";

export const BENCHES: readonly Bench[] = [importCdrs, reimport, exportRecords, lists, dashboard, close, pdf, rate];

export { MonthBars, type MonthPoint } from "./month-bars";
export { RankedBars, type RankedRow } from "./ranked-bars";
export { ShareBar, type SharePart } from "./share-bar";

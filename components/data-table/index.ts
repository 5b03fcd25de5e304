/**
 * Lists of the back office. The portal imports single files (`pager`, `query`) instead of this
 * index, which brings the filter chips and their overlays into a page's first load (48 kB).
 */
export { ColumnChooser } from "./column-chooser";
export { type Column, DataTable } from "./data-table";
export { type Filter, FilterBar } from "./filter-bar";
export { ListError } from "./list-error";
export { ListFrame } from "./list-frame";
export { ListLink } from "./list-transition";
export { Pager } from "./pager";
export { hrefWith, pagerLinks, type Query } from "./query";
export { StatusTabs } from "./status-tabs";
export { SelectionFields, useSelection } from "./table-controls";
export { type Total, TotalsStrip } from "./totals-strip";

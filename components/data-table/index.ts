/**
 * Lists of the back office. The portal imports single files (`pager`, `plain-filters`, `query`) instead of this
 * index, which brings the filter chips and their overlays into a page's first load (48 kB).
 */
export { ColumnChooser } from "./column-chooser";
export { type Column, DataTable, type DataTableProps } from "./data-table";
export { type Filter, FilterBar } from "./filter-bar";
export { ListError } from "./list-error";
export { ListFrame } from "./list-frame";
export { TableSkeleton } from "./list-skeleton";
export { ListLink, useListTransition } from "./list-transition";
export { Pager } from "./pager";
export { type PlainFilter, PlainFilters } from "./plain-filters";
export { hrefWith, type PagerLinks, pagerLinks, type Query } from "./query";
export { type StatusTab, StatusTabs } from "./status-tabs";
export { SelectionFields, type SelectionItem, useSelection } from "./table-controls";
export { type Total, TotalsSkeleton, TotalsStrip } from "./totals-strip";

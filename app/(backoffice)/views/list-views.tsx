import { id, readFilters } from "@/components/data-table/filters";
import type { Query } from "@/components/data-table/query";
import { ClientMessages } from "@/components/shell/client-messages";
import { ViewMenu } from "@/components/views/view-menu";
import { viewsOfList } from "@/db/queries/saved-views";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import type { ViewList } from "@/lib/views/view-lists";
import { remove, rename, save, update } from "./actions";

/** The saved views of a list, beside its filters. `filters` is the query of what is shown now (`filterQuery`). */
export async function ListViews({
  viewer,
  list,
  query,
  filters,
}: {
  viewer: Viewer;
  list: ViewList;
  query: Query;
  filters: string;
}) {
  const { view } = await readFilters({ view: id }, query);
  const views = await readAs(viewer, (tx) => viewsOfList(tx, viewer.userId, list));
  return (
    <ClientMessages areas={["views"]}>
      <ViewMenu
        list={list}
        views={views}
        query={filters}
        openId={view}
        mayShare={isAllowed(viewer.role, "views:share")}
        mayChangeAll={viewer.role === "admin"}
        actions={{ save, rename, remove, update }}
      />
    </ClientMessages>
  );
}

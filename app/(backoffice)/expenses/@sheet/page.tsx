import { requireViewer } from "@/lib/access/viewer.server";

/** No sheet over the list itself; going back to the list closes it. */
export default async function NoSheet() {
  await requireViewer("records:read");
  return null;
}

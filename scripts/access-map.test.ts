/** Nothing of the product is reachable without asking who is there. */
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { entriesOf, readAccessMap } from "@/e2e/access/access-map";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const entries = readAccessMap(root);

describe("access map", () => {
  it("[A40] finds a guard on every page, route handler and server action", () => {
    const unguarded = entries.filter((entry) => entry.guard === undefined);
    expect(unguarded.map(({ file, name }) => (name ? `${file} ${name}` : file))).toEqual([]);
  });

  it("sees the pages, handlers and actions there are", () => {
    for (const kind of ["page", "handler", "action"]) {
      expect(entries.filter((entry) => entry.kind === kind).length).toBeGreaterThan(0);
    }
    expect(entries).toContainEqual({
      kind: "page",
      route: "/settings/users/[id]",
      name: null,
      file: "app/(backoffice)/settings/users/[id]/page.tsx",
      guard: { permission: "users:read" },
    });
    expect(entries).toContainEqual(
      expect.objectContaining({
        kind: "action",
        name: "disableUser",
        route: "/portal/users",
        guard: { permission: "portal:users" },
      }),
    );
  });

  it("asks portal pages and actions for portal rights only, and the back office for none of them", () => {
    for (const { route, guard, file } of entries) {
      if (!guard || !("permission" in guard) || guard.permission === "account:write") continue;
      expect([file, guard.permission.startsWith("portal:")]).toEqual([file, /^\/(api\/)?portal(\/|$)/.test(route)]);
    }
  });

  it("follows a page to the loader beside it, and no further", () => {
    const page = 'import { load } from "../loader";\nconst x = await load(1);';
    const loader = 'export async function load(n) {\n  const v = await requireViewer("records:read");\n}\n';
    const guardOf = (source: string, beside: string) =>
      entriesOf("app/(b)/x/@sheet/(.)[id]/page.tsx", source, (file) =>
        file === "app/(b)/x/@sheet/loader.tsx" ? beside : undefined,
      );
    expect(guardOf(page, loader)).toMatchObject([{ route: "/x/[id]", guard: { permission: "records:read" } }]);
    expect(guardOf(page.replace("await ", ""), loader)[0]?.guard).toBeUndefined();
    const other = `export async function load(n) {\n  return n;\n}\n${loader.replace("load", "reload")}`;
    expect(guardOf(page, other)[0]?.guard).toBeUndefined();
  });

  it("does not accept what only looks like a guard", () => {
    const guardsOf = (file: string, source: string) => entriesOf(file, source).map((entry) => entry.guard);
    expect(guardsOf("app/x/page.tsx", 'const v = await requireViewer("records:read");')).toEqual([
      { permission: "records:read" },
    ]);
    expect(guardsOf("app/x/page.tsx", '// await requireViewer("records:read");')).toEqual([undefined]);
    expect(guardsOf("app/x/page.tsx", 'requireViewer("records:read");')).toEqual([undefined]);
    expect(guardsOf("app/x/page.tsx", 'await requireViewer("records:reed");')).toEqual([undefined]);
    expect(guardsOf("app/api/x/route.ts", "export async function GET() {}")).toEqual([undefined]);
    expect(
      guardsOf(
        "app/x/actions.ts",
        'export const one = defineAction({\n  permission: "records:read",\n});\nexport async function two() {}\nexport const three = other({\n  permission: "records:read",\n});',
      ),
    ).toEqual([{ permission: "records:read" }, undefined, undefined]);
  });
});

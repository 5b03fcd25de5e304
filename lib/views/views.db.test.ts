import { beforeAll, describe, expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { viewsOfList } from "@/db/queries/saved-views";
import type { Viewer } from "@/lib/access/viewer";
import { testDatabase } from "@/scripts/testing/database";
import { makePerson, NOW } from "@/scripts/testing/people";
import { changeView } from "./change-view.server";
import { deleteView } from "./delete-view.server";
import { saveView } from "./save-view.server";

await testDatabase();

let fay: Viewer;
let otto: Viewer;
let ada: Viewer;

beforeAll(async () => {
  fay = await makePerson("Fay", "finance");
  otto = await makePerson("Otto", "auditor");
  ada = await makePerson("Ada", "admin");
});

const view = (name: string, isShared: boolean) => ({
  list: "revenue" as const,
  name,
  query: "currency=EUR&period=2026-10",
  isShared,
});
const namesFor = async (viewer: Viewer) =>
  (await asStaff((tx) => viewsOfList(tx, viewer.userId, "revenue"))).map(({ name, isOwn }) => [name, isOwn]);

describe("saved views", () => {
  it("[A27, A31] are one's own until they are shared, and then everybody's to open", async () => {
    await saveView(fay, view("October", false), NOW);
    const shared = await saveView(fay, view("All euros", true), NOW);
    expect(await namesFor(fay)).toEqual([
      ["All euros", true],
      ["October", true],
    ]);
    expect(await namesFor(otto)).toEqual([["All euros", false]]);
    await changeView(fay, shared, { name: "Euros", isShared: false }, NOW);
    expect(await namesFor(otto)).toEqual([]);
    await changeView(fay, shared, { name: "Euros", isShared: true }, NOW);
  });

  it("keep one name per person and list", async () => {
    await expect(saveView(fay, view("OCTOBER", false), NOW)).rejects.toMatchObject({ code: "views.nameTaken" });
    await saveView(otto, view("October", false), NOW);
    await expect(saveView(otto, view("Mine for all", true), NOW)).rejects.toMatchObject({ code: "views.mayNotShare" });
  });

  it("are changed and deleted by their owner; shared ones also by an administrator, private ones exist for nobody else", async () => {
    const [euros] = await asStaff((tx) => viewsOfList(tx, fay.userId, "revenue"));
    const [own] = await asStaff((tx) => viewsOfList(tx, otto.userId, "revenue")).then((all) =>
      all.filter((each) => each.isOwn),
    );
    await expect(changeView(otto, euros!.id, { query: "" }, NOW)).rejects.toMatchObject({ code: "views.notYours" });
    await expect(deleteView(ada, own!.id, NOW)).rejects.toMatchObject({ code: "views.gone" });
    await changeView(ada, euros!.id, { query: "currency=GBP" }, NOW);
    expect((await asStaff((tx) => viewsOfList(tx, otto.userId, "revenue")))[0]).toMatchObject({
      query: "currency=GBP",
    });
    await deleteView(ada, euros!.id, NOW);
    expect(await namesFor(otto)).toEqual([["October", true]]);
  });
});

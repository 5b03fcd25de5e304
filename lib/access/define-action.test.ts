import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { UserError } from "@/lib/errors/user-error";
import { defineAction, guardOf } from "./define-action.server";
import type { Viewer } from "./viewer";

const viewer = vi.hoisted(() => ({ current: null as Viewer | null }));
const logged = vi.hoisted(() => vi.fn());
vi.mock("pino", () => ({ default: () => ({ error: logged }) }));
vi.mock("./viewer.server", () => ({ currentViewer: async () => viewer.current }));
vi.mock("next-intl/server", () => ({
  getTranslations: async () => (key: string, params: object) => `${key} ${JSON.stringify(params)}`,
}));

const anna: Viewer = {
  userId: "u1",
  name: "Anna",
  email: "anna@example.com",
  role: "finance",
  companyId: null,
  locale: "en",
  scope: { kind: "everything" },
};

const input = z.object({ name: z.string().min(1), days: z.coerce.number().int().max(9) });
const run = vi.fn(async (call: { viewer: Viewer; input: z.output<typeof input>; now: number }) => call.input.name);
const save = defineAction({ permission: "contracts:write", input, run });

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
}

beforeEach(() => {
  viewer.current = anna;
  run.mockClear();
});

describe("defineAction", () => {
  it("runs for whoever has the permission, with viewer, parsed input and the time", async () => {
    await expect(save({ name: "x", days: "7" })).resolves.toEqual({ ok: true, value: "x" });
    expect(run).toHaveBeenCalledExactlyOnceWith({
      viewer: anna,
      input: { name: "x", days: 7 },
      now: expect.any(Number),
    });
  });

  it("does not run for others, and does not look at their input", async () => {
    viewer.current = null;
    expect(await save({ name: "", days: 1 })).toEqual({ ok: false, error: { code: "access.signedOut", params: {} } });
    viewer.current = { ...anna, role: "auditor" };
    expect(await save({ name: "", days: 1 })).toEqual({
      ok: false,
      error: { code: "access.forbidden", params: { permission: "contracts:write" } },
    });
    expect(run).not.toHaveBeenCalled();
  });

  it("answers a form with words at each wrong field", async () => {
    expect(await save({ status: "idle" }, form({ name: "", days: "12" }))).toEqual({
      status: "failed",
      fields: { name: 'common.errors.required {"minimum":"1"}', days: 'common.errors.invalid {"maximum":"9"}' },
    });
    expect(await save({ status: "idle" }, form({ name: "x", days: "1" }))).toEqual({ status: "done", value: "x" });
  });

  it("puts an error without a field above the form", async () => {
    run.mockRejectedValueOnce(new UserError("contracts.overlap", { params: { month: "2026-10" } }));
    expect(await save({ status: "idle" }, form({ name: "x", days: "1" }))).toEqual({
      status: "failed",
      message: 'contracts.errors.overlap {"month":"2026-10"}',
    });
  });

  it("logs a bug and tells nothing of it, also when it is a failed check of stored data", async () => {
    for (const bug of [new Error("column secret does not exist"), input.safeParse({}).error]) {
      run.mockRejectedValueOnce(bug);
      expect(await save({ name: "x", days: 1 })).toEqual({ ok: false, error: { code: "access.bug", params: {} } });
    }
    expect(logged).toHaveBeenCalledTimes(2);
  });

  it("lets redirects and notFound() through", async () => {
    const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/x;307;" });
    run.mockRejectedValueOnce(redirect);
    await expect(save({ name: "x", days: 1 })).rejects.toBe(redirect);
  });

  it("says how each action is guarded", () => {
    const open = defineAction({ publicBecause: "it is the sign-in", input: z.object({}), run: async () => null });
    expect(guardOf(save)).toEqual({ permission: "contracts:write" });
    expect(guardOf(open)).toEqual({ publicBecause: "it is the sign-in" });
    expect(guardOf(async () => null)).toBeUndefined();
  });

  it("runs a public action without anybody signed in", async () => {
    viewer.current = null;
    const open = defineAction({ publicBecause: "it is the sign-in", input: z.object({}), run: async () => 1 });
    expect(await open({})).toEqual({ ok: true, value: 1 });
  });
});

import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findViolations, importsOf } from "./testing/boundaries";

const FOLDERS = ["app", "components", "db", "lib", "scripts"];

function sourceFiles(): string[] {
  return FOLDERS.filter((folder) => statSync(folder, { throwIfNoEntry: false }))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map(
        (file) => `${folder}/${file.replaceAll("\\", "/")}`,
      ),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
}

describe("the project keeps its boundaries", () => {
  it("in every file", () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => findViolations(file, readFileSync(file, "utf8")))).toEqual([]);
  });
});

describe("findViolations", () => {
  it.each([
    ["lib/x/a.ts", 'import { useState } from "react";', /imports react/],
    ["lib/x/a.ts", 'import { asOwner } from "@/db/client";', /imports @\/db\/client/],
    ["lib/x/a.ts", 'import { b } from "./b.server";', /imports \.\/b\.server/],
    ["lib/x/a.ts", 'import { readFileSync } from "node:fs";', /imports node:fs/],
    ["lib/x/a.ts", "const now = Date.now();", /reads the clock/],
    ["lib/x/a.ts", "const now = new Date();", /reads the clock/],
    ["lib/x/a.ts", "const id = crypto.randomUUID();", /uses randomness/],
    ["lib/x/a.ts", "const dir = process.env.DATA_DIR;", /reads the environment/],
    ["lib/x/issue.server.ts", 'import { sql } from "drizzle-orm";', /imports drizzle-orm outside db/],
    ["app/page.tsx", "await tx.execute(sql`select 1`);", /writes SQL outside db/],
    ["lib/x/issue.server.ts", 'import { Page } from "@/app/page";', /which is above it/],
    ["db/queries/a.ts", 'import { issue } from "@/lib/x/issue.server";', /which is above it/],
    ["components/a.tsx", '"use client";\nimport { asStaff } from "@/db/client";', /runs in the browser/],
    ["app/x/page.tsx", 'async function save() { "use server"; }', /no app\/\*\*\/actions\.ts/],
    ["app/x/actions.ts", '"use server";\nexport async function save() {}', /exports save/],
    ["app/x/actions.ts", "export const save = defineAction({});", /without "use server"/],
  ])("finds in %s: %s", (path, source, problem) => {
    expect(findViolations(path, source).join("\n")).toMatch(problem);
  });

  it.each([
    ["lib/x/a.ts", 'import { createHash } from "node:crypto";\nexport const at = new Date(0);'],
    ["lib/x/a.ts", "/** Never calls Date.now() itself. */\nexport const a = 1;"],
    ["lib/x/issue.server.ts", 'import { asStaff } from "@/db/client";\nconst now = Date.now();'],
    ["db/queries/a.ts", 'import { sql } from "drizzle-orm";\nsql`select 1`;'],
    ["app/x/actions.ts", '"use server";\nexport const save = defineAction({ permission: "x" });'],
    ["app/x/page.tsx", 'import { save } from "./actions";'],
  ])("accepts in %s: %s", (path, source) => {
    expect(findViolations(path, source)).toEqual([]);
  });
});

it("reads every form of import", () => {
  const source = 'import a from "a";\nimport "b";\nexport { c } from "c";\nawait import("d");\n// import "e";';
  expect(importsOf(source)).toEqual(["a", "b", "c", "d"]);
});

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const entry = {
  id: "a",
  time_zone: "Etc/UTC",
  tariffs: [{ id: "1", currency: "EUR", elements: [{ price_components: [{ type: "ENERGY", price: 0.25 }] }] }],
  cdr: { start_date_time: "2024-05-06T10:00:00Z", end_date_time: "2024-05-06T11:00:00Z", total_energy: 20 },
};

function run(args: string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/rate.ts", ...args], {
    cwd: root,
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

it("[H5] rates standard input and answers with an array", () => {
  const { status, stdout } = run(["-"], JSON.stringify(entry));
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([{ id: "a", total_energy_cost: { excl_vat: 5, incl_vat: 5 } }]);
});

it("exits 1 when an entry was not rated, 2 when there is nothing to read", () => {
  const partly = run(["-"], JSON.stringify([entry, { ...entry, tariffs: [] }]));
  expect(partly.status).toBe(1);
  expect(JSON.parse(partly.stdout)).toMatchObject([{ total_cost: { excl_vat: 5 } }, { id: "a", error: "no_tariff" }]);
  expect(run(["no-such-file.json"])).toMatchObject({ status: 2, stderr: expect.stringContaining("no-such-file.json") });
  expect(run([])).toMatchObject({ status: 2, stderr: expect.stringContaining("Usage") });
});

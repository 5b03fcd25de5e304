import { expect, it } from "vitest";
import { tariffOf } from "@/lib/rating/test-sessions";
import { weekOf } from "./week";

const weekend = ["SATURDAY" as const, "SUNDAY" as const];

it("tells which element prices which hours of the week, over midnight too, and where nothing does", () => {
  const { tariff } = tariffOf([
    { ENERGY: { price: 0.2 }, when: { day_of_week: weekend } },
    { ENERGY: { price: 0.3 }, when: { start_time: "22:00", end_time: "06:00" } },
    { ENERGY: { price: 0.5 }, when: { start_time: "06:00", end_time: "20:00", max_kwh: 5 } },
  ]);
  const workday = [
    { from: 0, until: 360, element: 1 },
    { from: 360, until: 1200, element: 2 },
    { from: 1200, until: 1320, element: null },
    { from: 1320, until: 1440, element: 1 },
  ];
  const dayOff = [{ from: 0, until: 1440, element: 0 }];
  expect(weekOf(tariff, "ENERGY")).toEqual([workday, workday, workday, workday, workday, dayOff, dayOff]);
  expect(weekOf(tariff, "TIME")).toBeNull();
});

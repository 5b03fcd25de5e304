import { describe, expect, it } from "vitest";
import { throttled } from "./throttle";

function world() {
  const due: (() => void)[] = [];
  let runs = 0;
  const call = throttled(
    () => {
      runs += 1;
    },
    1_000,
    { start: (run) => due.push(run) },
  );
  return {
    call,
    pass: () =>
      due.splice(0).forEach((run) => {
        run();
      }),
    runs: () => runs,
  };
}

describe("throttled", () => {
  it("[A36] tells of the first change at once, of all that follow once, and of nothing when nothing followed", () => {
    const { call, pass, runs } = world();
    call();
    expect(runs()).toBe(1);
    for (let n = 0; n < 500; n++) call();
    expect(runs()).toBe(1);
    pass();
    expect(runs()).toBe(2);
    pass();
    expect(runs()).toBe(2);
    call();
    expect(runs()).toBe(3);
  });
});

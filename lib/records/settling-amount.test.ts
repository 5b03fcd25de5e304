import { describe, expect, it } from "vitest";
import { isSamePayment, settlingAmount } from "./settling-amount";

describe("a payment in minor units", () => {
  it("[A17] settles a due with more decimals, whichever way that was rounded", () => {
    expect(settlingAmount(169_300n, 169_256n, "GBP")).toBe(169_256n);
    expect(settlingAmount(169_200n, 169_244n, "GBP")).toBe(169_244n);
    expect(settlingAmount(-169_300n, -169_256n, "EUR")).toBe(-169_256n);
  });

  it("stays what it is when it is only a part, or more", () => {
    expect(settlingAmount(169_200n, 169_256n, "GBP")).toBe(169_200n);
    expect(settlingAmount(169_400n, 169_256n, "GBP")).toBe(169_400n);
    expect(isSamePayment(0n, 49n, "EUR")).toBe(true);
    expect(isSamePayment(100n, 49n, "EUR")).toBe(false);
  });
});

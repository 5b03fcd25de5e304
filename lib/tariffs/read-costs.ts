/** The costs of a tariff version as a person states them: OCPI objects as text, checked alone and against each other. */
import { UserError } from "@/lib/errors/user-error";
import { findTies, type PriceScope, SCOPE_FIELDS } from "./price-configuration";
import type { Tariff } from "./tariff";
import { type CostProblem, type CostsInput, readTariffJson } from "./tariff-input";

/** One of them at least. */
export type Costs = { sales: Tariff | null; purchase: Tariff | null };
export type VersionCosts = Costs & { currency: string; configurations: (PriceScope & Costs)[] };

/**
 * Reads all objects and gives them the tariff's id.
 * @returns the costs, or everything that is wrong with the objects
 * @throws UserError tariffs.noCost, tariffs.configurationEmpty, tariffs.configurationNoCost, tariffs.configurationTie
 *   (all three name configurations, counted from 1), tariffs.currenciesDiffer
 */
export function readCosts(
  input: CostsInput,
  tariffId: string,
): { ok: true; costs: VersionCosts } | { ok: false; problems: CostProblem[] } {
  const problems: CostProblem[] = [];
  const read = (text: string, cost: "sales" | "purchase", configuration: number | null): Tariff | null => {
    if (text === "") return null;
    const parsed = readTariffJson(text);
    if (parsed.ok) return { ...parsed.tariff, id: tariffId };
    problems.push(...parsed.problems.map((problem) => ({ ...problem, cost, configuration })));
    return null;
  };
  const readBoth = (given: { json: string; purchaseJson: string }, at: number | null): Costs => ({
    sales: read(given.json, "sales", at),
    purchase: read(given.purchaseJson, "purchase", at),
  });
  const own = readBoth(input, null);
  const configurations = input.configurations.map(({ json, purchaseJson, ...scope }, at) => ({
    ...scope,
    ...readBoth({ json, purchaseJson }, at),
  }));
  if (problems.length > 0) return { ok: false, problems };
  checkConfigurations(configurations);
  return { ok: true, costs: { ...own, currency: oneCurrency(own, configurations), configurations } };
}

function checkConfigurations(configurations: readonly (PriceScope & Costs)[]): void {
  for (const [at, one] of configurations.entries()) {
    const params = { number: at + 1 };
    if (SCOPE_FIELDS.every((field) => one[field] === null))
      throw new UserError("tariffs.configurationEmpty", { params });
    if (!one.sales && !one.purchase) throw new UserError("tariffs.configurationNoCost", { params });
  }
  const [tie] = findTies(configurations);
  if (tie) throw new UserError("tariffs.configurationTie", { params: { a: tie[0] + 1, b: tie[1] + 1 } });
}

function oneCurrency(own: Costs, configurations: readonly Costs[]): string {
  const currencies = [own, ...configurations].flatMap(({ sales, purchase }) => [
    ...(sales ? [sales.currency] : []),
    ...(purchase ? [purchase.currency] : []),
  ]);
  const [first, ...others] = new Set(currencies);
  if (first === undefined || (!own.sales && !own.purchase)) throw new UserError("tariffs.noCost", { field: "json" });
  if (others.length > 0) {
    throw new UserError("tariffs.currenciesDiffer", { field: "json", params: { a: first, b: others[0]! } });
  }
  return first;
}

import type { ContractScope } from "./scope";

export type ContractScopeKind = ContractScope["kind"];

/** The kinds of a contract's scope, widest first. */
export const CONTRACT_SCOPES = [
  "all_sites",
  "chosen_sites",
  "chosen_evses",
] as const satisfies readonly ContractScopeKind[];

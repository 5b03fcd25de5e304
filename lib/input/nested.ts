/**
 * A form's flat names as what they mean: `connectors.0.powerType` is a field of the first row of the list `connectors`
 * (gaps close up), `terms.basis` a field of the object `terms`, `terms.rates.0.from` both.
 */
export function nested(values: unknown): unknown {
  if (values === null || typeof values !== "object") return values;
  const root: Branch = new Map();
  for (const [name, value] of Object.entries(values)) plant(root, name.split("."), value);
  return grown(root);
}

/** Names below one another; what is no branch is the value that was sent. */
type Branch = Map<string, unknown>;

function plant(branch: Branch, [name = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    branch.set(name, value);
    return;
  }
  const below = branch.get(name);
  const next: Branch = below instanceof Map ? below : new Map();
  branch.set(name, next);
  plant(next, rest, value);
}

/** A branch as an object, or as a list where all of its names are numbers. */
function grown(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  const entries = [...(value as Branch)];
  if (entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, below]) => grown(below));
  }
  return Object.fromEntries(entries.map(([name, below]) => [name, grown(below)]));
}

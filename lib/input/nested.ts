/**
 * A form's flat names as what they mean: `connectors.0.powerType` becomes a row of the list `connectors` (gaps close
 * up), `terms.basis` a field of the object `terms`.
 */
export function nested(values: unknown): unknown {
  if (values === null || typeof values !== "object") return values;
  const result: Record<string, unknown> = {};
  const parts = new Map<string, Map<number, Record<string, unknown>>>();
  const objects: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(values)) {
    const [owner = "", index = "", field] = name.split(".");
    if (field !== undefined) {
      const rows = parts.get(owner) ?? new Map<number, Record<string, unknown>>();
      parts.set(owner, rows.set(Number(index), { ...rows.get(Number(index)), [field]: value }));
    } else if (index !== "") {
      objects[owner] = { ...objects[owner], [index]: value };
    } else {
      result[name] = value;
    }
  }
  for (const [list, rows] of parts) {
    result[list] = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  }
  return { ...result, ...objects };
}

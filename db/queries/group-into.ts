/** Rows as lists by key, in the order in which they were read. */
export function groupInto<Row, Value>(
  rows: readonly Row[],
  entry: (row: Row) => [string, Value],
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const [key, value] = entry(row);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

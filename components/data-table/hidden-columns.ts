/**
 * Which columns a person has hidden, per table. It is remembered in the browser and applied as one style sheet, so
 * that tables stay server-rendered: a script in the document's head writes the sheet before the first paint, the
 * column chooser rewrites it.
 */

/** `columns:<table>` → keys of the hidden columns, separated by commas. */
const PREFIX = "columns:";
const SHEET_ID = "hidden-columns";

/** Writes the style sheet from what is remembered. Self-contained: it also runs as text in the document's head. */
function applyHiddenColumns(prefix: string, sheetId: string): void {
  try {
    const rules: string[] = [];
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i) ?? "";
      const table = key.slice(prefix.length);
      if (!key.startsWith(prefix) || !/^[a-z0-9-]+$/.test(table)) continue;
      for (const column of (localStorage.getItem(key) ?? "").split(",")) {
        if (/^[a-z0-9-]+$/.test(column)) {
          rules.push(`[data-table="${table}"] [data-column="${column}"]{display:none}`);
        }
      }
    }
    const known = document.getElementById(sheetId);
    const sheet = known ?? document.head.appendChild(document.createElement("style"));
    sheet.id = sheetId;
    sheet.textContent = rules.join("\n");
  } catch {
    // A browser without storage shows every column.
  }
}

/** The script for the document's head. */
export const hiddenColumnsScript = `(${applyHiddenColumns})(${JSON.stringify(PREFIX)},${JSON.stringify(SHEET_ID)})`;

/** The hidden columns of a table. */
export function readHiddenColumns(table: string): string[] {
  try {
    return (localStorage.getItem(PREFIX + table) ?? "").split(",").filter(Boolean);
  } catch {
    return [];
  }
}

/** Remembers the hidden columns of a table and applies them. */
export function hideColumns(table: string, columns: readonly string[]): void {
  try {
    if (columns.length > 0) localStorage.setItem(PREFIX + table, columns.join(","));
    else localStorage.removeItem(PREFIX + table);
  } catch {
    return;
  }
  applyHiddenColumns(PREFIX, SHEET_ID);
}

/**
 * Which columns a person sees, per table. It is remembered in the browser and applied as one style sheet, so that tables
 * stay server-rendered: a script in the document's head writes the sheet before the first paint, the column chooser
 * rewrites it. Columns marked `data-extra` are hidden by the page's own style until they are chosen.
 */

/** `columns:<table>` → what differs from the table as it comes, separated by commas: `key` is hidden, `+key` shown. */
const PREFIX = "columns:";
const SHEET_ID = "hidden-columns";

/** Writes the style sheet from what is remembered. Self-contained: it also runs as text in the document's head. */
function applyColumns(prefix: string, sheetId: string): void {
  try {
    const rules: string[] = [];
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i) ?? "";
      const table = key.slice(prefix.length);
      if (!key.startsWith(prefix) || !/^[a-z0-9-]+$/.test(table)) continue;
      for (const choice of (localStorage.getItem(key) ?? "").split(",")) {
        const [, shown, column] = /^(\+?)([a-z0-9-]+)$/.exec(choice) ?? [];
        if (!column) continue;
        const display = shown ? "table-cell" : "none";
        rules.push(`[data-table="${table}"] [data-column="${column}"]{display:${display}}`);
      }
    }
    const known = document.getElementById(sheetId);
    const sheet = known ?? document.head.appendChild(document.createElement("style"));
    sheet.id = sheetId;
    sheet.textContent = rules.join("\n");
  } catch {
    // A browser without storage shows the table as it comes.
  }
}

/** The script for the document's head. */
export const hiddenColumnsScript = `(${applyColumns})(${JSON.stringify(PREFIX)},${JSON.stringify(SHEET_ID)})`;

/** What differs from the table as it comes: `key` is hidden, `+key` shown. */
export function readColumnChoices(table: string): string[] {
  try {
    return (localStorage.getItem(PREFIX + table) ?? "").split(",").filter(Boolean);
  } catch {
    return [];
  }
}

/** Remembers what differs from the table as it comes, and applies it. */
export function chooseColumns(table: string, choices: readonly string[]): void {
  try {
    if (choices.length > 0) localStorage.setItem(PREFIX + table, choices.join(","));
    else localStorage.removeItem(PREFIX + table);
  } catch {
    return;
  }
  applyColumns(PREFIX, SHEET_ID);
}

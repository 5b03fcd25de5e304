/** True while a key press belongs to a field or an open overlay, not to the page's shortcuts. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (target?.closest("textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu]")) {
    return true;
  }
  const input = target?.closest("input");
  return input !== null && input !== undefined && input.type !== "checkbox" && input.type !== "radio";
}

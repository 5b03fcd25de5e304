/** The address people type, without a slash at its end: the start of every link in a mail or a shared report. */
export function publicUrl(): string {
  return process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
}

/** A server action as the action of a form whose answer nobody waits for: it redirects, or the page is read again. */
export function plainForm(action: (form: never) => Promise<unknown>): (form: FormData) => Promise<void> {
  return action as unknown as (form: FormData) => Promise<void>;
}

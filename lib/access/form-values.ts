/** What a form sends, as an object that an input schema can check. */

/**
 * A name that ends in `[]` gives an array (also of one or none), a name sent twice too; everything else its text or
 * file. The framework's own fields are left out.
 */
export function formValues(form: FormData): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION_")) continue;
    const all = form.getAll(name);
    if (name.endsWith("[]")) values[name.slice(0, -2)] = all;
    else values[name] = all.length > 1 ? all : all[0];
  }
  return values;
}

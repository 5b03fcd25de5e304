/**
 * The same values, each asked for while the one before is being worked on. When the reader stops early or fails, the
 * source is ended as well; an error of the source is thrown in its place in the order.
 */
export async function* oneAhead<T>(source: AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
  let next = ask(source);
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = ask(source);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await source.return();
  }
}

/** An error must not count as unhandled while nobody waits for it yet. */
function ask<T>(source: AsyncGenerator<T, void, undefined>): Promise<IteratorResult<T, void>> {
  const next = source.next();
  next.catch(() => undefined);
  return next;
}

/** Server-sent events that say "look again" and nothing else; what there is to see is asked for by the page itself. */
import { onBooksMoved } from "./books-signal.server";

const PING_MILLISECONDS = 20_000;
/** After that the browser connects anew, and is admitted anew. */
const LONGEST_MILLISECONDS = 5 * 60_000;

const text = new TextEncoder();

/** More pages than one person looks at at a time. */
const MOST_PER_PERSON = 20;

/** Streams that are open in this process, and whose they are. */
const open = new Map<() => void, string>();
const kept = globalThis as { wattsettleLiveStops?: boolean };
if (!kept.wattsettleLiveStops) {
  kept.wattsettleLiveStops = true;
  // A server waits for its open answers before it ends, and these would stay open.
  process.once("SIGTERM", () => {
    for (const close of open.keys()) close();
  });
}

/**
 * A stream for one browser; it ends when the browser leaves, after five minutes, or with the process.
 * @returns null when the person has too many open
 */
export function liveStream(userId: string, signal: AbortSignal): ReadableStream<Uint8Array> | null {
  if ([...open.values()].filter((owner) => owner === userId).length >= MOST_PER_PERSON) return null;
  let close = () => {};
  return new ReadableStream<Uint8Array>({
    start(stream) {
      const send = (line: string) => stream.enqueue(text.encode(`${line}\n\n`));
      const stopListening = onBooksMoved(() => send("event: moved\ndata:"));
      const ping = setInterval(() => send(": ping"), PING_MILLISECONDS);
      const end = setTimeout(() => close(), LONGEST_MILLISECONDS);
      close = () => {
        if (!open.delete(close)) return;
        stopListening();
        clearInterval(ping);
        clearTimeout(end);
        try {
          stream.close();
        } catch {
          // The browser has closed it.
        }
      };
      open.set(close, userId);
      signal.addEventListener("abort", close);
      send("retry: 1000");
    },
    cancel: () => close(),
  });
}

/** One connection per process hears that the books have moved, and tells everybody who looks. */
import pino from "pino";
import { type Listening, listenToBooks } from "@/db/queries/live";
import { throttled } from "./throttle";

const log = pino({ name: "web", level: process.env.LOG_LEVEL ?? "info" });

/** How often at most those who look are told; figures follow within two seconds (A36). */
const PAUSE_MILLISECONDS = 800;
/** How long a connection can be deaf before it is noticed. */
const CHECK_MILLISECONDS = 15_000;

type Hub = { listeners: Set<() => void>; listening: Listening | null; isConnecting: boolean; isChecked: boolean };
/** Kept on globalThis, so that a reload in development does not open new connections. */
const kept = globalThis as { wattsettleBooks?: Hub };
kept.wattsettleBooks ??= { listeners: new Set(), listening: null, isConnecting: false, isChecked: false };
const hub = kept.wattsettleBooks;

const tellAll = throttled(
  () => {
    for (const tell of hub.listeners) tell();
  },
  PAUSE_MILLISECONDS,
  { start: (run, milliseconds) => setTimeout(run, milliseconds).unref() },
);

/** Calls `tell` whenever the books may have moved, until the returned function is called. */
export function onBooksMoved(tell: () => void): () => void {
  hub.listeners.add(tell);
  if (!hub.listening) connect();
  if (!hub.isChecked) {
    hub.isChecked = true;
    setInterval(keepListening, CHECK_MILLISECONDS).unref();
  }
  return () => hub.listeners.delete(tell);
}

async function connect(): Promise<void> {
  if (hub.isConnecting) return;
  hub.isConnecting = true;
  try {
    hub.listening = await listenToBooks(tellAll);
  } catch (error) {
    log.warn({ err: error }, "cannot listen to the database; figures wait for it");
  } finally {
    hub.isConnecting = false;
  }
}

/** Opens a connection that no longer hears again. */
async function keepListening(): Promise<void> {
  if (hub.listeners.size === 0) return;
  const hears = await hub.listening?.check().catch(() => false);
  if (hears) return;
  await hub.listening?.stop().catch(() => undefined);
  hub.listening = null;
  await connect();
}

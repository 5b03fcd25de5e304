/** A thread begins with plain JavaScript; from here on TypeScript is read as in the process. */
import { register } from "tsx/esm/api";

register();
await import("./draw-report-thread.server.ts");

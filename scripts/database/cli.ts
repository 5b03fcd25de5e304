/**
 * `tsx scripts/database/cli.ts start|stop|url [data folder]`: the data folder's PostgreSQL by itself, for
 * developers. `start` leaves it running and prints its connection string.
 */
import { embeddedUrl, startEmbedded, stopEmbedded } from "./embedded";

const [command, dataDir = process.env.DATA_DIR ?? ".data"] = process.argv.slice(2);

if (command === "start") {
  console.log((await startEmbedded({ dataDir })).url);
} else if (command === "stop") {
  console.log((await stopEmbedded(dataDir)) ? "stopped" : "it was not running");
} else if (command === "url") {
  const url = embeddedUrl(dataDir);
  console.log(url ?? "it is not running");
  process.exitCode = url ? 0 : 1;
} else {
  console.error("usage: tsx scripts/database/cli.ts start|stop|url [data folder]");
  process.exitCode = 2;
}

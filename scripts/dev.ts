import { runInstallation } from "./installation";

await runInstallation("development");

import { runInstallation } from "./installation";

await runInstallation("production");

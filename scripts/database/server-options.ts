/** How the embedded PostgreSQL is set; one place for the product and one for tests. */

const PRODUCT: Record<string, string> = {
  max_connections: "200",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] %d ",
  log_min_duration_statement: "2s",
};

const TESTS: Record<string, string> = {
  shared_buffers: "128MB",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  log_min_duration_statement: "-1",
};

/** Command-line options of the server: loopback only, no socket file, the settings above. */
export function serverOptions(port: number, forTests: boolean): string[] {
  const settings = {
    ...PRODUCT,
    ...(forTests ? TESTS : {}),
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

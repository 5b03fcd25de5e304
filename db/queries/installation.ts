/** Questions about the installation as a whole, asked by its start. */
import type postgres from "postgres";

/** Whether anybody can sign in yet; nobody can on the first start. */
export async function hasUsers(client: postgres.Sql): Promise<boolean> {
  const [row] = await client`select exists (select from users) as found`;
  return row?.found === true;
}

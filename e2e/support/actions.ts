/** Server actions as the browser sends them, to send them again as somebody else. */
import { expect, type Page } from "@playwright/test";
import type { Send, Visitor } from "./visitors";

/** A request of a server action: its address, the headers that name it, and its encoded input. */
export type ActionRequest = { path: string; headers: Record<string, string>; body: Buffer };

const NAMING_HEADERS = ["next-action", "next-router-state-tree", "content-type", "accept"];

/** The request that `press` would send; it is caught on its way, so that nothing happens. */
export async function catchAction(page: Page, press: () => Promise<void>): Promise<ActionRequest> {
  let caught: ActionRequest | undefined;
  await page.route("**/*", async (route) => {
    const request = route.request();
    const headers = await request.allHeaders();
    if (!headers["next-action"]) return route.fallback();
    const naming = NAMING_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []));
    const { pathname, search } = new URL(request.url());
    caught = { path: pathname + search, headers: Object.fromEntries(naming), body: request.postDataBuffer()! };
    return route.abort();
  });
  await press();
  await expect.poll(() => caught !== undefined).toBe(true);
  await page.unroute("**/*");
  return caught!;
}

/** Sends it with the session of a visitor; returns what the server answered. */
export async function replay(send: Send, visitor: Visitor, request: ActionRequest): Promise<string> {
  const { path, headers, body } = request;
  const response = await send(visitor, path, { method: "POST", headers, body: new Uint8Array(body) });
  return response.text();
}

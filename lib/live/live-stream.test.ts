import { describe, expect, it, vi } from "vitest";
import { liveStream } from "./live-stream.server";

vi.mock("./books-signal.server", () => ({ onBooksMoved: () => () => undefined }));

const MOST = 20;

describe("liveStream", () => {
  it("gives one person no more streams than there are pages to look at, and others theirs", async () => {
    const of = (person: string) => {
      const leaving = new AbortController();
      return { leaving, stream: liveStream(person, leaving.signal) };
    };
    const opened = Array.from({ length: MOST }, () => of("anna"));
    expect(opened.map(({ stream }) => stream)).not.toContain(null);
    expect(of("anna").stream).toBeNull();
    const other = of("otto");
    other.leaving.abort();
    expect(await new Response(other.stream).text()).toBe("retry: 1000\n\n");
    await opened[0]!.stream!.cancel();
    opened[1]!.leaving.abort();
    expect([of("anna").stream, of("anna").stream]).not.toContain(null);
    expect(of("anna").stream).toBeNull();
  });
});

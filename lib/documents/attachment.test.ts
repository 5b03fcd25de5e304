import { describe, expect, it } from "vitest";
import { attachmentMediaType } from "./attachment";

describe("attachmentMediaType", () => {
  it("goes by the bytes, not by a name", () => {
    expect(attachmentMediaType(Buffer.from("%PDF-1.7 …"))).toBe("application/pdf");
    expect(attachmentMediaType(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]))).toBe("image/png");
    expect(attachmentMediaType(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe("image/jpeg");
    expect(attachmentMediaType(Buffer.from("<html>"))).toBe(null);
    expect(attachmentMediaType(Buffer.from("%P"))).toBe(null);
  });
});

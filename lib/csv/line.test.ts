import { describe, expect, it } from "vitest";
import { csvLine } from "./line";

describe("csvLine", () => {
  it("quotes what would break the line, and leaves nothing for null", () => {
    expect(csvLine(["a,b", 'say "hi"', "two\nlines", null, 7])).toBe('"a,b","say ""hi""","two\nlines",,7\r\n');
  });

  it("puts what a spreadsheet would compute behind an apostrophe, but no number", () => {
    expect(csvLine(["=1+1", "+49 30", "-cmd", "@SUM(A1)", "-3.20", "-3,20", "+7"])).toBe(
      "'=1+1,'+49 30,'-cmd,'@SUM(A1),-3.20,\"-3,20\",+7\r\n",
    );
  });

  it("leaves nothing to compute where a spreadsheet ends cells at semicolons and line breaks", () => {
    expect(csvLine(["x;=1+1", "a;b", "two\n@SUM(A1)", "-1;-2"])).toBe(
      '"x;\'=1+1","a;b","two\n\'@SUM(A1)","\'-1;\'-2"\r\n',
    );
  });
});

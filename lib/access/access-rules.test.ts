/** The small pure rules of access. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inputErrors } from "./action-error";
import { formValues } from "./form-values";
import { emailInput, nameInput, optionalIdInput, sameTwice } from "./inputs";
import { localPath } from "./local-path";
import { checkPosition, grantableRoles, userState } from "./management";
import { passwordProblem } from "./password";
import { isExhausted, minutesUntilNextTry } from "./rate-limit";
import { sessionFrom } from "./session-cookie";
import { scopeOf } from "./viewer";

describe("passwordProblem", () => {
  it.each([
    ["nine char", "access.passwordTooShort"],
    ["Anna@Example.com", "access.passwordIsEmail"],
    ["abababababab", "access.passwordTooSimple"],
    ["x".repeat(201), "access.passwordTooLong"],
    ["ten chars!", null],
  ])("%s: %s", (password, problem) => {
    expect(passwordProblem(password, "anna@example.com")).toBe(problem);
  });
});

describe("localPath", () => {
  it.each(["/reports?state=issued", "/"])("keeps %s", (path) => expect(localPath(path)).toBe(path));
  it.each([
    ...["//evil.example", "/\\evil.example", "https://evil.example", "/\tx", "reports", undefined, ["/"]],
    ...["/..//evil.example", "/./\\evil.example", "/a/%2E%2e//evil.example"],
  ])("drops %s", (path) => expect(localPath(path)).toBeNull());
});

describe("checkPosition", () => {
  const admin = { role: "admin", scope: { kind: "everything" } } as const;
  const host = { role: "partner_admin", scope: { kind: "partners", partnerIds: ["a"] } } as const;

  it("asks for a partner where the role needs one, and refuses one where it does not", () => {
    expect(() => checkPosition(admin, { role: "partner_viewer", companyId: null })).toThrow("access.companyNeeded");
    expect(() => checkPosition(admin, { role: "finance", companyId: "a" })).toThrow("access.roleNotAllowed");
    expect(() => checkPosition(admin, { role: "finance", companyId: null })).not.toThrow();
  });

  it("[A40] lets a partner's admin give partner roles of its own company only", () => {
    expect(() => checkPosition(host, { role: "partner_viewer", companyId: "a" })).not.toThrow();
    expect(() => checkPosition(host, { role: "partner_viewer", companyId: "b" })).toThrow("access.roleNotAllowed");
    expect(() => checkPosition(host, { role: "admin", companyId: null })).toThrow("access.roleNotAllowed");
    expect(grantableRoles(host)).toEqual(["partner_admin", "partner_viewer"]);
  });

  it.each(["finance", "operations", "auditor"] as const)("lets %s place nobody", (role) => {
    expect(() => checkPosition({ ...admin, role }, { role: "operations", companyId: null })).toThrow();
    expect(grantableRoles({ role })).toEqual([]);
  });
});

describe("scopeOf", () => {
  it("[A40] shows a partner its own rows, and one without a company none", () => {
    expect(scopeOf("partner_viewer", "a")).toEqual({ kind: "partners", partnerIds: ["a"] });
    expect(scopeOf("partner_admin", null)).toEqual({ kind: "partners", partnerIds: [] });
    expect(scopeOf("auditor", null)).toEqual({ kind: "everything" });
  });
});

describe("rate limit", () => {
  const limit = { failures: 5, withinMilliseconds: 900_000 };
  it("refuses the sixth try and says when the next is possible", () => {
    expect([4, 5].map((failures) => isExhausted(failures, limit))).toEqual([false, true]);
    expect(minutesUntilNextTry(0, limit, 60_001)).toBe(14);
    expect(minutesUntilNextTry(0, limit, 899_999)).toBe(1);
  });
});

describe("inputs", () => {
  const problemsOf = (schema: z.ZodType, value: unknown) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [] : inputErrors(parsed.error).map(({ code, field }) => [field, code]);
  };

  it("names each wrong field once, with a code that has words", () => {
    const schema = z.object({ name: nameInput, email: emailInput, companyId: optionalIdInput });
    expect(problemsOf(schema, { name: " ", email: "anna", companyId: "x" })).toEqual([
      ["name", "required"],
      ["email", "access.emailInvalid"],
      ["companyId", "invalid"],
    ]);
    expect(problemsOf(schema, { email: "a@b.de" })).toEqual([["name", "required"]]);
  });

  it("[A40] takes a name of one line only, because it stands in mails to others", () => {
    expect(nameInput.parse(" Zoë O’Neill ")).toBe("Zoë O’Neill");
    for (const name of ["Anna,\r\nplease pay to …", "An\0na"]) {
      expect(problemsOf(z.object({ name: nameInput }), { name })).toEqual([["name", "invalid"]]);
    }
  });

  it("refuses a repetition that differs at its own field", () => {
    const schema = sameTwice(z.object({ password: z.string(), repeat: z.string() }));
    expect(problemsOf(schema, { password: "a", repeat: "b" })).toEqual([["repeat", "access.passwordsDiffer"]]);
  });

  it("reads forms: lists by their name, without the framework's fields", () => {
    const form = new FormData();
    form.append("ids[]", "1");
    form.append("name", "Anna");
    form.append("$ACTION_ID_1", "");
    expect(formValues(form)).toEqual({ ids: ["1"], name: "Anna" });
  });
});

describe("sessions and states", () => {
  it("takes only a token that holds a user and a version", () => {
    expect(sessionFrom({ sub: "u", version: 3, name: "x" })).toEqual({ userId: "u", version: 3 });
    expect(sessionFrom({ sub: "u" })).toBeNull();
    expect(sessionFrom(null)).toBeNull();
  });

  it("tells invited, active and suspended people apart", () => {
    const person = { hasPassword: false, lastSignedInAt: null, disabledAt: null };
    expect(userState(person)).toBe("invited");
    expect(userState({ ...person, lastSignedInAt: 1 })).toBe("active");
    expect(userState({ ...person, hasPassword: true, disabledAt: 2 })).toBe("suspended");
  });
});

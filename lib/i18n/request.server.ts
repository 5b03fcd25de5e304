import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { availableLocales, loadMessages } from "./load-messages.server";
import { LOCALE_COOKIE, negotiateLocale } from "./locale";

/** The language of a request: the person's choice (a cookie, written at sign-in and by the switch), else the browser's. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = negotiateLocale(availableLocales(), {
    chosen: jar.get(LOCALE_COOKIE)?.value,
    acceptLanguage: head.get("accept-language"),
  });
  return { locale, messages: loadMessages(locale), timeZone: "UTC" };
});

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestPasswordReset } from "../actions";
import { RequestMailForm } from "../request-mail-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.requestMail");
  return { title: t("resetTitle") };
}

export default function ForgotPasswordPage() {
  return <RequestMailForm about="reset" action={requestPasswordReset} />;
}

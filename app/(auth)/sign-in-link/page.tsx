import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestSignInLink } from "../actions";
import { RequestMailForm } from "../request-mail-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.requestMail");
  return { title: t("linkTitle") };
}

export default function SignInLinkPage() {
  return <RequestMailForm about="link" action={requestSignInLink} />;
}

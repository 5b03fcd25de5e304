import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** A page that says what is wrong instead of its content, and where to go from here. */
function Problem({ title, children, action }: { title: string; children: ReactNode; action: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-start gap-3 px-4 py-16">
      <h1 className="font-semibold text-xl leading-7 tracking-tight">{title}</h1>
      <div className="text-pretty text-muted-foreground">{children}</div>
      {action}
    </div>
  );
}

/** For `not-found.tsx`: also what somebody else's object looks like. */
export function NotFoundProblem({ home = "/" }: { home?: string }) {
  const t = useTranslations("common.errors");
  return (
    <Problem title={t("notFoundTitle")} action={<HomeButton href={home} label={t("toStart")} />}>
      {t("notFound")}
    </Problem>
  );
}

/** For `error.tsx` ("use client"): the reference is in the server's log; `reset` tries again. */
export function ErrorProblem({ digest, reset }: { digest?: string; reset: () => void }) {
  const t = useTranslations("common");
  return (
    <Problem title={t("errors.title")} action={<Button onClick={reset}>{t("actions.retry")}</Button>}>
      <p>{t("errors.load")}</p>
      {digest && <p className="pt-1 text-xs">{t("errors.reference", { digest })}</p>}
    </Problem>
  );
}

function HomeButton({ href, label }: { href: string; label: string }) {
  return (
    <Button asChild>
      <Link href={href as Route}>{label}</Link>
    </Button>
  );
}

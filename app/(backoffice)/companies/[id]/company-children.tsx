import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/shell/page";
import type { Company } from "@/db/queries/companies";

/** The entities directly below a company; nothing where there is none. */
export function CompanyChildren({ companies }: { companies: readonly Company[] }) {
  const t = useTranslations("companies");
  if (companies.length === 0) return null;
  return (
    <Section title={t("detail.children")}>
      <ul className="flex flex-col">
        {companies.map((child) => (
          <li key={child.id} className="border-b py-2 last:border-b-0">
            <Link className="font-medium hover:underline" href={`/companies/${child.id}`}>
              {child.name}
            </Link>
            <span className="text-muted-foreground"> {[child.city, child.country].filter(Boolean).join(", ")}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

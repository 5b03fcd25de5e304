import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "@/components/shell/page";

/** The documents that prove an expense; nothing where there are none and none can be added. */
export function Attachments({
  rows,
  base,
  form,
}: {
  rows: readonly { id: string; name: string }[];
  /** The address of the expense. */
  base: string;
  form?: ReactNode;
}) {
  const t = useTranslations("expenses.attachments");
  if (rows.length === 0 && !form) return null;
  return (
    <Section title={t("title")}>
      <ul className="flex flex-col gap-1">
        {rows.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`${base}/attachments/${id}`}
              className="inline-flex items-center gap-1.5 text-primary underline-offset-4 hover:underline"
            >
              <Paperclip aria-hidden className="size-4" />
              {name}
            </a>
          </li>
        ))}
      </ul>
      {form}
    </Section>
  );
}

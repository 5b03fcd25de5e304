import { getTranslations } from "next-intl/server";
import { BusinessDate } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { Section } from "@/components/shell/page";
import type { Contract } from "@/db/queries/contracts";
import { AgreementForm } from "./agreement-form";

/** The agreement that lets the operator write credit notes in the partner's name (D14). */
export async function Agreement({
  contract,
  file,
  mayWrite,
}: {
  contract: Contract;
  file: { name: string } | null;
  mayWrite: boolean;
}) {
  const t = await getTranslations("contracts.agreement");
  const day = contract.selfBillingAgreedOn;
  return (
    <Section title={t("title")}>
      <p className={day ? undefined : "text-muted-foreground"}>
        {day ? t.rich("since", { date: () => <BusinessDate key="date" date={day} /> }) : t("none")}{" "}
        {file && (
          <a className="text-primary underline-offset-4 hover:underline" href={`/contracts/${contract.id}/agreement`}>
            {file.name}
          </a>
        )}
      </p>
      {mayWrite && (
        <details>
          <summary className="w-fit rounded-sm text-[0.8125rem] text-muted-foreground hover:text-foreground">
            {day ? t("change") : t("add")}
          </summary>
          <div className="pt-3">
            <ClientMessages areas={["contracts"]}>
              <AgreementForm contractId={contract.id} agreedOn={day ?? ""} />
            </ClientMessages>
          </div>
        </details>
      )}
    </Section>
  );
}

import { useTranslations } from "next-intl";
import { Headline } from "@/components/figures";

/** A balance as `listAccounts` gives it. */
export type Balance = { partnerId: string; organizationId: string; currency: string; balance: bigint };

/** What is left on the accounts of a partner's users; nothing where it never added any. */
export function PortalBalances({ accounts }: { accounts: readonly Balance[] }) {
  const t = useTranslations("balances.portal");
  if (accounts.length === 0) return null;
  return (
    <section className="flex flex-wrap gap-x-10 gap-y-3">
      {accounts.map(({ partnerId, organizationId, currency, balance }) => (
        <Headline
          key={`${partnerId}/${organizationId}/${currency}`}
          label={t("title")}
          value={balance}
          currency={currency}
        >
          {t("description")}
        </Headline>
      ))}
    </section>
  );
}

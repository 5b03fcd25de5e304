import { describeTariff } from "@/lib/tariffs/sentences";
import type { Tariff } from "@/lib/tariffs/tariff";
import { type Sentence, useTariffWords } from "./tariff-words";

/** What a tariff says, element by element in the order in which they are asked. */
export function TariffSentences({ tariff }: { tariff: Tariff }) {
  const { part, sentence } = useTariffWords();
  const { elements, general } = describeTariff(tariff);
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col">
        {elements.map((element) => (
          <li key={element.element} className="flex gap-3 border-b py-2 last:border-b-0">
            <span className="figures w-4 shrink-0 text-muted-foreground">{element.element + 1}</span>
            <SentenceText {...sentence(element)} />
          </li>
        ))}
      </ol>
      {general.length > 0 && <p className="text-muted-foreground">{general.map(part).join(" · ")}</p>}
    </div>
  );
}

/** "Mon–Fri 08:00–20:00: 0.45 EUR/kWh after the first 5 kWh" */
export function SentenceText({ head, prices }: Sentence) {
  return (
    <span className="min-w-0 text-pretty">
      {head && <span className="text-muted-foreground">{head}: </span>}
      <span className="font-medium">{prices.join("; ")}</span>
    </span>
  );
}

/** Money moves in minor units, what is due has four decimals: the payment that settles a CDR may differ by a fraction. */
import { type Amount, roundHalfUpToMinorUnit } from "@/lib/money/amount";

/** What a payment brings for a CDR: exactly what is missing when it is that, rounded to the minor unit; else itself. */
export function settlingAmount(paid: Amount, missing: Amount, currency: string): Amount {
  return isSamePayment(paid, missing, currency) ? missing : paid;
}

/** Whether a payment is this amount, or this amount rounded to the currency's minor unit. */
export function isSamePayment(paid: Amount, amount: Amount, currency: string): boolean {
  return paid === amount || paid === roundHalfUpToMinorUnit(amount, currency);
}

import type { Metadata } from "next";
import type { ReactNode } from "react";

/** A shared link is a secret in an address: it is neither indexed nor sent on. */
export const metadata: Metadata = {
  referrer: "no-referrer",
  robots: { index: false, follow: false, noarchive: true },
};

/** Whether the link opens is asked on each request; nothing of it is kept. */
export const dynamic = "force-dynamic";

export default function SharedLayout({ children }: { children: ReactNode }) {
  return children;
}

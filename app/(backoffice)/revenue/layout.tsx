import type { ReactNode } from "react";

/** The list, and over it the record that was opened from it. */
export default function RevenueLayout({ children, sheet }: { children: ReactNode; sheet: ReactNode }) {
  return (
    <>
      {children}
      {sheet}
    </>
  );
}

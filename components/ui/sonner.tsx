"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Short confirmations ("Saved"). What a person must act on is an `Alert` on the page, not a toast. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        style: {
          background: "var(--popover)",
          color: "var(--popover-foreground)",
          border: "1px solid var(--border)",
          borderRadius: "var(--radius-lg)",
          fontFamily: "inherit",
        },
      }}
    />
  );
}

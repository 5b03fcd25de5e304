"use client";

import { signIn } from "next-auth/react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** Goes to the configured provider, and comes back signed in. */
export function ProviderButton({ children }: { children: ReactNode }) {
  return (
    <Button size="lg" onClick={() => signIn("oidc", { callbackUrl: "/" })}>
      {children}
    </Button>
  );
}

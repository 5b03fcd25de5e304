"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

/**
 * Sends a form's document as the bare body of a POST, then empties the form and shows the page anew.
 * @param failed the words for when the server gives none
 * @returns `error` is the sentence of what was wrong with the last try
 */
export function useSendDocument(failed: string) {
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  const [pending, start] = useTransition();

  function send(form: HTMLFormElement, address: string, document: File): void {
    start(async () => {
      const response = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: document,
      });
      if (response.ok) {
        form.reset();
        setError(null);
        router.refresh();
      } else {
        const answer = (await response.json().catch(() => null)) as { message?: string } | null;
        setError(answer?.message ?? failed);
      }
    });
  }

  return { send, error, pending };
}

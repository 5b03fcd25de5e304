import type { ReactNode } from "react";

/** What a page of the sign-in is for, and a sentence that helps. */
export function AuthHeading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      {children && <p className="text-pretty text-muted-foreground">{children}</p>}
    </div>
  );
}

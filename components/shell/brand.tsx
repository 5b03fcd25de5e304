import type { Route } from "next";
import Link from "next/link";

/** The mark and the name of the installation's CPO; leads to the start page of the area. */
export function Brand({ name, href }: { name: string; href: string }) {
  return (
    <Link href={href as Route} className="flex min-w-0 items-center gap-2.5 rounded-md font-semibold">
      <Mark />
      <span className="truncate">{name}</span>
    </Link>
  );
}

/** A W drawn as a load curve. */
export function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-6 shrink-0">
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <path
        d="M7 10.5 11.2 22 16 12.5 20.8 22 25 10.5"
        fill="none"
        strokeWidth="2.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-primary-foreground"
      />
    </svg>
  );
}

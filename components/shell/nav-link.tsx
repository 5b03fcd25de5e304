"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/**
 * A link that knows whether its page is the open one (or contains it; `exact` for a start page): it is then the
 * current page, which `className` styles by `aria-[current=page]:`.
 */
export function NavLink({
  href,
  exact = false,
  className,
  children,
}: {
  href: string;
  exact?: boolean;
  className: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const active = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link href={href as Route} aria-current={active ? "page" : undefined} className={className}>
      {children}
    </Link>
  );
}

"use client";

import { Tooltip as TooltipPrimitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** `<Tooltip content="…"><button/></Tooltip>`: a supplement for mouse and focus, never the only place of a fact. */
export function Tooltip({ content, children, ...props }: { content: ReactNode; children: ReactNode } & TooltipSide) {
  return (
    <TooltipPrimitive.Provider delayDuration={300}>
      <TooltipPrimitive.Root>
        <TooltipPrimitive.Trigger asChild>{children}</TooltipPrimitive.Trigger>
        <TooltipPrimitive.Portal>
          <TooltipPrimitive.Content
            data-slot="tooltip"
            sideOffset={4}
            collisionPadding={8}
            className={cn(
              "z-50 max-w-72 rounded-md bg-inverse px-2 py-1 text-inverse-foreground text-xs shadow-overlay",
            )}
            {...props}
          >
            {content}
          </TooltipPrimitive.Content>
        </TooltipPrimitive.Portal>
      </TooltipPrimitive.Root>
    </TooltipPrimitive.Provider>
  );
}

type TooltipSide = Pick<ComponentProps<typeof TooltipPrimitive.Content>, "side" | "align">;

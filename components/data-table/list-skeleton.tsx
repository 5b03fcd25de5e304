import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";

/** A table's place while its rows are loading: same heights, one bar per column, so that nothing jumps. */
export function TableSkeleton({ columns, rows = 12 }: { columns: number; rows?: number }) {
  const cells = Array.from({ length: columns }, (_, index) => index);
  return (
    <div aria-hidden className="w-full">
      {Array.from({ length: rows + 1 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
        <div key={row} className="flex h-9 items-center gap-5 border-b px-2.5">
          {cells.map((cell) => (
            <Skeleton key={cell} className={cn("h-3 flex-1", cell === 0 && "max-w-40", row === 0 && "opacity-60")} />
          ))}
        </div>
      ))}
    </div>
  );
}

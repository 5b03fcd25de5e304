/** What every text-like control looks like; 16 px text on phones so that iOS does not zoom. */
export const controlClasses =
  "w-full rounded-md border border-input bg-card px-2.5 text-base text-foreground placeholder:text-muted-foreground disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger aria-invalid:outline-danger sm:text-sm";

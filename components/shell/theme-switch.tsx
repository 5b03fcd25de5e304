"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

const themes = [
  { key: "light", icon: Sun, label: "themeLight" },
  { key: "dark", icon: Moon, label: "themeDark" },
  { key: "system", icon: Monitor, label: "themeSystem" },
] as const;

const never = () => () => undefined;

/** Light, dark, or as the device. */
export function ThemeSwitch() {
  const t = useTranslations("common.shell");
  const { theme, setTheme } = useTheme();
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <fieldset aria-label={t("theme")} className="flex rounded-md bg-muted p-0.5">
      {themes.map(({ key, icon: Icon, label }) => {
        const active = inBrowser && theme === key;
        return (
          <button
            key={key}
            type="button"
            aria-pressed={active}
            aria-label={t(label)}
            title={t(label)}
            onClick={() => setTheme(key)}
            className="flex h-7 flex-1 items-center justify-center rounded text-muted-foreground aria-pressed:bg-card aria-pressed:text-foreground aria-pressed:shadow-sm"
          >
            <Icon className="size-4" />
          </button>
        );
      })}
    </fieldset>
  );
}

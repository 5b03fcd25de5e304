/**
 * The areas of messages: one line for each file `messages/en/<area>.json`. It gives the keys their types; a test
 * compares the list with the folder.
 */
import type common from "@/messages/en/common.json";

export type Messages = {
  common: typeof common;
};

declare module "next-intl" {
  interface AppConfig {
    Messages: Messages;
  }
}

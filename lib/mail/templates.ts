/** The mails there are; their words are at `<template>.subject` and `.text` in `messages/<locale>/mails.json`. */

export const MAIL_TEMPLATES = ["invitation", "passwordReset", "signInLink"] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

/** A mail's text without the secrets of its links, for what is kept after sending. */
export function withoutSecrets(text: string): string {
  return text.replace(/(\/(?:link|share)\/)[\w-]{43}/g, "$1…");
}

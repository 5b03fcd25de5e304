/** What forms of saved views send. */
import { z } from "zod";
import { checkbox, id, requiredText } from "@/lib/input/fields";
import { VIEW_LISTS } from "./view-lists";
import { viewQuery } from "./view-query";

/** Far longer than any address of ours. */
const LONGEST_QUERY = 4_000;

const query = z.string().max(LONGEST_QUERY).transform(viewQuery);
const name = requiredText(60);

export const newViewInput = z.object({ list: z.enum(VIEW_LISTS), name, query, isShared: checkbox });
export const viewChangeInput = z.object({ id, name, isShared: checkbox });
export const viewQueryInput = z.object({ id, query });
export type NewView = z.output<typeof newViewInput>;

/** The states of a form, as server actions answer them. */
export { type FormAction, type FormState, idle } from "@/lib/access/form-state";

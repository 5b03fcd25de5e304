export { type ProgressStep, Steps } from "./steps";
export { Timeline, type TimelineChange, type TimelineEvent } from "./timeline";

/** Styles of the report's first page, which is laid out by the library. */
import { StyleSheet } from "@react-pdf/renderer";
import { HAIRLINE as hairline, INK as ink, MARGIN, QUIET as quiet, TEXT_SIZE } from "./draw-pages";

const accent = "#0b6b57";

export const styles = StyleSheet.create({
  page: {
    paddingTop: MARGIN,
    paddingBottom: 62,
    paddingHorizontal: MARGIN,
    fontFamily: "Inter",
    fontSize: TEXT_SIZE,
    lineHeight: 1.35,
    color: ink,
  },
  top: { flexDirection: "row", justifyContent: "space-between", alignItems: "flex-start", marginBottom: 26 },
  issuer: { fontSize: 10, fontWeight: 600, color: accent },
  title: { fontSize: 19, fontWeight: 600, lineHeight: 1.2 },
  subtitle: { fontSize: 11, color: quiet, marginTop: 2 },
  quiet: { color: quiet },
  figures: { fontFeatureSettings: ["tnum"] },
  columns: { flexDirection: "row", gap: 24, marginTop: 22 },
  column: { flex: 1 },
  label: { color: quiet, fontSize: 7.5, marginBottom: 3 },
  strong: { fontWeight: 600 },
  answer: { marginTop: 24, borderTop: `1 solid ${hairline}`, borderBottom: `1 solid ${hairline}`, paddingVertical: 14 },
  amount: { fontSize: 26, fontWeight: 600, lineHeight: 1.2, marginVertical: 3 },
  sums: { marginTop: 20 },
  sum: {
    flexDirection: "row",
    justifyContent: "space-between",
    paddingVertical: 3.2,
    borderBottom: `0.5 solid ${hairline}`,
  },
  sumStrong: { fontWeight: 600, borderBottom: 0 },
  sumIndented: { paddingLeft: 12, color: quiet },
  sectionTitle: { fontSize: 10.5, fontWeight: 600, marginTop: 18, marginBottom: 5 },
  paragraph: { marginBottom: 4 },
});

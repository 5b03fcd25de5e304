/** Font and styles of the report's PDF. */
import { createRequire } from "node:module";
import { Font, StyleSheet } from "@react-pdf/renderer";

const require = createRequire(import.meta.url);
const inter = (weight: string) => require.resolve(`@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`);
Font.register({
  family: "Inter",
  fonts: [
    { src: inter("400Regular"), fontWeight: 400 },
    { src: inter("600SemiBold"), fontWeight: 600 },
  ],
});
// Names and numbers are never divided.
Font.registerHyphenationCallback((word) => [word]);

const ink = "#18181b";
const quiet = "#6b7280";
const hairline = "#d4d4d8";
const accent = "#0b6b57";

export const styles = StyleSheet.create({
  page: {
    paddingTop: 42,
    paddingBottom: 62,
    paddingHorizontal: 42,
    fontFamily: "Inter",
    fontSize: 8.5,
    lineHeight: 1.35,
    color: ink,
  },
  top: { flexDirection: "row", justifyContent: "space-between", alignItems: "flex-start", marginBottom: 26 },
  issuer: { fontSize: 10, fontWeight: 600, color: accent },
  title: { fontSize: 19, fontWeight: 600, lineHeight: 1.2 },
  subtitle: { fontSize: 11, color: quiet, marginTop: 2 },
  quiet: { color: quiet },
  pageHead: { flexDirection: "row", justifyContent: "space-between", marginBottom: 8 },
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
  tableTitle: { fontSize: 10.5, fontWeight: 600, height: 33, paddingTop: 14 },
  note: { height: 21, color: quiet },
  row: { flexDirection: "row", height: 15, alignItems: "center", borderBottom: `0.5 solid ${hairline}` },
  head: { height: 18, color: quiet, fontSize: 7.5, borderBottom: `0.75 solid ${ink}` },
  total: { height: 18, fontWeight: 600, borderBottom: 0 },
  mark: {
    position: "absolute",
    top: 330,
    left: 0,
    right: 0,
    textAlign: "center",
    fontSize: 96,
    fontWeight: 600,
    color: "#f1f1f3",
    transform: "rotate(-35deg)",
  },
  footer: {
    position: "absolute",
    bottom: 26,
    left: 42,
    right: 42,
    flexDirection: "row",
    justifyContent: "space-between",
    gap: 20,
    borderTop: `0.5 solid ${hairline}`,
    paddingTop: 6,
    fontSize: 7,
    color: quiet,
  },
  footerText: { flex: 1 },
});

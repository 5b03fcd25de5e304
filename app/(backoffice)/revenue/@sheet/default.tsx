/** No sheet: the page was opened by its address. */
export default function NoSheet() {
  return null;
}

/** The time zones that an `Input` with `list="time-zones"` suggests. For server components: browsers know other ones. */
export function TimeZoneList() {
  return (
    <datalist id="time-zones">
      {Intl.supportedValuesOf("timeZone").map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
}

const UUID_LENGTH = 36;

/** Next hands an intercepted route its first id with the marker of the folder's name, `(.)`, before it. */
export function withoutMarker<Params extends { partnerId: string }>(params: Params): Params {
  return { ...params, partnerId: params.partnerId.slice(-UUID_LENGTH) };
}

/** Sends a file as a bare body; XMLHttpRequest, because fetch does not tell how far an upload has come. */

export type SentFile = { file: File; source: { id: string } | { name: string } };
/** The import, or why there is none; null: the connection broke. */
export type SendAnswer = { importId: string } | { message: string | null };

/** @param onProgress is told the bytes sent so far. */
export function sendFile({ file, source }: SentFile, onProgress: (sent: number) => void): Promise<SendAnswer> {
  const query = new URLSearchParams({ fileName: file.name });
  if ("id" in source) query.set("source", source.id);
  else query.set("newSource", source.name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/uploads?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => resolve({ message: null });
    request.onload = () => resolve(answerOf(request.status, request.response));
    request.send(file);
  });
}

function answerOf(status: number, body: unknown): SendAnswer {
  const answer = (body ?? {}) as { importId?: string; message?: string };
  if (status === 201 && answer.importId) return { importId: answer.importId };
  return { message: answer.message ?? null };
}

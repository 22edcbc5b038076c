import type { IncomingMessage } from 'node:http'

/** Largest body that the sandbox takes. */
export const MAX_BODY_BYTES: number = 256 * 1024 * 1024

/** Reads the whole body of a request; undefined when it is larger than `MAX_BODY_BYTES`. Throws what the connection throws. */
export async function readRequestBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += bytes.length
    if (size > MAX_BODY_BYTES) return undefined
    chunks.push(bytes)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

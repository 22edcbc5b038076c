import { redact } from '../settings/redact.ts'
import type { Secret } from '../settings/secret.ts'
import type { Authorization } from '../sign-in/token.ts'

/**
 * The body of an answer without the credentials that its request carried: servers and proxies that fail like to repeat
 * what they were sent, and their words go into errors. Of an answer of success only the beginning is looked at, which is
 * all that errors show of it; pages of records are not searched.
 */
export function strikeCredentials(bytes: Buffer, status: number, { headerValue, token }: Authorization): Buffer {
  const secrets = [headerValue, token?.value]
  if (status < 400 && !startsWithAny(bytes, secrets)) return bytes
  const text = bytes.toString('latin1')
  const clean = redact(text, secrets)
  return clean === text ? bytes : Buffer.from(clean, 'latin1')
}

function startsWithAny(bytes: Buffer, secrets: readonly (Secret | undefined)[]): boolean {
  const start = bytes.subarray(0, shownBytes)
  return secrets.some((secret) => secret !== undefined && start.includes(secret.reveal(), 0, 'latin1'))
}

/** More than an excerpt of 500 characters and more than an object of errors. */
const shownBytes = 16 * 1024

/** As `strikeCredentials`, for an answer that is streamed: only one of failure, which is short, is held back for it. */
export async function* strikeCredentialsFrom(
  stream: AsyncIterable<Uint8Array>,
  status: number,
  authorization: Authorization,
): AsyncIterable<Uint8Array> {
  if (status < 400) {
    yield* stream
    return
  }
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    pieces.push(piece)
    size += piece.length
    if (size > maxFailureBytes) break
  }
  yield strikeCredentials(Buffer.concat(pieces), status, authorization)
}

const maxFailureBytes = 64 * 1024

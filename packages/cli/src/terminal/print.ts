import type { Writable } from 'node:stream'

/** Writes, and resolves when the stream has taken the text. Rejects when the reader is gone (EPIPE). */
export function print(stream: Writable, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

/** Writes one value as JSON: on a line of its own, or indented for people. */
export function printJson(stream: Writable, value: unknown, { indent }: { indent?: number } = {}): Promise<void> {
  return print(stream, `${JSON.stringify(value, undefined, indent)}\n`)
}

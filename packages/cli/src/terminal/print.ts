import type { Writable } from 'node:stream'

/** Writes, and resolves when the stream has taken the text. Rejects when the reader is gone (EPIPE). */
export function print(stream: Writable, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

/** Writes one value as JSON: on a line of its own, or indented for people. */
export function printJson(stream: Writable, value: unknown, options: { indent?: number } = {}): Promise<void> {
  return print(stream, jsonText(value, options))
}

/** What `printJson` writes. */
export function jsonText(value: unknown, { indent }: { indent?: number } = {}): string {
  return `${escapeControls(JSON.stringify(value, undefined, indent))}\n`
}

/** JSON escapes the control characters below U+0020 alone; a terminal obeys those from U+007F to U+009F, too. */
function escapeControls(json: string): string {
  return json.replaceAll(/[\u007f-\u009f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`)
}

/**
 * JSON text that PostgreSQL keeps as `jsonb`: it takes neither the character 0 nor half a surrogate pair, which answers of
 * foreign servers may hold. Each becomes the replacement character U+FFFD.
 */
export function toStoredJson(value: unknown): string {
  return JSON.stringify(value).replace(unstorable, '$1\\ufffd')
}

/** `JSON.stringify` writes exactly these as escapes; an even number of backslashes before them belongs to the text. */
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi

/** A text that arrives in pieces, as bytes in UTF-8. */
export async function* toBytes(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text)
}

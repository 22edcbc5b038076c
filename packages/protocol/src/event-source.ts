/** One event of a `text/event-stream`. */
export interface ReceivedEvent {
  /** The last id that was sent, for `Last-Event-ID`. */
  readonly id: string | undefined
  readonly data: string
}

/** An event longer than this is not one of the hub's. */
const maxEventLength = 16 * 1024 * 1024

/** Reads the events of a stream (HTML standard §9.2.6). Drops an event in the middle of which the stream ends. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ReceivedEvent> {
  let id: string | undefined
  let data: string[] = []
  for await (const line of readLines(body)) {
    if (line === '') {
      if (data.length > 0) yield { id, data: data.join('\n') }
      data = []
      continue
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data.push(value)
    if (field === 'id' && !value.includes('\0')) id = value
  }
}

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      // A carriage return at the end may be half of a line's end.
      const complete = rest.endsWith('\r') ? rest.slice(0, -1) : rest
      const lines = complete.split(/\r\n|\n|\r/)
      const last = lines.pop() ?? ''
      rest = last + rest.slice(complete.length)
      if (rest.length > maxEventLength) throw new Error('The stream sent a line without end')
      yield* lines
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

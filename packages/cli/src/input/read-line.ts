import type { Readable } from 'node:stream'
import type { CommandClock } from '../command/context.ts'

const longestLine = 1_000_000

/**
 * The first line of a stream without its line end. Undefined when the stream ends before the first character. With `patienceMs`
 * also undefined when nothing arrived in that time, which happens when a parent process leaves a pipe open.
 */
export async function readLine(
  stream: Readable,
  { clock, signal, patienceMs }: { clock: CommandClock; signal: AbortSignal; patienceMs?: number | undefined },
): Promise<string | undefined> {
  signal.throwIfAborted()
  const done = new AbortController()
  const line = firstLine(stream, AbortSignal.any([signal, done.signal]))
  const waits = patienceMs === undefined ? undefined : silence(stream, clock, patienceMs, done.signal)
  try {
    return await (waits ? Promise.race([line.text, waits]) : line.text)
  } finally {
    done.abort()
    line.stop()
  }
}

function firstLine(stream: Readable, signal: AbortSignal): { text: Promise<string | undefined>; stop: () => void } {
  let collected = ''
  const decoder = new TextDecoder()
  let stop = () => {}
  const text = new Promise<string | undefined>((resolve, reject) => {
    const finish = () => resolve(collected === '' ? undefined : withoutEnd(collected))
    const onData = (chunk: Uint8Array | string) => {
      collected += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
      const end = collected.indexOf('\n')
      if (end >= 0) resolve(withoutEnd(collected.slice(0, end)))
      else if (collected.length > longestLine) finish()
    }
    const onAbort = () => reject(signal.reason)
    stream.on('data', onData).on('end', finish).on('error', reject)
    signal.addEventListener('abort', onAbort, { once: true })
    stop = () => {
      stream.off('data', onData).off('end', finish).off('error', reject)
      signal.removeEventListener('abort', onAbort)
      stream.pause()
    }
  })
  text.catch(() => {})
  return { text, stop }
}

/** Resolves when the stream has been silent for that long, and never once something arrived. */
function silence(stream: Readable, clock: CommandClock, patienceMs: number, signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    let isSilent = true
    stream.once('data', () => {
      isSilent = false
    })
    clock.sleep(patienceMs, signal).then(
      () => {
        if (isSilent) resolve(undefined)
      },
      () => {},
    )
  })
}

function withoutEnd(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

// Reads one hostile body after the other, in a process of its own with a small heap, and prints how each ended and what it
// took: `node --max-old-space-size=256 --expose-gc read-hostile-bodies.ts MEBIBYTES`.
import { BadResponseError } from '../errors/answer-errors.ts'
import { decodingJson } from '../format/json/decode-json.ts'
import type { Work } from '../format/work.ts'
import { decodingXml } from '../format/xml/decode-xml.ts'
import { type HostileBody, hostileBodies } from './hostile-bodies.ts'

/** A line of what this program prints. */
export interface HostileBodyRead {
  readonly name: string
  readonly format: 'json' | 'xml'
  readonly ended: string
  readonly reason: string
  readonly milliseconds: number
  readonly longestSliceMs: number
  readonly heapMebibytes: number
}

const bytes = Number(process.argv[2] ?? 16) * 1024 * 1024
for (const body of hostileBodies) process.stdout.write(`${JSON.stringify(readBody(body))}\n`)

function readBody({ name, format, make }: HostileBody): HostileBodyRead {
  const content = make(bytes)
  globalThis.gc?.()
  const measured = { milliseconds: 0, longestSliceMs: 0, heapMebibytes: 0 }
  const work = format === 'json' ? decodingJson(content) : decodingXml(content)
  try {
    measure(work, measured)
    return { name, format, ended: 'read', reason: '', ...measured }
  } catch (error) {
    if (!(error instanceof BadResponseError)) throw error
    return { name, format, ended: String(error.details.kind), reason: error.details.reason, ...measured }
  }
}

function measure(
  work: Work<unknown>,
  measured: { milliseconds: number; longestSliceMs: number; heapMebibytes: number },
): void {
  const heapBefore = process.memoryUsage().heapUsed
  for (let isDone = false; !isDone; ) {
    const startedAt = performance.now()
    try {
      isDone = work.next().done === true
    } finally {
      const sliceMs = performance.now() - startedAt
      measured.milliseconds += sliceMs
      measured.longestSliceMs = Math.max(measured.longestSliceMs, sliceMs)
      const heap = (process.memoryUsage().heapUsed - heapBefore) / 1024 / 1024
      measured.heapMebibytes = Math.max(measured.heapMebibytes, heap)
    }
  }
}

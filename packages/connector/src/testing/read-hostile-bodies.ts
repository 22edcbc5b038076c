// Reads one hostile body after the other, in a process of its own with a small heap, and prints how each ended and what it
// took: `node --max-old-space-size=256 --expose-gc read-hostile-bodies.ts MEBIBYTES [MAX_ITEMS] [NAME...]`. With a smaller
// number of items than the budget's it shows at less cost what a smaller body takes. Without names it reads all.
import { BadResponseError } from '../errors/answer-errors.ts'
import { answerBudget } from '../format/answer-budget.ts'
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

const [mebibytes = 16, maxItems = answerBudget.maxItems, ...names] = process.argv.slice(2)
const bytes = Number(mebibytes) * 1024 * 1024
Object.assign(answerBudget, { maxItems: Number(maxItems) })
const bodies = hostileBodies.filter(({ name }) => names.length === 0 || names.includes(name))
for (const body of bodies) process.stdout.write(`${JSON.stringify(readBody(body))}\n`)

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

import type { ServerResponse } from 'node:http'
import type { Answer } from '../http/answer.ts'
import type { ActiveFault } from './faults.ts'

const DEFAULT_DELAY_MS = 1000
const SLOW_PIECES = 5

/** Puts an answer on the wire, or what a fault makes of it. Gives the status that went out, 0 when none did. */
export async function sendAnswer(
  response: ServerResponse,
  given: Answer,
  fault: ActiveFault | undefined,
  sleep: (durationMs: number) => Promise<void>,
): Promise<number> {
  const result = fault?.replacement ?? given
  const { socket } = response
  const rule = fault?.rule
  switch (rule?.kind) {
    case 'reset':
    case 'drop-answer':
      socket?.resetAndDestroy()
      return 0
    case 'slow-headers':
      await sleep(rule.delayMs ?? DEFAULT_DELAY_MS)
      break
    case 'slow-body':
      return sendSlowly(response, result, rule.delayMs ?? DEFAULT_DELAY_MS, sleep)
    case 'cut-body':
      response.writeHead(result.status, { ...result.headers, 'content-length': result.body.length })
      response.write(result.body.subarray(0, Math.floor(result.body.length / 2)), () => socket?.destroy())
      return result.status
    case 'wrong-length':
      return sendWrongLength(response, result, rule.lengthError ?? -10)
    default:
  }
  if (response.destroyed) return 0
  response.writeHead(result.status, { ...result.headers, 'content-length': result.body.length })
  response.end(result.body)
  return result.status
}

async function sendSlowly(
  response: ServerResponse,
  result: Answer,
  delayMs: number,
  sleep: (durationMs: number) => Promise<void>,
): Promise<number> {
  response.writeHead(result.status, { ...result.headers, 'content-length': result.body.length })
  response.flushHeaders()
  const size = Math.ceil(result.body.length / SLOW_PIECES)
  for (let start = 0; start < result.body.length && !response.destroyed; start += size) {
    await sleep(delayMs / SLOW_PIECES)
    response.write(result.body.subarray(start, start + size))
  }
  response.end()
  return result.status
}

/** Node's own response would correct or refuse a wrong length, so this one is written by hand. */
function sendWrongLength(response: ServerResponse, result: Answer, error: number): number {
  const { socket } = response
  const headers = { ...result.headers, 'content-length': Math.max(0, result.body.length + error), connection: 'close' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`)
  socket?.write(`HTTP/1.1 ${result.status} Sandbox\r\n${lines.join('')}\r\n`)
  socket?.end(result.body)
  return result.status
}

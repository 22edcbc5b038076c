import { answerBudget, BudgetExceeded, smallBytes, tooDeep } from '../answer-budget.ts'
import type { CoupaRecord, CoupaValue } from '../coupa-record.ts'
import { type BodyOrigin, badBody, beyondBudget, decodeText } from '../decode-text.ts'
import { runAtOnce, type Work } from '../work.ts'
import { mayHoldFraction } from './may-hold-fraction.ts'
import { readJson } from './read-json.ts'
import { withoutQuestionMarks } from './without-question-marks.ts'

/**
 * The value of a JSON body. Throws `BadResponseError` when it is not UTF-8, cut off, not JSON, or beyond the budget.
 *
 * Decimals keep their text. Coupa sends them as strings (F-101), but Swagger calls them numbers; where a
 * server does send `12.50` or an integer beyond 2^53, the string of exactly those characters comes back, so that no digit is
 * lost and both encodings give the same record. All other numbers lose nothing as JavaScript numbers and stay ones.
 * Members that some releases name `active?` are named `active`, as in XML.
 */
export function decodeJson(bytes: Uint8Array, origin?: BodyOrigin): CoupaValue {
  return runAtOnce(decodingJson(bytes, origin))
}

/** As `decodeJson`, with pauses where the body is large. */
export function* decodingJson(bytes: Uint8Array, origin?: BodyOrigin): Work<CoupaValue> {
  const text = decodeText(bytes, origin)
  try {
    const plain = bytes.length <= smallBytes ? parsePlain(text) : undefined
    return plain ?? (yield* readJson(text))
  } catch (cause) {
    if (cause instanceof BudgetExceeded) throw beyondBudget(cause, bytes, origin)
    const reason = bytes.length === 0 ? 'the body is empty' : 'the JSON is cut off or broken'
    throw badBody('malformed', reason, bytes, origin, { cause })
  }
}

/**
 * The value as the engine's own parser reads it, which is the fastest way there is; undefined where that would lose
 * something. It cannot pause, nor stop at the first item too many, so only small bodies are given to it.
 */
function parsePlain(text: string): CoupaValue | undefined {
  if (mayHoldFraction(text)) return undefined
  const value = JSON.parse(text) as CoupaValue
  if (!isExact(value, 0)) return undefined
  return text.includes('?"') ? withoutQuestionMarks(value) : value
}

/**
 * Whether all numbers in the value are exact. Throws for a value that is nested too deep. Every page pays for it, so it goes
 * by `in` and makes no lists; on a page of 50 invoices it takes a tenth of what parsing takes.
 */
function isExact(value: CoupaValue | undefined, depth: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth >= answerBudget.maxDepth) throw tooDeep()
  return Array.isArray(value) ? isExactList(value, depth + 1) : isExactRecord(value as CoupaRecord, depth + 1)
}

function isExactList(list: readonly CoupaValue[], depth: number): boolean {
  for (let i = 0; i < list.length; i++) {
    const item = list[i]
    if (typeof item !== 'string' && !isExact(item, depth)) return false
  }
  return true
}

function isExactRecord(record: CoupaRecord, depth: number): boolean {
  // A parsed record has no other members than its own.
  for (const name in record) {
    const member = record[name]
    if (typeof member === 'number') {
      if (!Number.isSafeInteger(member)) return false
    } else if (typeof member === 'object' && member !== null && !isExact(member, depth)) return false
  }
  return true
}

import { isDeepStrictEqual } from 'node:util'
import type { Definition } from '../definition/definition-schema.ts'
import { versionOf } from '../mapping/content-hash.ts'
import type { AnswerChange, AnsweredDelivery, AnswerRejection, ConsumerAnswer } from './consumer-answer.ts'
import { valuesToWrite } from './values-to-write.ts'

/** What is to become of an answer: a change, nothing because it was given before, or a rejection in words. */
export type AnswerVerdict =
  | { readonly kind: 'change'; readonly change: AnswerChange }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'rejected'; readonly code: AnswerRejection; readonly message: string }

/**
 * Judges an answer by the newest delivery of its record. The same answer given twice changes nothing; a positive one after a
 * refusal holds; a refusal after a positive one does not, since Coupa may have been told.
 */
export function judgeAnswer(
  answer: ConsumerAnswer,
  delivery: AnsweredDelivery | undefined,
  definition: Definition,
): AnswerVerdict {
  const { id } = answer
  if (delivery === undefined) {
    return rejected('UNKNOWN_RECORD', `This process has delivered no record ${id}.`)
  }
  if (delivery.state === 'deleted') {
    return rejected('RECORD_DELETED', `Coupa does not have record ${id} any more, so that there is nothing to tell it.`)
  }
  const other = otherDelivery(answer, delivery)
  if (other !== undefined) return rejected('NOT_NEWEST', other)
  return answer.outcome === 'accepted' ? accept(answer, delivery, definition) : refuse(answer, delivery)
}

function accept(
  { id, values = {} }: ConsumerAnswer,
  { sequence, state, answer }: AnsweredDelivery,
  definition: Definition,
): AnswerVerdict {
  const known = answer?.values ?? {}
  const all = { ...known, ...values }
  const change = { id, sequence, from: state, to: 'delivered', answer: { values: all } } as const
  switch (state) {
    case 'waiting':
    case 'refused':
    case 'mark-refused':
      return { kind: 'change', change }
    case 'delivered':
    case 'acknowledged': {
      const isSame = isDeepStrictEqual(valuesToWrite(definition, all), valuesToWrite(definition, known))
      if (isSame) return { kind: 'repeated' }
      // A document number that came later, or was corrected, is written back; not while the first one is on its way.
      if (state === 'acknowledged') return { kind: 'change', change }
      return rejected(
        'BEING_ACKNOWLEDGED',
        `Record ${id} was accepted before, with other values, and Coupa is about to be told. Give this answer again after the next run.`,
      )
    }
    case 'changed-meanwhile':
    case 'deleted':
      return { kind: 'repeated' }
  }
}

function refuse({ id, code, message }: ConsumerAnswer, { sequence, state, answer }: AnsweredDelivery): AnswerVerdict {
  const refusal = { code: code ?? 'REFUSED', message: message ?? 'The consumer gave no reason.' }
  if (state === 'refused' && isDeepStrictEqual(answer?.refusal, refusal)) return { kind: 'repeated' }
  const change = { id, sequence, from: state, to: 'refused', answer: { refusal } } as const
  if (state === 'waiting' || state === 'refused') return { kind: 'change', change }
  return rejected(
    'ALREADY_ACCEPTED',
    `Record ${id} was accepted before, and cannot be refused any more: Coupa is told, or about to be.`,
  )
}

/** What is said of an answer that names another delivery than the newest one; undefined if it is the newest. */
function otherDelivery(
  { id, version, sequence, batch }: ConsumerAnswer,
  delivery: AnsweredDelivery,
): string | undefined {
  const newest = versionOf(delivery.hash)
  if (version !== undefined && version !== newest) {
    return `The answer is about version ${version} of record ${id}, and version ${newest} was delivered after it.`
  }
  if (sequence !== undefined && sequence !== delivery.sequence) {
    return `The answer is about delivery ${sequence} of record ${id}, and the newest one is ${delivery.sequence}.`
  }
  if (batch !== undefined && batch !== delivery.batch) {
    return `The answer is about batch ${batch}, and record ${id} was delivered last in batch ${delivery.batch}.`
  }
  return undefined
}

function rejected(code: AnswerRejection, message: string): AnswerVerdict {
  return { kind: 'rejected', code, message }
}

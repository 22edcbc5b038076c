import {
  FieldsIgnoredError,
  ForbiddenError,
  isCoupaError,
  NetworkError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitedError,
  type ResourceDescription,
  ServerError,
  TimeoutError,
  UnauthorizedError,
  ValidationError,
} from '@coupa-connector/connector'
import type { LoadOutcome } from '../state/load-counters.ts'
import type { LoadFailureClass, OutcomeDetail } from '../state/load-state.ts'
import { fieldInSentence } from './field-in-sentence.ts'

/** A failed write as an outcome. */
export interface ClassifiedFailure {
  readonly outcome: Extract<LoadOutcome, 'failed' | 'held' | 'unknown'>
  readonly detail: OutcomeDetail
  /** Whether it says nothing about the record: the next one would meet it, too. */
  readonly isGeneral: boolean
}

/** Puts the failure of a write to a resource into a class. Throws what is not a failure of Coupa. */
export function classifyFailure(error: unknown, { fields }: ResourceDescription): ClassifiedFailure {
  if (!isCoupaError(error)) throw error
  if (error instanceof FieldsIgnoredError) return ignored(error)
  const kind = classOf(error)
  const messages = error instanceof ValidationError ? error.details.messages : []
  const message = messages.length > 0 ? messages.join('; ') : error.message
  const fieldNames = fields.map(({ name }) => name)
  const field = fieldInSentence(messages[0] ?? '', fieldNames)
  const outcome = kind === 'missing-reference' ? 'held' : kind === 'unknown' ? 'unknown' : 'failed'
  const isGeneral = kind === 'transient' || kind === 'forbidden'
  return { outcome, detail: { class: kind, code: codeOf(kind, error.code), message, field }, isGeneral }
}

/** Puts what Coupa says of a record that it refuses into a class: in an answer, or of a row of a flat file. */
export function classifyRefusal(messages: readonly string[]): Pick<ClassifiedFailure, 'outcome' | 'detail'> {
  const kind = classOfRefusal(messages)
  const detail = { class: kind, code: codeOf(kind, 'COUPA_VALIDATION'), message: messages.join('; ') }
  return { outcome: kind === 'missing-reference' ? 'held' : 'failed', detail }
}

/** The load asked for every field to be taken. What Coupa left out may be part of a record that is there now. */
function ignored({ message, details: { id, notices } }: FieldsIgnoredError): ClassifiedFailure {
  const written = id === undefined ? {} : { id: String(id) }
  const field = notices[0]?.field
  const detail = { ...written, class: 'invalid', code: 'IGNORED_BY_COUPA', message, field } as const
  return { outcome: 'failed', detail, isGeneral: false }
}

function classOf(error: Error): LoadFailureClass {
  if (error instanceof ValidationError) return classOfRefusal(error.details.messages)
  if (error instanceof OutcomeUnknownError) return 'unknown'
  if (error instanceof ForbiddenError || error instanceof UnauthorizedError) return 'forbidden'
  if (error instanceof NotFoundError) return 'gone'
  const passes = [RateLimitedError, ServerError, NetworkError, TimeoutError].some((kind) => error instanceof kind)
  if (passes || Object(error).isRetryable === true) return 'transient'
  return 'invalid'
}

/** Coupa says in words alone what is wrong (F-252). */
function classOfRefusal(messages: readonly string[]): LoadFailureClass {
  if (messages.some((message) => /unable to find valid .* record|could not be found|does not exist/i.test(message))) {
    return 'missing-reference'
  }
  return messages.some((message) => /has already been taken/i.test(message)) ? 'conflict' : 'invalid'
}

function codeOf(kind: LoadFailureClass, code: string): string {
  switch (kind) {
    case 'missing-reference':
      return 'MISSING_REFERENCE'
    case 'conflict':
      return 'ALREADY_TAKEN'
    case 'unknown':
      return 'OUTCOME_UNKNOWN'
    default:
      return code
  }
}

import type { CoupaRecord } from '@coupa-connector/connector'

/** What is said about a record or a run that failed. */
export interface Cause {
  readonly code: string
  readonly message: string
}

/** A history record or an error that Coupa has. */
export interface KnownRecord {
  readonly id: number
  readonly documentId: string | undefined
  readonly status: string | undefined
  /** Code of its integration, where it names one. */
  readonly integration: string | undefined
  readonly coupaRun: number | undefined
  readonly responses: readonly (Cause & { readonly id: number | undefined })[]
}

/** The longest message that is worth reading in a list. */
const longestMessage = 1000
/** As long as Coupa's codes get. */
const longestCode = 255

/** As it is written. */
export function toResponse({ code, message }: Cause): Readonly<Record<string, string>> {
  return { 'response-code': code.slice(0, longestCode), 'response-message': message.slice(0, longestMessage) }
}

/** Whether a cause is already told by these words. */
export function isSameCause(known: Cause, { code, message }: Cause): boolean {
  return known.code === code.slice(0, longestCode) && known.message === message.slice(0, longestMessage)
}

export function toKnownRecord(record: CoupaRecord): KnownRecord {
  const integration = record.integration as CoupaRecord | null | undefined
  const responses = Array.isArray(record.responses) ? (record.responses as readonly CoupaRecord[]) : []
  return {
    id: Number(record.id),
    documentId: textOf(record['document-id']),
    status: textOf(record.status),
    integration: textOf(integration?.code),
    coupaRun: numberOf(record['integration-run-id']),
    responses: responses.map((response) => ({
      id: numberOf(response.id),
      code: textOf(response['response-code']) ?? '',
      message: textOf(response['response-message']) ?? '',
    })),
  }
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value)
}

function numberOf(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : Number(value)
}

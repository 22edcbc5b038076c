import type { Run } from '@coupa-connector/protocol'

// What a receipt holds besides its counts. It is JSON of the container; a part that is not as expected is left out.

export interface ReceiptObject {
  readonly object: string
  readonly batch: string
  readonly records: number
  readonly sha256: string
}

export interface ReceiptInput {
  readonly input: string
  readonly state: string
  readonly records: number
  readonly reason: string
  readonly remedy: string
  readonly result: string
  readonly notices: readonly string[]
}

export interface ReceiptStage {
  readonly stage: string
  readonly status: string
  readonly message: string
  readonly remedy: string
  readonly durationMs: number
}

export interface ReceiptDifference {
  /** What differs: a batch or a record by its id, or one that was loaded by its key. */
  readonly title: string
  readonly code: string
  readonly message: string
  /** Of a record that was loaded: its fields, with what Coupa has and what was loaded. */
  readonly changed: readonly { readonly field: string; readonly now: string; readonly loaded: string }[]
}

export interface ReceiptPreview {
  readonly id: string
  readonly source: unknown
  readonly result: unknown
  readonly failure: string
}

export interface ReceiptMonitoring {
  readonly integration: string
  readonly coupaRun: string
  readonly status: string
  readonly notes: readonly string[]
}

export interface ReceiptParts {
  readonly objects: readonly ReceiptObject[]
  readonly inputs: readonly ReceiptInput[]
  readonly stages: readonly ReceiptStage[]
  readonly differences: readonly ReceiptDifference[] | undefined
  /** Differences that there are beyond those. */
  readonly unlistedDifferences: number
  /** Records that a verification has compared. */
  readonly compared: number
  readonly previews: readonly ReceiptPreview[] | undefined
  readonly monitoring: ReceiptMonitoring | undefined
  readonly guarantee: string
}

/** The parts of a run's receipt that people read. */
export function partsOf(receipt: Run['receipt']): ReceiptParts {
  const given = receipt ?? {}
  return {
    objects: listOf(given.batches).map((one) => ({
      object: text(one.object),
      batch: text(one.batch),
      records: number(one.records),
      sha256: text(one.sha256),
    })),
    inputs: listOf(given.inputs).map((one) => ({
      input: text(one.input),
      state: text(one.state),
      records: number(one.records),
      reason: text(one.reason),
      remedy: text(one.remedy),
      result: text(one.result),
      notices: texts(one.notices),
    })),
    stages: listOf(given.stages).map((one) => ({
      stage: text(one.stage),
      status: text(one.status),
      message: text(one.message),
      remedy: text(one.remedy),
      durationMs: number(one.durationMs),
    })),
    differences: Array.isArray(given.differences)
      ? listOf(given.differences).map((one) => ({
          title: one.key === undefined ? `${text(one.about)} ${text(one.id)}` : `${text(one.key)} (id ${text(one.id)})`,
          code: text(one.code),
          message: text(one.message),
          changed: isFields(one.changed) ? Object.entries(one.changed).map(changeOf) : [],
        }))
      : undefined,
    compared: number(given.records),
    unlistedDifferences: Math.max(0, number(given.differing) - listOf(given.differences).length),
    previews: Array.isArray(given.records) ? listOf(given.records).map(previewOf) : undefined,
    monitoring: isFields(given.coupaMonitoring) ? monitoringOf(given.coupaMonitoring) : undefined,
    guarantee: text(given.guarantee),
  }
}

function previewOf(one: Fields, place: number): ReceiptPreview {
  const { id, source, failure, ...result } = one
  return {
    id: text(id) || String(place + 1),
    source: source ?? null,
    result: result.document ?? result.rows ?? result,
    failure: isFields(failure) ? failureText(text(failure.field), text(failure.message)) : '',
  }
}

function changeOf([field, values]: readonly [string, unknown]): ReceiptDifference['changed'][number] {
  const { old: now, new: loaded } = isFields(values) ? values : {}
  return { field, now: JSON.stringify(now ?? null), loaded: JSON.stringify(loaded ?? null) }
}

function monitoringOf(given: Fields): ReceiptMonitoring {
  return {
    integration: text(given.integration),
    coupaRun: given.coupaRun === undefined ? '' : String(given.coupaRun),
    status: text(given.status),
    notes: listOf(given.notes).map((note) => [text(note.message), text(note.remedy)].filter(Boolean).join(' ')),
  }
}

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : []
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** A message with its field before it, unless it begins with that itself. */
function failureText(field: string, message: string): string {
  return field === '' || message.startsWith(`${field}: `) ? message : `${field}: ${message}`
}

import type { OptionCheck, OptionTable } from '../options/check-options.ts'
import { isAnything, isFlag, isList, isSignal, milliseconds, oneOf, wholeNumber } from '../options/option-checks.ts'
import type { WriteOptions } from './write-request.ts'

/** What every verb may be told about its call and its answer. */
export const callTable: Readonly<Record<keyof WriteOptions, OptionCheck>> = {
  format: oneOf('json', 'xml'),
  priority: oneOf('interactive', 'bulk'),
  signal: isSignal,
  fields: isList,
  allowUnknownFields: isFlag,
  returnObject: oneOf('none', 'limited', 'shallow'),
  extraParameters: isAnything,
  ignoredFields: oneOf('note', 'error'),
}

export const createTable: OptionTable = {
  ...callTable,
  naturalKey: isList,
  settleDelaysMs: areDelays,
  maxSends: wholeNumber({ from: 1 }),
}

/** What a batch may be told beside what its verb may be told. */
export const batchTable: OptionTable = { concurrency: wholeNumber({ from: 1 }), stopOnError: isFlag }

function areDelays(value: unknown): string | undefined {
  const isDelay = milliseconds({ mayBeZero: true })
  const isRight = Array.isArray(value) && value.every((delay) => isDelay(delay) === undefined)
  return isRight ? undefined : 'must be a list of milliseconds'
}

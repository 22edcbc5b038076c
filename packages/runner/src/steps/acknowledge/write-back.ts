import type { CoupaRecord, ResourceClient } from '@coupa-connector/connector'
import { valuesToWrite, type WrittenValue } from '@coupa-connector/process'
import { forEachAtOnce } from '../../run/for-each-at-once.ts'
import type { LedgerEntry, RecordFailure } from '../../state/run-record.ts'
import type { AcknowledgeContext } from './acknowledge-context.ts'
import { createRecordFaults, type RecordFaults } from './record-faults.ts'

/** Changes on their way at the same time; the organization's rate decides how fast they go. */
const writesAtOnce = 24

type Values = Readonly<Record<string, WrittenValue>>

/**
 * After the look: writes the fields of a positive answer into the record, in a request of its own, since a mark may ignore
 * other changes (F-361). Repeating it comes to the same. Answers with the failures of single records, by id;
 * throws what concerns all of them.
 */
export async function writeBack(
  entries: readonly LedgerEntry[],
  { definition, resource, onStep }: AcknowledgeContext,
): Promise<ReadonlyMap<string, RecordFailure>> {
  const failures = new Map<string, RecordFailure>()
  const faults = createRecordFaults()
  const due = entries.flatMap(({ id, answer }) => {
    const values = answer?.values === undefined ? {} : valuesToWrite(definition, answer.values)
    return Object.keys(values).length === 0 ? [] : [{ id, values }]
  })
  await forEachAtOnce(due, writesAtOnce, async ({ id, values }) => {
    const failure = await writeOne(id, values, resource, faults)
    if (failure !== undefined) failures.set(id, failure)
    await onStep?.('record-written-back')
  })
  return failures
}

async function writeOne(
  id: string,
  values: Values,
  resource: ResourceClient,
  faults: RecordFaults,
): Promise<RecordFailure | undefined> {
  try {
    const { record, notices } = await resource.update(id, bodyOf(values), {
      fields: fieldsOf(values),
      priority: 'bulk',
    })
    faults.passed()
    const [notice] = notices
    const field = notice?.field ?? missingField(values, record)
    if (field === undefined) return undefined
    const message =
      notice?.message ?? 'Coupa did not take it: there is no such custom field, or it is not open to the API.'
    return { id, stage: 'write-back', class: 'refused', code: 'WRITE_BACK_IGNORED', message, field }
  } catch (error) {
    return faults.failureOf(id, error, 'write-back')
  }
}

/** `custom-fields.erp-number` becomes a member of `custom-fields`. */
function bodyOf(values: Values): Readonly<Record<string, WrittenValue | Values>> {
  const custom = Object.entries(values).flatMap(([path, value]) => {
    const name = customNameOf(path)
    return name === undefined ? [] : [[name, value] as const]
  })
  const plain = Object.entries(values).filter(([path]) => customNameOf(path) === undefined)
  return {
    ...Object.fromEntries(plain),
    ...(custom.length === 0 ? {} : { 'custom-fields': Object.fromEntries(custom) }),
  }
}

/** Only what was written is asked for: a whole invoice is a hundred times as long. */
function fieldsOf(values: Values): readonly unknown[] {
  const paths = Object.keys(values)
  const plain = paths.filter((path) => customNameOf(path) === undefined)
  return plain.length === paths.length ? plain : [...plain, { 'custom-fields': {} }]
}

/** A custom field that the answer does not have: Coupa serves those that are not set as null (F-145). */
function missingField(values: Values, record: CoupaRecord | undefined): string | undefined {
  const custom = record?.['custom-fields']
  if (typeof custom !== 'object' || custom === null) return undefined
  return Object.keys(values).find((path) => {
    const name = customNameOf(path)
    return name !== undefined && Reflect.get(custom, name) === undefined && record?.[name] === undefined
  })
}

function customNameOf(path: string): string | undefined {
  return path.startsWith('custom-fields.') ? path.slice('custom-fields.'.length) : undefined
}

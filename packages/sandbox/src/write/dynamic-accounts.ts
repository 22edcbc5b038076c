import { type InputObject, isInputObject } from '../format/input.ts'
import type { FieldShape } from '../schema/schema.ts'
import { Reference, type Values } from '../schema/value.ts'
import type { RecordStore, SandboxRecord } from '../store/record-store.ts'
import { emptyValues } from './empty-values.ts'
import { isGiven } from './flags.ts'
import { missingMessage, type Resolution, resolveReference } from './references.ts'

const segment = /^segment-\d+$/

/**
 * Finds the account that a body describes by its segments. In a chart of accounts that is dynamic a missing one is created, in a
 * static one it must exist (F-294). Undefined when the body names no segments.
 */
export function resolveBySegments(field: FieldShape, input: InputObject, store: RecordStore): Resolution | undefined {
  const segments = Object.entries(input).flatMap(([name, value]) =>
    segment.test(name) && value !== null && typeof value !== 'object' ? [[name, String(value)] as const] : [],
  )
  const accounts = store.collection('accounts')
  const typeField = accounts?.shape.field('account-type')
  if (segments.length === 0 || isGiven(input.id) || isGiven(input.code) || !accounts || !typeField) return undefined
  const type = accountType(typeField, input, store)
  if (type?.kind === 'missing') return type
  const wantedType = type?.kind === 'found' ? type : undefined
  for (const record of accounts.iterate()) {
    const isOfType = wantedType === undefined || typeIdOf(record) === wantedType.record.id
    if (isOfType && segments.every(([name, text]) => record.get(name) === text))
      return { kind: 'found', reference: new Reference('accounts', record.id), record }
  }
  if (wantedType?.record.get('dynamic-flag') !== true)
    return {
      kind: 'missing',
      message: missingMessage(
        field,
        accounts.shape,
        segments.map(([name, text]) => ({ names: [name], text })),
      ),
    }
  const values: Values = {
    ...emptyValues(accounts.shape),
    ...Object.fromEntries(segments),
    // A code is derived from the segments (F-261).
    code: segments.map(([, text]) => text).join('-'),
    name: segments.map(([, text]) => text).join('-'),
    'account-type': wantedType.reference,
    'account-type-id': wantedType.record.id,
    active: true,
  }
  const record = accounts.insert(values)
  return { kind: 'found', reference: new Reference('accounts', record.id), record }
}

/** Static charts are named by `account_type_id`, dynamic ones by `account_type/id` (F-294); both are taken. */
function accountType(field: FieldShape, input: InputObject, store: RecordStore): Resolution | undefined {
  const nested = input['account-type']
  if (isInputObject(nested)) return resolveReference(field, nested, store)
  const id = input['account-type-id']
  return isGiven(id) ? resolveReference(field, { id: id ?? null }, store) : undefined
}

function typeIdOf(account: SandboxRecord): number | undefined {
  const type = account.get('account-type')
  return type instanceof Reference ? type.id : undefined
}

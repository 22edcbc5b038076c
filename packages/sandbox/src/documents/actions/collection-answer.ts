import type { ApiAnswer } from '../../api/contract.ts'
import type { RecordShape } from '../../schema/schema.ts'
import type { QuirkSettings } from '../../settings/quirks.ts'
import type { SandboxRecord } from '../../store/record-store.ts'

/**
 * What an action of a collection answers that finds records, such as `favorites` or `search`. Swagger names one record, and
 * nothing else says more (F-486).
 */
export function collectionAnswer(
  records: readonly SandboxRecord[],
  shape: RecordShape,
  quirks: QuirkSettings,
): ApiAnswer {
  const [first] = records
  if (quirks['collection-actions'] === 'object' && first !== undefined) {
    return { kind: 'record', status: 200, record: first, shape }
  }
  return { kind: 'records', records, shape, isSearch: true }
}

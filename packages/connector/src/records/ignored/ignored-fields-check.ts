import type { FieldNotice } from '../../errors/field-notice.ts'
import { FieldsIgnoredError } from '../../errors/fields-ignored-error.ts'
import type { CoupaRecord } from '../../format/coupa-record.ts'
import type { ResourcePath } from '../../requests/resource-path.ts'
import type { WritableRecord, WriteOptions } from '../../requests/write-request.ts'
import { ignoredFields } from './ignored-fields.ts'

interface Write {
  readonly method: string
  readonly path: string
  readonly resource: ResourcePath
  readonly input: WritableRecord
  readonly options: Pick<WriteOptions, 'ignoredFields' | 'fields' | 'returnObject' | 'extraParameters'>
  /** Id of the record that is changed. */
  readonly id?: number | string
}

/**
 * Refuses a record before it is sent, under `ignoredFields: 'error'`, and gives back the check of the answer. Both throw
 * `FieldsIgnoredError`. By default the check gives the notices back.
 */
export function ignoredFieldsCheck({
  method,
  path,
  resource,
  input,
  options,
  id: changedId,
}: Write): (record: CoupaRecord | undefined, id: number | string | undefined) => readonly FieldNotice[] {
  const { ignoredFields: choice = 'note', fields, returnObject, extraParameters } = options
  const { description } = resource
  if (choice === 'error') {
    // The id of the record that is changed is in its path already, and the answer will tell whether it is the same.
    const sent = changedId === undefined ? input : withoutId(input)
    const notices = ignoredFields(sent, { resource: description, record: undefined, isWhole: false })
    if (notices.length > 0) throw new FieldsIgnoredError({ method, path, isWritten: false, notices })
  }
  const isWhole = fields === undefined && returnObject === undefined && extraParameters === undefined
  return (record, id) => {
    const notices = [
      ...otherRecord(changedId, record),
      ...ignoredFields(input, { resource: description, record, isWhole }),
    ]
    if (choice === 'error' && notices.length > 0) {
      throw new FieldsIgnoredError({ method, path, isWritten: true, id, notices })
    }
    return notices
  }
}

/** An answer that shows another record than the one in the path of the request says nothing good of either. */
function otherRecord(changedId: Write['id'], record: CoupaRecord | undefined): readonly FieldNotice[] {
  const answered = record?.id
  if (changedId === undefined || answered === undefined || answered === null) return []
  if (String(answered) === String(changedId)) return []
  const message = `The answer shows the record ${JSON.stringify(answered)}, and ${changedId} was to be changed.`
  return [{ field: 'id', reason: 'changed', message }]
}

function withoutId({ id: _id, ...rest }: WritableRecord): WritableRecord {
  return rest
}

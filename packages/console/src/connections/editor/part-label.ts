import type { ConnectionFieldDescription } from '@coupa-connector/protocol'
import type { ChangedPart } from '../../versioned-form/conflict-notice.tsx'
import { type ConnectionForm, type FormPart, showPart } from '../fields/connection-form.ts'

const texts: Readonly<Record<string, string>> = {
  name: 'Name',
  description: 'Description',
  folder: 'Folder',
  labels: 'Labels',
  copiedFrom: 'Copied from',
}

/** What a part of a connection is called in the form. */
export function partLabel(name: string, fields: readonly ConnectionFieldDescription[]): string {
  return texts[name] ?? fields.find((field) => field.name === name)?.label ?? name
}

/** What was changed, in words. Of a secret only whether it was set, replaced or removed. */
export function describeChange(
  part: FormPart,
  from: ConnectionForm,
  to: ConnectionForm,
  fields: readonly ConnectionFieldDescription[],
): ChangedPart {
  return {
    label: partLabel(part.name, fields),
    from: showPart(from, part),
    to: part.kind === 'secret' && to.secrets[part.name] ? 'replaced' : showPart(to, part),
  }
}

import type { ConnectionFieldDescription } from '@coupa-connector/protocol'

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

import type { ResourceDescription } from '@coupa-connector/catalog'

/** Kinds of files that a record may have beside it. */
export const recordFileKinds = ['image-scan', 'attachments', 'legal-invoice-pdf'] as const
export type RecordFileKind = (typeof recordFileKinds)[number]

/** The action that answers with a file of a record (F-387). Attachments have a resource of their own (F-430). */
export const fileActions: Readonly<Record<Exclude<RecordFileKind, 'attachments'>, string>> = {
  'image-scan': 'retrieve_image_scan',
  'legal-invoice-pdf': 'retrieve_legal_invoice_pdf',
}

/** Fields of a record that change when its files do. */
const telling: Readonly<Record<RecordFileKind, readonly string[]>> = {
  'image-scan': ['image-scan-file-name', 'image-scan-file-size', 'image-scan-content-type'],
  attachments: ['attachments'],
  'legal-invoice-pdf': [],
}

/** The fields that are read beside those of the mapping, so that a change of a file is a change of its record. */
export function fieldsOfFiles(
  kinds: readonly RecordFileKind[],
  { fields }: ResourceDescription,
): readonly (readonly string[])[] {
  const names = kinds.flatMap((kind) => telling[kind]).filter((name) => fields.some((field) => field.name === name))
  return names.map((name) => (name === 'attachments' ? [name, 'id'] : [name]))
}

/** The kinds of files that records of a resource have. */
export function fileKindsOf({ actions, fields }: ResourceDescription): readonly RecordFileKind[] {
  return recordFileKinds.filter((kind) =>
    kind === 'attachments'
      ? fields.some(({ name }) => name === 'attachments')
      : actions.some(({ name, level }) => name === fileActions[kind] && level === 'record'),
  )
}

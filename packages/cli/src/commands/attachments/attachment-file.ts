/** A record of Coupa's list of attachments (F-431). */
export type AttachmentRecord = Readonly<Record<string, unknown>>

/** What the list says about a file, as far as it says it. */
export interface AttachmentFile {
  readonly id: number
  readonly name: string | undefined
  readonly sizeBytes: number | undefined
  /** When it was last changed in Coupa. */
  readonly changedAt: Date | undefined
}

/** The attachments that are files. Texts and links have nothing to download (F-264). */
export function filesAmong(attachments: readonly AttachmentRecord[]): readonly AttachmentFile[] {
  return attachments
    .filter(({ type }) => type === undefined || type === null || !/text|url/i.test(String(type)))
    .map((attachment) => ({
      id: Number(attachment.id),
      name: fileNameOf(attachment),
      sizeBytes: wholeNumber(attachment['file-file-size'] ?? attachment['file-size']),
      changedAt: moment(attachment['updated-at'] ?? attachment['created-at']),
    }))
}

/** What people call an attachment: the name of the file, the text, or the link. */
export function titleOf(attachment: AttachmentRecord): string | undefined {
  return fileNameOf(attachment) ?? textOf(attachment.text) ?? textOf(attachment.url)
}

function fileNameOf(attachment: AttachmentRecord): string | undefined {
  return (
    textOf(attachment['file-file-name']) ??
    textOf(attachment['file-name']) ??
    textOf(attachment.filename) ??
    textOf(attachment.file)
  )
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function wholeNumber(value: unknown): number | undefined {
  return /^\d{1,15}$/.test(String(value)) ? Number(value) : undefined
}

function moment(value: unknown): Date | undefined {
  const date = new Date(textOf(value) ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date
}

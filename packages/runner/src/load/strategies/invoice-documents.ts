import { basename, extname } from 'node:path'
import type { LoadRecord } from '@coupa-connector/process'
import type { LoadContext } from '../load-context.ts'
import type { OutcomeDetail } from '../state/load-state.ts'
import type { UpdatePlan } from './row-plan.ts'
import { sendUntilSeen } from './send-until-seen.ts'

/** A file that goes with an invoice. */
export interface OpenDocument {
  readonly kind: 'image-scan' | 'attachment'
  readonly fileName: string
  readonly content: Blob
}

/** Opens the files that a record names; the first that is missing is a fault of the record. */
export async function openDocuments(
  { documents }: LoadRecord,
  { source, definition }: LoadContext,
): Promise<{ readonly open: readonly OpenDocument[] } | { readonly fault: OutcomeDetail }> {
  const named = [
    ...(documents?.imageScan === undefined ? [] : [{ kind: 'image-scan', name: documents.imageScan } as const]),
    ...(documents?.attachments ?? []).map((name) => ({ kind: 'attachment', name }) as const),
  ]
  const open: OpenDocument[] = []
  for (const { kind, name } of named) {
    const content = await source.openFile?.(name)
    if (content !== undefined) {
      open.push({ kind, fileName: basename(name), content })
      continue
    }
    const { imageScan, attachments } = definition.destination.documents ?? {}
    const field = kind === 'image-scan' ? imageScan : attachments
    const message =
      source.openFile === undefined
        ? `${field ?? ''} names the file ${name}, and a source of this kind has no files beside its records.`
        : `${field ?? ''} names the file ${name}, which is not in the folder of the input.`
    return { fault: { class: 'invalid', code: 'FILE_MISSING', field, message } }
  }
  return { open }
}

/** Adds the files that the invoice does not have yet, each once. */
export async function addDocuments(
  { at, id }: Pick<UpdatePlan, 'at' | 'id'>,
  documents: readonly OpenDocument[],
  context: LoadContext,
): Promise<void> {
  const { signal } = context
  const options = { priority: 'bulk', signal } as const
  const attachments = at.attachments(id)
  const attached = async (): Promise<ReadonlySet<string>> =>
    new Set((await attachments.list(options)).map((one) => String(one['file-file-name'] ?? one.file ?? '')))
  const scanned = async (): Promise<boolean> => {
    const invoice = await at.get(id, { fields: ['id', 'image-scan-file-name'], ...options })
    return Boolean(invoice['image-scan-file-name'])
  }
  const names = documents.some(({ kind }) => kind === 'attachment') ? await attached() : new Set()
  for (const { kind, fileName, content } of documents) {
    const contentType = typeOf(fileName)
    if (kind === 'image-scan') {
      if (await scanned()) continue
      await sendUntilSeen(
        async () => {
          await at.action(id, 'image_scan', { file: { content, fileName, contentType } }, options)
          return true
        },
        async () => (await scanned()) || undefined,
        context,
      )
      continue
    }
    if (names.has(fileName)) continue
    await sendUntilSeen(
      async () => {
        await attachments.upload({ file: content, fileName, contentType, intent: 'Internal' }, options)
        return true
      },
      async () => ((await attached()).has(fileName) ? true : undefined),
      context,
    )
  }
}

const types: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
}

function typeOf(fileName: string): string {
  return types[extname(fileName).toLowerCase()] ?? 'application/octet-stream'
}

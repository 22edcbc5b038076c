import { describe, findResource } from '@coupa-connector/catalog'
import { type DecodeContext, decodeOptionalRecord, decodeRecords } from '../answers/decode-records.ts'
import type { CoupaRecord } from '../format/coupa-record.ts'
import type { CallRequest } from '../http/call.ts'
import { encodeMultipart } from '../http/multipart.ts'
import { checkOptions, type OptionTable } from '../options/check-options.ts'
import type { Condition } from '../query/condition.ts'
import { encodeQuery } from '../query/encode-query.ts'
import { normalizeQuery } from '../query/normalize-query.ts'
import { isAnswerLost, momentOf, outcomeUnknown } from '../requests/lost-answer.ts'
import { type ResourcePath, recordPath } from '../requests/resource-path.ts'
import { callTable } from '../requests/write-options.ts'
import { encodeRecord, type WriteOptions, type WriteTools } from '../requests/write-request.ts'
import { type Download, download } from './download.ts'
import { toMultipartFile, type UploadFile } from './form-file.ts'

/** What to attach: a file, a text or a link (F-430). */
export type AttachmentInput = (
  | { readonly file: UploadFile; readonly fileName?: string | undefined; readonly contentType?: string | undefined }
  | { readonly text: string }
  | { readonly url: string }
) & {
  /** Who sees it. Default: Coupa's. */
  readonly intent?: 'Internal' | 'Supplier' | (string & Record<never, never>) | undefined
  /** For sourcing events: `attachment_to_suppliers`, `event_terms`, `quote_request_attachment`. */
  readonly linkedTo?: string | undefined
}

export type AttachmentOptions = Pick<WriteOptions, 'format' | 'priority' | 'signal'>

/** The attachments of one record (F-430). */
export interface RecordAttachments {
  /** Names, types and sizes of all that is attached (F-431). */
  list(options?: AttachmentOptions): Promise<readonly CoupaRecord[]>
  /**
   * Attaches a file, a text or a link; gives the attachment's record where Coupa answers with one. Files are streamed. It
   * is sent once: throws `OutcomeUnknownError` when the answer is lost, for attachments have no key to look them up by.
   *
   * @example
   * ```ts
   * const file = await openAsBlob('scan.pdf')
   * await connection.resource('invoices').attachments(7).upload({ file, fileName: 'scan.pdf', intent: 'Internal' })
   * ```
   */
  upload(attachment: AttachmentInput, options?: AttachmentOptions): Promise<CoupaRecord | undefined>
  /** The file of an attachment, as a stream. Texts and links have none, and Coupa says so with an error. */
  download(attachmentId: number | string, options?: AttachmentOptions): Promise<Download>
}

/** The attachments of a record of `owner`: `invoices`, `quote_requests/7/quote_request_lines`. */
export function createAttachments(owner: ResourcePath, id: number | string, tools: WriteTools): RecordAttachments {
  const resource = attachmentsOf(owner, id)
  const { authenticationType } = tools
  return {
    list: async (options = {}) => {
      checkOptions('attachments.list', options, attachmentTable)
      return await list(resource, options, tools)
    },
    upload: async (attachment, options = {}) => {
      checkOptions('attachments.upload', options, attachmentTable)
      return upload(resource, attachment, options, tools)
    },
    download: async (attachmentId, options = {}) => {
      checkOptions('attachments.download', options, attachmentTable)
      const path = recordPath(resource.path, attachmentId)
      const { priority, signal } = options
      return download({ path, priority, signal }, { resource: resource.description, path, authenticationType }, tools)
    },
  }
}

const attachmentTable: OptionTable = {
  format: callTable.format,
  priority: callTable.priority,
  signal: callTable.signal,
}

/** Articles name owners whose attachments the catalog lacks; they have the same form as all others. */
function attachmentsOf(owner: ResourcePath, id: number | string): ResourcePath {
  const path = `${recordPath(owner.path, id)}/attachments`
  return { path, description: findResource(path) ?? describe('attachments') }
}

/** Coupa serves at most this many records a page (F-220). */
const pageSize = 50

/**
 * Most records have a few attachments, so the first page is all of them. A full page is read again by id, page after page,
 * until one is not full or brings nothing new: a server that does not page here sends the same one again.
 */
async function list(
  { path, description }: ResourcePath,
  { format: given, priority, signal }: AttachmentOptions,
  { caller, format: usual, authenticationType }: WriteTools,
): Promise<readonly CoupaRecord[]> {
  const format = given ?? usual
  const readPage = async (search?: string): Promise<readonly CoupaRecord[]> => {
    const response = await caller.call({ method: 'GET', path, search, format, priority, signal })
    return decodeRecords(response, { format, resource: description, path, authenticationType })
  }
  const first = await readPage()
  if (first.length < pageSize || !first.every(({ id }) => Number.isSafeInteger(id))) return first

  const byId = new Map<number, CoupaRecord>()
  let known: number
  let page: readonly CoupaRecord[]
  do {
    known = byId.size
    page = await readPage(searchAfter(Math.max(0, ...byId.keys()), description))
    for (const record of page) byId.set(Number(record.id), record)
  } while (page.length >= pageSize && byId.size > known)
  return [...byId.values()]
}

function searchAfter(id: number, description: ResourcePath['description']): string {
  const conditions: readonly Condition[] = [{ path: ['id'], operator: 'gt', value: id }]
  const orderBy = { path: ['id'], direction: 'asc' } as const
  return encodeQuery({ ...normalizeQuery({}, description), conditions, orderBy, limit: pageSize })
}

async function upload(
  resource: ResourcePath,
  attachment: AttachmentInput,
  options: AttachmentOptions,
  tools: WriteTools,
): Promise<CoupaRecord | undefined> {
  const { path, description } = resource
  const { format = tools.format, priority, signal } = options
  const sentAt = momentOf(tools.clock)
  const context: DecodeContext = {
    format,
    resource: description,
    path,
    method: 'POST',
    authenticationType: tools.authenticationType,
  }
  const body = bodyOf(attachment, format, resource)
  try {
    const response = await tools.caller.call({
      method: 'POST',
      path,
      format,
      ...body,
      repeat: 'once',
      priority,
      signal,
    })
    return await decodeOptionalRecord(response, context)
  } catch (error) {
    signal?.throwIfAborted()
    if (!isAnswerLost(error)) throw error
    throw outcomeUnknown({ method: 'POST', path, sentAtMs: sentAt.nowMs, what: `the attachment under ${path}` }, error)
  }
}

function bodyOf(
  attachment: AttachmentInput,
  format: 'json' | 'xml',
  resource: ResourcePath,
): Pick<CallRequest, 'body' | 'contentType' | 'contentLength'> {
  const { intent, linkedTo } = attachment
  if (!('file' in attachment)) {
    const content =
      'text' in attachment ? { type: 'text', text: attachment.text } : { type: 'url', url: attachment.url }
    return { body: encodeRecord({ ...content, intent, linked_to: linkedTo }, format, resource) }
  }
  const { fileName, contentType } = attachment
  const file = toMultipartFile('attachment[file]', attachment.file)
  const fields = [
    { name: 'attachment[type]', value: 'file' },
    ...(intent === undefined ? [] : [{ name: 'attachment[intent]', value: intent }]),
    ...(linkedTo === undefined ? [] : [{ name: 'attachment[linked_to]', value: linkedTo }]),
  ]
  const filename = fileName ?? (file.filename === file.name ? 'attachment' : file.filename)
  return encodeMultipart({ fields, file: { ...file, filename, contentType: contentType ?? file.contentType } })
}

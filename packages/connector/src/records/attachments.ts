import { describe, findResource } from '@coupa-connector/catalog'
import { type DecodeContext, decodeOptionalRecord, decodeRecords } from '../answers/decode-records.ts'
import type { WireRecord } from '../format/wire.ts'
import type { CallRequest } from '../http/call.ts'
import { encodeMultipart } from '../http/multipart.ts'
import { type Download, download } from './download.ts'
import { toMultipartFile, type UploadFile } from './form-file.ts'
import { momentOf } from './look-up.ts'
import { isAnswerLost, outcomeUnknown } from './lost-answer.ts'
import { type ResourcePath, recordPath, resolveResource } from './resource-path.ts'
import { encodeRecord, type WriteOptions, type WriteTools } from './write-request.ts'

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

export type AttachmentOptions = Pick<WriteOptions, 'wire' | 'lane' | 'signal'>

/** The attachments of records (F-430). `resource` is the owner's: `invoices`, `quote_requests/7/quote_request_lines`. */
export interface Attachments {
  /** What is attached to a record: names, types and sizes. At most the first 50, as Coupa serves a page. */
  list(resource: string, id: number | string, options?: AttachmentOptions): Promise<readonly WireRecord[]>
  /**
   * Attaches a file, a text or a link; gives the attachment's record where Coupa answers with one. It is sent once: throws
   * `OutcomeUnknownError` when the answer is lost, for attachments have no key to look them up by.
   */
  upload(
    resource: string,
    id: number | string,
    attachment: AttachmentInput,
    options?: AttachmentOptions,
  ): Promise<WireRecord | undefined>
  /** Fetches the file of an attachment. Texts and links have none, and Coupa says so with an error. */
  download(
    resource: string,
    id: number | string,
    attachmentId: number | string,
    options?: AttachmentOptions,
  ): Promise<Download>
}

export function createAttachments(tools: WriteTools): Attachments {
  return {
    list: async (resource, id, options = {}) => {
      const { path, description } = attachmentsOf(resolveResource(resource), id)
      const { wire = tools.wire, lane, signal } = options
      const response = await tools.caller.call({ method: 'GET', path, wire, lane, signal })
      return decodeRecords(response, {
        wire,
        resource: description,
        path,
        authenticationType: tools.authenticationType,
      })
    },
    upload: (resource, id, attachment, options = {}) =>
      upload(attachmentsOf(resolveResource(resource), id), attachment, options, tools),
    download: (resource, id, attachmentId, options = {}) => {
      const { path: parent, description } = attachmentsOf(resolveResource(resource), id)
      const path = recordPath(parent, attachmentId)
      const { lane, signal } = options
      const context = { resource: description, path, authenticationType: tools.authenticationType }
      return download({ path, lane, signal }, context, tools)
    },
  }
}

/** Articles name owners whose attachments the catalog lacks; they have the same form as all others. */
function attachmentsOf(owner: ResourcePath, id: number | string): ResourcePath {
  const path = `${recordPath(owner.path, id)}/attachments`
  return { path, description: findResource(path) ?? describe('attachments') }
}

async function upload(
  resource: ResourcePath,
  attachment: AttachmentInput,
  options: AttachmentOptions,
  tools: WriteTools,
): Promise<WireRecord | undefined> {
  const { path, description } = resource
  const { wire = tools.wire, lane, signal } = options
  const sentAt = momentOf(tools.clock)
  const context: DecodeContext = {
    wire,
    resource: description,
    path,
    method: 'POST',
    authenticationType: tools.authenticationType,
  }
  const body = bodyOf(attachment, wire, resource)
  try {
    const response = await tools.caller.call({ method: 'POST', path, wire, ...body, repeat: 'once', lane, signal })
    return await decodeOptionalRecord(response, context)
  } catch (error) {
    signal?.throwIfAborted()
    if (!isAnswerLost(error)) throw error
    throw outcomeUnknown({ method: 'POST', path, sentAtMs: sentAt.nowMs, what: `the attachment under ${path}` }, error)
  }
}

function bodyOf(
  attachment: AttachmentInput,
  wire: 'json' | 'xml',
  resource: ResourcePath,
): Pick<CallRequest, 'body' | 'contentType' | 'contentLength'> {
  const { intent, linkedTo } = attachment
  if (!('file' in attachment)) {
    const content =
      'text' in attachment ? { type: 'text', text: attachment.text } : { type: 'url', url: attachment.url }
    return { body: encodeRecord({ ...content, intent, linked_to: linkedTo }, wire, resource) }
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

import type { ApiAnswer, ApiContext, ApiMethod, ApiRequest, ExtensionParts, Route } from '../api/contract.ts'
import { collectionOf, findCollection, findRecord } from '../api/find-record.ts'
import { download, type StoredFile, type StoredFiles, uploadedFile } from '../attachments/stored-files.ts'
import { RequestProblem } from '../format/request-problem.ts'
import type { Values } from '../schema/value.ts'
import type { SandboxRecord } from '../store/record-store.ts'
import { bodyOf, textOf } from '../write/request-input.ts'
import { clearanceDocument, executiveSummary, expenseArchive, image, legalInvoice, madeScan } from './made-documents.ts'

/** A place of a record where a file can be put and fetched, other than its attachments. */
interface FileSlot {
  readonly resource: string
  /** Key of the file, for example `image_scan`. */
  readonly name: string
  readonly put: readonly { readonly methods: readonly ApiMethod[]; readonly path: string }[]
  readonly get: readonly string[]
  readonly remove?: string
  /** Fields of the record that tell about the file. */
  readonly fields?: (file: StoredFile) => Values
  /** The file of a generated record. */
  readonly made?: (record: SandboxRecord) => StoredFile | undefined
}

const slots: readonly FileSlot[] = [
  {
    resource: 'invoices',
    name: 'image_scan',
    put: [{ methods: ['PUT', 'PATCH'], path: ':id/image_scan' }],
    get: [':id/retrieve_image_scan'],
    made: (record) => {
      const scan = madeScan(record.id)
      return record.get('image-scan-file-name') === scan.name ? scan : undefined
    },
    fields: (file) => ({
      'image-scan': file.name,
      'image-scan-file-name': file.name,
      'image-scan-file-size': String(file.content.length),
      'image-scan-content-type': file.contentType,
    }),
  },
  {
    resource: 'contracts',
    name: 'legal_agreement',
    put: [{ methods: ['POST', 'PUT'], path: ':id/legal_agreement' }],
    get: [':id/retrieve_legal_agreement'],
    fields: (file) => ({ 'legal-agreement-url': file.name }),
  },
  avatar('users', [':id/avatar', ':id/retrieve_avatar']),
  avatar('workers', [':id/avatar']),
]

/** Files of records: image scans, legal agreements, avatars, and documents that are made on the spot (F-387, F-400, F-434). */
export function createRecordFiles(context: ApiContext): ExtensionParts {
  const files: StoredFiles = new Map()

  function upload(slot: FileSlot, request: ApiRequest, status: number): ApiAnswer {
    const collection = collectionOf(context, slot.resource)
    const record = findRecord(collection, Number(request.parameters.id))
    const file = uploadedFile(request)
    if (!file) return takeUrl(slot, request, record)
    files.set(keyOf(slot, record), file)
    return {
      kind: 'record',
      status,
      record: context.writer.set(collection, record.id, set(slot, file)),
      shape: collection.shape,
    }
  }

  /** An image scan may also be given as an address (F-387). */
  function takeUrl(slot: FileSlot, request: ApiRequest, record: SandboxRecord): ApiAnswer {
    const collection = collectionOf(context, slot.resource)
    const isForm = request.headers['content-type']?.includes('multipart') ?? false
    const body = slot.name === 'image_scan' && !isForm ? bodyOf(request, 'invoice-header', 'invoice') : {}
    const url = textOf(body, 'image-scan-url') ?? textOf(body, 'image-scan')
    if (url === undefined) throw new RequestProblem(400, "File can't be blank", collection.shape.model)
    const kept = context.writer.set(collection, record.id, { 'image-scan-url': url })
    return { kind: 'record', status: 200, record: kept, shape: collection.shape }
  }

  function retrieve(slot: FileSlot, request: ApiRequest): ApiAnswer {
    const record = findRecord(collectionOf(context, slot.resource), Number(request.parameters.id))
    const file = files.get(keyOf(slot, record)) ?? slot.made?.(record)
    // F-434: 404 when there is none.
    if (!file)
      throw new RequestProblem(
        404,
        `${slot.name.replaceAll('_', ' ')} does not exist`.replace(/^./, (letter) => letter.toUpperCase()),
      )
    return download(file)
  }

  function remove(slot: FileSlot, request: ApiRequest): ApiAnswer {
    const collection = collectionOf(context, slot.resource)
    const record = findRecord(collection, Number(request.parameters.id))
    files.delete(keyOf(slot, record))
    return {
      kind: 'record',
      status: 200,
      record: context.writer.set(collection, record.id, {}),
      shape: collection.shape,
    }
  }

  function slotRoutes(slot: FileSlot): readonly Route[] {
    const path = (below: string): string => `${slot.resource}/${below}`
    return [
      ...slot.put.flatMap(({ methods, path: below }) =>
        methods.map(
          (method): Route => ({
            methods: [method],
            path: path(below),
            handler: (request) => upload(slot, request, method === 'POST' ? 201 : 200),
          }),
        ),
      ),
      ...slot.get.map(
        (below): Route => ({ methods: ['GET'], path: path(below), handler: (request) => retrieve(slot, request) }),
      ),
      ...(slot.remove === undefined
        ? []
        : [
            {
              methods: ['DELETE'],
              path: path(slot.remove),
              handler: (request) => remove(slot, request),
            } satisfies Route,
          ]),
    ]
  }

  function made(resource: string, path: string, make: (record: SandboxRecord) => StoredFile): Route {
    return {
      methods: ['GET'],
      path: `${resource}/${path}`,
      handler: (request) =>
        download(make(findRecord(findCollection(resource, request, context), Number(request.parameters.id)))),
    }
  }

  const artifacts = [
    'expense_lines/:expense_line_id/expense_artifacts',
    'expense_reports/:expense_report_id/expense_lines/:expense_line_id/expense_artifacts',
  ]
  return {
    routes: [
      ...slots.flatMap(slotRoutes),
      made('invoices', ':id/retrieve_legal_invoice_pdf', legalInvoice),
      made('invoices', ':id/retrieve_clearance_document', clearanceDocument),
      made('invoices', ':id/payment_receipts/:payment_receipt_id/retrieve_clearance_document', clearanceDocument),
      made('contracts', ':id/retrieve_executive_summary', executiveSummary),
      made('expense_reports', ':id/download', expenseArchive),
      made('expense_artifacts', ':id/image', image),
      made('items', ':id/image', image),
      ...artifacts.flatMap((resource) => [
        made(resource, ':id/image', image),
        made(resource, ':id/image/:style', image),
      ]),
    ],
  }
}

function avatar(resource: string, get: readonly string[]): FileSlot {
  return {
    resource,
    name: 'avatar',
    put: [{ methods: ['POST', 'PUT'], path: ':id/avatar' }],
    get,
    remove: ':id/avatar',
  }
}

function keyOf(slot: FileSlot, record: SandboxRecord): string {
  return `${slot.resource}/${record.id}/${slot.name}`
}

function set(slot: FileSlot, file: StoredFile): Readonly<Record<string, string>> {
  const fields = slot.fields?.(file) ?? {}
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))
}

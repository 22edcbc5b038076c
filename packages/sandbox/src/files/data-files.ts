import type { ApiAnswer, ApiContext, ApiRequest, ExtensionParts } from '../api/contract.ts'
import { collectionOf, findRecord } from '../api/find-record.ts'
import { isMultipart, parseMultipart } from '../attachments/multipart.ts'
import { uploadedFile } from '../attachments/stored-files.ts'
import type { InputObject } from '../format/input.ts'
import { RequestProblem } from '../format/request-problem.ts'
import type { Values } from '../schema/value.ts'
import { wholeSecondMs } from '../schema/whole-second.ts'
import type { SandboxRecord } from '../store/record-store.ts'
import { bodyOf, textOf } from '../write/request-input.ts'
import { resourceOfDocument } from './document-types.ts'
import { createInbox, type InboxOptions, type PickedUpFile } from './inbox.ts'
import { loadInvoices } from './load-invoices.ts'
import { loadExpensePayments, loadInvoicePayments } from './load-payments.ts'
import { type LoadResult, loadRows } from './load-rows.ts'
import { keysOfUnseen, loadUnseen } from './load-unseen.ts'
import { createOutbox } from './outbox.ts'

/** A file that is being loaded. */
interface Load {
  readonly id: number
  readonly load: (content: Buffer) => LoadResult
  readonly content: Buffer
  readonly startedAt: number
}

/** After how long a file is looked at, and after how long it is loaded; the times are the sandbox's own. */
const LOADING_AFTER_MS = 1000
const DONE_AFTER_MS = 3000

/**
 * Flat files that are loaded in the background (F-461): pending, loading, then done or failed, as the clock of the
 * sandbox goes on. The body of load_file is not documented; forms, JSON and plain CSV are taken (F-460).
 */
export function createDataFiles(context: ApiContext): ExtensionParts {
  const sources = (): ReturnType<typeof collectionOf> => collectionOf(context, 'data_file_sources')
  const takeInbox = context.sftp && createInbox(context.remoteFiles, { ...context.sftp, ...inboxOptions(context) })
  const runExports = context.sftp && createOutbox(context, context.sftp)
  context.remoteFiles.onLook(advance)
  const unseen = new Set<string>()
  let loads: readonly Load[] = []

  /** Brings every load to where it should be by now. Loading itself happens here, so it needs no timers. */
  function advance(): void {
    const now = context.now()
    runExports?.()
    for (const file of takeInbox?.() ?? []) loadPickedUp(file)
    for (const load of loads) {
      const age = now - load.startedAt
      if (age >= DONE_AFTER_MS) finish(load)
      else if (age >= LOADING_AFTER_MS) sources().update(load.id, { status: 'Loading', progress: 50 })
    }
    loads = loads.filter((load) => now - load.startedAt < DONE_AFTER_MS)
  }

  function finish(load: Load): void {
    const { status, text, count, created, updated, errors: found } = load.load(load.content)
    const errors = found.map((error) => rowsCounted(error, context))
    sources().update(load.id, {
      status,
      progress: 100,
      'result-text': text,
      'records-count': count,
      'records-created': created,
      'records-updated': updated,
      'upload-errors': errors,
      'upload-errors-count': errors.length,
      'end-time': wholeSecondMs(load.startedAt + DONE_AFTER_MS),
    })
  }

  function loadFile(request: ApiRequest): ApiAnswer {
    const { sourceFor, name, content } = readUpload(request)
    if (sourceFor === undefined) throw refused("Source for can't be blank")
    const load = loaderOf(sourceFor)
    if (load === undefined) throw refused('Source for is not included in the list')
    if (content === undefined || content.length === 0) throw refused("File can't be blank")
    const record = begin({ sourceFor, load, name, content, at: context.now() })
    return { kind: 'record', status: 201, record, shape: sources().shape }
  }

  function loadPickedUp(file: PickedUpFile): void {
    const load = loaderOf(file.sourceFor)
    if (load !== undefined) begin({ ...file, load })
  }

  /** How a file is loaded; undefined for what the sandbox does not have. */
  function loaderOf(sourceFor: string): Load['load'] | undefined {
    if (sourceFor === 'InvoiceHeader') return (content) => loadInvoices(context, content)
    if (sourceFor === 'InvoicePayment') return (content) => loadInvoicePayments(context, content)
    if (sourceFor === 'ExpensePayment') return (content) => loadExpensePayments(context, content)
    const key = keysOfUnseen[sourceFor]
    if (key !== undefined) return (content) => loadUnseen(unseen, { sourceFor, key }, content)
    const resource = resourceOfDocument(sourceFor)
    return resource === undefined ? undefined : (content) => loadRows(context, resource, content)
  }

  function begin({ sourceFor, load, name, content, at }: PickedUpFile & Pick<Load, 'load'>): SandboxRecord {
    const record = sources().insert({
      type: 'BackgroundCsvFileLoad',
      'source-for': sourceFor,
      status: 'Pending',
      progress: 0,
      'file-file-name': name,
      'file-file-size': String(content.length),
      'file-content-type': 'text/csv',
      'start-time': wholeSecondMs(at),
      'upload-errors': [],
      'upload-errors-count': 0,
      'created-by': context.author,
      'updated-by': context.author,
    })
    loads = [...loads, { id: record.id, load, content, startedAt: at }]
    return record
  }

  function loadFromSftp(request: ApiRequest): ApiAnswer {
    const body = bodyOf(request, 'data-file-source', 'data_file_source')
    const record = sources().insert({
      type: 'SftpFileLoad',
      'source-for': textOf(body, 'source-for') ?? null,
      status: 'Submitted to Resque',
      progress: 0,
      'start-time': wholeSecondMs(context.now()),
      'created-by': context.author,
      'updated-by': context.author,
    })
    return { kind: 'record', status: 201, record, shape: sources().shape }
  }

  const read = ['core.integration.read']
  const write = ['core.integration.write']
  const unsupported = (): never => {
    throw refused('This operation is not supported, use load_file')
  }
  return {
    routes: [
      {
        methods: ['GET'],
        path: 'data_file_sources',
        scopes: read,
        handler: (request) => {
          advance()
          return {
            kind: 'records',
            records: context.search.page(sources(), request.query),
            shape: sources().shape,
            isSearch: true,
          }
        },
      },
      {
        methods: ['GET'],
        path: 'data_file_sources/:id',
        scopes: read,
        handler: (request) => {
          advance()
          const record = findRecord(sources(), Number(request.parameters.id))
          return { kind: 'record', status: 200, record, shape: sources().shape }
        },
      },
      { methods: ['POST'], path: 'data_file_sources/load_file', scopes: write, handler: loadFile },
      { methods: ['POST'], path: 'data_file_sources/load_from_sftp', scopes: write, handler: loadFromSftp },
      // F-460: plain creates and updates are not supported.
      { methods: ['POST'], path: 'data_file_sources', scopes: write, handler: unsupported },
      { methods: ['PUT', 'PATCH'], path: 'data_file_sources/:id', scopes: write, handler: unsupported },
    ],
  }
}

function inboxOptions({ now, quirks }: ApiContext): Omit<InboxOptions, 'pickUpMs'> {
  const archive = quirks['sftp-archive'] === 'incoming-archive' ? 'incoming-archive' : 'archive-incoming'
  return { now, archive, takesHidden: quirks['sftp-hidden-files'] === 'taken' }
}

/** Whether rows of errors are counted with the header rows (F-469). */
function rowsCounted(error: Values, { quirks }: ApiContext): Values {
  const { headerRows = 1, ...rest } = error
  const shift = quirks['upload-error-row'] === 'without-header' ? Number(headerRows) : 0
  return { ...rest, row: Number(rest.row) - shift }
}

interface Upload {
  readonly sourceFor: string | undefined
  readonly name: string
  readonly content: Buffer | undefined
}

function readUpload(request: ApiRequest): Upload {
  const contentType = request.headers['content-type']
  const inQuery = request.query.get('source_for')
  if (isMultipart(contentType)) {
    const file = uploadedFile(request)
    const fields = parseMultipart(request.body, contentType)
    const field = fields.find(({ name }) => /source[_-]for\]?$/.test(name))
    return {
      sourceFor: field?.content.toString('utf8').trim() || inQuery,
      name: file?.name ?? 'file.csv',
      content: file?.content,
    }
  }
  if (/csv|octet-stream|text\/plain/i.test(contentType ?? '')) {
    return { sourceFor: inQuery, name: request.query.get('file_name') ?? 'file.csv', content: request.body }
  }
  const body: InputObject = bodyOf(request, 'data-file-source', 'data_file_source')
  const text = textOf(body, 'file') ?? textOf(body, 'content') ?? textOf(body, 'data')
  return {
    sourceFor: textOf(body, 'source-for') ?? inQuery,
    name: textOf(body, 'file-file-name') ?? textOf(body, 'file-name') ?? 'file.csv',
    content: text === undefined ? undefined : Buffer.from(text),
  }
}

function refused(message: string): RequestProblem {
  return new RequestProblem(400, message, 'data_file_source')
}

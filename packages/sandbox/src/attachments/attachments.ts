import type { ApiAnswer, ApiContext, ApiRequest, ExtensionParts, Route } from '../api/contract.ts'
import { collectionOf, findRecord } from '../api/find-record.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { itemsOf, Reference, type Value } from '../schema/value.ts'
import type { SandboxRecord } from '../store/record-store.ts'
import { attachmentProblem, attachmentValues, readAttachment } from './attachment-input.ts'
import { searchOwned } from './owned-collection.ts'
import { findOwner, isTypeOf, type Owner, ownerNotFound, requireOperation, splitNested } from './owners.ts'
import { download, type StoredFile, type StoredFiles } from './stored-files.ts'

/**
 * Attachments (F-430, F-431, F-432): made from forms or JSON below the record they belong to, listed as metadata, downloaded raw under
 * their own content type, deleted, never changed.
 */
export function createAttachments(context: ApiContext): ExtensionParts {
  const files: StoredFiles = new Map()
  const owners = new Map<number, Owner>()
  const attachments = (): ReturnType<typeof collectionOf> => collectionOf(context, 'attachments')

  /** Those attached here, and those that the owner brought with it when it was made. */
  function ownedBy({ resource, id, record }: Owner): readonly SandboxRecord[] {
    const here = [...owners].filter(([, owner]) => owner.resource === resource && owner.id === id).map(([key]) => key)
    const brought = itemsOf(record?.get('attachments') ?? []).flatMap((item) =>
      item instanceof Reference ? [item.id] : [],
    )
    return [...new Set([...brought, ...here])].flatMap((key) => attachments().get(key) ?? [])
  }

  function create(request: ApiRequest, owner: Owner): ApiAnswer {
    const input = readAttachment(request)
    const problem = attachmentProblem(input, owner)
    if (problem !== undefined) throw new RequestProblem(400, problem, 'attachment')
    const { file } = input
    const record = attachments().insert({
      ...attachmentValues(input),
      'created-by': context.author,
      'updated-by': context.author,
    })
    owners.set(record.id, owner)
    if (file) files.set(String(record.id), file)
    const url = `/api/${owner.resource}/${owner.id}/attachments/${record.id}`
    const kept = file ? (attachments().update(record.id, { file: file.name, 'file-url': url }) ?? record) : record
    showOn(owner)
    return { kind: 'record', status: 201, record: kept, shape: attachments().shape }
  }

  function remove(record: SandboxRecord): ApiAnswer {
    const values = record.toValues()
    const owner = owners.get(record.id)
    attachments().delete(record.id)
    owners.delete(record.id)
    files.delete(String(record.id))
    if (owner) showOn(owner)
    if (context.quirks['delete-body'] === 'none') return { kind: 'empty', status: 200 }
    const deleted = { id: record.id, get: (field: string): Value => values[field] ?? null, toValues: () => values }
    return { kind: 'record', status: 200, record: deleted, shape: attachments().shape }
  }

  /** The owner lists its attachments, where its shape has them. */
  function showOn(owner: Owner): void {
    const collection = context.schema.resource(owner.resource) && context.store.collection(owner.resource)
    if (!collection?.shape.field('attachments') || !collection.get(owner.id)) return
    const record = collection.get(owner.id)
    const all = ownedBy({ ...owner, record }).map(({ id }) => new Reference('attachments', id))
    collection.update(owner.id, { attachments: all })
  }

  function send(record: SandboxRecord): ApiAnswer {
    const file = files.get(String(record.id)) ?? generatedFile(record)
    if (!file) throw new RequestProblem(400, 'Attachment does not have a file attached', 'attachment')
    return download(file)
  }

  function nestedRoutes(name: string): readonly Route[] {
    const nested = splitNested(name)
    if (!nested) return []
    const ownerOf = (request: ApiRequest): Owner => findOwner(context, nested, request, missingOwner)
    const memberOf = (request: ApiRequest): SandboxRecord => {
      const owner = ownerOf(request)
      const record = ownedBy(owner).find(({ id }) => String(id) === request.parameters.id)
      if (!record) throw ownerNotFound('attachment', Number(request.parameters.id))
      return record
    }
    return [
      {
        methods: ['GET'],
        path: name,
        scopes: [],
        handler: (request) => {
          requireOperation(request, context, name, 'query', 'get')
          const owner = ownerOf(request)
          return searchOwned(request, attachments(), () => ownedBy(owner), context)
        },
      },
      {
        methods: ['POST'],
        path: name,
        scopes: [],
        handler: (request) => {
          requireOperation(request, context, name, 'create')
          return create(request, ownerOf(request))
        },
      },
      {
        methods: ['GET'],
        path: `${name}/:id`,
        scopes: [],
        handler: (request) => {
          requireOperation(request, context, name, 'get', 'query')
          return send(memberOf(request))
        },
      },
      {
        methods: ['DELETE'],
        path: `${name}/:id`,
        scopes: [],
        handler: (request) => {
          requireOperation(request, context, name, 'delete', 'create')
          return remove(memberOf(request))
        },
      },
    ]
  }

  /** Without an owner in the path; `attachable_type` says of what kind it must be (F-202). */
  function findAny(request: ApiRequest): SandboxRecord {
    const record = findRecord(attachments(), Number(request.parameters.id))
    const type = request.query.get('attachable_type')
    const owner = owners.get(record.id)
    if (type !== undefined && owner && !isTypeOf(type, owner.resource)) throw ownerNotFound('attachment', record.id)
    return record
  }

  const nestedNames = context.schema.resourceNames.filter((name) => name.endsWith('/attachments'))
  return {
    routes: [
      ...nestedNames.flatMap(nestedRoutes),
      { methods: ['GET'], path: 'attachments/:id', scopes: [], handler: (request) => send(findAny(request)) },
      { methods: ['DELETE'], path: 'attachments/:id', scopes: [], handler: (request) => remove(findAny(request)) },
    ],
  }
}

/** Listing attachments of a comment that does not exist raises an internal exception in Coupa (F-259). */
function missingOwner(resource: string, id: number): Error {
  return resource === 'comments' ? new RequestProblem(500, 'Internal Server Error') : ownerNotFound(resource, id)
}

/** Files of generated attachments are made up when asked for. */
function generatedFile(record: SandboxRecord): StoredFile | undefined {
  const name = record.get('file-file-name')
  if (record.get('type') !== 'file' || typeof name !== 'string') return undefined
  return { name, contentType: String(record.get('file-content-type')), content: Buffer.from(`Content of ${name}\n`) }
}

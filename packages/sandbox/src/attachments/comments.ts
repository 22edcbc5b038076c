import type { ApiAnswer, ApiContext, ApiRequest, ExtensionParts, Route } from '../api/contract.ts'
import { collectionOf } from '../api/find-record.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { Reference } from '../schema/value.ts'
import type { SandboxRecord } from '../store/record-store.ts'
import { bodyOf, textOf } from '../write/request-input.ts'
import { searchOwned } from './owned-collection.ts'
import {
  findOwner,
  isTypeOf,
  type Owner,
  ownerNotFound,
  requireOperation,
  resourceOfType,
  splitNested,
  typeOfOwner,
} from './owners.ts'

/**
 * Comments, below a record or with `commentable-type` and `commentable-id` (F-435). Mentions such as `@[User:7]`
 * are noted. A parent that does not exist is 404 below it, and 400 when the body names it.
 */
export function createComments(context: ApiContext): ExtensionParts {
  const comments = (): ReturnType<typeof collectionOf> => collectionOf(context, 'comments')

  function ownedBy({ resource, id }: Owner): readonly SandboxRecord[] {
    return [...comments().iterate()].filter(
      (comment) => comment.get('commentable-id') === id && isTypeOf(String(comment.get('commentable-type')), resource),
    )
  }

  function create(request: ApiRequest, owner: Owner): ApiAnswer {
    const body = bodyOf(request, 'comment')
    const text = textOf(body, 'comments') ?? textOf(body, 'comment')
    if (text === undefined) throw new RequestProblem(400, "Comments can't be blank", 'comment')
    const record = comments().insert({
      'commentable-type': textOf(body, 'commentable-type') ?? typeOfOwner(owner.resource),
      'commentable-id': owner.id,
      comments: text,
      'comment-type': textOf(body, 'comment-type') ?? null,
      'to-supplier': textOf(body, 'to-supplier') === 'true',
      mentionees: mentioned(text, context),
      attachments: [],
      'created-by': context.author,
      'updated-by': context.author,
    })
    return { kind: 'record', status: 201, record, shape: comments().shape }
  }

  function createAnywhere(request: ApiRequest): ApiAnswer {
    const body = bodyOf(request, 'comment')
    const type = textOf(body, 'commentable-type')
    const id = textOf(body, 'commentable-id')
    if (type === undefined) throw new RequestProblem(400, "Commentable type can't be blank", 'comment')
    if (id === undefined) throw new RequestProblem(400, "Commentable can't be blank", 'comment')
    const resource = resourceOfType(type)
    const isKnown = resource !== undefined && context.schema.resource(resource) !== undefined
    const record = isKnown ? context.store.collection(resource)?.get(Number(id)) : undefined
    if (isKnown && !record) throw new RequestProblem(400, 'Commentable must exist', 'comment')
    return create(request, { resource: resource ?? type, id: Number(id), record })
  }

  function nestedRoutes(name: string): readonly Route[] {
    const nested = splitNested(name)
    if (!nested) return []
    const ownerOf = (request: ApiRequest): Owner => findOwner(context, nested, request, ownerNotFound)
    return [
      {
        methods: ['GET'],
        path: name,
        scopes: [],
        handler: (request) => {
          requireOperation(request, context, name, 'query')
          const owner = ownerOf(request)
          return searchOwned(request, comments(), () => ownedBy(owner), context)
        },
      },
      {
        methods: ['POST'],
        path: name,
        scopes: [],
        handler: (request) => {
          requireOperation(request, context, 'comments', 'create')
          return create(request, ownerOf(request))
        },
      },
      {
        methods: ['GET'],
        path: `${name}/:id`,
        scopes: [],
        handler: (request) => {
          requireOperation(request, context, name, 'get', 'query')
          const record = ownedBy(ownerOf(request)).find(({ id }) => String(id) === request.parameters.id)
          if (!record) throw ownerNotFound('comment', Number(request.parameters.id))
          return { kind: 'record', status: 200, record, shape: comments().shape }
        },
      },
    ]
  }

  const nestedNames = context.schema.resourceNames.filter((name) => name.endsWith('/comments'))
  return {
    routes: [
      ...nestedNames.flatMap(nestedRoutes),
      { methods: ['POST'], path: 'comments', scopes: ['core.comment.write'], handler: createAnywhere },
    ],
  }
}

/** Logins of the users that a text mentions as `@[User:ID]`. */
function mentioned(text: string, context: ApiContext): string | null {
  const ids = [...text.matchAll(/@\[User:(\d+)\]/g)].map(([, id]) => Number(id))
  const logins = ids.flatMap((id) => context.store.resolve(new Reference('users', id))?.get('login') ?? [])
  return logins.length === 0 ? null : logins.join(', ')
}

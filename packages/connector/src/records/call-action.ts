import { type ActionDescription, type ActionParameter, findAction, nearestNames } from '@coupa-connector/catalog'
import { type DecodedAnswer, decodeAnswer } from '../answers/decode-records.ts'
import { OptionsError, UnknownActionError } from '../errors/request-errors.ts'
import type { SendableValue } from '../format/sendable-value.ts'
import type { CallRequest } from '../http/call.ts'
import { encodeMultipart, type MultipartFile } from '../http/multipart.ts'
import { underscored } from '../query/condition.ts'
import { scalarText } from '../query/encode-query.ts'
import { pairsOf } from '../requests/extra-parameters.ts'
import { isAnswerLost, momentOf, outcomeUnknown } from '../requests/lost-answer.ts'
import { encodeSegment, type ResourcePath, recordPath } from '../requests/resource-path.ts'
import {
  encodeRecord,
  searchOf,
  type WritableRecord,
  type WriteOptions,
  type WriteTools,
} from '../requests/write-request.ts'
import { type Download, download } from './download.ts'
import { fieldsOfMark } from './exported-command.ts'
import { isUploadFile, toMultipartFile, type UploadFile } from './form-file.ts'

/** What an action may be given: the parameters that the catalog names, fields of the record, and files. */
export type ActionParameters = { readonly [name: string]: SendableValue | UploadFile }

export interface ActionRequest {
  /** Undefined for an action on the collection. */
  readonly id: number | string | undefined
  readonly name: string
  readonly parameters: ActionParameters
}

/** What an action answered with. */
export type ActionAnswer = DecodedAnswer | { readonly kind: 'file'; readonly file: Download }

/**
 * Calls one of Coupa's own actions (F-380) on a record or on the collection. Method, path and
 * the place of each parameter come from the catalog; parameters it does not name go into the query of a GET or DELETE and
 * into the body of the others. Throws `UnknownActionError` with the nearest names, `TypeError` for a parameter that is
 * missing, and `OutcomeUnknownError` when the answer to an action that must not be repeated is lost.
 */
export async function callAction(
  resource: ResourcePath,
  { id, name, parameters }: ActionRequest,
  options: WriteOptions,
  tools: WriteTools,
): Promise<ActionAnswer> {
  const action = actionOf(resource, id, name)
  const sorted = sortParameters(action, parameters)
  const { method } = action
  const path = pathOf(action, resource, id, sorted.path)
  const context = { resource: resource.description, path, method, authenticationType: tools.authenticationType }
  const command = commandOf(action)
  const search = searchOf(
    {
      ...options,
      // Nobody has to know fields that the connector asks for by itself.
      allowUnknownFields: options.fields === undefined || options.allowUnknownFields,
      // A command says only whether it worked, unless more is asked for.
      fields:
        options.fields ??
        (command.length > 0 && options.returnObject === undefined ? fieldsOfMark(resource.description) : undefined),
      extraParameters: [...command, ...pairsOf(options.extraParameters), ...sorted.query],
    },
    resource,
  )
  const { priority, signal, format = tools.format } = options
  const scopes = action.scopes.length === 0 ? {} : { scopes: action.scopes }
  if (action.isBinary) {
    return { kind: 'file', file: await download({ path, search, priority, signal }, { ...context, ...scopes }, tools) }
  }

  const repeat = isRepeatable(action) ? 'idempotent' : 'once'
  const sentAt = momentOf(tools.clock)
  try {
    const body = bodyOf(sorted, format, resource)
    const response = await tools.caller.call({ method, path, search, format, ...body, repeat, priority, signal })
    return await decodeAnswer(response, { ...context, ...scopes, format })
  } catch (error) {
    signal?.throwIfAborted()
    if (repeat === 'idempotent' || !isAnswerLost(error)) throw error
    throw outcomeUnknown({ method, path, sentAtMs: sentAt.nowMs, what: `what ${name} does` }, error)
  }
}

/** The parameters of a command in the query: `exported` and `true` of `:id?exported=true`. */
function commandOf({ path }: ActionDescription): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(path.split('?')[1] ?? '')]
}

function actionOf({ description }: ResourcePath, id: number | string | undefined, name: string): ActionDescription {
  const level = id === undefined ? 'collection' : 'record'
  const action = findAction(description, name, level)
  if (action !== undefined) return action
  const known = description.actions.filter((one) => one.level === level).map((one) => one.name)
  const nearest = nearestNames(underscored(name), known)
  throw new UnknownActionError({ resource: description.name, action: name, level, nearest }, { known })
}

interface SortedParameters {
  readonly path: ReadonlyMap<string, string>
  readonly query: readonly (readonly [string, string])[]
  readonly body: WritableRecord
  readonly file: MultipartFile | undefined
}

function sortParameters(action: ActionDescription, parameters: ActionParameters): SortedParameters {
  const path = new Map<string, string>()
  const query: [string, string][] = []
  const body: Record<string, SendableValue> = {}
  let file: MultipartFile | undefined
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue
    const known = action.parameters.find((parameter) => underscored(parameter.name) === underscored(name))
    const place = known?.in ?? (action.method === 'GET' || action.method === 'DELETE' ? 'query' : 'body')
    if (place === 'multipart' || isUploadFile(value)) file = filePart(known?.name ?? name, value, file)
    else if (place === 'path') path.set(known?.name ?? name, textOf(name, value))
    else if (place === 'query') query.push([known?.name ?? name, textOf(name, value)])
    else Object.defineProperty(body, name, { value, enumerable: true })
  }
  checkBody(action, body)
  for (const parameter of action.parameters) checkGiven(parameter, action, parameters)
  return { path, query, body, file }
}

/** A command in the query must be alone in its request (F-361). */
function checkBody({ name, path }: ActionDescription, body: WritableRecord): void {
  const fields = Object.keys(body)
  if (!path.includes('?') || fields.length === 0) return
  const problems = fields.map((option) => ({
    option,
    message: `${option} cannot be sent together with ${name}, which changes nothing else`,
    suggestion: 'Change fields with an update of its own.',
  }))
  throw new OptionsError({ of: name, problems })
}

function checkGiven(parameter: ActionParameter, action: ActionDescription, parameters: ActionParameters): void {
  const isGiven = Object.entries(parameters).some(
    ([name, value]) => underscored(name) === underscored(parameter.name) && value !== undefined,
  )
  if (parameter.isRequired && !isGiven) throw new TypeError(`the action ${action.name} needs ${parameter.name}`)
}

function filePart(name: string, value: SendableValue | UploadFile, other: MultipartFile | undefined): MultipartFile {
  if (!isUploadFile(value)) throw new TypeError(`${name} must be a file`)
  if (other !== undefined) throw new TypeError(`${name} and ${other.name} are two files: an action takes one`)
  return toMultipartFile(name, value)
}

function textOf(name: string, value: SendableValue | UploadFile): string {
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint'
  ) {
    return String(value)
  }
  if (value instanceof Date) return scalarText(value)
  throw new TypeError(`the parameter ${name} must be a text, a number, a boolean or a Date`)
}

function pathOf(
  action: ActionDescription,
  resource: ResourcePath,
  id: number | string | undefined,
  values: SortedParameters['path'],
): string {
  const [actionPath = ''] = action.path.split('?')
  const segments = actionPath.split('/').map((segment) => {
    if (segment === ':id') return undefined
    return segment.startsWith(':') ? encodeSegment(values.get(segment.slice(1)) ?? segment) : segment
  })
  if (segments[0] !== undefined) return [resource.path, ...segments].join('/')
  if (id === undefined) throw new TypeError(`the action ${action.name} is for a record: give its id`)
  return [recordPath(resource.path, id), ...segments.slice(1)].join('/')
}

function bodyOf(
  { body, file }: SortedParameters,
  format: 'json' | 'xml',
  resource: ResourcePath,
): Pick<CallRequest, 'body' | 'contentType' | 'contentLength'> {
  if (file !== undefined) {
    const fields = Object.entries(body).map(([name, value]) => ({ name, value: textOf(name, value) }))
    return encodeMultipart({ fields, file })
  }
  return Object.keys(body).length === 0 ? {} : { body: encodeRecord(body, format, resource) }
}

/** PUT sets a state, and doing so twice comes to the same; `adjust` and `add…` come to more each time (F-416). */
function isRepeatable({ method, name }: ActionDescription): boolean {
  return method === 'GET' || (method !== 'POST' && !/^(adjust|add)(_|$)/.test(name))
}

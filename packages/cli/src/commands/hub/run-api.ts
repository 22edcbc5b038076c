import { readFile } from 'node:fs/promises'
import { text as readText } from 'node:stream/consumers'
import {
  apiPrefix,
  ProblemError,
  type Route,
  readProblem,
  routeIds,
  routePath,
  routes,
} from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import { parsePair } from '../../input/query-request.ts'
import { print, printJson } from '../../terminal/print.ts'
import { openHub } from '../hub-session/open-hub.ts'

interface ApiCall {
  readonly method: string
  /** From the root of the hub. */
  readonly path: string
}

const pathAdvice =
  'Most paths begin with /accounts/:account, such as /accounts/:account/connections: "coupa-connector hub routes" lists them.'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Calls any route of the hub and prints what it answers. */
export async function runApi(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { method, path } = resolveCall(input, hub.account.id)
  checkQuery(input)
  const body = await readBody(input.text('body'), context)
  const query = new URLSearchParams(
    input
      .list('query')
      .map(parsePair('--query'))
      .map(([name, value]): [string, string] => [name, value]),
  )
  const response = await hub.send(`${path}${query.size === 0 ? '' : `${path.includes('?') ? '&' : '?'}${query}`}`, {
    method,
    headers: {
      accept: 'application/json, text/event-stream;q=0.9, application/problem+json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headerOption(input, 'if-match', (tag) => (/^(\*|W?\/?")/.test(tag) ? tag : `"${tag}"`)),
      ...headerOption(input, 'idempotency-key', (key) => key),
    },
    ...(body === undefined ? {} : { body }),
  })
  if (input.flag('include')) await print(context.stderr, describeHead(response))
  if (!response.ok) {
    const problem = await readProblem(response)
    const isTyped = input.argument('path') !== undefined
    const suggestion = problem.suggestion ?? (isTyped && response.status === 404 ? pathAdvice : undefined)
    throw new ProblemError({ ...problem, ...(suggestion === undefined ? {} : { suggestion }) }, { method, path })
  }
  const text = await response.text()
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) await printEvents(text, context)
  else if (text !== '') await printBody(text, input, context)
  return 0
}

/** `ROUTE-ID` with `--param`s, or a method and a path below `/api/v1`. */
function resolveCall(input: CommandInput, account: string): ApiCall {
  const given = input.required('route')
  const method = given.toUpperCase()
  const path = input.argument('path')
  if (methods.includes(method)) {
    if (path === undefined) throw new UsageError(`${method} needs a path, such as /accounts.`)
    const absolute = path.startsWith('/') ? path : `/${path}`
    const rooted = absolute.startsWith(`${apiPrefix}/`) ? absolute : `${apiPrefix}${absolute}`
    return { method, path: rooted.replaceAll(':account', account) }
  }
  const id = routeIds.find((candidate) => candidate === given)
  if (id === undefined) {
    throw new UsageError(`The API has no route "${given}".`, {
      suggestion: didYouMean(given, routeIds) ?? '"coupa-connector hub routes" lists them.',
    })
  }
  if (path !== undefined) throw new UsageError(`The route ${id} has its own path; "${path}" is too much.`)
  const params: Record<string, string> = {
    account,
    ...Object.fromEntries(input.list('param').map(parsePair('--param'))),
  }
  const named = [...routes[id].path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const missing = named.filter((name) => !params[name])
  if (missing.length > 0) {
    throw new UsageError(`The route ${id} needs ${missing.join(' and ')}.`, {
      suggestion: `Add ${missing.map((name) => `--param ${name}=…`).join(' ')}`,
    })
  }
  const unknown = Object.keys(params).filter((name) => name !== 'account' && !named.includes(name))
  if (unknown.length > 0) {
    throw new UsageError(`The route ${id} has no parameter ${unknown.join(', ')} in its path ${routes[id].path}.`, {
      suggestion: 'Give query parameters with --query.',
    })
  }
  return { method: routes[id].method, path: routePath(id, params) }
}

/** Refuses a query parameter that the named route does not have: the hub would leave it out, and answer another question. */
function checkQuery(input: CommandInput): void {
  const given = input.required('route')
  const id = routeIds.find((candidate) => candidate === given)
  if (id === undefined) return
  const { query }: Route = routes[id]
  const known = query !== undefined && 'shape' in query ? Object.keys(Object(query.shape)) : []
  for (const [name] of input.list('query').map(parsePair('--query'))) {
    if (known.includes(name)) continue
    throw new UsageError(`The route ${id} has no query parameter "${name}".`, {
      suggestion: didYouMean(name, known) ?? (known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`),
    })
  }
}

/** Lists the routes: id, method, path and what each does. */
export async function listRoutes(input: CommandInput, context: Context): Promise<number> {
  const rows = routeIds.map((id) => {
    const route: Route = routes[id]
    return { id, method: route.method, path: route.path, summary: route.summary }
  })
  if (input.flag('json')) await printJson(context.stdout, rows)
  else {
    const { formatTable } = await import('../../terminal/table.ts')
    const cells = rows.map(({ id, method, path, summary }) => [id, method, path, summary])
    await print(context.stdout, await formatTable(['Route', 'Method', 'Path', ''], cells, context))
  }
  return 0
}

async function readBody(given: string | undefined, { stdin }: Context): Promise<string | undefined> {
  if (given === undefined) return undefined
  const text =
    given === '-' ? await readText(stdin) : given.startsWith('@') ? await readBodyFile(given.slice(1)) : given
  try {
    JSON.parse(text)
    return text
  } catch {
    // Not repeated here: a body may hold a secret.
    throw new UsageError('--body is not JSON; nothing was sent.', {
      suggestion: 'Give it in quotes, --body \'{"name": "acme"}\', or from a file, --body @body.json',
    })
  }
}

async function readBodyFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`The file ${file} of --body cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    })
  }
}

function headerOption(input: CommandInput, name: string, convert: (value: string) => string): Record<string, string> {
  const value = input.text(name)
  return value === undefined ? {} : { [name]: convert(value) }
}

async function printBody(text: string, input: CommandInput, { stdout }: Context): Promise<void> {
  const value = parseJson(text)
  if (value === undefined) await print(stdout, text)
  else await printJson(stdout, value, input.flag('json') ? {} : { indent: 2 })
}

/** Each event of a stream on a line of its own. */
async function printEvents(text: string, { stdout }: Context): Promise<void> {
  for (const line of text.split('\n')) if (line.startsWith('data:')) await print(stdout, `${line.slice(5).trim()}\n`)
}

function describeHead({ status, statusText, headers }: Response): string {
  const shown = ['etag', 'location', 'retry-after', 'x-request-id'].flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : [`${name}: ${value}`]
  })
  return `${[`${status} ${statusText}`.trim(), ...shown].join('\n')}\n`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SandboxFailure } from '../index.ts'
import { startOrganization, type TestAnswer, type TestOrganization } from '../testing/organization.ts'
import { problemsOf, type SwaggerOperation, swaggerOperations } from '../testing/swagger/swagger.ts'

/** Where the articles say otherwise than Swagger, which is wrong in places (F-480). */
const contradicted = new Set([
  'ExpenseLine attach-preapproval',
  'ExpenseLine has-preapproval',
  'Item reorder-alerts',
  'OrderHeaderChange reject-reason',
  'RequisitionHeader hide-price',
  'SupplierSite allow-change-requests',
  'User can-expense-for',
  'User expenses-delegated-to',
])

/** Actions whose answer Swagger names, and which answer with a file. */
const isFile = /\/(retrieve_\w+|image(\(\/\{style\}\))?|avatar|download)$|attachments\/\{id\}$/

interface Scanned {
  readonly operation: SwaggerOperation
  readonly answer: TestAnswer
}

const failures: SandboxFailure[] = []
let scanned: readonly Scanned[] = []

beforeAll(async () => {
  await using organization = await startOrganization({ records: 30, onFailure: (failure) => failures.push(failure) })
  scanned = await scan(organization)
})
afterAll(() => {
  scanned = []
})

describe('every operation of Swagger', () => {
  it('is answered, and none with an exception', () => {
    const wrong = scanned.filter(({ answer }) => answer.status >= 500 || saysUnknownPath(answer))

    expect(scanned.length).toBeGreaterThan(800)
    expect(wrong.map(({ operation, answer }) => `${nameOf(operation)} ${answer.status}`)).toEqual([])
    expect(failures).toEqual([])
  })

  it('answers with the record or the list that Swagger names', () => {
    const wrong = scanned.flatMap(({ operation, answer }) => {
      if (operation.answer === undefined || answer.status >= 300 || isFile.test(operation.path)) return []
      // A search that finds nothing has no record to show.
      if (answer.text === '[]') return []
      if (answer.text === '') return [`${nameOf(operation)} has no body`]
      return Array.isArray(answer.json) === (operation.isList === true)
        ? []
        : [`${nameOf(operation)} has another shape`]
    })

    expect(wrong).toEqual([])
  })

  it('has the types that Swagger gives the fields', () => {
    const wrong = scanned.flatMap(({ operation, answer }) => {
      const { answer: definition, path } = operation
      if (definition === undefined || answer.status >= 300 || isFile.test(path) || answer.text === '') return []
      const records: readonly unknown[] = Array.isArray(answer.json) ? answer.json : [answer.json]
      return records.flatMap((record) => problemsOf(record, definition)).map((problem) => `${definition} ${problem}`)
    })
    const unexpected = wrong.filter((problem) => !contradicted.has(problem.split(':')[0] ?? ''))

    expect([...new Set(unexpected)]).toEqual([])
  })

  it('does more than refuse: most operations are carried out', () => {
    const done = scanned.filter(({ answer }) => answer.status < 300)

    expect(done.length).toBeGreaterThan(450)
  })
})

async function scan(organization: TestOrganization): Promise<readonly Scanned[]> {
  const ids = new Map<string, string>()
  const scans: Scanned[] = []
  for (const operation of swaggerOperations) {
    const path = await concretePath(organization, operation.path, ids)
    const hasBody = operation.method !== 'GET' && operation.method !== 'DELETE'
    // A record as it is read is what people send back.
    const isMember = operation.path.endsWith('/{id}')
    const known = hasBody && isMember ? await organization.get(path) : undefined
    const body = known?.status === 200 && isJson(known) ? known.text : '{}'
    const answer = await organization.send(operation.method, path, hasBody ? body : undefined)
    scans.push({ operation, answer })
    // What was deleted is not there for the next one.
    if (operation.method === 'DELETE') ids.clear()
  }
  return scans
}

/** Fills the parameters of a path with ids of records that are there, as far as there are any. */
async function concretePath(organization: TestOrganization, path: string, ids: Map<string, string>): Promise<string> {
  let done = ''
  for (const segment of path.replace('(/{style})', '').split('/')) {
    if (!segment.startsWith('{')) {
      done += `/${segment}`
      continue
    }
    const collection = done.slice(1)
    const id = ids.get(collection) ?? (await firstId(organization, collection))
    ids.set(collection, id)
    done += `/${id}`
  }
  return done.slice(1)
}

async function firstId(organization: TestOrganization, collection: string): Promise<string> {
  const answer = await organization.get(`${collection}?limit=1&fields=["id"]`)
  const id = answer.status === 200 && isJson(answer) ? answer.json[0]?.id : undefined
  return String(id ?? 1)
}

function isJson({ headers }: TestAnswer): boolean {
  return headers.get('content-type')?.includes('json') === true
}

function saysUnknownPath({ status, text }: TestAnswer): boolean {
  return status === 404 && text.includes('The path does not exist')
}

function nameOf({ method, path }: SwaggerOperation): string {
  return `${method} ${path}`
}

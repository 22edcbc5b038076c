import { slug } from 'github-slugger'
import type { JsonSchema } from '../../../hub/src/server/openapi/json-schemas.ts'
import { createOpenApiDocument } from '../../../hub/src/server/openapi/openapi-document.ts'
import { toSample } from '../../../hub/src/server/openapi/schema-sample.ts'
import { code, table } from './markdown.ts'

interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, Response>>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description?: string
  readonly schema: JsonSchema
}

interface Response {
  readonly description: string
  readonly content?: Content
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>

interface Api {
  readonly info: { readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

interface Call extends Operation {
  readonly method: string
  readonly path: string
}

/** A page for each subject of the REST API, from its OpenAPI document, and one that lists all calls. */
export function restPages(): Map<string, string> {
  const document = createOpenApiDocument({ origin: 'https://hub.example.com', version: '', sessionCookie: '' })
  const { info, paths, components } = document as unknown as Api
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ ...operation, method: method.toUpperCase(), path })),
  )
  const subjects = Map.groupBy(calls, ({ tags }) => tags[0] ?? 'other')
  return new Map([
    ['reference/rest', listPage(info.description, subjects)],
    ...[...subjects].map(
      ([subject, calls]) =>
        [`reference/rest/${slug(subject)}`, subjectPage(subject, calls, components.schemas)] as const,
    ),
  ])
}

function listPage(description: string, subjects: ReadonlyMap<string, readonly Call[]>): string {
  const sections = [...subjects].map(([subject, calls]) => {
    const rows = calls.map(({ summary, method, path, operationId }) => [
      `[${summary}](/docs/reference/rest/${slug(subject)}/#${slug(operationId)})`,
      code(`${method} ${path}`),
    ])
    return `## ${capital(subject)}\n\n${table(['Call', 'Address'], rows)}`
  })
  return `# REST API

Everything in the console is in the API, too. A running hub describes its own at [/api/v1/docs](/api/v1/docs), and for programs at
[/api/v1/openapi.json](/api/v1/openapi.json). ${code('coupa-connector hub api OPERATION')} makes any call from the command line, under the
names that stand here as headings.

${description}

${sections.join('\n')}`
}

function subjectPage(subject: string, calls: readonly Call[], schemas: Readonly<Record<string, JsonSchema>>): string {
  return `# REST API: ${subject}\n\n${calls.map((call) => describe(call, schemas)).join('\n')}`
}

function describe(
  { operationId, summary, description, method, path, parameters, requestBody, responses }: Call,
  schemas: Readonly<Record<string, JsonSchema>>,
): string {
  const body = requestBody?.content['application/json']?.schema
  const answers = Object.entries(responses).filter(([status]) => Number(status) < 400)
  const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400)
  return [
    `## ${operationId}\n\n${summary}\n\n\`\`\`http\n${method} ${path}\n\`\`\`\n\n${description}\n\n`,
    table(
      ['Parameter', 'In', 'Required', 'Value'],
      parameters.map((parameter) => [
        code(parameter.name),
        parameter.in,
        parameter.required ? 'yes' : 'no',
        parameter.description ?? code(toSample(parameter.schema, schemas)),
      ]),
    ),
    body === undefined ? '' : `Body:\n\n${sample(body, schemas)}`,
    ...answers.map(([status, answer]) => {
      const schema = Object.values(answer.content ?? {})[0]?.schema
      return `Answer ${status}: ${answer.description}\n\n${schema === undefined ? '' : sample(schema, schemas)}`
    }),
    table(
      ['Status', 'Problems'],
      problems.map(([status, problem]) => [status, problem.description.replaceAll('\n\n', ' ')]),
    ),
  ].join('')
}

function sample(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): string {
  return `\`\`\`ts frame="none"\n${toSample(schema, schemas)}\n\`\`\`\n\n`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

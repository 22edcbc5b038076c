import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, createConnection } from '../src/index.ts'
import { readSchema, schemaToTypeScript } from '../src/schema.ts'

const root = join(import.meta.dirname, '../../..')
const declarations = join(import.meta.dirname, 'coupa-custom-fields.ts')

let sandbox: Sandbox
let text: string
beforeAll(async () => {
  sandbox = await startSandbox({ records: 60, rateLimit: false })
  sandbox.control.putCustomField('invoices', { name: `we"ird */ 'name'`, type: 'string', isEditable: true })
  await using connection = connect(sandbox)
  text = schemaToTypeScript(await readSchema(connection, { resources: ['invoices', 'suppliers'] }))
})
afterAll(() => sandbox.close())

describe('declarations of custom fields', () => {
  it('type the custom fields of a resource of the library, under strict', () => {
    const program = `import { type Connection } from '../src/index.ts'
import type { InvoicesCustomFields } from './coupa-custom-fields.ts'

declare const connection: Connection
const invoices = connection.resource<'invoices', InvoicesCustomFields>('invoices')
const invoice = await invoices.get(7, { fields: ['id', 'custom-fields'] })
export const number: string | null | undefined = invoice['custom-fields']?.['erp-number']
export const flag: boolean | null | undefined = invoice['custom-fields']?.['is-strategic']
export const region: string | null | undefined = invoice['custom-fields']?.['sales-region']?.name
await invoices.update(7, { 'custom-fields': { 'erp-number': 'V1', 'sales-region': { id: 3 }, 'category-owner': null } })
// @ts-expect-error a truth value is not text
await invoices.update(7, { 'custom-fields': { 'is-strategic': 'yes' } })
// @ts-expect-error there is no such field
await invoices.update(7, { 'custom-fields': { 'erp-nummer': 'V1' } })
`
    expect(problemsOf(program)).toEqual([])
  }, 60_000)
})

/** What the compiler says about a program that uses the declarations, and about these. */
function problemsOf(program: string): readonly string[] {
  const consumer = join(import.meta.dirname, 'uses-custom-fields.ts')
  const texts = new Map([
    [consumer, program],
    [declarations, text],
  ])
  const { config } = ts.readConfigFile(join(root, 'tsconfig.tests.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (file) => texts.has(file) || fileExists(file)
  host.readFile = (file) => texts.get(file) ?? readFile(file)
  host.getSourceFile = (file, version, ...others) => {
    const given = texts.get(file)
    return given === undefined ? getSourceFile(file, version, ...others) : ts.createSourceFile(file, given, version)
  }
  const compiled = ts.createProgram([consumer], options, host)
  return [...texts.keys()].flatMap((file) => {
    const source = compiled.getSourceFile(file)
    const found = [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)]
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  })
}

function connect({ url, clientId, clientSecret, scope, accessTokenUrl }: Sandbox): Connection {
  return createConnection({ authenticationType: 'oauth2', url, clientId, clientSecret, scope, accessTokenUrl })
}
